import { ActionIcon, Button, Input, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import type { JsonObject } from '../../../../shared/domain/definition-form.ts'
import { useRows } from '../../../lib/rows.ts'
import { formTexts as words } from '../../../texts/settings-forms/form.ts'
import { type FieldProps, useShared } from './field-view.tsx'
import styles from './form.module.css'

type Pair = readonly [string, string]

const pairsOf = (value: FieldProps['value']): Pair[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([left, right]) => [left, String(right ?? '')])
    : []

/** The pairs as they are kept: of two with the same left side the first. */
const objectOf = (pairs: readonly Pair[]): JsonObject => Object.fromEntries([...pairs].reverse().filter(([left]) => left !== ''))

/** Words on the left that mean words on the right. */
export const PairsView = (props: FieldProps) => {
  const { path, value, near, onChange } = props
  const { readOnly, shared } = useShared(path, near)
  // Half-typed left sides may be empty or twice the same; the body cannot hold that, the form can.
  const [typing, setTyping] = useState<Pair[] | null>(null)
  const pairs = typing ?? pairsOf(value)
  const change = (next: Pair[]): void => {
    setTyping(next)
    const kept = objectOf(next)
    onChange(Object.fromEntries(next.flatMap(([left]) => (left in kept ? [[left, kept[left] ?? '']] : []))))
  }
  const { rows, add } = useRows(
    pairs.map(([left, right]) => ({ left, right })),
    (next) => change(next.map(({ left, right }): Pair => [left, right])),
  )
  return (
    <Input.Wrapper label={shared.label} description={shared.description} error={shared.error} labelElement="div">
      <div className={styles.pairs} id={shared.id} tabIndex={-1}>
        {rows.map(({ name, value: { left, right }, at, change: put, remove }) => (
          <Fragment key={name}>
            <TextInput
              aria-label={`${shared.label}, ${words.left} ${at + 1}`}
              value={left}
              readOnly={readOnly}
              error={left !== '' && pairs.findIndex(([other]) => other === left) < at ? words.pairTwice : undefined}
              onChange={(event) => put({ left: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`${shared.label}, ${words.right} ${at + 1}`}
              value={right}
              readOnly={readOnly}
              onChange={(event) => put({ right: event.currentTarget.value })}
            />
            {readOnly ? (
              <span />
            ) : (
              <ActionIcon
                size={36}
                variant="subtle"
                color="gray.7"
                aria-label={words.remove(left === '' ? `${at + 1}` : left)}
                onClick={remove}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </Fragment>
        ))}
      </div>
      {pairs.length === 0 && readOnly ? (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : null}
      {readOnly ? null : (
        <Button size="compact-sm" variant="default" mt={4} onClick={() => add({ left: '', right: '' })}>
          {words.add(words.item)}
        </Button>
      )}
    </Input.Wrapper>
  )
}
