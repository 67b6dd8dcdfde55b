import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { FeedbackCheck } from '../../../shared/contract/referrals.ts'
import { FileIntakeSteps, useFileIntake } from '../../components/file-intake.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { downloadFile } from '../../lib/files.ts'
import { shortDate } from '../../lib/format.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { referralTexts as words } from '../../texts/referrals.ts'

/** Answers of an agency as a list: out with empty columns, back in with a look at what would change. */
export const FeedbackDialog = (props: { opened: boolean; agencyId: number | null; mayWrite: boolean; onClose(): void }) => {
  const form = useJob('referrals.feedbackForm')
  const checking = useJob('referrals.checkFeedback')
  const writing = useJob('referrals.applyFeedback')
  const intake = useFileIntake({
    checking,
    writing,
    look: (fileId) => checking.start({ fileId }),
    write: (fileId, digest) => writing.start({ fileId, digest }),
    onWritten: (done) => {
      toast.done(words.written(done.changed))
      props.onClose()
    },
  })
  const { check } = intake
  const download = async (): Promise<void> => {
    const made = await form.start({ agencyId: props.agencyId })
    if (made === null) return
    downloadFile(made.file)
    toast.done(words.formDone(made.rows))
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={words.feedback} size="xl">
      <Stack gap="sm">
        <Text size="sm">{words.feedbackIntro}</Text>
        <Group>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={form.running}
            onClick={() => void download()}
          >
            {words.form}
          </Button>
        </Group>
        <JobProgress job={form} label={words.formMaking} />
        <FileIntakeSteps
          intake={intake}
          checking={checking}
          writing={writing}
          words={words}
          write={words.write(check?.changes.length ?? 0)}
          nothing={words.nothingToWrite}
          blocking={check?.blocking ?? 0}
          blocked={words.blocked(check?.blocking ?? 0)}
          readOnly={!props.mayWrite}
        >
          {check === null ? null : <FeedbackResult check={check} />}
        </FileIntakeSteps>
      </Stack>
    </Modal>
  )
}

const FeedbackResult = ({ check }: { check: FeedbackCheck }) => (
  <Stack gap="xs">
    <FileProblems problems={check.problems} />
    {check.changes.length === 0 ? null : (
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.code}</Table.Th>
            <Table.Th>{words.columns.client}</Table.Th>
            <Table.Th>{words.becomes}</Table.Th>
            <Table.Th>{words.answeredAt}</Table.Th>
            <Table.Th>{words.answer}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {check.changes.map((one) => (
            <Table.Tr key={one.referralId}>
              <Table.Td className="numeric">{one.code}</Table.Td>
              <Table.Td>{one.clientName}</Table.Td>
              <Table.Td>{`${one.from} → ${one.to}`}</Table.Td>
              <Table.Td className="numeric">{shortDate(one.day)}</Table.Td>
              <Table.Td>{one.note}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    )}
    <Text size="sm" c="dimmed">
      {words.unchanged(check.unchanged)}
    </Text>
  </Stack>
)
