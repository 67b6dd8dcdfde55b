import { z } from 'zod'
import { fileId, fileRef, filledLine, instant, line, nothing, regionCode, severity } from './common.ts'
import { command, job, query } from './procedure.ts'

/** How a column is read; the same words as in import profiles. */
export const columnKind = z.enum(['text', 'nik', 'kk', 'date', 'sex', 'code', 'region', 'rt-rw', 'phone', 'ignored'])
export type ColumnKind = z.infer<typeof columnKind>

/** A field of our own making holds what has no field: `extra.` and a short name. */
export const mappingField = z
  .string()
  .max(80)
  .regex(/^(?:[a-z][a-zA-Z0-9]*|(?:extra|fact)\.[a-zA-Z][a-zA-Z0-9._-]*)$/, 'Isian ini tidak dikenal')

/** One column of a file, in the file's order. */
export const mappingColumn = z.strictObject({
  /** The header's words as they stand in the file. */
  header: z.string().max(200),
  /** Null = the column is not used. */
  field: mappingField.nullable(),
  label: z.string().max(120).default(''),
  kind: columnKind.default('text'),
  /** Key of the value list for coded columns. */
  values: z.string().max(120).nullable().default(null),
  /** What stands in the file → what we keep, before the value list is asked; '' = leave empty. */
  codes: z.record(z.string().max(200), z.string().max(200)).default({}),
  /** An empty cell means the same as the one above, until the next head of a family. */
  carryDown: z.boolean().default(false),
})
export type MappingColumn = z.infer<typeof mappingColumn>

/** Sheets with one and the same header. */
export const mappingTable = z.strictObject({
  /** `family`: each row tells about a family, found by its card number. */
  rows: z.enum(['person', 'family']).default('person'),
  /** How many rows the header has; 0 = the file has none, columns go by their place. */
  headerRows: z.int().min(0).max(3).default(1),
  /** Where the header's last row stood in the file the mapping was made from; elsewhere it is found by its words. */
  headerRow: z.int().nonnegative(),
  columns: z.array(mappingColumn).min(1).max(1024),
})
export type MappingTable = z.infer<typeof mappingTable>

/** Which column of a sender's files means what. Kept as a definition with versions. */
export const importMappingBody = z.strictObject({
  name: filledLine,
  description: z.string().max(2000).default(''),
  /** Who sends such files: "Desa Merembu", "Dukcapil". */
  sender: line.default(''),
  /** The village of people whose row names none. */
  village: regionCode.nullable().default(null),
  tables: z.array(mappingTable).min(1).max(30),
  /** Sheets that are not read, by name. */
  ignoreSheets: z.array(z.string().max(100)).max(200).default([]),
  endMark: z
    .strictObject({ text: z.string().max(50), column: z.int().nonnegative() })
    .nullable()
    .default(null),
  /** The list only marks people who are in the register already. */
  knownPeopleOnly: z.boolean().default(false),
  tag: z.string().max(60).default(''),
  /** Deleted by the office: kept for the packages that were read with it. */
  removed: z.boolean().default(false),
})
export type ImportMappingBody = z.infer<typeof importMappingBody>

/** A mapping as a file that goes from office to office. */
export const mappingFile = z.strictObject({ berkas: z.literal('loket-slrt/susunan-kolom'), susunan: importMappingBody })
export type MappingFile = z.infer<typeof mappingFile>

/** Which mapping a file is read with: a saved one, a ready layout, or one made on the spot. Null = the app chooses. */
export const mappingChoice = z
  .union([
    z.strictObject({ key: z.string().min(1).max(120), version: z.int().positive().nullable().default(null) }),
    z.strictObject({ profile: z.string().min(1).max(120) }),
    z.strictObject({ body: importMappingBody }),
  ])
  .nullable()
export type MappingChoice = z.infer<typeof mappingChoice>

export const confidence = z.enum(['sure', 'likely', 'unsure', 'none'])
export type Confidence = z.infer<typeof confidence>

/** How one column was guessed. */
export const columnGuess = z.strictObject({
  confidence,
  /** Why, in words: "dari judul", "isinya 16 angka". */
  reason: z.string(),
  /** Against the saved mapping that is proposed. */
  mark: z.enum(['', 'added', 'moved']),
})
export type ColumnGuess = z.infer<typeof columnGuess>

export const mappingRow = z.strictObject({
  key: z.string(),
  version: z.int(),
  name: z.string(),
  sender: z.string(),
  village: z.string().nullable(),
  /** Columns in the file, and how many of them are used. */
  columns: z.int(),
  used: z.int(),
  savedAt: instant,
  savedBy: z.string(),
})
export type MappingRow = z.infer<typeof mappingRow>

/** A saved mapping that fits a file, or nearly so. */
export const knownMapping = z.strictObject({
  key: z.string(),
  version: z.int(),
  name: z.string(),
  sender: z.string(),
  match: z.enum(['same', 'near']),
  added: z.array(z.string()),
  missing: z.array(z.string()),
  moved: z.array(z.string()),
})
export type KnownMapping = z.infer<typeof knownMapping>

