import { z } from 'zod'
import { cursor, day, fileRef, filledLine, id, instant, limit, line, regionCode, saved, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const waitingStates = ['waiting', 'offered', 'placed', 'left'] as const
export const waitingState = z.enum(waitingStates)
/** 1 = urgent, 2 = first, 3 = usual. */
export const priority = z.int().min(1).max(3)

/** What the lists may be narrowed by. */
export const waitingFilter = {
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
  /** Head of the family, '' when there is none on record or they live outside the reader's area. */
  familyHead: z.string(),
  /** People in the family, null without a family card. */
  familySize: z.int().nullable(),
  address: z.string(),
  village: z.string(),
  priority,
  reason: z.string(),
  joinedOn: day,
  state: waitingState,
  /** Why the place that is offered became free, '' when none is offered. */
  placeReason: z.string(),
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
  /** Of these, how many are not offered to anybody at present. */
  openPlaces: z.int(),
  owner: z.string(),
})
export type WaitingProgramme = z.infer<typeof waitingProgramme>

const proposed = z.strictObject({ entryId: id, caseId: id, name: z.string(), caseNumber: z.string() })

/** Waiting lists of programmes whose places or budget are used up. */
export const waiting = {
  list: query({
    access: 'cases.read',
    input: z.strictObject({ ...waitingFilter, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.object({ items: z.array(waitingRow), next: cursor }),
  }),
  /** Every programme that somebody waits for or that has places, with its counts. */
  programmes: query({ access: 'cases.read', input: z.strictObject({}), output: z.array(waitingProgramme) }),
  setPriority: command({
    access: 'cases.decide',
    input: z.strictObject({ id, version, priority, reason: filledLine }),
    output: saved,
  }),
  /** Places became free: for each the next of the line is proposed, by priority, then by the day they joined. */
  freePlace: command({
    access: 'cases.handle',
    input: z.strictObject({ programmeKey: filledLine, reason: filledLine, places: z.int().min(1).max(200).default(1) }),
    output: z.strictObject({ proposed: z.array(proposed) }),
  }),
  /** Proposes the next of the line for every place that nobody took and that is not offered. */
  propose: command({
    access: 'cases.handle',
    input: z.strictObject({ programmeKey: filledLine }),
    output: z.strictObject({ proposed: z.array(proposed) }),
  }),
  /** The proposed family takes the place: its need goes the flow's step to solved, which its rights must allow. */
  take: command({
    access: 'cases.write',
    input: z.strictObject({ id, version, note: filledLine }),
    output: z.strictObject({ needId: id }),
  }),
  /** The proposed family cannot take it now: it keeps its turn, the place goes to the next one. */
  pass: command({
    access: 'cases.handle',
    input: z.strictObject({ id, version, reason: filledLine }),
    output: z.strictObject({ proposed: proposed.nullable() }),
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
    input: z.strictObject(waitingFilter),
    output: z.strictObject({ file: fileRef, pages: z.int(), rows: z.int() }),
  }),
}
