import { Button, Group, Progress, Text } from '@mantine/core'
import { number } from '../lib/format.ts'
import type { JobName } from '../lib/query.ts'
import type { JobHandle } from '../lib/use-job.ts'
import { common } from '../texts/common.ts'
import { ErrorBox } from './error-box.tsx'

/** Progress of a job with its step, its count and *Hentikan*; after it, only a refusal or "stopped" stays. */
export const JobProgress = <N extends JobName>(props: {
  job: JobHandle<N>
  label: string
  /** What is true after a stop, where a part of the work stays done. */
  stopped?: string
}) => {
  const { job } = props
  if (job.error !== null) return <ErrorBox error={job.error} />
  if (job.cancelled)
    return (
      <Text size="sm" role="status">
        {props.stopped ?? common.stopped}
      </Text>
    )
  if (!job.running) return null
  const { step, done, total } = job.record ?? { step: '', done: 0, total: null }
  const percent = total === null || total === 0 ? null : Math.min(100, Math.round((done / total) * 100))
  return (
    <div className="card" role="status" aria-live="polite">
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Text size="sm">
          {step === '' ? props.label : step}
          {done > 0 ? ` · ${number(done)}${total === null ? '' : ` dari ${number(total)}`}` : ''}
        </Text>
        <Button size="compact-sm" variant="default" onClick={job.cancel}>
          {common.stop}
        </Button>
      </Group>
      <Progress.Root size="md">
        <Progress.Section value={percent ?? 100} striped={percent === null} aria-label={props.label} />
      </Progress.Root>
    </div>
  )
}
