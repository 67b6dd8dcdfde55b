import { Alert, Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { FeedbackCheck } from '../../../shared/contract/referrals.ts'
import { FilePicker } from '../../components/file-picker.tsx'
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
  const [fileId, setFileId] = useState<string | null>(null)
  const [check, setCheck] = useState<FeedbackCheck | null>(null)
  const again = (): void => {
    setFileId(null)
    setCheck(null)
    checking.reset()
    writing.reset()
  }
  const download = async (): Promise<void> => {
    const made = await form.start({ agencyId: props.agencyId })
    if (made === null) return
    downloadFile(made.file)
    toast.done(words.formDone(made.rows))
  }
  const look = async (file: string): Promise<void> => {
    setFileId(file)
    setCheck(await checking.start({ fileId: file }))
  }
  const write = async (): Promise<void> => {
    if (fileId === null || check === null) return
    const done = await writing.start({ fileId, digest: check.digest })
    if (done === null) return
    toast.done(words.written(done.changed))
    again()
    props.onClose()
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
        {fileId === null && props.mayWrite ? (
          <FilePicker label={words.choose} accept=".xlsx,.xls,.csv" onFile={(file) => void look(file.fileId)} />
        ) : null}
        <JobProgress job={checking} label={words.reading} />
        <JobProgress job={writing} label={words.writing} />
        {check === null ? null : <FeedbackResult check={check} />}
        {fileId === null ? null : (
          <Group>
            {check !== null && check.digest !== '' && check.blocking === 0 ? (
              <Button loading={writing.running} onClick={() => void write()}>
                {words.write(check.changes.length)}
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

const FeedbackResult = ({ check }: { check: FeedbackCheck }) => (
  <Stack gap="xs">
    {check.blocking > 0 ? (
      <Alert color="red" role="alert">
        {words.blocked(check.blocking)}
      </Alert>
    ) : check.digest === '' ? (
      <Alert color="blue" role="status">
        {words.nothingToWrite}
      </Alert>
    ) : null}
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
