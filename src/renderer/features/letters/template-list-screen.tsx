import { Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { useCall } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { LetterTabs } from './letter-tabs.tsx'
import styles from './letters.module.css'
import { carryTemplate } from './template-carry.ts'

const words = letterKindTexts.templates

/** All kinds of letters of the office, each one click from its editor; kinds of other offices come in by file. */
export const TemplateListScreen = () => {
  const may = useMay()
  const navigate = useNavigate()
  const list = useCall('definitions.list', { kind: 'letter-template' })
  const [error, setError] = useState<unknown>(null)
  const open = (key: string, carried = false): void =>
    void navigate({ to: '/surat/jenis/$key', params: { key }, search: carried ? { berkas: true } : {} })
  const take = (fileId: string): void => {
    setError(null)
    call('letters.readTemplateFile', { fileId }).then((file) => {
      carryTemplate(file.key, file.body as LetterTemplateBody)
      toast.done(words.imported(file.name))
      open(file.key, true)
    }, setError)
  }
  return (
    <Page title={words.title} tabs={<LetterTabs shown="kinds" />}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.intro}
      </Text>
      <ErrorBox error={list.error ?? error} onRetry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.data?.length === 0 ? <EmptyState title={words.empty} text={words.intro} /> : null}
      <ul className={styles.templates}>
        {(list.data ?? []).map((row) => (
          <li key={row.key}>
            <button type="button" onClick={() => open(row.key)}>
              <strong>{row.name}</strong>
              <Text span size="xs" c="dimmed">
                {words.version(row.version)}
                {row.origin === 'shipped' ? `, ${words.shipped}` : ''}
              </Text>
            </button>
          </li>
        ))}
      </ul>
      {may('definitions.write') ? (
        <Group mt="sm">
          <FilePicker label={words.importFile} accept=".json" onFile={({ fileId }) => take(fileId)} />
        </Group>
      ) : null}
    </Page>
  )
}
