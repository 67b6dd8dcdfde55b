import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { instantText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { settingsTexts } from '../../texts/settings.ts'
import { EditUserForm, NewUserForm } from './user-forms.tsx'

/** One user as the list hands it out. */
export type User = OutputOf<'users.list'>[number]
const words = settingsTexts.users

/** Who may sign in, with which roles and for which area. */
export const UsersTab = () => {
  const { timeZone } = useOfficeTime()
  const list = useCall('users.list', {})
  const roles = useCall('users.roles', {})
  const [editing, setEditing] = useState<User | 'new' | null>(null)
  const roleName = (key: string): string => roles.data?.find((role) => role.key === key)?.name ?? key
  const columns: Column<User>[] = [
    { key: 'name', header: words.displayName, width: 'minmax(180px, 1.5fr)', cell: (row) => <strong>{row.displayName}</strong> },
    { key: 'username', header: words.username, width: '160px', cell: (row) => row.username },
    {
      key: 'roles',
      header: words.roles,
      width: 'minmax(160px, 2fr)',
      cell: (row) => row.roles.map(roleName).join(', '),
      title: (row) => row.roles.map(roleName).join(', '),
    },
    {
      key: 'areas',
      header: words.areas,
      width: 'minmax(160px, 1fr)',
      cell: (row) => (row.areas.length === 0 ? words.whole : row.areas.join(', ')),
    },
    {
      key: 'last',
      header: 'Terakhir masuk',
      width: '180px',
      cell: (row) => (row.lastSignInAt === null ? words.never : instantText(row.lastSignInAt, timeZone)),
    },
    {
      key: 'active',
      header: 'Keadaan',
      width: '140px',
      cell: (row) => <StatusBadge tone={row.active ? 'ok' : 'neutral'}>{row.active ? words.active : 'Ditutup'}</StatusBadge>,
    },
  ]
  return (
    <>
      <Group justify="flex-end">
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      </Group>
      <DataTable
        label={settingsTexts.tabs.pengguna}
        columns={columns}
        rows={list.data ?? []}
        rowKey={(row) => row.id}
        loading={list.isPending}
        error={list.error ?? roles.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => setEditing(row)}
        empty={null}
      />
      {editing === null || roles.data === undefined ? null : editing === 'new' ? (
        <NewUserForm roles={roles.data} onClose={() => setEditing(null)} />
      ) : (
        <EditUserForm user={editing} roles={roles.data} onClose={() => setEditing(null)} />
      )}
    </>
  )
}
