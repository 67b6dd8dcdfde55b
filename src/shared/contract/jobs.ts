import { z } from 'zod'
import { errorCodes } from '../domain/errors.ts'
import { id, instant, nothing } from './common.ts'
import { mainCommand, mainQuery } from './procedure.ts'

export const jobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'])

export const jobRecord = z.strictObject({
  id,
  procedure: z.string(),
  state: jobState,
  /** Words for the progress line, e.g. "Membaca lembar Sheet1". */
  step: z.string(),
  done: z.number(),
  /** null while the end is not known. */
  total: z.number().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  result: z.json().nullable(),
  error: z
    .strictObject({
      code: z.enum(errorCodes),
      message: z.string(),
      field: z.string().optional(),
      hint: z.string().optional(),
      ref: z.string().optional(),
    })
    .nullable(),
})
export type JobRecord = z.infer<typeof jobRecord>

export const jobs = {
  /** One's own job; an administrator sees all. */
  get: mainQuery({ access: 'signed-in', input: z.strictObject({ id }), output: jobRecord }),
  /** One's own jobs of this run that are not finished. */
  active: mainQuery({ access: 'signed-in', input: nothing, output: z.array(jobRecord) }),
  cancel: mainCommand({ access: 'signed-in', input: z.strictObject({ id }), output: jobRecord }),
}

/** What the core tells its hosts without being asked. */
export type AppEvent = { type: 'job'; job: JobRecord } | { type: 'changed'; domains: string[] } | { type: 'signed-out' }
