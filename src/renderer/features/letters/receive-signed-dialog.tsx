import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { ReceivedFile } from '../../../shared/contract/signing.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import styles from '../../components/file-picker.module.css'
import { JobProgress } from '../../components/job-progress.tsx'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { uploadFile } from '../../lib/files.ts'
import { useJob } from '../../lib/use-job.ts'
import { common } from '../../texts/common.ts'
import { signingTexts as words } from '../../texts/signing.ts'

const tones: Readonly<Record<ReceivedFile['state'], Tone>> = {
  kept: 'ok',
  altered: 'danger',
  unsigned: 'warning',
  twice: 'neutral',
  foreign: 'warning',
  unreadable: 'danger',
}

/** Takes signed PDFs back, many at once, and tells of each what became of it. */
export const ReceiveSignedDialog = (props: { mapId: number | null; onClose(): void }) => {
  const input = useRef<HTMLInputElement>(null)
  const receive = useJob('signing.receive')
  const [sending, setSending] = useState<{ done: number; all: number } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [over, setOver] = useState(false)
  const [result, setResult] = useState<OutputOf<'signing.receive'> | null>(null)
  const busy = sending !== null || receive.running
  const take = async (list: FileList | null): Promise<void> => {
    const files = [...(list ?? [])]
    if (files.length === 0 || busy) return
    setError(null)
    setResult(null)
    try {
      const fileIds: string[] = []
      for (const file of files) {
        setSending({ done: fileIds.length + 1, all: files.length })
        fileIds.push((await uploadFile(file)).fileId)
      }
      setSending(null)
      const made = await receive.start({ id: props.mapId, fileIds })
      if (made !== null) setResult(made)
    } catch (failure) {
      setError(failure)
    } finally {
      setSending(null)
      if (input.current !== null) input.current.value = ''
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files)
  }
  return (
    <Modal opened onClose={props.onClose} title={words.receiveTitle} size="xl">
      <Stack gap="sm">
        <Text size="sm">{words.receiveText}</Text>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard */}
        <div
          className={styles.zone}
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Group gap="md">
            <Button
              data-autofocus
              leftSection={<IconUpload size={18} aria-hidden />}
              loading={busy}
              onClick={() => input.current?.click()}
            >
              {words.receiveChoose}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {sending === null ? words.receiveHint : words.uploading(sending.done, sending.all)}
            </Text>
          </Group>
          <input
            ref={input}
            type="file"
            accept=".pdf,.zip"
            multiple
            hidden
            aria-label={words.receiveChoose}
            onChange={(event) => void take(event.currentTarget.files)}
          />
        </div>
        <ErrorBox error={error} />
        <JobProgress job={receive} label={words.receiving} />
        {result === null ? null : (
          <>
            <Text fw={600} role="status">
              {words.received(result.kept, result.files.length)}
            </Text>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.receivedColumns.file}</Table.Th>
                  <Table.Th>{words.receivedColumns.state}</Table.Th>
                  <Table.Th>{words.receivedColumns.message}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {result.files.map((file, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two files of one upload may carry the same name
                  <Table.Tr key={`${index}-${file.fileName}`}>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>
                      {file.fileName}
                      {file.number === null ? null : (
                        <Text size="xs" c="dimmed" className="numeric">
                          {file.number}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <StatusBadge tone={tones[file.state]}>{words.receivedStates[file.state]}</StatusBadge>
                    </Table.Td>
                    <Table.Td>{file.message}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {common.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
