import { Button, Group, Text } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { call } from '../../lib/api.ts'
import { instantText, number } from '../../lib/format.ts'
import { tableProps, useCallPages } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { auditAction, auditDetail, auditEntity } from '../../texts/audit.ts'
import { settingsTexts } from '../../texts/settings.ts'

type Event = OutputOf<'audit.list'>['items'][number]
const words = settingsTexts.audit

/** The audit trail, newest first, and the check of its chain. */
export const AuditTab = () => {
  const { timeZone } = useOfficeTime()
  const pages = useCallPages('audit.list', {})
  const [checking, setChecking] = useState(false)
  const [outcome, setOutcome] = useState<OutputOf<'audit.verify'> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const verify = async (): Promise<void> => {
    setChecking(true)
    setError(null)
    try {
      setOutcome(await call('audit.verify', {}))
    } catch (failure) {
      setError(failure)
    } finally {
      setChecking(false)
    }
  }
  const columns: Column<Event>[] = [
    { key: 'seq', header: 'No', width: '72px', align: 'right', cell: (row) => row.seq },
    {
      key: 'at',
      header: 'Waktu',
      width: '176px',
      cell: (row) => <span className="numeric">{instantText(row.at, timeZone)}</span>,
    },
    { key: 'user', header: 'Pengguna', width: 'minmax(120px, 0.8fr)', cell: (row) => row.user },
    {
      key: 'action',
      header: 'Tindakan',
      width: 'minmax(150px, 1fr)',
      cell: (row) => auditAction(row.action),
      title: (row) => row.action,
    },
    {
      key: 'entity',
      header: 'Atas',
      width: 'minmax(120px, 0.8fr)',
      cell: (row) => (row.entityId === null ? auditEntity(row.entity) : `${auditEntity(row.entity)} ${row.entityId}`),
    },
    {
      key: 'detail',
      header: 'Keterangan',
      width: 'minmax(200px, 2fr)',
      cell: (row) => auditDetail(row.detail),
      title: (row) => auditDetail(row.detail),
    },
  ]
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {words.text}
        </Text>
        <Group gap="xs" wrap="nowrap" flex="none">
          {outcome === null ? null : (
            <span role="status">
              {outcome.firstBad === null ? (
                <StatusBadge tone="ok">{words.good(number(outcome.events))}</StatusBadge>
              ) : (
                <StatusBadge tone="danger">{words.bad(number(outcome.firstBad))}</StatusBadge>
              )}
            </span>
          )}
          <Button
            variant="default"
            loading={checking}
            leftSection={<IconShieldCheck size={18} aria-hidden />}
            onClick={() => void verify()}
          >
            {words.verify}
          </Button>
        </Group>
      </Group>
      <ErrorBox error={error} />
      <DataTable
        {...tableProps(pages)}
        label={settingsTexts.tabs.audit}
        columns={columns}
        rowKey={(row) => row.seq}
        empty={<EmptyState title={words.empty} />}
      />
    </>
  )
}
