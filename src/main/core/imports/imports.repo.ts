import { sql } from 'kysely'
import type { ImportCounts, ImportPackage } from '../../../shared/contract/imports.ts'
import type { ImportMappingBody } from '../../../shared/contract/mappings.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'
import { encodeRow, type StagedRow } from './staged-row.ts'

/** State of a package, as in the contract. */
export type PackageState = ImportPackage['state']

/** A package as stored. */
export interface PackageRow {
  id: number
  label: string
  file_name: string
  file_sha256: string
  profile_key: string
  profile_version: number
  state: PackageState
  counts: string
  problem_counts: string
  columns: string
  prepared_at: string
  applied_at: string | null
  undone_at: string | null
  prepared_by_name: string | null
  profile_name: string | null
  applied_by_name: string | null
  undone_by_name: string | null
  village: string | null
  mark: string
  version: number
  wins: string
  decisions: string
  repairs: number
  outcome: string | null
  /** 1 = a list that only marks people. */
  marks_only: number
  tag: string
  /** Body of a mapping that nobody saved. */
  mapping: string | null
}

const noCounts: ImportCounts = {
  people: { new: 0, changed: 0, unchanged: 0, doubtful: 0, refused: 0 },
  families: { new: 0, changed: 0, unchanged: 0 },
  rows: { read: 0, blank: 0, ignored: 0 },
}

/** Opens a package in state `preparing`; answers its id. */
export const insertPackage = (
  db: Db,
  input: {
    label: string
    fileName: string
    sha256: string
    profileKey: string
    profileVersion: number
    columns: ImportPackage['columns']
    village?: string | null
    wins?: ImportPackage['wins']
    mapping?: ImportMappingBody | null
    marksOnly?: boolean
    tag?: string
  },
  by: { userId: number; now: string },
): number =>
  db.run(
    db.q.insertInto('import_package').values({
      uid: newUid(),
      label: input.label,
      file_name: input.fileName,
      file_sha256: input.sha256,
      profile_key: input.profileKey,
      profile_version: input.profileVersion,
      state: 'preparing',
      counts: JSON.stringify(noCounts),
      problem_counts: JSON.stringify({ block: 0, error: 0, warning: 0 }),
      columns: JSON.stringify(input.columns),
      village: input.village ?? null,
      mark: input.label,
      wins: JSON.stringify(input.wins ?? {}),
      mapping: input.mapping == null ? null : JSON.stringify(input.mapping),
      marks_only: input.marksOnly === true ? 1 : 0,
      tag: input.tag ?? '',
      prepared_at: by.now,
      prepared_by: by.userId,
    }),
  ).id

const packages = (db: Db) =>
  db.q
    .selectFrom('import_package as p')
    .leftJoin('user as u', 'u.id', 'p.prepared_by')
    .leftJoin('user as a', 'a.id', 'p.applied_by')
    .leftJoin('user as w', 'w.id', 'p.undone_by')
    .leftJoin('definition as d', (join) =>
      // Keys of saved mappings have a beginning of their own, so one key never means two definitions.
      join
        .onRef('d.key', '=', 'p.profile_key')
        .onRef('d.version', '=', 'p.profile_version')
        .on('d.kind', 'in', ['import-profile', 'import-mapping']),
    )
    .select([
      'p.id',
      'p.label',
      'p.file_name',
      'p.file_sha256',
      'p.profile_key',
      'p.profile_version',
      'p.state',
      'p.counts',
      'p.problem_counts',
      'p.columns',
      'p.prepared_at',
      'p.applied_at',
      'p.undone_at',
      'u.display_name as prepared_by_name',
      'd.name as profile_name',
      'a.display_name as applied_by_name',
      'w.display_name as undone_by_name',
      'p.village',
      'p.mark',
      'p.version',
      'p.wins',
      'p.decisions',
      'p.repairs',
      'p.outcome',
      'p.mapping',
      'p.marks_only',
      'p.tag',
    ])

