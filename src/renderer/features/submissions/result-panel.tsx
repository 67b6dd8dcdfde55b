import { Stack, Text, Title } from '@mantine/core'
import type { SubmissionRow } from '../../../shared/contract/submissions.ts'
import { FilePicker } from '../../components/file-picker.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { instantText, number } from '../../lib/format.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { submissionTexts } from '../../texts/submissions.ts'
import styles from './submissions.module.css'

const words = submissionTexts.answer

/** Reads the ministry's answer onto each person, and says which rows fitted nobody. */
export const ResultPanel = ({ batch }: { batch: SubmissionRow }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const job = useJob('submissions.readResult')
  return (
    <section className="card" aria-labelledby="jawaban">
      <Title order={2} id="jawaban" mb={4}>
        {words.title}
      </Title>
      {batch.state === 'composing' ? (
        <Text size="sm" c="dimmed">
          {words.waiting}
        </Text>
      ) : (
        <Stack gap="xs">
          <Text size="sm">
            {batch.answeredAt === null ? words.lead : words.last(instantText(batch.answeredAt, timeZone))}
            {batch.answeredAt === null ? '' : ` ${submissionTexts.result(number(batch.accepted), number(batch.refused))}.`}
          </Text>
          {may('submissions.write') && !job.running ? (
            <FilePicker
              label={words.choose}
              accept=".xlsx,.xlsm,.xls,.csv"
              onFile={(file) => void job.start({ id: batch.id, fileId: file.fileId })}
            />
          ) : null}
          <JobProgress job={job} label={words.working} />
          {job.result === null ? null : (
            <div aria-live="polite">
              <Text size="sm" fw={600}>
                {words.done(
                  number(job.result.rows),
                  number(job.result.accepted),
                  number(job.result.refused),
                  number(job.result.waiting),
                )}
              </Text>
              {job.result.unmatched.length === 0 ? null : (
                <>
                  <Text size="sm" mt="xs">
                    {words.unmatched(number(job.result.unmatched.length))}
                  </Text>
                  <table className={styles.unmatched}>
                    <thead>
                      <tr>
                        <th scope="col">{words.sheet}</th>
                        <th scope="col">{words.row}</th>
                        <th scope="col">{words.message}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {job.result.unmatched.slice(0, 200).map((row) => (
                        <tr key={`${row.sheet} ${row.row}`}>
                          <td>{row.sheet}</td>
                          <td className="numeric">{row.row}</td>
                          <td>{row.message}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </>
              )}
            </div>
          )}
        </Stack>
      )}
    </section>
  )
}
