import { z } from 'zod'
import { fileRef, filledLine, id, nothing, sex, text } from './common.ts'
import { applicant, letterRow, registerStanding } from './letters.ts'
import { command, job, query } from './procedure.ts'

const keptFields = z.record(z.string().max(60), text)

/** What a user last printed with; the next person gets the same. */
export const quickSetup = z.strictObject({
  /** Key of the kind; '' = none chosen yet. */
  kind: z.string().max(120),
  signatoryId: id.nullable(),
  /** By kind: its purpose and the fields that stay from one person to the next. */
  kinds: z.record(z.string().max(120), z.strictObject({ purpose: z.string().max(60), fields: keptFields })),
})
export type QuickSetup = z.infer<typeof quickSetup>

/** What has to be done before a letter can be printed for somebody. */
export const quickObstacle = z.strictObject({
  /**
   * `check`: look into the national register and record it. `statement`: the purpose is not for this decile; the kind has a purpose
   * without limit, which states what the register says. `update`: as before, but the kind has none.
   */
  step: z.enum(['check', 'statement', 'update']),
  message: z.string(),
  hint: z.string(),
  /** Purpose of the statement; '' otherwise. */
  purpose: z.string(),
  /** What the statement explains, by field of the kind. */
  fields: keptFields,
})
export type QuickObstacle = z.infer<typeof quickObstacle>

/** Somebody the letter may be about: the person who was looked for, or one of the family. */
export const quickMember = z.strictObject({
  personId: id,
  name: z.string(),
  nikMasked: z.string(),
  sex: sex.nullable(),
  birthDate: z.string().nullable(),
  /** On the family card; '' = stands on none. */
  relation: z.string(),
  lifeStatus: z.string(),
  village: z.string(),
  standing: registerStanding.nullable(),
  obstacle: quickObstacle.nullable(),
  /** Letters of the kind and purpose that still hold, newest first. */
  earlier: z.array(letterRow),
})
export type QuickMember = z.infer<typeof quickMember>

export const quickLetters = {
  /** What the user works with; null = never been here. */
  setup: query({ access: 'letters.print', input: nothing, output: quickSetup.nullable() }),
  saveSetup: command({ access: 'letters.print', audit: 'none', input: quickSetup, output: nothing }),
  /**
   * A resident with the family, the head first, each with everything that decides whether a letter can be printed. Without a family the
   * resident alone. Members outside the user's area are left out.
   */
  person: query({
    access: 'letters.print',
    audit: 'view',
    input: z.strictObject({ id, kind: filledLine, purpose: z.string().max(60).default('') }),
    output: z.strictObject({ members: z.array(quickMember) }),
  }),
  /** Makes the printing thread ready: fonts, logo, and the kind's page set once with made-up people. */
  warm: job({ access: 'letters.print', input: z.strictObject({ kind: filledLine }), output: nothing }),
  /** A letter without a case in one step: draft, number and archived PDF are one transaction. Its date is today. */
  print: job({
    access: 'letters.print',
    input: z.strictObject({
      /** Made by the screen for one letter: the same key never prints a second one, it answers with the first. */
      requestKey: z.uuid(),
      /** The resident the letter is about. */
      personId: id,
      applicant: applicant.prefault({}),
      kind: filledLine,
      purpose: z.string().max(60).default(''),
      lane: z.string().max(60).default(''),
      fields: keptFields.default({}),
      signatoryId: id,
      /** Letters of this kind and purpose that still hold and that the clerk has seen; another one asks first. */
      seen: z.array(id).max(50).default([]),
    }),
    output: z.strictObject({
      id,
      number: z.string().nullable(),
      sha256: z.string(),
      pages: z.int(),
      file: fileRef,
    }),
  }),
  /** The user's own letters of today, whatever their kind, the last one first. */
  today: query({
    access: 'letters.print',
    input: z.strictObject({ limit: z.int().min(1).max(50).default(10) }),
    output: z.strictObject({ printed: z.int(), items: z.array(letterRow) }),
  }),
}
