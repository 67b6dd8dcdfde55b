import { z } from 'zod'
import { cursor, id, instant, limit, line, nothing, regionCode, severity } from './common.ts'
import { command, job, query } from './procedure.ts'

/** Why a finding is accepted; a word is no reason. */
const reason = line.min(5, 'Tulis alasannya, sedikitnya 5 huruf')

/** A finding that somebody accepted, with the reason. */
export const acceptance = z.strictObject({
  id,
  checkId: z.string(),
  title: z.string(),
  reason: z.string(),
  at: instant,
  by: z.string(),
})
export type Acceptance = z.infer<typeof acceptance>

/** Something that is wrong with a person or a family at this moment. `accepted` = with a reason, for these very values. */
export const liveFinding = z.strictObject({
  checkId: z.string(),
  title: z.string(),
  severity,
  message: z.string(),
  fix: z.string(),
  overridable: z.boolean(),
  accepted: acceptance.nullable(),
})
export type LiveFinding = z.infer<typeof liveFinding>

/** Whose finding: exactly one of the two. */
const subject = { personId: id.nullable().default(null), familyId: id.nullable().default(null) }
const oneSubject = (input: { personId: number | null; familyId: number | null }): boolean =>
  (input.personId === null) !== (input.familyId === null)

/** One line of *Data yang perlu diperiksa*, as the last finished scan found it. */
export const storedFinding = z.strictObject({
  id,
  checkId: z.string(),
  title: z.string(),
  severity,
  message: z.string(),
  fix: z.string(),
  personId: id.nullable(),
  familyId: id.nullable(),
  /** Whose page shows it: the person, or the family's head if the user may see that one. */
  openPersonId: id.nullable(),
  /** The person, or the head of the family. */
  name: z.string(),
  numberMasked: z.string(),
  village: z.string(),
  /** The record was changed after the scan: it may be in order by now. */
  changedSince: z.boolean(),
})
export type StoredFinding = z.infer<typeof storedFinding>

const filters = {
  checkId: z.string().max(60).nullable().default(null),
  severity: severity.nullable().default(null),
  region: regionCode.nullable().default(null),
}

export const checks = {
  /** What is wrong with a person and, with `family`, with the present family card. */
  ofPerson: query({
    access: 'people.read',
    input: z.strictObject({ id }),
    output: z.strictObject({ person: z.array(liveFinding), familyId: id.nullable(), family: z.array(liveFinding) }),
  }),
  ofFamily: query({ access: 'people.read', input: z.strictObject({ id }), output: z.array(liveFinding) }),
  /** Accepts a finding with a reason. It comes back when one of the values it is about changes. */
  accept: command({
    access: 'people.override',
    input: z
      .strictObject({ checkId: z.string().max(60), ...subject, reason })
      .refine(oneSubject, { path: ['personId'], message: 'Pilih satu warga atau satu keluarga' }),
    output: z.strictObject({ id }),
  }),
  /** Takes an acceptance back: the finding is open again. */
  revoke: command({ access: 'people.override', input: z.strictObject({ id }), output: nothing }),
  /** Everything that is accepted at present, newest first. */
  accepted: query({
    access: 'people.read',
    input: z.strictObject({ cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          ...acceptance.shape,
          severity,
          openPersonId: id.nullable(),
          personId: id.nullable(),
          familyId: id.nullable(),
          name: z.string(),
          village: z.string(),
        }),
      ),
      next: cursor,
    }),
  }),
  /** Looks at the whole register, chunk by chunk; for users of the whole district. */
  scan: job({
    access: 'people.override',
    input: nothing,
    output: z.strictObject({ people: z.int(), families: z.int(), findings: z.int() }),
  }),
  /** How much the last finished scan found, by check, inside the user's area. */
  summary: query({
    access: 'people.read',
    input: z.strictObject({ region: regionCode.nullable().default(null) }),
    output: z.strictObject({
      lastScan: z.strictObject({ at: instant, people: z.int(), families: z.int() }).nullable(),
      accepted: z.int(),
      counts: z.array(z.strictObject({ checkId: z.string(), title: z.string(), severity, open: z.int() })),
    }),
  }),
  /** Findings of the last finished scan. */
  list: query({
    access: 'people.read',
    input: z.strictObject({ ...filters, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({ items: z.array(storedFinding), next: cursor }),
  }),
}
