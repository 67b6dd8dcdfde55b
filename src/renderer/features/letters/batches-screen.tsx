import { Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { LetterBatch } from '../../../shared/contract/letter-batches.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page, Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { number, shortDate } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { letterBatchTexts as words } from '../../texts/letter-batches.ts'
import { BatchForm } from './batch-form.tsx'
import { LetterTabs } from './letter-tabs.tsx'

/** Where a batch stands, as a badge. */
export const BatchState = ({ batch }: { batch: LetterBatch }) =>
  batch.closedAt !== null ? (
    <StatusBadge tone="neutral">{words.closed}</StatusBadge>
  ) : batch.refused > 0 ? (
    <StatusBadge tone="danger">{words.refused(batch.refused)}</StatusBadge>
  ) : batch.waiting > 0 ? (
    <StatusBadge tone="neutral">{words.waiting(batch.waiting)}</StatusBadge>
  ) : (
    <StatusBadge tone="ok">{words.done}</StatusBadge>
  )

const columns: Column<LetterBatch>[] = [
  {
    key: 'title',
    header: words.columns.title,
    width: 'minmax(220px, 2fr)',
    cell: (row) => <strong>{row.title}</strong>,
    title: (row) => row.title,
  },
  {
    key: 'kind',
    header: words.columns.kind,
    width: 'minmax(150px, 1fr)',
    cell: (row) => row.kindName,
    title: (row) => row.kindName,
  },
  {
    key: 'date',
    header: words.columns.date,
    width: '120px',
    cell: (row) => <span className="numeric">{shortDate(row.letterDate)}</span>,
  },
  { key: 'people', header: words.columns.people, width: '80px', align: 'right', cell: (row) => number(row.people) },
  { key: 'printed', header: words.columns.printed, width: '90px', align: 'right', cell: (row) => number(row.printed) },
  { key: 'state', header: words.columns.state, width: '130px', cell: (row) => <BatchState batch={row} /> },
  { key: 'by', header: words.columns.by, width: 'minmax(110px, 1fr)', cell: (row) => row.createdBy },
]

/** Letters for many people at once: a new list, and those that were made. */
export const BatchesScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const list = useCall('letterBatches.list', {})
  return (
    <Page title={words.title} tabs={<LetterTabs shown="lists" />}>
      <Stack gap="md">
        {may('letters.print') && may('letters.write') && may('office.read') ? <BatchForm /> : null}
        <Section title={words.lists}>
          <DataTable
            label={words.lists}
            columns={columns}
            rows={list.data ?? []}
            rowKey={(row) => row.id}
            loading={list.isPending}
            error={list.error}
            onRetry={() => void list.refetch()}
            onOpen={(row) => void navigate({ to: '/surat/daftar/$id', params: { id: String(row.id) } })}
            height={260}
            empty={<EmptyState title={words.empty} text={words.emptyText} />}
          />
        </Section>
      </Stack>
    </Page>
  )
}
