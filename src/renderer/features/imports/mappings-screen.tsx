import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { MappingRow } from '../../../shared/contract/mappings.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { Page } from '../../components/page.tsx'
import { api } from '../../lib/api.ts'
import { downloadFile } from '../../lib/files.ts'
import { instantText, number } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { mappingTexts } from '../../texts/mappings.ts'
import styles from './mappings.module.css'

/** The mappings that are remembered per sender: renaming, deleting, versions, and files for other offices. */
export const MappingsScreen = () => {
  const navigate = useNavigate()
  const may = useMay()
  const ask = useConfirm()
  const { timeZone } = useOfficeTime()
  const list = useCall('mappings.list', {})
  const take = useCommand('mappings.importFile')
  const remove = useCommand('mappings.remove')
  const [renaming, setRenaming] = useState<MappingRow | null>(null)
  const [past, setPast] = useState<MappingRow | null>(null)
  const writable = may('imports.write')
  const drop = async (row: MappingRow): Promise<void> => {
    const sure = await ask({
      title: mappingTexts.removeTitle(row.name),
      text: mappingTexts.removeText,
      confirm: mappingTexts.remove,
      danger: true,
    })
    if (!sure) return
    remove.mutate(
      { key: row.key, baseVersion: row.version },
      { onSuccess: () => toast.done(mappingTexts.removed), onError: toast.error },
    )
  }
  const rows = list.data ?? []
  return (
    <Page
      title={mappingTexts.listTitle}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/impor' })}>
          Kembali ke Impor
        </Button>
      }
    >
      <Text size="sm" mb="sm">
        {mappingTexts.listHint}
      </Text>
      {writable ? (
        <FilePicker
          label={mappingTexts.take}
          accept=".json"
          onFile={({ fileId }) =>
            take.mutate({ fileId }, { onSuccess: ({ name }) => toast.done(mappingTexts.taken(name)), onError: toast.error })
          }
        />
      ) : null}
      <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
      {list.data !== undefined && rows.length === 0 ? (
        <EmptyState title={mappingTexts.emptyTitle} text={mappingTexts.emptyText} />
      ) : (
        <table className={styles.table} aria-label={mappingTexts.listTitle}>
          <thead>
            <tr>
              <th scope="col">{mappingTexts.sender}</th>
              <th scope="col">{mappingTexts.name}</th>
              <th scope="col">Kolom dipakai</th>
              <th scope="col">{mappingTexts.saved}</th>
              <th scope="col">Tindakan</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <td>{row.sender}</td>
                <td>{row.name}</td>
                <td>{mappingTexts.used(number(row.used), number(row.columns))}</td>
                <td>
                  {instantText(row.savedAt, timeZone)} · {row.savedBy} · {mappingTexts.version(row.version)}
                </td>
                <td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Button size="compact-sm" variant="default" onClick={() => setPast(row)}>
                      {mappingTexts.history}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => void api.mappings.exportFile({ key: row.key }).then(downloadFile, toast.error)}
                    >
                      {mappingTexts.saveFile}
                    </Button>
                    {writable ? (
                      <>
                        <Button size="compact-sm" variant="default" onClick={() => setRenaming(row)}>
                          {mappingTexts.rename}
                        </Button>
                        <Button size="compact-sm" variant="default" onClick={() => void drop(row)}>
                          {mappingTexts.remove}
                        </Button>
                      </>
                    ) : null}
                  </Group>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {renaming === null ? null : <Rename key={renaming.key} row={renaming} onClose={() => setRenaming(null)} />}
      {past === null ? null : <History key={past.key} row={past} writable={writable} onClose={() => setPast(null)} />}
    </Page>
  )
}

const Rename = (props: { row: MappingRow; onClose(): void }) => {
  const { row } = props
  const [name, setName] = useState(row.name)
  const [sender, setSender] = useState(row.sender)
  const rename = useCommand('mappings.rename')
  const submit = (): void =>
    rename.mutate(
      { key: row.key, baseVersion: row.version, name, sender },
      {
        onSuccess: () => {
          toast.done(mappingTexts.renamed)
          props.onClose()
        },
      },
    )
  return (
    <Modal opened onClose={props.onClose} title={mappingTexts.rename}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={mappingTexts.sender}
            placeholder={mappingTexts.senderHint}
            value={sender}
            maxLength={300}
            onChange={(event) => setSender(event.currentTarget.value)}
          />
          <TextInput
            label={mappingTexts.name}
            value={name}
            maxLength={300}
            required
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ErrorBox error={rename.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
              {mappingTexts.rename}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const History = (props: { row: MappingRow; writable: boolean; onClose(): void }) => {
  const { row } = props
  const { timeZone } = useOfficeTime()
  const history = useCall('mappings.history', { key: row.key })
  const save = useCommand('mappings.save')
  const [error, setError] = useState<unknown>(null)
  const take = async (version: number): Promise<void> => {
    try {
      const { body } = await api.mappings.get({ key: row.key, version })
      const made = await save.mutateAsync({ key: row.key, baseVersion: row.version, body })
      toast.done(mappingTexts.versionTaken(made.version))
      props.onClose()
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <Modal opened onClose={props.onClose} size="lg" title={`${mappingTexts.history}: ${row.name}`}>
      <ErrorBox error={error ?? history.error} />
      {(history.data ?? []).map((old) => (
        <Group key={old.version} gap="sm" mb="xs" justify="space-between">
          <Text size="sm">
            {mappingTexts.version(old.version)} · {old.name} · {mappingTexts.used(number(old.used), number(old.columns))} ·{' '}
            {instantText(old.savedAt, timeZone)} · {old.savedBy}
          </Text>
          {old.version === row.version || !props.writable ? null : (
            <Button size="compact-sm" variant="default" loading={save.isPending} onClick={() => void take(old.version)}>
              {mappingTexts.takeVersion}
            </Button>
          )}
        </Group>
      ))}
    </Modal>
  )
}
