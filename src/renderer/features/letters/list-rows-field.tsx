import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ClipboardEvent } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { LetterList } from '../../../shared/contract/letter-body.ts'
import { PersonPicker } from '../../components/person-picker.tsx'
import { api } from '../../lib/api.ts'
import { useRows } from '../../lib/rows.ts'
import { toast } from '../../lib/toast.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import type { DraftForm } from './draft-form.ts'
import styles from './letters.module.css'

const words = letterKindTexts.list
type Row = Record<string, string>

/** Rows of one list of a letter: typed, pasted from a workbook, or taken from the register. */
export const ListRowsField = (props: { form: UseFormReturn<DraftForm>; list: LetterList; kind: string }) => {
  const { form, list } = props
  const values: Row[] = form.watch('lists')[list.name] ?? []
  const store = (next: Row[]): void =>
    form.setValue('lists', { ...form.getValues('lists'), [list.name]: next }, { shouldDirty: true })
  const { rows, add } = useRows(values, store)
  const { error } = form.getFieldState(`lists.${list.name}`, form.formState)
  const paste = (event: ClipboardEvent, at: number, column: number): void => {
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
    if (lines.length === 1 && !(lines[0] as string).includes('\t')) return
    event.preventDefault()
    const next = [...values]
    lines.forEach((line, offset) => {
      const cells = Object.fromEntries(
        line.split('\t').flatMap((cell, index) => {
          const key = list.columns[column + index]?.key
          return key === undefined ? [] : [[key, cell.trim().slice(0, 500)]]
        }),
      )
      next[at + offset] = { ...(next[at + offset] ?? {}), ...cells }
    })
    store(next)
  }
  const fromRegister = (personId: number): void => {
    api.letters
      .listRow({ personId, kind: props.kind, list: list.name })
      .then((row) => store([...(form.getValues('lists')[list.name] ?? []), row]), toast.error)
  }
  return (
    <fieldset className={styles.list} id={`daftar-${list.name}`}>
      <legend>
        {list.label} <span className={styles.count}>{words.rows(values.length)}</span>
      </legend>
      <Text size="xs" c="dimmed">
        {list.hint === '' ? words.paste : list.hint}
      </Text>
      {error?.message === undefined ? null : (
        <Text size="sm" c="red.9" role="alert">
          {error.message}
        </Text>
      )}
      <Stack gap={4} mt={4} className={styles.rows}>
        {rows.map(({ name, value: row, at, change, remove }) => (
          <div key={name} className={styles.row}>
            <span className="numeric">{at + 1}.</span>
            {list.columns.map((column, index) => (
              <TextInput
                key={column.key}
                size="xs"
                aria-label={words.cell(column.label, at + 1)}
                placeholder={column.label}
                value={row[column.key] ?? ''}
                onChange={(event) => change({ [column.key]: event.currentTarget.value })}
                onPaste={(event) => paste(event, at, index)}
              />
            ))}
            <ActionIcon variant="subtle" color="red.9" size={32} aria-label={words.remove(at + 1)} onClick={remove}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </Stack>
      <Group gap="xs" mt={6} align="end">
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add({})}>
          {words.add}
        </Button>
      </Group>
      {list.columns.some(({ from }) => from !== '') ? (
        <PersonPicker
          label={words.fromRegister}
          hideLabel
          placeholder={words.fromRegister}
          onPick={({ id }) => fromRegister(id)}
        />
      ) : null}
    </fieldset>
  )
}
