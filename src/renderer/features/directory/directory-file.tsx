import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { DirectoryCheck } from '../../../shared/contract/directory.ts'
import { FileIntakeSteps, useFileIntake } from '../../components/file-intake.tsx'
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
  const intake = useFileIntake({
    checking,
    writing,
    look: (fileId) => checking.start({ fileId }),
    write: (fileId, digest) => writing.start({ fileId, digest }),
    onWritten: (done) => {
      toast.done(words.written(done.added, done.changed))
      props.onClose()
    },
  })
  const { check } = intake
  const download = async (): Promise<void> => {
    const made = await out.start({})
    if (made !== null) downloadFile(made.file)
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
        <FileIntakeSteps
          intake={intake}
          checking={checking}
          writing={writing}
          words={words}
          write={words.write}
          nothing={words.nothing}
          blocking={check?.blocking ?? 0}
          blocked={words.blocked(check?.blocking ?? 0)}
          readOnly={!props.mayWrite}
        >
          {check === null ? null : <Result check={check} />}
        </FileIntakeSteps>
      </Stack>
    </Modal>
  )
}

const Result = ({ check }: { check: DirectoryCheck }) => (
  <Stack gap="xs">
    {check.added.length === 0 ? null : <Text size="sm">{words.added(check.added)}</Text>}
    {check.changed.length === 0 ? null : <Text size="sm">{words.changed(check.changed)}</Text>}
    <Text size="sm" c="dimmed">
      {words.unchanged(check.unchanged)}
    </Text>
    <FileProblems problems={check.problems} />
  </Stack>
)