/** One package, or undefined. */
export const findPackage = (db: Db, id: number): PackageRow | undefined =>
  db.first(packages(db).where('p.id', '=', id)) as PackageRow | undefined

/** Packages, newest first, narrowed by words of their name, file, layout or reader. */
export const listPackages = (db: Db, filter: { text?: string; state?: string | null } = {}): PackageRow[] => {
  let query = packages(db)
  const { state } = filter
  if (state != null) query = query.where('p.state', '=', state)
  for (const word of (filter.text ?? '').split(/\s+/).filter((part) => part !== '')) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or(
        (['p.label', 'p.file_name', 'd.name', 'u.display_name'] as const).map((column) =>
          eb(column, 'like', sql<string>`${like} ESCAPE '\\'`),
        ),
      ),
    )
  }
  return db.all(query.orderBy('p.id', 'desc')) as PackageRow[]
}

/** Packages left in a state by a run that ended badly. */
export const packagesInState = (db: Db, state: PackageState): number[] =>
  db.all(db.q.selectFrom('import_package').select('id').where('state', '=', state)).map((row) => row.id)

/** When the same file was applied before (and not undone), or undefined. */
export const appliedBefore = (db: Db, sha256: string): string | undefined =>
  db.first(
    db.q
      .selectFrom('import_package')
      .select('applied_at')
      .where('file_sha256', '=', sha256)
      .where('state', '=', 'applied')
      .orderBy('id', 'desc')
      .limit(1),
  )?.applied_at ?? undefined

/** Moves a package from one state to another; false when it is in another state by now. */
export const moveState = (
  db: Db,
  id: number,
  from: readonly PackageState[],
  to: PackageState,
  more: {
    applied_at?: string
    applied_by?: number
    undone_at?: string
    undone_by?: number
    counts?: string
    problem_counts?: string
    outcome?: string
    version?: number
  } = {},
): boolean =>
  db.run(
    db.q
      .updateTable('import_package')
      .set({ state: to, ...more })
      .where('id', '=', id)
      .where('state', 'in', from),
  ).changes === 1

/** Throws the staged rows and problems of a package away. */
export const deleteStaged = (db: Db, id: number): void => {
  db.run(db.q.deleteFrom('import_repair').where('import_id', '=', id))
  db.run(db.q.deleteFrom('import_cells').where('import_id', '=', id))
  db.run(db.q.deleteFrom('import_problem').where('import_id', '=', id))
  db.run(db.q.deleteFrom('import_row').where('import_id', '=', id))
}

/** Staged rows as they travel to the writer: values in the order of the statement, problems behind. */
export type StagedValues = [
  sheet: string,
  row: number,
  bucket: string,
  personId: number | null,
  data: string,
  changes: string,
  problems: ProblemValues[],
  /** What the file said, of rows with remarks only: the others would double what is staged. */
  cells: string | null,
]
export type ProblemValues = [column: string, severity: string, code: string, message: string]

/** Packs a row for insertRows. */
export const packRow = (row: StagedRow): StagedValues => [
  row.sheet,
  row.row,
  row.bucket,
  row.personId,
  encodeRow(row.data),
  row.changes.length === 0 ? '[]' : JSON.stringify(row.changes),
  row.problems.map(({ column, severity, code, message }): ProblemValues => [column, severity, code, message]),
  row.problems.length === 0 || row.cells === undefined ? null : JSON.stringify(row.cells),
]