/** One sheet as it was looked into; long numbers are masked. */
export const inspectedSheet = z.strictObject({
  name: z.string(),
  hidden: z.boolean(),
  /** Position in `body.tables`; null = not read. */
  table: z.int().nullable(),
  headerRow: z.int(),
  headerRows: z.int(),
  /** The first rows as they stand, for choosing the header. */
  rows: z.array(z.strictObject({ number: z.int(), cells: z.array(z.string()) })),
  /** By column: its letters, the first values below the header, and how it was guessed. */
  columns: z.array(z.strictObject({ letters: z.string(), samples: z.array(z.string()), guess: columnGuess })),
})
export type InspectedSheet = z.infer<typeof inspectedSheet>

export const inspection = z.strictObject({
  fileName: z.string(),
  /** The ready layout that fits best, if any. */
  profile: z.strictObject({ key: z.string(), name: z.string() }).nullable(),
  known: z.array(knownMapping),
  /** Which of `known` the body comes from. */
  from: z.strictObject({ key: z.string(), version: z.int() }).nullable(),
  body: importMappingBody,
  sheets: z.array(inspectedSheet),
})
export type Inspection = z.infer<typeof inspection>

/** What the first rows would become. */
export const mappingCheck = z.strictObject({
  /** What stands in the way, or will be missed. */
  missing: z.array(z.strictObject({ table: z.int(), block: z.boolean(), message: z.string(), hint: z.string() })),
  rows: z.int(),
  /** Rows that could not be written. */
  refused: z.int(),
  /** Findings by column, equal ones counted. */
  problems: z.array(
    z.strictObject({
      table: z.int(),
      column: z.string(),
      severity,
      code: z.string(),
      message: z.string(),
      count: z.int(),
      sheet: z.string(),
      firstRow: z.int(),
    }),
  ),
  /** Coded columns: what stands in them and what it is read as (null = not known). */
  codes: z.array(
    z.strictObject({
      table: z.int(),
      column: z.string(),
      values: z.array(z.strictObject({ value: z.string(), stored: z.string().nullable(), count: z.int() })),
    }),
  ),
})
export type MappingCheck = z.infer<typeof mappingCheck>

export const mappingFieldRow = z.strictObject({
  field: z.string(),
  label: z.string(),
  group: z.enum(['identity', 'family', 'place', 'person', 'register', 'extra']),
  kind: columnKind,
  /** Value lists that fill this field, best first. */
  lists: z.array(z.string()),
})
export type MappingFieldRow = z.infer<typeof mappingFieldRow>

export const mappings = {
  /** Looks into any file: sheets, header, first rows; proposes what each column means. Writes nothing. */
  inspect: job({
    access: 'imports.write',
    input: z.strictObject({
      fileId,
      /** Begin from this saved mapping instead of the best one; `null` = the app chooses. */
      mapping: z
        .strictObject({ key: z.string(), version: z.int().positive().nullable().default(null) })
        .nullable()
        .default(null),
      /** Guess anew, also where a saved mapping fits. */
      fresh: z.boolean().default(false),
      /** Where the clerk says a sheet's header stands (`rows` 0 = the sheet has none). */
      headers: z
        .array(z.strictObject({ sheet: z.string(), row: z.int().nonnegative(), rows: z.int().min(0).max(3) }))
        .max(200)
        .default([]),
    }),
    output: inspection,
  }),
  /** What a mapping makes of the file's first rows. */
  check: job({
    access: 'imports.write',
    input: z.strictObject({ fileId, body: importMappingBody, village: regionCode.nullable().default(null) }),
    output: mappingCheck,
  }),
  /** What a column can mean, and the value lists with their words. */
  fields: query({
    access: 'imports.read',
    input: nothing,
    output: z.strictObject({
      fields: z.array(mappingFieldRow),
      lists: z.array(
        z.strictObject({
          key: z.string(),
          name: z.string(),
          field: z.string(),
          values: z.array(z.strictObject({ store: z.string(), label: z.string() })),
        }),
      ),
    }),
  }),
  list: query({ access: 'imports.read', input: nothing, output: z.array(mappingRow) }),
  get: query({
    access: 'imports.read',
    input: z.strictObject({ key: filledLine, version: z.int().positive().nullable().default(null) }),
    output: z.strictObject({ ...mappingRow.shape, body: importMappingBody }),
  }),
  history: query({ access: 'imports.read', input: z.strictObject({ key: filledLine }), output: z.array(mappingRow) }),
  /** Saves a new mapping (`key` null) or a new version. */
  save: command({
    access: 'imports.write',
    input: z.strictObject({
      key: z.string().min(1).max(120).nullable().default(null),
      baseVersion: z.int().nonnegative().default(0),
      body: importMappingBody,
    }),
    output: z.strictObject({ key: z.string(), version: z.int() }),
  }),
  rename: command({
    access: 'imports.write',
    input: z.strictObject({ key: filledLine, baseVersion: z.int().positive(), name: filledLine, sender: line }),
    output: z.strictObject({ key: z.string(), version: z.int() }),
  }),
  /** Takes it off the list; packages that were read with it keep its name. */
  remove: command({
    access: 'imports.write',
    input: z.strictObject({ key: filledLine, baseVersion: z.int().positive() }),
    output: nothing,
  }),
  /** The mapping as a file for another office. Holds headers and codes, nobody's data. */
  exportFile: query({
    access: 'imports.read',
    input: z.strictObject({ key: filledLine, version: z.int().positive().nullable().default(null) }),
    output: fileRef,
  }),
  /** Takes in a mapping file. */
  importFile: command({
    access: 'imports.write',
    input: z.strictObject({ fileId }),
    output: z.strictObject({ key: z.string(), version: z.int(), name: z.string() }),
  }),
}
