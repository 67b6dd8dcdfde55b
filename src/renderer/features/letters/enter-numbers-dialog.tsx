import { Button, Group, Modal, ScrollArea, Stack, Table, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { common } from '../../texts/common.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterTexts.enter

/** `128` → `129`, `045` → `046`; undefined for what is no plain running number. */
const following = (text: string, steps: number): string | undefined =>
  /^\d{1,7}$/.test(text.trim()) ? String(Number(text) + steps).padStart(text.trim().length, '0') : undefined

/** Completes the book: letters printed with an open number line, oldest first, each with a field for what the agenda gave. */
export const EnterNumbersDialog = (props: { onClose(): void }) => {
  const open = useCall('letters.list', { mark: 'open', limit: 500 })
  const save = useCommand('letters.enterNumbers')
  const [numbers, setNumbers] = useState<Readonly<Record<number, string>>>({})
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({})
  const [failed, setFailed] = useState<{ id: number; message: string; asksReason: boolean } | null>(null)
  const fields = useRef(new Map<number, HTMLInputElement>())
  const rows = [...(open.data?.items ?? [])].reverse()
  const filled = rows.filter(({ id }) => (numbers[id] ?? '').trim() !== '')

  const fillDown = (from: number): void => {
    const begin = numbers[rows[from]?.id ?? 0] ?? ''
    const next: Record<number, string> = { ...numbers }
    rows.slice(from).forEach((row, step) => {
      const value = following(begin, step)
      if (value !== undefined) next[row.id] = value
    })
    setNumbers(next)
  }
  const store = (): void => {
    if (filled.length === 0 || save.isPending) return
    setFailed(null)
    save.mutate(
      {
        items: filled.map((row) => ({
          id: row.id,
          version: row.version,
          number: (numbers[row.id] ?? '').trim(),
          reason: (reasons[row.id] ?? '').trim(),
        })),
      },
      {
        onSuccess: ({ entered }) => {
          toast.done(words.saved(entered))
          setNumbers({})
          if (entered === rows.length) props.onClose()
        },
        onError: (error) => {
          const index = error instanceof AppError ? /^items\.(\d+)\./.exec(error.data.field ?? '')?.[1] : undefined
          const row = index === undefined ? undefined : filled[Number(index)]
          if (row === undefined) return
          const { code, message, hint } = error.data
          setFailed({ id: row.id, message: `${message} ${hint ?? ''}`.trim(), asksReason: code === 'CONFIRM' })
          fields.current.get(row.id)?.focus()
        },
      },
    )
  }
  return (
    <Modal opened onClose={props.onClose} title={words.title} size="xl">
      <Stack gap="sm">
        <Text size="sm">{words.intro}</Text>
        {open.data !== undefined && rows.length === 0 ? <Text size="sm">{words.none}</Text> : null}
        <ScrollArea.Autosize mah={420}>
          <Table>
            <Table.Tbody>
              {rows.map((row, index) => (
                <Table.Tr key={row.id}>
                  <Table.Td className="numeric">{shortDate(row.letterDate)}</Table.Td>
                  <Table.Td>
                    <strong>{row.clientName}</strong>
                    <Text size="xs" c="dimmed">
                      {row.kindName}
                    </Text>
                  </Table.Td>
                  <Table.Td w={360}>
                    <Group gap="xs" wrap="nowrap">
                      <TextInput
                        aria-label={words.numberOf(row.clientName)}
                        placeholder={words.placeholder}
                        ref={(element) => {
                          if (element === null) fields.current.delete(row.id)
                          else fields.current.set(row.id, element)
                        }}
                        value={numbers[row.id] ?? ''}
                        onChange={(event) => setNumbers({ ...numbers, [row.id]: event.currentTarget.value })}
                        onKeyDown={(event) => {
                          if (event.key !== 'Enter') return
                          event.preventDefault()
                          const below = rows[index + 1]
                          if (below !== undefined) fields.current.get(below.id)?.focus()
                        }}
                        error={failed?.id === row.id ? failed.message : undefined}
                        maxLength={80}
                        autoComplete="off"
                        data-autofocus={index === 0 ? true : undefined}
                      />
                      {following(numbers[row.id] ?? '', 0) !== undefined && index < rows.length - 1 ? (
                        <Button variant="subtle" size="compact-sm" style={{ flexShrink: 0 }} onClick={() => fillDown(index)}>
                          {words.fillDown}
                        </Button>
                      ) : null}
                    </Group>
                    {(failed?.id === row.id && failed.asksReason) || reasons[row.id] !== undefined ? (
                      <TextInput
                        mt={4}
                        label={letterTexts.detail.numberReason}
                        value={reasons[row.id] ?? ''}
                        onChange={(event) => setReasons({ ...reasons, [row.id]: event.currentTarget.value })}
                        maxLength={300}
                      />
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        <ErrorBox error={failed === null ? (save.error ?? open.error) : open.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button onClick={store} loading={save.isPending} disabled={filled.length === 0}>
            {words.save(filled.length)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
