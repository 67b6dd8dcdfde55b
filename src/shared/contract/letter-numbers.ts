import { z } from 'zod'
import { numberSources, sequenceRestarts, sequenceScopes } from '../domain/letter-number.ts'
import { day, filledLine, id, instant, line, nothing, saved, version } from './common.ts'
import { command, query } from './procedure.ts'

/** How a kind is numbered, as its template keeps it; rules and meaning: `domain/letter-number.ts`. */
export const letterNumbering = z.strictObject({
  /** Tokens: {kode} {urut} {urut:000} {unit} {bulan} {bulan-romawi} {tahun}. */
  pattern: z.string().includes('{urut'),
  archiveCode: z.string(),
  sequence: z.string().min(1),
  scope: z.enum(sequenceScopes).default('shared'),
  restart: z.enum(sequenceRestarts).default('yearly'),
  source: z.enum(numberSources).default('automatic'),
})

/** Numbers that this office, PC or unit may use: a quota with its day, or a range for the whole year (day null). */
export const numberRange = z.strictObject({
  id,
  key: z.string(),
  year: z.int(),
  day: z.string().nullable(),
  unitCode: z.string(),
  first: z.int(),
  last: z.int(),
  /** The next number that is given from it; one more than `last` when none is left. */
  next: z.int(),
  left: z.int(),
  note: z.string(),
  closedAt: instant.nullable(),
  version,
})
export type NumberRange = z.infer<typeof numberRange>

const runningNumber = z.int('Harus angka bulat').min(1, 'Paling kecil 1').max(9_999_999, 'Paling besar 9999999')

export const letterNumbers = {
  /** Every kind with its rules, every sequence with where it stands. */
  overview: query({
    access: 'letters.read',
    input: nothing,
    output: z.strictObject({
      kinds: z.array(
        z.strictObject({
          key: z.string(),
          version: z.int(),
          name: z.string(),
          numbering: letterNumbering,
          /** Number as it would look today with the running number 45. */
          example: z.string(),
        }),
      ),
      sequences: z.array(
        z.strictObject({
          key: z.string(),
          year: z.int(),
          /** Names of the kinds that count in it now. */
          kinds: z.array(z.string()),
          source: z.enum(numberSources),
          /** Highest running number, 0 = none yet. */
          last: z.int(),
          used: z.int(),
          lastDate: z.string().nullable(),
          /** Numbers between 1 (or the start) and the last that no letter holds; at most 50 are named. */
          missing: z.array(z.int()),
          missingCount: z.int(),
          ranges: z.array(numberRange),
        }),
      ),
      /** Printed letters that wait for their number. */
      waiting: z.int(),
    }),
  }),
  /** Changes how a kind is numbered: a new version of its template with other rules, nothing else. */
  saveRules: command({
    access: 'definitions.write',
    input: z.strictObject({ kind: filledLine, baseVersion: z.int().nonnegative(), numbering: letterNumbering }),
    output: z.strictObject({ version: z.int() }),
  }),
  /** The program takes over a book that was kept on paper: the next number is `last` + 1. Never back. */
  start: command({
    access: 'office.write',
    input: z.strictObject({ key: filledLine, year: z.int().min(0).max(2200), last: runningNumber, reason: filledLine }),
    output: z.strictObject({ last: z.int() }),
  }),
  /** Adds a range (day null) or a day's quota. Ranges of one sequence never overlap. */
  addRange: command({
    access: 'letters.print',
    input: z.strictObject({
      key: filledLine,
      year: z.int().min(0).max(2200),
      day: day.nullable().default(null),
      unitCode: line.default(''),
      first: runningNumber,
      last: runningNumber,
      note: line.default(''),
    }),
    output: saved,
  }),
  /** Gives back what is left of a range: nothing is taken from it any more. */
  closeRange: command({
    access: 'letters.print',
    input: z.strictObject({ id, version }),
    output: z.strictObject({ id, version, unused: z.array(z.int()) }),
  }),
}
