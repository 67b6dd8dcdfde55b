import { Button, SegmentedControl, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReferralRow } from '../../../shared/contract/referrals.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DueDate } from '../../components/due-date.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExportList } from '../../components/export-list.tsx'
import { Page } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { instantDay } from '../../lib/format.ts'
import { tableProps, useCall, useCallPages } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { referralTexts as words } from '../../texts/referrals.ts'
import { FeedbackDialog } from './feedback-dialog.tsx'
import { ReferralDialog } from './referral-record.tsx'
import { referralTone } from './referral-state.ts'
import { ScanBox } from './scan-box.tsx'

const columnsFor = (timeZone: string): Column<ReferralRow>[] => [
  { key: 'case', header: words.columns.case, width: '184px', cell: (row) => <span className="numeric">{row.caseNumber}</span> },
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(120px, 1.2fr)',
    cell: (row) => <strong>{row.clientName}</strong>,
    title: (row) => row.clientName,
  },
  {
    key: 'programme',
    header: words.columns.programme,
    width: 'minmax(110px, 1.1fr)',
    cell: (row) => row.programmeName,
    title: (row) => row.programmeName,
  },
  {
    key: 'agency',
    header: words.columns.agency,
    width: 'minmax(130px, 1.3fr)',
    cell: (row) => row.agencyName,
    title: (row) => row.agencyName,
  },
  {
    key: 'state',
    header: words.columns.state,
    width: '168px',
    cell: (row) => <StatusBadge tone={referralTone(row.state)}>{row.stateLabel}</StatusBadge>,
  },
  {
    key: 'letter',
    header: words.columns.letter,
    width: 'minmax(200px, 1fr)',
    cell: (row) =>
      row.letterNumber === null ? (
        <Text span size="sm" c="dimmed">
          {words.openNumber}
        </Text>
      ) : (
        <span className="numeric">{row.letterNumber}</span>
      ),
    title: (row) => row.letterNumber ?? '',
  },
  {
    key: 'created',
    header: words.columns.created,
    width: '96px',
    cell: (row) => <span className="numeric">{instantDay(row.createdAt, timeZone)}</span>,
  },
  {
    key: 'due',
    header: words.columns.due,
    width: '152px',
    cell: (row) => <DueDate date={row.dueDate} overdue={row.overdue} />,
  },
]

type Shown = 'waiting' | 'overdue' | 'reminding' | 'all'

/** What other agencies were asked, and what came back. */
export const ReferralsScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const search = useSearch({ from: '/rujukan' })
  const shown: Shown =
    search.overdue === true ? 'overdue' : search.ingatkan === true ? 'reminding' : search.waiting === true ? 'waiting' : 'all'
  const agencyId = typeof search.lembaga === 'number' ? search.lembaga : null
  const opened = typeof search.buka === 'number' ? search.buka : null
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 250)
  const [feedback, setFeedback] = useState(false)
  const agencies = useCall('directory.list', { onlyActive: false }, { enabled: may('directory.read') })
  const pages = useCallPages('referrals.list', {
    waiting: shown === 'waiting',
    overdue: shown === 'overdue',
    reminding: shown === 'reminding',
    text,
    agencyId,
  })
  const go = (change: { shown?: Shown; lembaga?: number | null; buka?: number | undefined; pindai?: boolean }): void => {
    const next = change.shown ?? shown
    const agency = change.lembaga === undefined ? agencyId : change.lembaga
    void navigate({
      to: '/rujukan',
      search: {
        waiting: next === 'waiting' || undefined,
        overdue: next === 'overdue' || undefined,
        ingatkan: next === 'reminding' || undefined,
        lembaga: agency ?? undefined,
        buka: change.buka,
        pindai: change.pindai === true || undefined,
      },
      replace: true,
    })
  }
  return (
    <Page
      title={words.title}
      fill
      action={
        <>
          <ScanBox onFound={(id) => go({ buka: id, pindai: true })} />
          <Button variant="default" onClick={() => setFeedback(true)}>
            {words.feedback}
          </Button>
          <ExportList
            filter={{
              list: 'referrals',
              waiting: shown === 'waiting',
              overdue: shown === 'overdue',
              reminding: shown === 'reminding',
              text,
              agencyId,
            }}
          />
        </>
      }
      filters={
        <>
          <SegmentedControl
            aria-label={words.show}
            value={shown}
            onChange={(value) => go({ shown: value as Shown })}
            data={(['all', 'waiting', 'overdue', 'reminding'] as const).map((value) => ({ value, label: words[value] }))}
          />
          <TextInput
            aria-label={words.search}
            placeholder={words.searchHint}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            w={290}
          />
          {may('directory.read') ? (
            <Select
              aria-label={words.agency}
              placeholder={words.allAgencies}
              w={280}
              data={(agencies.data ?? []).map((agency) => ({ value: String(agency.id), label: agency.name }))}
              value={agencyId === null ? null : String(agencyId)}
              onChange={(value) => go({ lembaga: value === null ? null : Number(value) })}
              clearable
              clearButtonProps={{ 'aria-label': `Kosongkan ${words.agency}` }}
              searchable
            />
          ) : null}
        </>
      }
    >
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        columns={columnsFor(timeZone)}
        rowKey={(row) => row.id}
        onOpen={(row) => go({ buka: row.id })}
        empty={
          shown === 'all' && agencyId === null && text === '' ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText}>
              <Button variant="default" onClick={() => void navigate({ to: '/kasus' })}>
                {words.toCases}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={words.nothingTitle} text={words.nothingText} />
          )
        }
      />
      <ReferralDialog id={opened} scanned={search.pindai === true} onClose={() => go({ buka: undefined })} />
      <FeedbackDialog
        opened={feedback}
        agencyId={agencyId}
        mayWrite={may('referrals.answer')}
        onClose={() => setFeedback(false)}
      />
    </Page>
  )
}
