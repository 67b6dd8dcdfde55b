import { Button, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { LetterRow } from '../../../shared/contract/letters.ts'
import { stageOf } from '../../../shared/domain/letter-life.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number, shortDate } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { useMay } from '../../lib/session.ts'
import { letterTexts as words } from '../../texts/letters.ts'
import { BookFilter, narrowingOf } from './book-filter.tsx'
import { EnterNumbersDialog } from './enter-numbers-dialog.tsx'
import { letterTone } from './letter-state.ts'
import { LetterTabs } from './letter-tabs.tsx'
import { NewLetterButton } from './new-letter-button.tsx'
import { WaitingLanes } from './waiting-lanes.tsx'

/** What an auditor wants to see beside the number. */
const marksOf = (row: LetterRow): string =>
  [row.inserted ? words.marks.inserted : '', row.dateMark === '' ? '' : words.marks[row.dateMark]]
    .filter((mark) => mark !== '')
    .join(', ')

const columns: Column<LetterRow>[] = [
  {
    key: 'number',
    header: words.columns.number,
    width: 'minmax(232px, 1.2fr)',
    cell: (row) =>
      row.number === null ? (
        <Text span size="sm" c="dimmed">
          {row.numberOpen ? words.waitingNumber : row.state === 'draft' ? words.openNumber : words.noNumber}
        </Text>
      ) : (
        <span className="numeric">{row.number}</span>
      ),
    title: (row) => row.number ?? (row.numberOpen ? words.waitingNumber : words.openNumber),
  },
  {
    key: 'date',
    header: words.columns.date,
    width: '96px',
    cell: (row) => <span className="numeric">{shortDate(row.letterDate)}</span>,
  },
  {
    key: 'kind',
    header: words.columns.kind,
    width: 'minmax(110px, 0.8fr)',
    cell: (row) => row.kindName,
    title: (row) => row.kindName,
  },
  {
    key: 'subject',
    header: words.columns.subject,
    width: 'minmax(140px, 1.5fr)',
    cell: (row) => row.subject,
    title: (row) => row.subject,
  },
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(110px, 1fr)',
    cell: (row) => <strong>{row.clientName}</strong>,
    title: (row) => row.clientName,
  },
  {
    key: 'addressee',
    header: words.columns.addressee,
    width: 'minmax(110px, 1fr)',
    cell: (row) => row.addressee,
    title: (row) => row.addressee,
  },
  {
    key: 'state',
    header: words.columns.state,
    width: '152px',
    cell: (row) => {
      const stage = stageOf(row)
      return <StatusBadge tone={letterTone(stage)}>{words.states[stage]}</StatusBadge>
    },
    title: (row) =>
      row.handedOn === null
        ? ''
        : words.detail.handedLine(
            `${row.handedTo}${row.handedRelation === '' ? '' : ` (${row.handedRelation})`}`,
            shortDate(row.handedOn),
            '',
          ),
  },
  { key: 'copies', header: words.columns.copies, width: '72px', align: 'right', cell: (row) => number(row.copies) },
]

/** Shown while a row in view has such a mark: a column of its own, for beside a long number it would be cut off. */
const marksColumn: Column<LetterRow> = {
  key: 'marks',
  header: words.columns.marks,
  width: '144px',
  cell: (row) => marksOf(row),
  title: (row) => [marksOf(row), row.numberReason].filter((part) => part !== '').join(' · '),
}
const columnsWithMarks = columns.toSpliced(2, 0, marksColumn)

const states = ['all', 'draft', 'printed', 'waiting', 'cancelled'] as const
type State = (typeof states)[number]

/** The letters book. */
export const LettersScreen = () => {
  const navigate = useNavigate()
  const search = useSearch({ from: '/surat' })
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const narrowing = narrowingOf(search)
  const [entering, setEntering] = useState(false)
  const may = useMay()
  const state: State = states.find((one) => one === search.state) ?? 'all'
  const filter = {
    text: asked,
    state: state === 'all' || state === 'waiting' ? null : state,
    toHandOver: state === 'waiting',
    ...narrowing,
  }
  const open = useCall('letterNumbers.overview', {})
  const waiting = open.data?.waiting ?? 0
  const narrow = (change: Record<string, string | undefined>): void =>
    void navigate({ to: '/surat', search: { ...search, ...change }, replace: true })
  const pages = useCallPages('letters.list', filter)
  return (
    <Page
      title={words.title}
      fill
      action={
        <>
          {waiting > 0 && may('letters.print') ? (
            <Button variant="default" onClick={() => setEntering(true)}>
              {words.enter.button(waiting)}
            </Button>
          ) : null}
          <ExportList filter={{ list: 'letters', ...filter }} />
          <NewLetterButton primary />
        </>
      }
      tabs={<LetterTabs shown="book" />}
      filters={
        <>
          <TextInput
            label={words.text}
            placeholder={words.textHint}
            leftSection={<IconSearch size={16} aria-hidden />}
            w={300}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
          <SegmentedControl
            aria-label={words.state}
            value={state}
            onChange={(value) => narrow({ state: value === 'all' ? undefined : value })}
            data={states.map((value) => ({ value, label: words.states[value] }))}
          />
          <BookFilter
            value={narrowing}
            onChange={(change) =>
              narrow(
                Object.fromEntries(
                  Object.entries(change).map(([name, value]) => [name, value === null || value === 'newest' ? undefined : value]),
                ),
              )
            }
          />
        </>
      }
    >
      <WaitingLanes />
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        columns={pages.rows.some((row) => marksOf(row) !== '') ? columnsWithMarks : columns}
        rowKey={(row) => row.id}
        onOpen={(row) => {
          rememberList(
            'letters',
            pages.rows.map((one) => one.id),
          )
          void navigate({ to: '/surat/$id', params: { id: String(row.id) } })
        }}
        empty={
          asked !== '' || Object.keys(search).length > 0 ? (
            <EmptyState title={words.nothingTitle} text={words.nothingText} />
          ) : (
            <EmptyState title={words.emptyTitle} text={words.emptyText}>
              <Button variant="default" onClick={() => void navigate({ to: '/rujukan' })}>
                {words.toReferrals}
              </Button>
            </EmptyState>
          )
        }
      />
      {entering ? <EnterNumbersDialog onClose={() => setEntering(false)} /> : null}
    </Page>
  )
}
