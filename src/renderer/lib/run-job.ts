import type { InputOf, OutputOf } from '../../shared/contract/index.ts'
import type { JobRecord } from '../../shared/contract/jobs.ts'
import { AppError } from '../../shared/domain/errors.ts'
import { api, call } from './api.ts'
import { onJob } from './events.ts'
import type { JobName } from './query.ts'
import { toAppError } from './transport.ts'

const ended = new Set<JobRecord['state']>(['done', 'failed', 'cancelled', 'interrupted'])
/** Events may not arrive; so often the job is asked for as well, milliseconds. */
const pause = 1000

/**
 * Runs one job to its end, for screens that have several of a kind under way at once; `useJob` follows one and its progress.
 * @throws AppError of the refusal or failure
 */
export const runJob = async <N extends JobName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> => {
  // A short job may be over before the call has answered with its number.
  const early = new Map<number, JobRecord>()
  let take = (job: JobRecord): void => void early.set(job.id, job)
  const stop = onJob((job) => take(job))
  let timer = 0
  try {
    const { jobId } = (await call(name, input)) as { jobId: number }
    const job = await new Promise<JobRecord>((resolve, reject) => {
      take = (record) => {
        if (record.id === jobId && ended.has(record.state)) resolve(record)
      }
      const known = early.get(jobId)
      if (known !== undefined) take(known)
      timer = window.setInterval(() => {
        api.jobs.get({ id: jobId }).then(take, (error: unknown) => {
          if (['NOT_FOUND', 'UNAUTHENTICATED'].includes(toAppError(error).data.code)) reject(error)
        })
      }, pause)
    })
    if (job.state === 'done') return job.result as OutputOf<N>
    throw job.error === null
      ? new AppError('INTERNAL', 'Pekerjaan terhenti sebelum selesai.', { hint: 'Jalankan sekali lagi.' })
      : toAppError(job.error)
  } finally {
    window.clearInterval(timer)
    stop()
  }
}
