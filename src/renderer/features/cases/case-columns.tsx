import { Text } from '@mantine/core'
import type { CaseRow } from '../../../shared/contract/cases.ts'
import type { Column } from '../../components/data-table.tsx'
import { DueDate } from '../../components/due-date.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { instantDay } from '../../lib/format.ts'
import { caseTexts } from '../../texts/cases.ts'
import { workTexts } from '../../texts/work.ts'

const words = caseTexts.list

/** Columns of the list of all cases. */
export const columnsFor = (timeZone: string): Column<CaseRow>[] => [
  { key: 'number', header: words.columns.number, width: '178px', cell: (row) => <span className="numeric">{row.number}</span> },
  {
    key: 'client',
    header: words.columns.client,
    width: 'minmax(104px, 1.3fr)',
    cell: (row) => <strong>{row.clientName}</strong>,
    title: (row) => row.clientName,
  },
  {
    key: 'village',
    header: words.columns.village,
    width: 'minmax(70px, 0.8fr)',
    cell: (row) => row.village,
    title: (row) => row.village,
  },
  {
    key: 'register',
    header: workTexts.register,
    width: '104px',
    cell: (row) => (row.register === 'layanan' ? 'Layanan' : workTexts.edit.kinds[row.complaintKind] || 'Keluhan'),
    title: (row) => workTexts.registers[row.register],
  },
  {
    key: 'programmes',
    header: words.columns.programmes,
    width: 'minmax(104px, 1.5fr)',
    cell: (row) => row.programmes.join(', '),
    title: (row) => `${row.programmes.join(', ')}: ${row.summary}`,
  },
  {
    key: 'state',
    header: words.columns.state,
    width: 'minmax(150px, 1fr)',
    cell: (row) => <StatusBadge tone={needTone[row.needState]}>{row.needStateLabel}</StatusBadge>,
    title: (row) => row.needStateLabel,
  },
  {
    key: 'holder',
    header: words.columns.holder,
    width: 'minmax(70px, 0.9fr)',
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
    key: 'opened',
    header: words.columns.opened,
    width: '92px',
    cell: (row) => <span className="numeric">{instantDay(row.openedAt, timeZone)}</span>,
  },
  {
    key: 'due',
    header: words.columns.due,
    width: '150px',
    cell: (row) => <DueDate date={row.dueDate} overdue={row.overdue} />,
  },
]