/** Stages rows with their problems; a package-wide problem has no row id (see insertProblem). */
export const insertRows = (db: Db, importId: number, rows: readonly StagedValues[]): void => {
  const insertRow = db.raw.prepare(
    'INSERT INTO import_row (import_id, sheet, row, bucket, person_id, data, changes, problem_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertProblem = db.raw.prepare(
    'INSERT INTO import_problem (import_id, row_id, sheet, row, column_name, severity, code, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertCells = db.raw.prepare('INSERT INTO import_cells (row_id, import_id, cells) VALUES (?, ?, ?)')
  for (const [sheet, row, bucket, personId, data, changes, problems, cells] of rows) {
    const { lastInsertRowid } = insertRow.run(importId, sheet, row, bucket, personId, data, changes, problems.length)
    for (const problem of problems) insertProblem.run(importId, lastInsertRowid, sheet, row, ...problem)
    if (cells !== null) insertCells.run(lastInsertRowid, importId, cells)
  }
}

/** A finding about the whole file or a sheet. */
export const insertProblem = (db: Db, importId: number, sheet: string, problem: ProblemValues): void =>
  void db.run(
    db.q.insertInto('import_problem').values({
      import_id: importId,
      row_id: null,
      sheet,
      row: 0,
      column_name: problem[0],
      severity: problem[1],
      code: problem[2],
      message: problem[3],
    }),
  )

/** A staged row as stored. */
export interface StoredRow {
  id: number
  sheet: string
  row: number
  bucket: string
  person_id: number | null
  data: string
  changes: string
  decision: string | null
}

/** Staged rows of a package in file order. */
export const readRows = (
  db: Db,
  importId: number,
  options: {
    after: number
    limit: number
    buckets?: readonly string[]
    withProblems?: boolean
    code?: string | null
    decided?: boolean
  },
): StoredRow[] => {
  let query = db.q
    .selectFrom('import_row')
    .select(['id', 'sheet', 'row', 'bucket', 'person_id', 'data', 'changes', 'decision'])
    .where('import_id', '=', importId)
    .where('id', '>', options.after)
  if (options.buckets !== undefined) query = query.where('bucket', 'in', options.buckets)
  if (options.withProblems === true) query = query.where('problem_count', '>', 0)
  if (options.decided === true) query = query.where('decision', 'is not', null)
  const { code } = options
  if (code != null)
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('import_problem as f').select('f.row_id').where('f.import_id', '=', importId).where('f.code', '=', code),
    )
  return db.all(query.orderBy('id').limit(options.limit))
}

/** A finding as stored. */
export interface StoredProblem {
  id: number
  row_id: number | null
  sheet: string
  row: number
  column_name: string
  severity: string
  code: string
  message: string
}

const problemColumns = ['id', 'row_id', 'sheet', 'row', 'column_name', 'severity', 'code', 'message'] as const

/** Findings of a package in file order. */
export const readProblems = (
  db: Db,
  importId: number,
  { after, limit, code }: { after: number; limit: number; code: string | null },
): StoredProblem[] => {
  const query = db.q
    .selectFrom('import_problem')
    .select(problemColumns)
    .where('import_id', '=', importId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
  return db.all(code === null ? query : query.where('code', '=', code))
}

/** How often each kind of finding stands in a package, and on how many rows. */
export const findingKinds = (db: Db, importId: number) =>
  db.sql<{ code: string; weight: number; rows: number; findings: number }>(
    `SELECT code, min(CASE severity WHEN 'block' THEN 0 WHEN 'error' THEN 1 ELSE 2 END) AS weight,
       count(DISTINCT row_id) AS rows, count(*) AS findings
     FROM import_problem WHERE import_id = ? GROUP BY code ORDER BY weight, findings DESC, code`,
    importId,
  )

/** Findings of some rows. */
export const problemsOfRows = (db: Db, rowIds: readonly number[]): StoredProblem[] =>
  rowIds.length === 0
    ? []
    : db.all(db.q.selectFrom('import_problem').select(problemColumns).where('row_id', 'in', rowIds).orderBy('id'))

/** People that a package created, by NIK. */
export const createdPeople = (db: Db, importId: number, niks: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    niks.length === 0
      ? []
      : db
          .all(db.q.selectFrom('person').select(['id', 'nik']).where('nik', 'in', niks).where('created_import_id', '=', importId))
          .map((row) => [row.nik as string, row.id]),
  )
