import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseRow } from '../../../shared/contract/cases.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DueDate } from '../../components/due-date.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { rememberList } from '../../lib/record-list.ts'

const columns: Column<CaseRow>[] = [
  { key: 'number', header: 'No', width: '190px', cell: (row) => <span className="numeric">{row.number}</span> },
  {
    key: 'client',
    header: 'Warga',
    width: 'minmax(140px, 1.4fr)',
    cell: (row) => row.clientName,
    title: (row) => row.clientName,
  },
  { key: 'village', header: 'Desa', width: 'minmax(90px, 0.8fr)', cell: (row) => row.village, title: (row) => row.village },
  {
    key: 'programmes',
    header: 'Layanan',
    width: 'minmax(140px, 1.6fr)',
    cell: (row) => row.programmes.join(', '),
    title: (row) => row.programmes.join(', '),
  },
  {
    key: 'state',
    header: 'Tahap',
    width: 'minmax(150px, 1fr)',
    cell: (row) => <StatusBadge tone={needTone[row.needState]}>{row.needStateLabel}</StatusBadge>,
    title: (row) => row.needStateLabel,
  },
  { key: 'holder', header: 'Petugas', width: 'minmax(100px, 0.9fr)', cell: (row) => row.holder, title: (row) => row.holder },
  { key: 'due', header: 'Batas waktu', width: '152px', cell: (row) => <DueDate date={row.dueDate} overdue={row.overdue} /> },
]

/** Open cases, the most urgent need first. */
export const WorkList = (props: { mine: boolean; overdue: boolean; empty: ReactNode }) => {
  const navigate = useNavigate()
  const pages = useCallPages('cases.list', { state: 'open', mine: props.mine, overdue: props.overdue })
  return (
    <DataTable
      {...tableProps(pages)}
      label="Daftar kerja"
      columns={columns}
      rowKey={(row) => row.id}
      onOpen={(row) => {
        rememberList(
          'cases',
          pages.rows.map((one) => one.id),
        )
        void navigate({ to: '/kasus/$id', params: { id: String(row.id) } })
      }}
      empty={props.empty}
    />
  )
}
