import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { InputOf, OutputOf } from '../../shared/contract/index.ts'
import type { JobRecord } from '../../shared/contract/jobs.ts'
import { AppError } from '../../shared/domain/errors.ts'
import { api, call } from './api.ts'
import { onJob, refreshDomains } from './events.ts'
import { commandSent } from './hurry.ts'
import type { JobName } from './query.ts'
import { toAppError } from './transport.ts'

const ended = new Set<JobRecord['state']>(['done', 'failed', 'cancelled', 'interrupted'])

/** A running or finished background job, as a screen sees it. */
export interface JobHandle<N extends JobName> {
  start(input: InputOf<N>): Promise<OutputOf<N> | null>
  /** Takes up a job that was started before (another screen, a reload). */
  attach(jobId: number): void
  cancel(): void
  reset(): void
  running: boolean
  record: JobRecord | null
  result: OutputOf<N> | null
  /** A refusal or failure; a job that the user stopped is no error. */
  error: AppError | null
  cancelled: boolean
}

/**
 * Runs a job and follows it: `const job = useJob('imports.prepare'); job.start({ fileId })`.
 * Progress comes by events; every second `jobs.get` is asked as well, for the case that events do not arrive.
 * `start` resolves with the result, or null when it failed or was stopped (then see `error`, `cancelled`).
 */
export const useJob = <N extends JobName>(name: N): JobHandle<N> => {
  const client = useQueryClient()
  const [jobId, setJobId] = useState<number | null>(null)
  const [starting, setStarting] = useState(false)
  const [record, setRecord] = useState<JobRecord | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const waiting = useRef<((result: OutputOf<N> | null) => void) | null>(null)
  const running = starting || (jobId !== null && (record === null || !ended.has(record.state)))

  const take = useCallback(
    (job: JobRecord) => {
      setRecord((known) => (known !== null && known.id === job.id && ended.has(known.state) ? known : job))
      if (!ended.has(job.state)) return
      refreshDomains(client, [name.split('.')[0] ?? ''])
      waiting.current?.(job.state === 'done' ? (job.result as OutputOf<N>) : null)
      waiting.current = null
    },
    [client, name],
  )

  useEffect(() => {
    if (jobId === null || !running) return
    const ask = (): void => {
      api.jobs.get({ id: jobId }).then(take, (error: unknown) => {
        const known = toAppError(error)
        if (known.data.code !== 'NOT_FOUND' && known.data.code !== 'UNAUTHENTICATED') return
        setFailure(known)
        setJobId(null)
        waiting.current?.(null)
        waiting.current = null
      })
    }
    const stop = onJob((job) => {
      if (job.id === jobId) take(job)
    })
    ask()
    const timer = window.setInterval(ask, 1000)
    return () => {
      stop()
      window.clearInterval(timer)
    }
  }, [jobId, running, take])

  const start = useCallback(
    async (input: InputOf<N>): Promise<OutputOf<N> | null> => {
      setFailure(null)
      setRecord(null)
      setJobId(null)
      setStarting(true)
      commandSent()
      try {
        const started = (await call(name, input)) as { jobId: number }
        const finished = new Promise<OutputOf<N> | null>((resolve) => {
          waiting.current = resolve
        })
        setJobId(started.jobId)
        setStarting(false)
        return await finished
      } catch (error) {
        setFailure(toAppError(error))
        setStarting(false)
        return null
      }
    },
    [name],
  )

  const attach = useCallback((id: number) => {
    setFailure(null)
    setRecord(null)
    setJobId(id)
  }, [])
  const cancel = useCallback(() => {
    if (jobId !== null) api.jobs.cancel({ id: jobId }).catch((error: unknown) => setFailure(toAppError(error)))
  }, [jobId])
  const reset = useCallback(() => {
    setJobId(null)
    setRecord(null)
    setFailure(null)
  }, [])

  const recordError =
    record !== null && (record.state === 'failed' || record.state === 'interrupted')
      ? record.error === null
        ? new AppError('INTERNAL', 'Pekerjaan terhenti sebelum selesai.', { hint: 'Jalankan sekali lagi.' })
        : toAppError(record.error)
      : null
  return {
    start,
    attach,
    cancel,
    reset,
    running,
    record,
    result: record?.state === 'done' ? (record.result as OutputOf<N>) : null,
    error: failure ?? recordError,
    cancelled: record?.state === 'cancelled',
  }
}
