import { type CommandContext, internalCommand } from '../context.ts'
import { insertJob, interruptJobs, updateJob } from './jobs.repo.ts'

/** Writes a job's row when it is queued. */
export const insertJobCommand = internalCommand(
  'jobs.insert',
  (context: CommandContext, input: { procedure: string; input: unknown }) =>
    insertJob(context.db, {
      procedure: input.procedure,
      input: JSON.stringify(input.input),
      userId: context.actor.userId,
      now: context.now(),
    }),
  { audited: false },
)

/** Writes a job's new state. */
export const updateJobCommand = internalCommand(
  'jobs.update',
  (context: CommandContext, input: { id: number; state: string; result: unknown; error: unknown }) => {
    updateJob(context.db, { ...input, now: context.now() })
    if (input.state !== 'running') context.audit({ entity: 'job', entityId: input.id, detail: { state: input.state } })
    return null
  },
  { audited: false },
)

/** At start: jobs that were running when the program ended are marked, so that nobody waits for them. */
export const interruptJobsCommand = internalCommand(
  'jobs.interrupt',
  (context: CommandContext, _input: null) => interruptJobs(context.db, context.now()),
  {
    audited: false,
  },
)

export const jobsInternal = [insertJobCommand, updateJobCommand, interruptJobsCommand]
