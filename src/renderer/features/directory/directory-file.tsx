import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { DirectoryCheck } from '../../../shared/contract/directory.ts'
import { FilePicker } from '../../components/file-picker.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { directoryTexts as words } from '../../texts/directory.ts'

/** The directory as a workbook: out, and back in with a look at what would change. */
export const DirectoryFileDialog = (props: { opened: boolean; mayWrite: boolean; onClose(): void }) => {
  const out = useJob('directory.export')
  const checking = useJob('directory.checkFile')
  const writing = useJob('directory.applyFile')
  const [fileId, setFileId] = useState<string | null>(null)
  const [check, setCheck] = useState<DirectoryCheck | null>(null)
  const again = (): void => {
    setFileId(null)
    setCheck(null)
    checking.reset()
    writing.reset()
  }
  const download = async (): Promise<void> => {
    const made = await out.start({})
    if (made !== null) downloadFile(made.file)
  }
  const look = async (file: string): Promise<void> => {
    setFileId(file)
    setCheck(await checking.start({ fileId: file }))
  }
  const write = async (): Promise<void> => {
    if (fileId === null || check === null) return
    const done = await writing.start({ fileId, digest: check.digest })
    if (done === null) return
    toast.done(words.written(done.added, done.changed))
    again()
    props.onClose()
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.fileTitle} size="xl">
      <Stack gap="sm">
        <Text size="sm">{words.fileIntro}</Text>
        <Group>
          <Button variant="default" loading={out.running} onClick={() => void download()}>
            {words.download}
          </Button>
        </Group>
        <JobProgress job={out} label={words.downloading} />
        {fileId === null && props.mayWrite ? (
          <FilePicker label={words.choose} accept=".xlsx,.xls,.csv" onFile={(file) => void look(file.fileId)} />
        ) : null}
        <JobProgress job={checking} label={words.reading} />
        <JobProgress job={writing} label={words.writing} />
        {check === null ? null : <Result check={check} />}
        {fileId === null ? null : (
          <Group>
            {check !== null && check.digest !== '' && check.blocking === 0 ? (
              <Button loading={writing.running} onClick={() => void write()}>
                {words.write}
              </Button>
            ) : null}
            <Button variant="default" onClick={again}>
              {words.another}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}

const Result = ({ check }: { check: DirectoryCheck }) => (
  <Stack gap="xs">
    {check.blocking > 0 ? (
      <Alert color="red" role="alert">
        {words.blocked(check.blocking)}
      </Alert>
    ) : check.digest === '' ? (
      <Alert color="blue" role="status">
        {words.nothing}
      </Alert>
    ) : null}
    {check.added.length === 0 ? null : <Text size="sm">{words.added(check.added)}</Text>}
    {check.changed.length === 0 ? null : <Text size="sm">{words.changed(check.changed)}</Text>}
    <Text size="sm" c="dimmed">
      {words.unchanged(check.unchanged)}
    </Text>
    <FileProblems problems={check.problems} />
  </Stack>
)
