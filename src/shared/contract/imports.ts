import { z } from 'zod'
import { cursor, fileId, id, instant, limit, line, nothing, regionCode, severity } from './common.ts'
import { mappingChoice } from './mappings.ts'
import { command, job, query } from './procedure.ts'

export const bucket = z.enum(['new', 'changed', 'unchanged', 'doubtful', 'refused'])
export type Bucket = z.infer<typeof bucket>

/** Where in the file, as Excel shows it: sheet name, row number from 1, column letters (with the header's words). */
export const importProblem = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  severity,
  code: z.string(),
  message: z.string(),
})
export type ImportProblem = z.infer<typeof importProblem>

export const importCounts = z.strictObject({
  people: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int(), doubtful: z.int(), refused: z.int() }),
  families: z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int() }),
  /** read = sum of the five buckets of people; ignored = rows after the end mark, repeated headers, sheets that hold no data. */
  rows: z.strictObject({ read: z.int(), blank: z.int(), ignored: z.int() }),
})
export type ImportCounts = z.infer<typeof importCounts>

export const importState = z.enum(['preparing', 'prepared', 'applying', 'applied', 'undone', 'discarded', 'failed'])

export const importPackage = z.strictObject({
  id,
  label: z.string(),
  fileName: z.string(),
  fileSha256: z.string(),
  profileKey: z.string(),
  profileName: z.string(),
  state: importState,
  counts: importCounts,
  problems: z.strictObject({ block: z.int(), error: z.int(), warning: z.int() }),
  /** Which column of the file was understood as what. */
  columns: z.array(
    z.strictObject({
      sheet: z.string(),
      column: z.string(),
      header: z.string(),
      field: z.string().nullable(),
      fieldLabel: z.string(),
    }),
  ),
  preparedAt: instant,
  preparedBy: z.string(),
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
})
export type ImportPackage = z.infer<typeof importPackage>

/** One row of the file with what would happen to it. Numbers are masked. */
export const importRow = z.strictObject({
  id,
  sheet: z.string(),
  row: z.int(),
  bucket,
  name: z.string(),
  nikMasked: z.string(),
  kkMasked: z.string(),
  personId: id.nullable(),
  changes: z.array(z.strictObject({ field: z.string(), fieldLabel: z.string(), before: z.string(), after: z.string() })),
  problems: z.array(importProblem),
})
export type ImportRow = z.infer<typeof importRow>

export const imports = {
  /** Dry run: reads the whole file, compares, keeps the outcome for review. Writes nothing to the register. */
  prepare: job({
    access: 'imports.write',
    /**
     * `village`: where the people of a file live that names no village itself (a village's own population list).
     * `mapping`: what the columns mean; null = known by their headers. When they are not known, or a saved mapping needs
     * a look first, the refusal names the field `mapping` (see mappings.inspect).
     */
    input: z.strictObject({
      fileId,
      label: line.default(''),
      village: regionCode.nullable().default(null),
      mapping: mappingChoice.default(null),
    }),
    output: importPackage,
  }),
  list: query({ access: 'imports.read', input: nothing, output: z.array(importPackage) }),
  get: query({ access: 'imports.read', input: z.strictObject({ id }), output: importPackage }),
  rows: query({
    access: 'imports.read',
    input: z.strictObject({
      id,
      bucket: bucket.nullable().default(null),
      withProblems: z.boolean().default(false),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(importRow), next: cursor }),
  }),
  problems: query({
    access: 'imports.read',
    input: z.strictObject({ id, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({ items: z.array(importProblem), next: cursor }),
  }),
  /** Writes a prepared package to the register, whole or not at all. */
  apply: job({ access: 'imports.write', input: z.strictObject({ id }), output: importPackage }),
  /** Throws a prepared package away. */
  discard: command({ access: 'imports.write', input: z.strictObject({ id }), output: nothing }),
  /** Puts back the values from before; records touched since are kept and counted. */
  undo: job({
    access: 'imports.write',
    input: z.strictObject({ id }),
    output: z.strictObject({
      restored: z.int(),
      removed: z.int(),
      /** `kept` = records left as they are because somebody worked with them after the import; the first 200 by name. */
      kept: z.int(),
      keptNames: z.array(z.string()),
    }),
  }),
}
