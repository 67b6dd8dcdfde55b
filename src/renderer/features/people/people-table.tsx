import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PersonHit, PersonRow } from '../../../shared/contract/people.ts'
import type { AppError } from '../../../shared/domain/errors.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MarkedName, MatchReasons } from '../../components/match-reasons.tsx'
import { shortDate } from '../../lib/format.ts'
import { rememberList } from '../../lib/record-list.ts'

const isHit = (row: PersonRow | PersonHit): row is PersonHit => 'reasons' in row

const columns: Column<PersonRow | PersonHit>[] = [
  {
    key: 'name',
    header: 'Nama',
    width: 'minmax(180px, 2fr)',
    cell: (row) => <strong>{isHit(row) ? <MarkedName person={row} /> : row.name}</strong>,
    title: (row) => row.name,
  },
  { key: 'nik', header: 'NIK', width: '164px', cell: (row) => <span className="numeric">{row.nikMasked || 'tanpa NIK'}</span> },
  { key: 'kk', header: 'No. KK', width: '164px', cell: (row) => <span className="numeric">{row.kkMasked}</span> },
  { key: 'sex', header: 'L/P', width: '48px', cell: (row) => row.sex ?? '' },
  { key: 'birth', header: 'Lahir', width: '104px', cell: (row) => <span className="numeric">{shortDate(row.birthDate)}</span> },
  { key: 'address', header: 'Alamat', width: 'minmax(140px, 1.6fr)', cell: (row) => row.address, title: (row) => row.address },
  { key: 'village', header: 'Desa', width: 'minmax(110px, 1fr)', cell: (row) => row.village, title: (row) => row.village },
]

const why: Column<PersonRow | PersonHit> = {
  key: 'why',
  header: 'Cocok karena',
  width: 'minmax(150px, 1.6fr)',
  cell: (row) => (isHit(row) ? <MatchReasons person={row} /> : ''),
}
const saysMore = (row: PersonRow | PersonHit): boolean => isHit(row) && row.reasons.some(({ field }) => field !== 'name')

/** People as rows; opening one keeps the order for Alt+↓ and Alt+↑. */
export const PeopleTable = (props: {
  rows: (PersonRow | PersonHit)[]
  loading: boolean
  error: AppError | null
  onRetry(): void
  hasMore: boolean
  loadingMore: boolean
  onMore(): void
  empty: ReactNode
}) => {
  const navigate = useNavigate()
  return (
    <DataTable
      {...props}
      label="Daftar warga"
      columns={props.rows.some(saysMore) ? [...columns.filter(({ key }) => key !== 'address'), why] : columns}
      rowKey={(row) => row.id}
      onOpen={(row) => {
        rememberList(
          'people',
          props.rows.map((one) => one.id),
        )
        void navigate({ to: '/warga/$id', params: { id: String(row.id) } })
      }}
    />
  )
}
