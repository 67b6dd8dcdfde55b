import { Button, Group, Text } from '@mantine/core'
import { IconDatabaseExport } from '@tabler/icons-react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { fileSize, instantText, number } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { settingsTexts } from '../../texts/settings.ts'

type Backup = OutputOf<'backup.list'>[number]
const words = settingsTexts.backup
const keyOf = (row: Backup): number => Date.parse(row.createdAt)

/** Verified copies of the data. */
export const BackupTab = () => {
  const { timeZone } = useOfficeTime()
  const list = useCall('backup.list', {})
  const make = useJob('backup.make')
  const start = async (): Promise<void> => {
    if ((await make.start({ reason: 'manual' })) !== null) toast.done(words.done)
  }
  const button = (
    <Button leftSection={<IconDatabaseExport size={18} aria-hidden />} loading={make.running} onClick={() => void start()}>
      {words.make}
    </Button>
  )
  const columns: Column<Backup>[] = [
    {
      key: 'at',
      header: 'Dibuat',
      width: '190px',
      cell: (row) => <span className="numeric">{instantText(row.createdAt, timeZone)}</span>,
    },
    { key: 'reason', header: 'Sebab', width: '170px', cell: (row) => words.reasons[row.reason] ?? row.reason },
    {
      key: 'ok',
      header: 'Keadaan',
      width: '150px',
      cell: (row) => (
        <StatusBadge tone={row.verified ? 'ok' : 'warning'}>{row.verified ? words.verified : words.notVerified}</StatusBadge>
      ),
    },
    { key: 'people', header: 'Warga', width: '100px', align: 'right', cell: (row) => number(row.people) },
    { key: 'cases', header: 'Kasus', width: '100px', align: 'right', cell: (row) => number(row.cases) },
    { key: 'size', header: 'Ukuran', width: '100px', align: 'right', cell: (row) => fileSize(row.size) },
    { key: 'name', header: 'Nama berkas', width: 'minmax(200px, 1fr)', cell: (row) => row.name, title: (row) => row.name },
  ]
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {words.text}
        </Text>
        {(list.data?.length ?? 0) > 0 ? button : null}
      </Group>
      <JobProgress job={make} label={words.making} />
      <DataTable
        label={settingsTexts.tabs.cadangan}
        columns={columns}
        rows={list.data ?? []}
        rowKey={keyOf}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        empty={
          <EmptyState title={words.empty} text={words.emptyText}>
            {button}
          </EmptyState>
        }
      />
    </>
  )
}
