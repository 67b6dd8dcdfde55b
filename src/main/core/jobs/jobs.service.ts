import { type CommandContext, internalCommand } from '../context.ts'
import { forgetOldJobs, insertJob, interruptJobs, updateJob } from './jobs.repo.ts'

/** What is kept of a job's order: ids, counts and switches. Lists of numbers and names that somebody typed are not. */
const keptInput = (input: unknown): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(input ?? {}).filter(
        ([, value]) => typeof value === 'number' || typeof value === 'boolean' || value === null,
      ),
    ),
  )

/** Writes a job's row when it is queued. */
export const insertJobCommand = internalCommand(
  'jobs.insert',
  (context: CommandContext, input: { procedure: string; input: unknown }) =>
    insertJob(context.db, {
      procedure: input.procedure,
      input: keptInput(input.input),
      userId: context.actor.userId,
      now: context.now(),
    }),
  { audited: false },
)

/** Writes a job's new state. */
export const updateJobCommand = internalCommand(
  'jobs.update',
  (context: CommandContext, input: { id: number; state: string; error: string | null }) => {
    updateJob(context.db, { ...input, now: context.now() })
    if (input.state !== 'running') context.audit({ entity: 'job', entityId: input.id, detail: { state: input.state } })
    return null
  },
  { audited: false },
)

/** At start: jobs that were running when the program ended are marked, so that nobody waits for them. */
export const interruptJobsCommand = internalCommand(
  'jobs.interrupt',
  (context: CommandContext, _input: null) => {
    forgetOldJobs(context.db)
    return interruptJobs(context.db, context.now())
  },
  {
    audited: false,
  },
)

export const jobsInternal = [insertJobCommand, updateJobCommand, interruptJobsCommand]
