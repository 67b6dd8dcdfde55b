import { ActionIcon, Button, Input, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { JsonObject } from '../../../../shared/domain/definition-form.ts'
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
  const put = (index: number, pair: Pair): void => change(pairs.map((one, at) => (at === index ? pair : one)))
  return (
    <Input.Wrapper label={shared.label} description={shared.description} error={shared.error} labelElement="div">
      <div className={styles.pairs} id={shared.id} tabIndex={-1}>
        {pairs.map(([left, right], index) => {
          const twice = left !== '' && pairs.findIndex(([other]) => other === left) < index
          return [
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name but what is being typed
              key={`${index}-left`}
              aria-label={`${shared.label}, ${words.left} ${index + 1}`}
              value={left}
              readOnly={readOnly}
              error={twice ? words.pairTwice : undefined}
              onChange={(event) => put(index, [event.currentTarget.value, right])}
            />,
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name but what is being typed
              key={`${index}-right`}
              aria-label={`${shared.label}, ${words.right} ${index + 1}`}
              value={right}
              readOnly={readOnly}
              onChange={(event) => put(index, [left, event.currentTarget.value])}
            />,
            readOnly ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name but what is being typed
              <span key={`${index}-none`} />
            ) : (
              <ActionIcon
                // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name but what is being typed
                key={`${index}-remove`}
                size={36}
                variant="subtle"
                color="gray.7"
                aria-label={words.remove(left === '' ? `${index + 1}` : left)}
                onClick={() => change(pairs.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            ),
          ]
        })}
      </div>
      {pairs.length === 0 && readOnly ? (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : null}
      {readOnly ? null : (
        <Button size="compact-sm" variant="default" mt={4} onClick={() => setTyping([...pairs, ['', '']])}>
          {words.add(words.item)}
        </Button>
      )}
    </Input.Wrapper>
  )
}
