import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { instantText } from '../../lib/format.ts'
import { tableProps, useCallPages, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { checkTexts as words } from '../../texts/checks.ts'

type Accepted = OutputOf<'checks.accepted'>['items'][number]

/** Findings that somebody accepted with a reason; each can be taken back. */
export const AcceptedList = () => {
  const navigate = useNavigate()
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const pages = useCallPages('checks.accepted', { limit: 100 })
  const revoke = useCommand('checks.revoke')
  const columns: Column<Accepted>[] = [
    {
      key: 'name',
      header: words.columns.name,
      width: 'minmax(150px, 1.2fr)',
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          {row.familyId === null ? '' : ` (${words.family})`}
        </>
      ),
      title: (row) => row.name,
    },
    {
      key: 'title',
      header: words.columns.title,
      width: 'minmax(170px, 1.3fr)',
      cell: (row) => row.title,
      title: (row) => row.title,
    },
    {
      key: 'reason',
      header: words.columns.reason,
      width: 'minmax(180px, 2fr)',
      cell: (row) => row.reason,
      title: (row) => row.reason,
    },
    {
      key: 'at',
      header: words.columns.at,
      width: '170px',
      cell: (row) => <span className="numeric">{instantText(row.at, timeZone)}</span>,
    },
    { key: 'by', header: words.columns.by, width: 'minmax(90px, 0.8fr)', cell: (row) => row.by, title: (row) => row.by },
    {
      key: 'action',
      header: words.columns.action,
      width: '90px',
      cell: (row) =>
        may('people.override') ? (
          <Button
            size="compact-sm"
            variant="default"
            disabled={revoke.isPending}
            aria-label={words.findings.revokeFor(`${row.title}, ${row.name}`)}
            onClick={(event) => {
              event.stopPropagation()
              revoke.mutate({ id: row.id }, { onSuccess: () => toast.done(words.findings.revoked) })
            }}
          >
            {words.findings.revoke}
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      <ErrorBox error={revoke.error} />
      <DataTable
        {...tableProps(pages)}
        label={words.acceptedLabel}
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={(row) => {
          if (row.openPersonId !== null) void navigate({ to: '/warga/$id', params: { id: String(row.openPersonId) } })
        }}
        empty={<EmptyState title={words.empty.acceptedTitle} text={words.empty.acceptedText} />}
      />
    </>
  )
}
