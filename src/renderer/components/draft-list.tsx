import { Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DraftRow } from '../../shared/contract/drafts.ts'
import { removeDraft } from '../lib/draft-store.ts'
import { nearInstant } from '../lib/format.ts'
import { useCall } from '../lib/query.ts'
import { useOfficeTime, useSession } from '../lib/session.ts'
import { forgetDraft } from '../lib/use-draft.ts'
import { arrivalTexts } from '../texts/arrival.ts'
import { useConfirm } from './confirm.tsx'

const words = arrivalTexts.drafts
/** More stand behind a button, so that the page's own work stays in view. */
const shown = 6

/** Half-filled forms of this user, also those of a closed window, each with the way back to it. Nothing while there are none. */
export const DraftList = (props: { only?: RegExp; except?: string }) => {
  const navigate = useNavigate()
  const [all, setAll] = useState(false)
  const ask = useConfirm()
  const { session } = useSession()
  const { timeZone } = useOfficeTime()
  const drafts = useCall('drafts.list', {})
  const rows = (drafts.data ?? []).filter(({ key }) => key !== props.except && (props.only === undefined || props.only.test(key)))
  if (rows.length === 0) return null
  const open = (row: DraftRow): void => {
    const id = String(row.id)
    // the page opens the form itself: `isian` is the draft that goes on
    const search = { isian: row.key }
    if (row.place === 'counter') void navigate({ to: '/loket', search: { ...search, warga: row.id ?? undefined } })
    else if (row.place === 'letter-list') void navigate({ to: '/surat/daftar' })
    else if (row.place === 'paste') void navigate({ to: '/loket/tempel' })
    else if (row.place === 'case') void navigate({ to: '/kasus/$id', params: { id }, search })
    else if (row.place === 'person') void navigate({ to: '/warga/$id/ubah', params: { id } })
    else if (row.place === 'new-person') void navigate({ to: '/warga/baru' })
    else if (row.place === 'referrals') void navigate({ to: '/rujukan', search: { buka: row.id ?? undefined } })
    else if (row.place === 'submissions') void navigate({ to: '/usulan', search })
    else if (row.place === 'directory') void navigate({ to: '/direktori', search: { lembaga: row.id ?? 'baru' } })
    else if (row.place === 'office-settings') void navigate({ to: '/pengaturan', search: { tab: 'kantor' } })
    else if (row.place === 'counter-settings') void navigate({ to: '/pengaturan', search: { tab: 'loket' } })
    else if (row.place === 'print-settings') void navigate({ to: '/pengaturan', search: { tab: 'cetak' } })
    else if (row.place === 'definition-settings') {
      const [, jenis, kunci] = /^definition\.([a-z-]+)\.(.+)\.v\d+$/.exec(row.key) ?? []
      void navigate({ to: '/pengaturan', search: { tab: 'isian', jenis, kunci } })
    }
  }
  const drop = async (row: DraftRow): Promise<void> => {
    if (!(await ask({ title: words.dropTitle, text: words.dropText(row.title), confirm: words.drop, danger: true }))) return
    forgetDraft(session.userId, row.key)
    await removeDraft(row.key)
    await drafts.refetch()
  }
  return (
    <section className="card" aria-label={words.title} style={{ marginBottom: 8, paddingBlock: 6 }}>
      <Text size="sm" fw={600}>
        {words.title} ({rows.length})
      </Text>
      {rows.slice(0, all ? rows.length : shown).map((row) => (
        <Group key={row.key} gap="xs" wrap="nowrap" mih={34}>
          <Text size="sm" truncate style={{ flex: 1 }}>
            {row.title}{' '}
            <Text span size="xs" c="dimmed">
              {nearInstant(row.updatedAt, timeZone)}
            </Text>
          </Text>
          {row.place === 'none' ? null : (
            <Button size="compact-sm" variant="default" aria-label={`${words.go}: ${row.title}`} onClick={() => open(row)}>
              {words.go}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            c="var(--tone-danger-text)"
            aria-label={`${words.drop}: ${row.title}`}
            onClick={() => void drop(row)}
          >
            {words.drop}
          </Button>
        </Group>
      ))}
      {rows.length <= shown ? null : (
        <Button size="compact-sm" variant="default" onClick={() => setAll(!all)}>
          {all ? words.fewer : words.all(rows.length)}
        </Button>
      )}
    </section>
  )
}
