import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { SubmissionRow } from '../../../shared/contract/submissions.ts'
import { useConfirm } from '../../components/confirm.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { api } from '../../lib/api.ts'
import { downloadFile } from '../../lib/files.ts'
import { instantText, number } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { submissionTexts } from '../../texts/submissions.ts'
import { CoveringLetter } from './covering-letter.tsx'
import styles from './submissions.module.css'

const words = submissionTexts.export

/** Writes the file once and for all; afterwards hands out the same bytes and their proof again. */
export const ExportPanel = (props: { batch: SubmissionRow; check: OutputOf<'submissions.check'> | undefined }) => {
  const { batch, check } = props
  const may = useMay()
  const ask = useConfirm()
  const { timeZone } = useOfficeTime()
  const job = useJob('submissions.export')
  const blocked = check?.findings.some((finding) => finding.severity === 'block') === true
  const empty = batch.items === 0
  const run = async (): Promise<void> => {
    const count = number(batch.items)
    const sure = await ask({ title: words.ask, text: words.askText(count), confirm: words.confirm(count) })
    if (!sure) return
    const made = await job.start({ id: batch.id, version: batch.version })
    if (made !== null) toast.done(words.done(number(made.rows)))
  }
  const fetchFile = async (which: 'file' | 'manifest'): Promise<void> => {
    try {
      // A ticket is valid for a while only: a fresh one for every download.
      const files = await api.submissions.file({ id: batch.id })
      downloadFile(files[which])
    } catch (error) {
      toast.error(error)
    }
  }
  return (
    <section className="card" aria-labelledby="ekspor">
      <Title order={2} id="ekspor" mb={4}>
        {words.title}
      </Title>
      <Stack gap="xs">
        <JobProgress job={job} label={words.working} />
        {batch.state === 'composing' ? (
          <>
            <ValueList items={[{ label: words.profile, value: `${batch.profileName}, versi ${batch.profileVersion}` }]} />
            {blocked ? (
              <Text size="sm" c="var(--tone-danger-text)">
                {words.blocked}
              </Text>
            ) : empty ? (
              <Text size="sm" c="dimmed">
                {words.empty}
              </Text>
            ) : null}
            {may('submissions.write') ? (
              <Button
                leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
                disabled={blocked || empty}
                loading={job.running}
                onClick={() => void run()}
              >
                {words.button}
              </Button>
            ) : null}
          </>
        ) : (
          <>
            <ValueList
              items={[
                { label: words.file, value: batch.fileName },
                {
                  label: words.at,
                  value: `${instantText(batch.exportedAt, timeZone)}${batch.exportedBy === '' ? '' : `, ${batch.exportedBy}`}`,
                },
                { label: words.profile, value: `${batch.profileName}, versi ${batch.profileVersion}` },
                { label: words.hash, value: <span className={styles.hash}>{batch.sha256}</span> },
              ]}
            />
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconDownload size={18} aria-hidden />}
                onClick={() => void fetchFile('file')}
              >
                {words.download}
              </Button>
              <Button
                variant="default"
                leftSection={<IconDownload size={18} aria-hidden />}
                onClick={() => void fetchFile('manifest')}
              >
                {words.manifest}
              </Button>
            </Group>
            <CoveringLetter submissionId={batch.id} />
          </>
        )}
      </Stack>
    </section>
  )
}
