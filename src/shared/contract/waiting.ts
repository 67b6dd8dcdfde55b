import { z } from 'zod'
import { cursor, day, fileRef, filledLine, id, instant, limit, line, regionCode, saved, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const waitingStates = ['waiting', 'offered', 'placed', 'left'] as const
export const waitingState = z.enum(waitingStates)
/** 1 = urgent, 2 = first, 3 = usual. */
export const priority = z.int().min(1).max(3)

const filter = {
  programmeKey: line.nullable().default(null),
  region: regionCode.nullable().default(null),
  state: z.enum(['standing', ...waitingStates]).default('standing'),
  priority: priority.nullable().default(null),
}

export const waitingRow = z.strictObject({
  id,
  version,
  programmeKey: z.string(),
  programmeName: z.string(),
  /** Place in the programme's line, counted over the whole office; null when it does not wait. */
  turn: z.int().nullable(),
  caseId: id,
  caseNumber: z.string(),
  needId: id,
  personId: id,
  name: z.string(),
  nikMasked: z.string(),
  village: z.string(),
  priority,
  reason: z.string(),
  joinedOn: day,
  state: waitingState,
  endedOn: z.string().nullable(),
  endedReason: z.string(),
})
export type WaitingRow = z.infer<typeof waitingRow>

export const waitingProgramme = z.strictObject({
  key: z.string(),
  name: z.string(),
  waiting: z.int(),
  offered: z.int(),
  placed: z.int(),
  /** Quota in force today, null = not said; `placed` counts since the quota began. */
  quota: z.int().nullable(),
  quotaSource: z.string(),
  /** Places that were freed and nobody took yet. */
  freePlaces: z.int(),
  owner: z.string(),
})
export type WaitingProgramme = z.infer<typeof waitingProgramme>

const proposed = z.strictObject({ entryId: id, caseId: id, name: z.string(), caseNumber: z.string() }).nullable()

/** Waiting lists of programmes whose places or budget are used up. */
export const waiting = {
  list: query({
    access: 'cases.read',
    input: z.strictObject({ ...filter, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.object({ items: z.array(waitingRow), next: cursor }),
  }),
  /** Every programme that somebody waits for or that has places, with its counts. */
  programmes: query({ access: 'cases.read', input: z.strictObject({}), output: z.array(waitingProgramme) }),
  setPriority: command({
    access: 'cases.decide',
    input: z.strictObject({ id, version, priority, reason: filledLine }),
    output: saved,
  }),
  /** A place became free: the next of the line is proposed, by priority, then by the day they joined. */
  freePlace: command({
    access: 'cases.handle',
    input: z.strictObject({ programmeKey: filledLine, reason: filledLine }),
    output: z.strictObject({ placeId: id, proposed }),
  }),
  /** Proposes the next of the line for a place that nobody took. */
  propose: command({
    access: 'cases.handle',
    input: z.strictObject({ programmeKey: filledLine }),
    output: z.strictObject({ placeId: id, proposed }),
  }),
  /** The proposed family cannot take it now: it keeps its turn, the place goes to the next one. */
  pass: command({
    access: 'cases.handle',
    input: z.strictObject({ id, version, reason: filledLine }),
    output: z.strictObject({ proposed }),
  }),
  /** Everything that happened with one entry, oldest first. */
  history: query({
    access: 'cases.read',
    input: z.strictObject({ id }),
    output: z.array(z.strictObject({ at: instant, by: z.string(), text: z.string() })),
  }),
  /** The list for the agency's planning, on paper. */
  print: job({
    access: 'cases.read',
    input: z.strictObject(filter),
    output: z.strictObject({ file: fileRef, pages: z.int(), rows: z.int() }),
  }),
}
