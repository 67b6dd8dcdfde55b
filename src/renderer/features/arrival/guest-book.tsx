import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import type { Guest } from '../../../shared/contract/arrival.ts'
import { clockTime } from '../../../shared/domain/dates.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { parseDay, shortDate } from '../../lib/format.ts'
import { tableProps, useCallPages, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import { common } from '../../texts/common.ts'

const words = arrivalTexts.guests

const columnsFor = (timeZone: string): Column<Guest>[] => [
  {
    key: 'time',
    header: words.time,
    width: '190px',
    cell: (row) => (
      <span className="numeric">
        {shortDate(row.day)} {clockTime(row.at, timeZone)}
      </span>
    ),
  },
  { key: 'ticket', header: words.ticket, width: '72px', cell: (row) => <span className="numeric">{row.ticketLabel}</span> },
  {
    key: 'name',
    header: words.name,
    width: 'minmax(130px, 1.2fr)',
    cell: (row) => <strong>{row.name}</strong>,
    title: (row) => row.name,
  },
  { key: 'origin', header: words.origin, width: 'minmax(100px, 1fr)', cell: (row) => row.origin, title: (row) => row.origin },
  {
    key: 'purpose',
    header: words.purpose,
    width: 'minmax(140px, 1.5fr)',
    cell: (row) => row.purpose,
    title: (row) => row.purpose,
  },
  { key: 'meets', header: words.meets, width: 'minmax(110px, 1fr)', cell: (row) => row.meets, title: (row) => row.meets },
  { key: 'note', header: words.note, width: 'minmax(110px, 1fr)', cell: (row) => row.note, title: (row) => row.note },
  { key: 'by', header: words.by, width: 'minmax(90px, 0.8fr)', cell: (row) => row.by, title: (row) => row.by },
]

const blank = { name: '', origin: '', purpose: '', meets: '', note: '' }

/** Everybody who came, with whom they met and why; kept for years, as on paper. */
export const GuestBook = (props: { choice: ReactNode }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const [edited, setEdited] = useState<Guest | 'new' | null>(null)
  const filter = { from, to, text }
  const pages = useCallPages('arrival.guests', filter)
  return (
    <Page
      title={arrivalTexts.title}
      fill
      action={
        <>
          <ExportList filter={{ list: 'guests', ...filter }} />
          {may('cases.write') ? <Button onClick={() => setEdited('new')}>{words.add}</Button> : null}
        </>
      }
      filters={
        <>
          {props.choice}
          <TextInput
            aria-label={words.search}
            placeholder={words.search}
            w={330}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {(
            [
              [words.from, from, setFrom],
              [words.to, to, setTo],
            ] as const
          ).map(([label, value, set]) => (
            <DateInput
              key={label}
              aria-label={label}
              placeholder={label}
              w={150}
              clearable
              value={value}
              onChange={set}
              dateParser={parseDay}
              valueFormat="DD/MM/YYYY"
            />
          ))}
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label={words.list}
        columns={columnsFor(timeZone)}
        rowKey={(row) => row.id}
        {...(may('cases.write') ? { onOpen: (row: Guest) => setEdited(row) } : {})}
        empty={
          text !== '' || from !== null || to !== null ? (
            <EmptyState title={arrivalTexts.nothingTitle} text={arrivalTexts.nothingText} />
          ) : (
            <EmptyState title={words.empty} text={words.emptyText} />
          )
        }
      />
      {edited === null ? null : <GuestDialog guest={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

const GuestDialog = (props: { guest: Guest | null; onClose(): void }) => {
  const { guest } = props
  const add = useCommand('arrival.addGuest')
  const update = useCommand('arrival.updateGuest')
  const [values, setValues] = useState(
    guest === null
      ? blank
      : { name: guest.name, origin: guest.origin, purpose: guest.purpose, meets: guest.meets, note: guest.note },
  )
  const save = (): void => {
    const done = (text: string) => ({
      onSuccess: () => {
        toast.done(text)
        props.onClose()
      },
    })
    if (guest === null) add.mutate(values, done(words.saved))
    else update.mutate({ id: guest.id, version: guest.version, ...values }, done(words.changed))
  }
  return (
    <Modal opened onClose={props.onClose} title={guest === null ? words.add : words.change}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack gap="xs">
          {(['name', 'origin', 'purpose', 'meets', 'note'] as const).map((field) => (
            <TextInput
              key={field}
              label={words[field]}
              required={field === 'name' || field === 'purpose'}
              maxLength={300}
              data-autofocus={field === 'name' ? true : undefined}
              value={values[field]}
              onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
            />
          ))}
          <ErrorBox error={add.error ?? update.error} />
          <Group justify="end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={add.isPending || update.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
