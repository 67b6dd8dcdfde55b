import { Alert, Button, Group, Menu, Modal, Select, Stack, Text } from '@mantine/core'
import { IconDownload, IconFileTypePdf, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { AttachmentRow } from '../../../shared/contract/attachments.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FilePicker } from '../../components/file-picker.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Loading } from '../../components/loading.tsx'
import { downloadFile, fileUrl } from '../../lib/files.ts'
import { fileSize, instantText } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { fileTexts as words } from '../../texts/attachments.ts'
import { PdfPages } from '../letters/pdf-pages.tsx'
import styles from './files.module.css'
import { RemoveDialog } from './remove-dialog.tsx'

/** Files of a case or a person: add, look, hand out, take away. */
export const FilesTab = (props: { of: 'case' | 'person'; id: number }) => {
  const place = { of: props.of, id: props.id } as const
  const may = useMay()
  const files = useCall('attachments.list', { place })
  const forms = useCall('attachments.forms', {})
  const add = useJob('attachments.add')
  const [slot, setSlot] = useState('')
  const [viewing, setViewing] = useState<AttachmentRow | null>(null)
  const [removing, setRemoving] = useState<AttachmentRow | null>(null)
  const mayAdd = may('cases.write') && (props.of === 'case' || may('people.write'))
  const rows = files.data ?? []
  const present = rows.filter((row) => row.removedAt === null)
  const chosen = (forms.data ?? []).find((form) => slot.startsWith(`${form.key}/`))
  const begun = (forms.data ?? []).filter((form) => form === chosen || present.some((row) => row.formKey === form.key))
  const take = async (fileId: string): Promise<void> => {
    const [formKey = '', slotKey = ''] = slot.split('/')
    const made = await add.start({ place, fileId, formKey, slot: slotKey })
    if (made === null) return
    toast.done(words.added)
    if (slot === '' || chosen === undefined) return
    // The next photo of the list that is still missing.
    const have = new Set(present.filter((row) => row.formKey === formKey).map((row) => row.slot))
    const next = chosen.slots.find((one) => one.key !== slotKey && !have.has(one.key))
    setSlot(next === undefined ? '' : `${formKey}/${next.key}`)
  }
  if (files.error !== null) return <ErrorBox error={files.error} onRetry={() => void files.refetch()} />
  if (files.data === undefined) return <Loading />
  return (
    <Stack gap="sm">
      {mayAdd ? (
        <Group align="end" gap="sm">
          <Select
            label={words.what}
            w={360}
            value={slot}
            onChange={(value) => setSlot(value ?? '')}
            allowDeselect={false}
            data={[
              { value: '', label: words.ordinary },
              ...(forms.data ?? []).map((form) => ({
                group: form.name,
                items: form.slots.map((one) => ({ value: `${form.key}/${one.key}`, label: words.slot(one.label, one.gps) })),
              })),
            ]}
          />
          <FilePicker
            label={words.pick}
            accept=".jpg,.jpeg,.png,.pdf,.heic"
            hint={chosen?.slots.find((one) => slot === `${chosen.key}/${one.key}`)?.hint ?? words.hint}
            disabled={add.running}
            onFile={(file) => void take(file.fileId)}
          />
        </Group>
      ) : null}
      <JobProgress job={add} label={words.working} />
      {begun.map((form) => {
        const missing = form.slots.filter(
          (one) => one.required && !present.some((row) => row.formKey === form.key && row.slot === one.key),
        )
        return missing.length === 0 ? null : (
          <Text key={form.key} size="sm">
            {form.name}: {words.missing(missing.map((one) => one.label).join(', '))}
          </Text>
        )
      })}
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      ) : (
        <ul className={styles.files} aria-label={words.list}>
          {rows.map((row) => (
            <FileCard key={row.id} row={row} onOpen={() => setViewing(row)} onRemove={mayAdd ? () => setRemoving(row) : null} />
          ))}
        </ul>
      )}
      <ViewDialog row={viewing} onClose={() => setViewing(null)} />
      <RemoveDialog row={removing} onClose={() => setRemoving(null)} />
    </Stack>
  )
}

const FileCard = (props: { row: AttachmentRow; onOpen(): void; onRemove: (() => void) | null }) => {
  const { row } = props
  const { timeZone } = useOfficeTime()
  const copy = useJob('attachments.copy')
  const gone = row.removedAt !== null
  const download = async (kind: 'upload' | 'plain'): Promise<void> => {
    const made = await copy.start({ id: row.id, kind })
    if (made !== null) downloadFile(made.file)
  }
  return (
    <li className={styles.file} data-gone={gone}>
      <div className={styles.thumb}>
        {row.thumbnail === null ? (
          <IconFileTypePdf size={40} aria-hidden />
        ) : (
          <img src={fileUrl(row.thumbnail)} alt="" loading="lazy" />
        )}
      </div>
      <div className={styles.about}>
        <Text size="sm" fw={600}>
          {row.title}
          {row.slotLabel === '' || row.slotLabel === row.title ? '' : ` · ${row.slotLabel}`}
        </Text>
        <Text size="xs" c="dimmed">
          {[
            row.name,
            fileSize(row.size),
            row.width === null || row.height === null ? '' : words.pixels(row.width, row.height),
            row.place === null ? (row.slot === '' ? '' : words.noPlace) : words.place(row.place.latitude, row.place.longitude),
            row.takenAt === '' ? '' : words.taken(row.takenAt),
            `${instantText(row.addedAt, timeZone)} ${row.addedBy}`,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
        {gone ? <Text size="sm">{words.gone(row.removedBy, row.removedReason)}</Text> : null}
        {gone
          ? null
          : row.findings.map((finding) => (
              <Alert key={finding.text} color={finding.level === 'error' ? 'red' : 'yellow'} role="note" p="xs">
                <strong>{finding.text}</strong> {finding.fix}
              </Alert>
            ))}
        <ErrorBox error={copy.error} />
      </div>
      {gone ? null : (
        <Group gap={6} wrap="nowrap">
          <Button size="compact-md" variant="default" aria-label={words.openOf(row.title)} onClick={props.onOpen}>
            {words.open}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                size="compact-md"
                variant="default"
                loading={copy.running}
                aria-label={words.downloadOf(row.title)}
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                {words.download}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {row.kind === 'image' ? <Menu.Item onClick={() => void download('upload')}>{words.upload}</Menu.Item> : null}
              <Menu.Item onClick={() => void download('plain')}>{row.kind === 'image' ? words.plain : 'PDF'}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {props.onRemove === null ? null : (
            <Button
              size="compact-md"
              variant="default"
              aria-label={words.removeOf(row.title)}
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={props.onRemove}
            >
              {words.remove}
            </Button>
          )}
        </Group>
      )}
    </li>
  )
}

const ViewDialog = (props: { row: AttachmentRow | null; onClose(): void }) => {
  const { row } = props
  const view = useCall('attachments.view', { id: row?.id ?? 0 }, { enabled: row !== null })
  return (
    <Modal opened={row !== null} onClose={props.onClose} size={900} title={row?.title ?? ''}>
      <ErrorBox error={view.error} onRetry={() => void view.refetch()} />
      {row === null || view.data === undefined ? (
        view.error === null ? (
          <Loading />
        ) : null
      ) : row.kind === 'pdf' ? (
        <PdfPages fileId={view.data.file.fileId} />
      ) : (
        <img src={fileUrl(view.data.file)} alt={row.title} className={styles.whole} />
      )}
    </Modal>
  )
}
