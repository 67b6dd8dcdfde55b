import { z } from 'zod'
import { fileId, fileRef, filledLine, id, instant, line, nothing, saved, version } from './common.ts'
import { letterContent } from './letters.ts'
import { command, job, query } from './procedure.ts'

/** Most people of one batch. */
export const mostBatchPeople = 2000

/** What became of one line of a list. */
export const listLine = z.strictObject({
  /** Where it stands: `baris 12` of the typed list, `Sheet1, baris 12` of a workbook. */
  where: z.string(),
  state: z.enum(['found', 'not-found', 'not-a-nik', 'rounded', 'twice', 'dead']),
  /** Masked NIK, or what stood there when it is none. */
  given: z.string(),
  personId: id.nullable(),
  /** Name in the register; for a line that was not found the name that stood in the list. */
  name: z.string(),
  village: z.string(),
})
export type ListLine = z.infer<typeof listLine>

export const letterBatch = z.strictObject({
  id,
  kind: z.string(),
  kindName: z.string(),
  title: z.string(),
  letterDate: z.string(),
  people: z.int(),
  printed: z.int(),
  /** Letters that were refused and wait for somebody to mend them. */
  refused: z.int(),
  cancelled: z.int(),
  waiting: z.int(),
  reason: z.string(),
  closedAt: instant.nullable(),
  mergedAt: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  version,
})
export type LetterBatch = z.infer<typeof letterBatch>

export const letterBatches = {
  /** Looks a list up: typed lines, or the column NIK of a workbook. Nothing is stored. */
  check: job({
    access: 'letters.write',
    input: z.strictObject({ text: z.string().max(200_000).default(''), fileId: fileId.nullable().default(null) }),
    output: z.strictObject({ lines: z.array(listLine), found: z.int(), rest: z.int() }),
  }),
  /** Makes a batch of the people found, in the order of the list. Nothing is printed yet. */
  create: command({
    access: 'letters.print',
    input: z.strictObject({
      kind: filledLine,
      title: line.default(''),
      personIds: z.array(id).min(1, 'Belum ada warga').max(mostBatchPeople, `Paling banyak ${mostBatchPeople} warga`),
      reason: line.default(''),
      ...letterContent.shape,
    }),
    output: saved,
  }),
  /** Prints what is not printed yet. May be stopped, and goes on after a stop or a crash where it was. */
  run: job({
    access: 'letters.print',
    input: z.strictObject({
      id,
      /** Why, when the date of the letters does not fit the book. */
      reason: line.default(''),
    }),
    output: z.strictObject({ printed: z.int(), refused: z.int() }),
  }),
  /** All printed letters in one PDF, in the order of the list. From the second time on it counts as a copy of each. */
  merged: job({
    access: 'letters.print',
    input: z.strictObject({ id }),
    output: z.strictObject({ file: fileRef, letters: z.int(), pages: z.int() }),
  }),
  /** The archived PDFs as single files in a ZIP, named by place and number. */
  singles: job({
    access: 'letters.print',
    input: z.strictObject({ id }),
    output: z.strictObject({ file: fileRef, letters: z.int() }),
  }),
  /** Newest first. */
  list: query({ access: 'letters.read', input: nothing, output: z.array(letterBatch) }),
  get: query({
    access: 'letters.read',
    audit: 'view',
    input: z.strictObject({ id }),
    output: z.strictObject({
      ...letterBatch.shape,
      items: z.array(
        z.strictObject({
          position: z.int(),
          personId: id,
          name: z.string(),
          letterId: id.nullable(),
          number: z.string().nullable(),
          state: z.enum(['waiting', 'printed', 'refused', 'cancelled']),
          /** Why it was refused, and what to do. */
          message: z.string(),
        }),
      ),
    }),
  }),
  /** Leaves what is not printed: no letter is made of it any more, drafts that were begun are cancelled. */
  close: command({ access: 'letters.print', input: z.strictObject({ id, version }), output: saved }),
}
