import { Button, Group, Text } from '@mantine/core'
import { IconFlag3, IconUserShare } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { WorkFilter, WorkRow, WorkTab } from '../../../shared/contract/case-work.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DueDate } from '../../components/due-date.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'
import { useMay } from '../../lib/session.ts'
import { priorityLabels, workTexts } from '../../texts/work.ts'
import { BulkAssignDialog } from './bulk-assign-dialog.tsx'

const words = workTexts

const columns: Column<WorkRow>[] = [
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(130px, 1.2fr)',
    cell: (row) => <strong>{row.clientName}</strong>,
    title: (row) => `${row.clientName}: ${row.summary}`,
  },
  { key: 'number', header: words.columns.number, width: '156px', cell: (row) => <span className="numeric">{row.number}</span> },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(60px, 0.7fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  {
    key: 'programme',
    header: words.columns.programme,
    width: 'minmax(120px, 1.2fr)',
    cell: (row) => (
      <>
        {row.priority === 'biasa' ? null : (
          <StatusBadge tone={row.priority === 'darurat' ? 'danger' : 'warning'}>{priorityLabels[row.priority]}</StatusBadge>
        )}
        {row.flag === '' ? null : <IconFlag3 size={15} aria-label={row.flag} style={{ verticalAlign: '-3px' }} />}{' '}
        {row.programmeName}
      </>
    ),
    title: (row) => [row.programmeName, row.flag, row.reminder?.note ?? ''].filter((part) => part !== '').join(' · '),
  },
  {
    key: 'state',
    header: words.columns.state,
    width: 'minmax(158px, 0.8fr)',
    cell: (row) => <StatusBadge tone={needTone[row.state]}>{row.stateLabel}</StatusBadge>,
    title: (row) => row.stateLabel,
  },
  {
    key: 'next',
    header: words.columns.next,
    width: 'minmax(146px, 0.9fr)',
    cell: (row) => row.next,
    title: (row) => row.next,
  },
  {
    key: 'holder',
    header: words.columns.holder,
    width: 'minmax(64px, 0.6fr)',
    cell: (row) =>
      row.holder === '' ? (
        <Text span size="sm" c="dimmed">
          {words.nobody}
        </Text>
      ) : (
        row.holder
      ),
    title: (row) => row.holder,
  },
  {
    key: 'due',
    header: words.columns.due,
    width: '200px',
    cell: (row) => (
      <DueDate date={row.dueDate} overdue={row.urgency === 'overdue'} soon={row.urgency === 'soon'} left={row.daysLeft} />
    ),
  },
]

interface WorkTableProps {
  tab: WorkTab
  filter?: Partial<WorkFilter>
}

/** Needs of one list of work, the most pressing first; ticked ones can be handed over together. */
export const WorkTable = (props: WorkTableProps) => (
  // Another list begins with nothing ticked.
  <WorkRows key={JSON.stringify([props.tab, props.filter])} {...props} />
)

const WorkRows = (props: WorkTableProps) => {
  const navigate = useNavigate()
  const may = useMay()
  const filter = props.filter ?? {}
  const pages = useCallPages('cases.work', { tab: props.tab, ...filter })
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  // The rows leave the list while the answer is read; the dialog keeps the ones it began with.
  const [assigning, setAssigning] = useState<{ needs: readonly WorkRow[]; opened: boolean }>({ needs: [], opened: false })
  const chosen = pages.rows.filter((row) => selected.has(row.id))
  return (
    <>
      {chosen.length === 0 ? null : (
        <Group gap="xs" mb={6} role="status">
          <Text size="sm" fw={600}>
            {words.bulk.chosen(chosen.length)}
          </Text>
          <Button
            size="compact-sm"
            leftSection={<IconUserShare size={16} aria-hidden />}
            onClick={() => setAssigning({ needs: chosen, opened: true })}
          >
            {words.bulk.assign}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setSelected(new Set())}>
            {words.bulk.clear}
          </Button>
        </Group>
      )}
      <DataTable
        {...tableProps(pages)}
        label={words.label}
        columns={columns}
        rowKey={(row) => row.id}
        {...(may('cases.write') ? { selection: { selected, onChange: setSelected } } : {})}
        onOpen={(row) => {
          rememberList('cases', [...new Set(pages.rows.map((one) => one.caseId))])
          void navigate({ to: '/kasus/$id', params: { id: String(row.caseId) } })
        }}
        empty={<EmptyState title={words.empty[props.tab].title} text={words.empty[props.tab].text} />}
      />
      <BulkAssignDialog
        {...assigning}
        onClose={() => setAssigning({ ...assigning, opened: false })}
        onDone={() => setSelected(new Set())}
      />
    </>
  )
}
