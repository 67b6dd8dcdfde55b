import { z } from 'zod'
import {
  cursor,
  fileId,
  fileRef,
  filledLine,
  id,
  instant,
  limit,
  line,
  nothing,
  regionCode,
  severity,
  version,
} from './common.ts'
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

/** What a clerk says about a doubtful row: the person in the register, somebody new, or not to be written. */
export const decision = z.enum(['same', 'new', 'skip'])
export type Decision = z.infer<typeof decision>

/** Which side wins where file and register differ: the file, the register, or the file only where the register is empty. */
export const winner = z.enum(['file', 'register', 'empty'])
export type Winner = z.infer<typeof winner>

/** Decided rows by decision; `open` = doubtful rows nobody has decided about, which are not written. */
export const decisionCounts = z.strictObject({ same: z.int(), new: z.int(), skip: z.int(), open: z.int() })

/** What undoing a package does or would do. `kept` = records somebody worked with after the import; the first 200 by name. */
export const undoOutcome = z.strictObject({
  restored: z.int(),
  removed: z.int(),
  kept: z.int(),
  keptNames: z.array(z.string()),
})
export type UndoOutcome = z.infer<typeof undoOutcome>

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
  appliedBy: z.string(),
  undoneBy: z.string(),
  /** Raised by everything that changes what would be written. */
  version,
  decisions: decisionCounts,
  /** How many cells were repaired. */
  repairs: z.int(),
  /** Fields where not simply the file wins. */
  wins: z.record(z.string(), winner),
  /** A list that only marks people who are registered: it creates nobody and changes no field. */
  marksOnly: z.boolean(),
  /** Rows of such a list that name nobody in the register; null for other packages and in lists of packages. */
  notRegistered: z.int().nullable(),
  /** What undoing did; null unless undone. */
  undone: undoOutcome.nullable(),
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
  decision: decision.nullable(),
})
export type ImportRow = z.infer<typeof importRow>

/** One cell of the repair grid. Numbers of 16 digits are masked; `original` = what the file said, where it was repaired. */
export const gridCell = z.strictObject({ text: z.string(), original: z.string().nullable(), masked: z.boolean() })
/** A row as the grid shows it, cells from column A. `made`: the file's own words were not kept, the cells are as they were read. */
export const gridRow = z.strictObject({
  id,
  sheet: z.string(),
  row: z.int(),
  bucket,
  decision: decision.nullable(),
  made: z.boolean(),
  cells: z.array(gridCell),
  problems: z.array(importProblem),
})
export type GridRow = z.infer<typeof gridRow>

/** A person a doubtful row may be about, side by side with the row. */
export const candidate = z.strictObject({
  personId: id,
  fields: z.array(
    z.strictObject({ field: z.string(), label: z.string(), file: z.string(), register: z.string(), agrees: z.boolean() }),
  ),
})
export const doubt = z.strictObject({
  row: importRow,
  /** Rows with the same key are doubtful for the same reason. */
  alike: z.string(),
  why: z.array(z.string()),
  /** Undecided rows of the package with the same key. */
  alikeCount: z.int(),
  /** Decisions that make sense here. */
  possible: z.array(decision),
  candidates: z.array(candidate),
})
export type Doubt = z.infer<typeof doubt>

/** One field in which file and register differ. */
export const fieldChoice = z.strictObject({
  field: z.string(),
  label: z.string(),
  /** On the locked list: writing needs a second confirmation. */
  locked: z.boolean(),
  wins: winner,
  /** Rows in which both sides differ, and how many of those the register has nothing for. */
  differs: z.int(),
  fills: z.int(),
  /** Rows whose value would be written as the choice stands. */
  affected: z.int(),
  examples: z.array(z.strictObject({ name: z.string(), before: z.string(), after: z.string() })),
})
export type FieldChoice = z.infer<typeof fieldChoice>

