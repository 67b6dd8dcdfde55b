import { z } from 'zod'
import { priorities } from '../domain/desks.ts'
import { complaintKinds, needStates, registers } from '../domain/need-states.ts'
import { cursor, day, filledLine, id, instant, level, limit, line, nothing, regionCode, saved, text, version } from './common.ts'
import { command, query } from './procedure.ts'

/**
 * Lists of work. `action`: what waits for the caller: held by them, or standing at a desk whose usual next step their rights
 * allow while nobody holds it. `mine`: held. `desk`: at their desks, held by nobody. `decide`: waiting for their decision.
 * `returned`: came back to them. `reminded`: with a reminder of their own whose day has come. `soon`, `overdue`, `flagged`,
 * `all`: all open needs of their area.
 */
export const workTabs = ['action', 'mine', 'desk', 'decide', 'returned', 'reminded', 'soon', 'overdue', 'flagged', 'all'] as const
export const workTab = z.enum(workTabs)
export type WorkTab = z.infer<typeof workTab>

export const priority = z.enum(priorities)

/** What any list of work may be narrowed by. */
export const workFilter = z.strictObject({
  register: z.enum(registers).nullable().default(null),
  level: level.nullable().default(null),
  programmeKey: line.nullable().default(null),
  region: regionCode.nullable().default(null),
  state: z.enum(needStates).nullable().default(null),
})
export type WorkFilter = z.infer<typeof workFilter>

export const workRow = z.strictObject({
  /** The need's id. */
  id,
  version,
  caseId: id,
  number: z.string(),
  clientName: z.string(),
  village: z.string(),
  summary: z.string(),
  register: z.enum(registers),
  complaintKind: z.enum(complaintKinds),
  programmeName: z.string(),
  level,
  /** How often it was taken upwards. */
  escalated: z.int(),
  state: z.enum(needStates),
  stateLabel: z.string(),
  holderId: id.nullable(),
  holder: z.string(),
  dueDate: z.string().nullable(),
  urgency: z.enum(['overdue', 'soon', 'later', 'none']),
  /** Working days until it is due; negative = so many late; null without a due day. */
  daysLeft: z.int().nullable(),
  priority,
  /** A word somebody put there for everybody; '' = not flagged. */
  flag: z.string(),
  /** The usual next step, when the caller may take it. */
  next: z.string(),
  /** The caller's own reminder that comes first. */
  reminder: z.strictObject({ id, day: z.string(), note: z.string() }).nullable(),
})
export type WorkRow = z.infer<typeof workRow>

const tabCounts = z.strictObject(Object.fromEntries(workTabs.map((tab) => [tab, z.int()])) as Record<WorkTab, z.ZodInt>)

/** A field that somebody changed. */
export const fieldChange = z.strictObject({
  field: z.string(),
  before: z.string(),
  after: z.string(),
  by: z.string(),
  at: instant,
})
export type FieldChange = z.infer<typeof fieldChange>

export const reporter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('self') }),
  z.strictObject({
    kind: z.literal('other'),
    personId: id.nullable().default(null),
    name: filledLine,
    phone: line.default(''),
    relation: line.default(''),
  }),
])
export const channel = z.enum(['loket', 'puskesos', 'lapangan', 'telepon', 'surat'])

/** Procedures of `cases` for handing work on and for changing what was written. */
export const caseWork = {
  /** Needs, the most pressing first: overdue, due soon, the rest; each by priority, due day and age. */
  work: query({
    access: 'cases.read',
    input: z.strictObject({
      tab: workTab.default('action'),
      ...workFilter.shape,
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(workRow), next: cursor }),
  }),
  /** How many needs each list of work holds. */
  workCounts: query({ access: 'cases.read', input: workFilter, output: tabCounts }),
  /** Open needs per government level. */
  levels: query({
    access: 'cases.read',
    input: nothing,
    output: z.array(z.strictObject({ level, open: z.int(), soon: z.int(), overdue: z.int(), escalated: z.int() })),
  }),
  /** Gives many needs to one colleague (null = to whoever takes them) in one go; what could not be done is named. */
  assignNeeds: command({
    access: 'cases.write',
    input: z.strictObject({
      needs: z.array(z.strictObject({ id, version })).min(1).max(500),
      holderId: id.nullable(),
      note: text.min(1, 'Tulis satu kalimat untuk petugas itu'),
    }),
    output: z.strictObject({
      done: z.int(),
      refused: z.array(z.strictObject({ id, number: z.string(), clientName: z.string(), reason: z.string() })),
    }),
  }),
  /** Puts a word on a need for everybody to see; '' takes it away. */
  flagNeed: command({ access: 'cases.write', input: z.strictObject({ needId: id, flag: line }), output: saved }),
  /** A reminder for oneself. */
  remind: command({
    access: 'cases.write',
    input: z.strictObject({ needId: id, day, note: line.default('') }),
    output: z.strictObject({ id }),
  }),
  remindDone: command({ access: 'cases.write', input: z.strictObject({ id }), output: nothing }),
  /** Takes a need one or more levels up, with the reason, a new due day and the agency there. */
  escalate: command({
    access: 'cases.write',
    input: z.strictObject({
      needId: id,
      version,
      level,
      reason: text.min(1, 'Tulis alasannya'),
      agencyId: id.nullable().default(null),
      /** null: the service limit counted again from today. */
      dueDate: day.nullable().default(null),
    }),
    output: saved,
  }),
  /** Changes what was written about a case. CONFLICT only when somebody changed a field since `version`; see `changes`. */
  update: command({
    access: 'cases.write',
    input: z.strictObject({
      id,
      version,
      summary: filledLine,
      channel,
      reporter,
      complaintKind: z.enum(complaintKinds),
    }),
    output: saved,
  }),
  /** The same for one open need; the programme only before the decision. */
  updateNeed: command({
    access: 'cases.write',
    input: z.strictObject({
      needId: id,
      version,
      programmeKey: filledLine,
      category: z.enum(['kepesertaan', 'kebutuhan']),
      level,
      description: text.default(''),
      agencyId: id.nullable(),
      dueDate: day.nullable(),
      priority,
    }),
    output: saved,
  }),
  /** What others changed of a case (needId null) or of a need since a version, oldest first, and the version it has now. */
  changes: query({
    access: 'cases.read',
    audit: 'view',
    input: z.strictObject({ id, needId: id.nullable().default(null), version }),
    output: z.strictObject({ version, changes: z.array(fieldChange) }),
  }),
}
