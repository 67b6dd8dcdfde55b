import { z } from 'zod'
import { lifeSteps, markedSteps, stepRules } from '../domain/letter-life.ts'
import { cursor, day, fileRef, filledLine, id, instant, limit, line, nothing, saved, version } from './common.ts'
import { letterRow } from './letters.ts'
import { command, job, query } from './procedure.ts'

/** What an office follows after the printer. */
export const lifeSettings = z.strictObject({
  signed: z.enum(stepRules),
  stamped: z.enum(stepRules),
  /** A letter that lies here longer than so many days stands out in the list. */
  lateDays: z.int().min(1).max(365),
})
export type LifeSettings = z.infer<typeof lifeSettings>

/** How a step came to be marked. */
export const stepWays = ['screen', 'list', 'scan', 'folder', 'file'] as const

/** One line of a letter's history after the printer. */
export const lifeEvent = z.strictObject({
  step: z.enum([...lifeSteps, 'cancelled']),
  /** The step was undone, with a reason. */
  takenBack: z.boolean(),
  on: day,
  at: instant,
  by: z.string(),
  receiver: z.string(),
  relation: z.string(),
  desk: z.string(),
  way: z.enum(stepWays),
  reason: z.string(),
})
export type LifeEvent = z.infer<typeof lifeEvent>

const markedStep = z.enum(markedSteps)

/** What comes with a step. An empty receiver is whoever asked for the letter, else the resident it is about. */
const filling = {
  on: day.nullable().default(null),
  to: line.default(''),
  relation: line.max(60).default(''),
  /** Name of the counter it happens at. */
  desk: line.max(40).default(''),
}

/** A letter that still lies here. */
export const waitingLetter = z.strictObject({
  ...letterRow.shape,
  purposeLabel: z.string(),
  /** Who asked for it, and what they are to the resident; '' = the resident. */
  applicantName: z.string(),
  applicantRelation: z.string(),
  /** Whole days since it was printed. */
  days: z.int(),
  /** The step that comes next. */
  next: markedStep.nullable(),
})
export type WaitingLetter = z.infer<typeof waitingLetter>

/** What the list of letters that lie here is narrowed by. */
const lying = {
  text: line.default(''),
  kind: line.nullable().default(null),
  purpose: line.nullable().default(null),
  unit: line.nullable().default(null),
  /** Only letters whose last step is this one. */
  stage: z.enum(['printed', 'signed', 'stamped']).nullable().default(null),
  /** Only letters that have lain here for so many days. */
  minDays: z.int().min(0).max(3650).default(0),
}

/** A letter's life after the printer: signed, stamped, handed over; who, when, and what still lies here. */
export const letterLife = {
  settings: query({ access: 'letters.read', input: nothing, output: z.strictObject({ settings: lifeSettings, version }) }),
  saveSettings: command({
    access: 'office.write',
    input: z.strictObject({ version, settings: lifeSettings }),
    output: z.strictObject({ version }),
  }),
  /** Every step of a letter, oldest first, also those that were taken back. */
  history: query({ access: 'letters.read', input: z.strictObject({ id }), output: z.array(lifeEvent) }),
  /** Marks a step for letters that were ticked. Each letter for itself: what cannot take the step comes back with the reason. */
  mark: command({
    access: 'cases.write',
    input: z.strictObject({
      step: markedStep,
      letters: z.array(z.strictObject({ id, version })).min(1).max(500),
      ...filling,
    }),
    output: z.strictObject({
      marked: z.int(),
      refused: z.array(z.strictObject({ id, number: z.string(), clientName: z.string(), message: z.string() })),
    }),
  }),
  /**
   * One scan, or a code or number typed by hand. `twice` = this step was marked before, which a scanner that reads twice does:
   * nothing is changed.
   */
  scan: command({
    access: 'cases.write',
    input: z.strictObject({ code: filledLine, step: markedStep, ...filling }),
    output: z.strictObject({
      outcome: z.enum(['marked', 'twice', 'refused', 'unknown']),
      letter: z
        .strictObject({ id, number: z.string().nullable(), kindName: z.string(), clientName: z.string(), receiver: z.string() })
        .nullable(),
      message: z.string(),
    }),
  }),
  /** Undoes the last step, with a reason. */
  takeBack: command({
    access: 'cases.write',
    input: z.strictObject({ id, version, step: markedStep, reason: filledLine }),
    output: saved,
  }),
  /** Printed letters nobody has received yet, longest waiting first. */
  waiting: query({
    access: 'letters.read',
    input: z.strictObject({ ...lying, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({ items: z.array(waitingLetter), next: cursor }),
  }),
  /** What occurs among them, with counts, for the filter. */
  choices: query({
    access: 'letters.read',
    input: nothing,
    output: z.strictObject({
      total: z.int(),
      kinds: z.array(z.strictObject({ key: z.string(), name: z.string(), count: z.int() })),
      purposes: z.array(z.strictObject({ key: z.string(), name: z.string(), count: z.int() })),
      units: z.array(z.strictObject({ key: z.string(), name: z.string(), count: z.int() })),
    }),
  }),
  /** Desks and clerks that handed letters over on a day, for the choice of sheets. */
  desks: query({
    access: 'letters.read',
    input: z.strictObject({ day }),
    output: z.array(z.strictObject({ desk: z.string(), count: z.int() })),
  }),
  /**
   * The sheet with a column to sign in: what was handed over on a day, a table for each desk, or what lies here and waits for its
   * receiver.
   */
  sheet: job({
    access: 'letters.read',
    input: z.strictObject({
      what: z.enum(['handed', 'waiting']),
      day,
      /** Null = all desks. */
      desk: line.nullable().default(null),
      unit: line.nullable().default(null),
      kind: line.nullable().default(null),
    }),
    output: z.strictObject({ file: fileRef, letters: z.int() }),
  }),
}