const repaired = z.strictObject({ row: gridRow, package: importPackage, alsoChanged: z.int() })

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
  /** Packages, newest first; `text` looks in name, file name, layout and who read it. */
  list: query({
    access: 'imports.read',
    input: z.strictObject({ text: line.optional(), state: importState.nullable().optional() }),
    output: z.array(importPackage),
  }),
  get: query({ access: 'imports.read', input: z.strictObject({ id }), output: importPackage }),
  /** Gives a package another name, at any time. Marks that a list has written keep the old one. */
  rename: command({ access: 'imports.write', input: z.strictObject({ id, label: filledLine }), output: importPackage }),
  rows: query({
    access: 'imports.read',
    input: z.strictObject({
      id,
      bucket: bucket.nullable().default(null),
      withProblems: z.boolean().default(false),
      cursor: cursor.default(null),
      limit: limit.default(100),
      /** Only rows with this kind of finding. */
      code: line.nullable().optional(),
      /** Only rows with a decision. */
      decided: z.boolean().optional(),
    }),
    output: z.strictObject({ items: z.array(importRow), next: cursor }),
  }),
  /** Kinds of findings in a package, the weightiest and most frequent first; `rows` = rows that carry it. */
  findingKinds: query({
    access: 'imports.read',
    input: z.strictObject({ id }),
    output: z.array(z.strictObject({ code: z.string(), title: z.string(), severity, rows: z.int(), findings: z.int() })),
  }),
  problems: query({
    access: 'imports.read',
    input: z.strictObject({ id, code: line.nullable().optional(), cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({ items: z.array(importProblem), next: cursor }),
  }),
  /** Rows as the file has them, for repair. */
  grid: query({
    access: 'imports.read',
    input: z.strictObject({
      id,
      bucket: bucket.nullable().default(null),
      withProblems: z.boolean().default(true),
      code: line.nullable().optional(),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(gridRow), next: cursor }),
  }),
  /** Shows a masked cell in full. */
  revealCell: command({
    access: 'people.reveal',
    input: z.strictObject({ id, rowId: id, column: z.string().max(3) }),
    output: z.strictObject({ value: z.string() }),
  }),
  /**
   * Writes a cell anew and checks the row again, as if the file had said so. `before` is what the clerk saw there.
   * `alsoChanged`: other rows of the package that moved to another bucket by it.
   */
  repair: command({
    access: 'imports.write',
    input: z.strictObject({
      id,
      rowId: id,
      column: z.string().max(3),
      before: z.string().max(40_000),
      value: z.string().max(2000),
    }),
    output: repaired,
  }),
  /** Takes this user's last repair in the package back. */
  undoRepair: command({ access: 'imports.write', input: z.strictObject({ id }), output: repaired }),
  /** Repairs and decisions of a package, newest first. */
  repairs: query({
    access: 'imports.read',
    input: z.strictObject({ id, cursor: cursor.default(null), limit: limit.default(100) }),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          id,
          sheet: z.string(),
          row: z.int(),
          /** Column letters; '' for a decision. */
          column: z.string(),
          before: z.string(),
          after: z.string(),
          at: instant,
          by: z.string(),
          undone: z.boolean(),
        }),
      ),
      next: cursor,
    }),
  }),
  /** A doubtful or decided row beside the people it may be about. */
  doubt: query({ access: 'imports.read', input: z.strictObject({ id, rowId: id }), output: doubt }),
  /** Decides about one row; null takes the decision back. `personId`: which candidate is meant by 'same'. */
  decide: command({
    access: 'imports.write',
    input: z.strictObject({ id, rowId: id, decision: decision.nullable(), personId: id.nullable().default(null) }),
    output: importPackage,
  }),
  /** Decides about all undecided rows that are doubtful for the same reason (null = all); `left` = rows that need a look of their own. */
  decideAlike: command({
    access: 'imports.write',
    input: z.strictObject({ id, alike: z.string().max(200).nullable(), decision }),
    output: z.strictObject({ decided: z.int(), left: z.int(), package: importPackage }),
  }),
  /** Fields in which file and register differ, with who wins and how many rows that concerns. */
  choices: query({ access: 'imports.read', input: z.strictObject({ id }), output: z.array(fieldChoice) }),
  /** Chooses who wins, field by field (fields left out keep their choice). `remember`: also for later files of this layout. */
  chooseWinners: command({
    access: 'imports.write',
    input: z.strictObject({ id, wins: z.record(z.string().max(100), winner), remember: z.boolean().default(true) }),
    output: importPackage,
  }),
  /** A workbook of the rows that were not written, with their own headings and a last column that says why. */
  corrected: job({
    access: 'imports.write',
    input: z.strictObject({ id, doubtful: z.boolean().default(true), warnings: z.boolean().default(false) }),
    output: z.strictObject({ file: fileRef, rows: z.int() }),
  }),
  /**
   * Writes a prepared package to the register, whole or not at all.
   * `confirmLocked`: fields of the locked list (life status, relation, family card, address) whose changes are confirmed;
   * changes in others are refused with CONFIRM. `version`: the package as the clerk saw it; CONFLICT when it moved on.
   */
  apply: job({
    access: 'imports.write',
    input: z.strictObject({ id, confirmLocked: z.array(z.string().max(100)).optional(), version: version.nullable().optional() }),
    output: importPackage,
  }),
  /** Throws a prepared package away. */
  discard: command({ access: 'imports.write', input: z.strictObject({ id }), output: nothing }),
  /** What undoing would do, without doing it. */
  previewUndo: query({
    access: 'imports.read',
    input: z.strictObject({ id }),
    output: z.strictObject({
      ...undoOutcome.shape,
      /** Of the kept ones: why, with counts. */
      reasons: z.array(z.strictObject({ why: z.string(), count: z.int() })),
      keptPeople: z.array(z.strictObject({ personId: id, name: z.string(), why: z.string() })),
    }),
  }),
  /** Puts back the values from before; records touched since are kept and counted. */
  undo: job({ access: 'imports.write', input: z.strictObject({ id }), output: undoOutcome }),
}
