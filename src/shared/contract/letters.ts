import { z } from 'zod'
import { cursor, day, fileRef, filledLine, id, instant, limit, line, saved, text, version } from './common.ts'
import { command, job, query } from './procedure.ts'

export const letterState = z.enum(['draft', 'printed', 'cancelled'])
export const paper = z.enum(['F4', 'A4'])

export const letterRow = z.strictObject({
  id,
  kind: z.string(),
  kindName: z.string(),
  number: z.string().nullable(),
  letterDate: z.string(),
  subject: z.string(),
  clientName: z.string(),
  addressee: z.string(),
  caseId: id.nullable(),
  caseNumber: z.string(),
  signatory: z.string(),
  state: letterState,
  printedAt: instant.nullable(),
  printedBy: z.string(),
  copies: z.int(),
  /** Day on which the printed letter was handed over; null = it still lies here. */
  handedOn: z.string().nullable(),
  handedTo: z.string(),
  version,
})
export type LetterRow = z.infer<typeof letterRow>

export const letterDetail = z.strictObject({
  ...letterRow.shape,
  referralId: id.nullable(),
  signatoryId: id,
  paper,
  templateVersion: z.int(),
  fields: z.record(z.string(), z.string()),
  copiesTo: z.array(z.string()),
  sha256: z.string().nullable(),
  handedBy: z.string(),
  copyLog: z.array(z.strictObject({ copy: z.int(), at: instant, by: z.string() })),
})
export type LetterDetail = z.infer<typeof letterDetail>

export const letterContent = z.strictObject({
  signatoryId: id,
  letterDate: day,
  paper,
  /** Extra fields that the kind asks for, by name (definition of the kind). */
  fields: z.record(z.string().max(60), text),
  copiesTo: z.array(filledLine).max(20),
})

export const letters = {
  /** Kinds of letters (definition kind `letter-template`) with the extra fields each asks for. */
  kinds: query({
    access: 'letters.read',
    input: z.strictObject({}),
    output: z.array(
      z.strictObject({
        key: z.string(),
        version: z.int(),
        name: z.string(),
        needsReferral: z.boolean(),
        paper,
        fields: z.array(
          z.strictObject({
            name: z.string(),
            label: z.string(),
            multiline: z.boolean(),
            required: z.boolean(),
            initial: z.string(),
          }),
        ),
        copiesTo: z.array(z.string()),
      }),
    ),
  }),
  /** A draft holds no number. */
  draft: command({
    access: 'letters.write',
    input: z.strictObject({ caseId: id, referralId: id.nullable().default(null), kind: filledLine, ...letterContent.shape }),
    output: saved,
  }),
  update: command({ access: 'letters.write', input: z.strictObject({ id, version, ...letterContent.shape }), output: saved }),
  /** The PDF as it would print, with an open number. */
  preview: job({
    access: 'letters.read',
    input: z.strictObject({ id }),
    output: z.strictObject({ file: fileRef, pages: z.int() }),
  }),
  /** Final print: number and archived PDF are committed together. */
  print: job({
    access: 'letters.print',
    input: z.strictObject({ id, version }),
    output: z.strictObject({ id, number: z.string(), sha256: z.string(), pages: z.int(), file: fileRef }),
  }),
  /** The archived bytes again; logged as copy n. */
  reprint: command({
    access: 'letters.print',
    input: z.strictObject({ id }),
    output: z.strictObject({ id, number: z.string(), copy: z.int(), file: fileRef }),
  }),
  /**
   * Writes down who received a printed letter and when. The referral behind a referral letter counts as handed over too,
   * where the user may say so.
   */
  handOver: command({
    access: 'cases.write',
    input: z.strictObject({ id, version, to: filledLine, on: day.nullable().default(null) }),
    output: saved,
  }),
  byNumber: query({ access: 'letters.read', input: z.strictObject({ number: filledLine }), output: letterRow.nullable() }),
  /** The letters book: newest first. */
  list: query({
    access: 'letters.read',
    input: z.strictObject({
      text: line.default(''),
      state: letterState.nullable().default(null),
      /** Only printed letters that nobody has fetched yet. */
      toHandOver: z.boolean().default(false),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(letterRow), next: cursor }),
  }),
  get: query({ access: 'letters.read', audit: 'view', input: z.strictObject({ id }), output: letterDetail }),
  /** The number stays visible in the book. */
  cancel: command({
    access: 'letters.print',
    input: z.strictObject({ id, version, reason: text.min(1, 'Tulis alasannya') }),
    output: saved,
  }),
}
