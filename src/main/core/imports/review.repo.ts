import type { Severity } from '../../../shared/contract/common.ts'
import type { Db } from '../db/database.ts'
import type { StoredRow } from './imports.repo.ts'
import type { FieldChange, RowProblem } from './staged-row.ts'
import type { Wins } from './wins.ts'

const listOf = (wins: Wins, wanted: string): string =>
  JSON.stringify(Object.entries(wins).flatMap(([field, rule]) => (rule === wanted ? [field] : [])))

/** Whether a change `c` of `json_each(changes)` is written; takes the fields where the register wins, then those only filled. */
const written = `(c.value ->> 'field' NOT IN (SELECT value FROM json_each(?))
  AND (c.value ->> 'before' = '' OR c.value ->> 'field' NOT IN (SELECT value FROM json_each(?))))`

/** Puts matched rows into `changed` or `unchanged` by the choices; answers how many stand in each afterwards. */
export const sortByWins = (db: Db, importId: number, wins: Wins): { changed: number; unchanged: number } => {
  db.sql(
    `UPDATE import_row SET bucket = CASE bucket WHEN 'changed' THEN 'unchanged' ELSE 'changed' END
     WHERE import_id = ? AND bucket IN ('changed','unchanged') AND changes <> '[]'
       AND (bucket = 'changed') <> EXISTS (SELECT 1 FROM json_each(import_row.changes) c WHERE ${written})`,
    importId,
    listOf(wins, 'register'),
    listOf(wins, 'empty'),
  )
  const counts = { changed: 0, unchanged: 0 }
  for (const { bucket, n } of db.sql<{ bucket: 'changed' | 'unchanged'; n: number }>(
    "SELECT bucket, count(*) AS n FROM import_row WHERE import_id = ? AND bucket IN ('changed','unchanged') GROUP BY bucket",
    importId,
  ))
    counts[bucket] = n
  return counts
}

/** Fields that differ, with how many rows, how many of them empty in the register, and three examples as row ids. */
export const differingFields = (
  db: Db,
  importId: number,
): { field: string; differs: number; fills: number; firstRow: number }[] =>
  db.sql(
    `SELECT c.value ->> 'field' AS field, count(*) AS differs, sum(c.value ->> 'before' = '') AS fills, min(r.id) AS firstRow
     FROM import_row r, json_each(r.changes) c
     WHERE r.import_id = ? AND r.bucket IN ('changed','unchanged') AND r.changes <> '[]' GROUP BY 1 ORDER BY 2 DESC`,
    importId,
  )

/** A few rows in which a field differs, first those where the register has something to lose. */
export const examplesOf = (db: Db, importId: number, field: string, from: number): { data: string; change: FieldChange }[] =>
  db
    .sql<{ data: string; change: string }>(
      `SELECT r.data, c.value AS change FROM import_row r, json_each(r.changes) c
       WHERE r.import_id = ? AND r.bucket IN ('changed','unchanged') AND r.id >= ? AND c.value ->> 'field' = ? LIMIT 3`,
      importId,
      from,
      field,
    )
    .map(({ data, change }) => ({ data, change: JSON.parse(change) as FieldChange }))

/** Fields of a list that would change in rows to be written, with how many rows. */
export const effectiveFields = (
  db: Db,
  importId: number,
  wins: Wins,
  fields: readonly string[],
): { field: string; n: number }[] =>
  db.sql(
    `SELECT c.value ->> 'field' AS field, count(*) AS n FROM import_row r, json_each(r.changes) c
     WHERE r.import_id = ? AND r.bucket = 'changed' AND ${written} AND c.value ->> 'field' IN (SELECT value FROM json_each(?))
     GROUP BY 1 ORDER BY 1`,
    importId,
    listOf(wins, 'register'),
    listOf(wins, 'empty'),
    JSON.stringify(fields),
  )

/** Writes what changed about a package under review and raises its version; false when it is no longer under review. */
export const savePackage = (
  db: Db,
  id: number,
  values: { counts?: string; problem_counts?: string; wins?: string; decisions?: string; repairs?: number },
): boolean =>
  db.run(
    db.q
      .updateTable('import_package')
      .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'prepared'),
  ).changes === 1

/** Renames a package. */
export const renamePackage = (db: Db, id: number, label: string): void =>
  void db.run(db.q.updateTable('import_package').set({ label }).where('id', '=', id))

/** How many rows of a package carry a kind of finding. */
export const countCode = (db: Db, importId: number, code: string): number =>
  db.sql<{ n: number }>('SELECT count(*) AS n FROM import_problem WHERE import_id = ? AND code = ?', importId, code)[0]?.n ?? 0

const storedColumns = 'id, sheet, row, bucket, person_id, data, changes, decision'

/** Rows of a package in whose staged values a number or name stands, as JSON writes it; the caller looks closely. */
export const rowsSaying = (db: Db, importId: number, text: string, buckets: readonly string[]): StoredRow[] =>
  db.sql(
    `SELECT ${storedColumns} FROM import_row WHERE import_id = ? AND bucket IN (SELECT value FROM json_each(?)) AND instr(data, ?) > 0 ORDER BY id`,
    importId,
    JSON.stringify(buckets),
    JSON.stringify(text),
  )

/** One staged row, or undefined when it is not of this package. */
export const findRow = (db: Db, importId: number, rowId: number): StoredRow | undefined =>
  db.sql<StoredRow>(`SELECT ${storedColumns} FROM import_row WHERE import_id = ? AND id = ?`, importId, rowId)[0]

/** Doubtful rows nobody has decided about, in file order. */
export const undecidedRows = (db: Db, importId: number, after: number, limit: number): StoredRow[] =>
  db.sql(
    `SELECT ${storedColumns} FROM import_row WHERE import_id = ? AND bucket = 'doubtful' AND decision IS NULL AND id > ? ORDER BY id LIMIT ?`,
    importId,
    after,
    limit,
  )

/** Which of these people another row of the package is about already. */
export const takenPeople = (db: Db, importId: number, people: readonly number[], exceptRow: number | null): ReadonlySet<number> =>
  new Set(
    people.length === 0
      ? []
      : db
          .sql<{ person_id: number }>(
            `SELECT person_id FROM import_row WHERE import_id = ? AND bucket IN ('changed','unchanged')
             AND person_id IN (SELECT value FROM json_each(?)) AND id IS NOT ?`,
            importId,
            JSON.stringify(people),
            exceptRow,
          )
          .map((row) => row.person_id),
  )

/** Writes a staged row anew. */
export const updateRow = (
  db: Db,
  id: number,
  row: { bucket: string; personId: number | null; data: string; changes: string; decision: string | null },
): void =>
  void db.sql(
    'UPDATE import_row SET bucket = ?, person_id = ?, data = ?, changes = ?, decision = ? WHERE id = ?',
    row.bucket,
    row.personId,
    row.data,
    row.changes,
    row.decision,
    id,
  )

/** Writes down who changed a cell (JSON values) or decided about a row (`column` null). */
export const insertRepair = (
  db: Db,
  repair: {
    importId: number
    rowId: number
    column: number | null
    before: string | null
    after: string | null
    at: string
    by: number
  },
): void =>
  void db.sql(
    'INSERT INTO import_repair (import_id, row_id, column_index, before, after, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    repair.importId,
    repair.rowId,
    repair.column,
    repair.before,
    repair.after,
    repair.at,
    repair.by,
  )

/** What the cells of a row hold: as the file said, and what was repaired, by column index. */
export interface StoredCells {
  row_id: number
  cells: string
  repaired: string
  made: number
}

/** Cells of some rows; rows without remarks have none until their first repair. */
export const cellsOf = (db: Db, rowIds: readonly number[]): ReadonlyMap<number, StoredCells> =>
  new Map(
    rowIds.length === 0
      ? []
      : db
          .all(db.q.selectFrom('import_cells').select(['row_id', 'cells', 'repaired', 'made']).where('row_id', 'in', rowIds))
          .map((cells) => [cells.row_id, cells]),
  )

/** Keeps the cells of a row with what was repaired. */
export const saveCells = (db: Db, importId: number, { row_id, cells, repaired, made }: StoredCells): void =>
  void db.run(
    db.q
      .insertInto('import_cells')
      .values({ row_id, import_id: importId, cells, repaired, made })
      .onConflict((conflict) => conflict.column('row_id').doUpdateSet({ repaired })),
  )

/** Replaces the findings of a row; answers the weights of those that went. */
export const replaceProblems = (
  db: Db,
  importId: number,
  row: { id: number; sheet: string; row: number },
  problems: readonly RowProblem[],
): Severity[] => {
  const gone = db.all(db.q.selectFrom('import_problem').select('severity').where('row_id', '=', row.id))
  db.run(db.q.deleteFrom('import_problem').where('row_id', '=', row.id))
  for (const { column, severity, code, message } of problems)
    db.run(
      db.q.insertInto('import_problem').values({
        import_id: importId,
        row_id: row.id,
        sheet: row.sheet,
        row: row.row,
        column_name: column,
        severity,
        code,
        message,
      }),
    )
  db.run(db.q.updateTable('import_row').set({ problem_count: problems.length }).where('id', '=', row.id))
  return gone.map(({ severity }) => severity as Severity)
}

/** A repair or decision as stored, with the row's place. */
export interface StoredRepair {
  id: number
  row_id: number
  sheet: string
  row: number
  column_index: number | null
  before: string | null
  after: string | null
  at: string
  by_name: string | null
  undone: number
}

/** Repairs and decisions of a package, newest first. */
export const readRepairs = (db: Db, importId: number, before: number | null, limit: number): StoredRepair[] =>
  db.sql(
    `SELECT f.id, f.row_id, r.sheet, r.row, f.column_index, f.before, f.after, f.at, u.display_name AS by_name, f.undone
     FROM import_repair f JOIN import_row r ON r.id = f.row_id LEFT JOIN user u ON u.id = f.by
     WHERE f.import_id = ? AND f.id < coalesce(?, 9e15) ORDER BY f.id DESC LIMIT ?`,
    importId,
    before,
    limit,
  )

/** The last cell a user repaired in a package and did not take back. */
export const lastRepair = (db: Db, importId: number, by: number): StoredRepair | undefined =>
  db.sql<StoredRepair>(
    `SELECT f.id, f.row_id, r.sheet, r.row, f.column_index, f.before, f.after, f.at, NULL AS by_name, f.undone
     FROM import_repair f JOIN import_row r ON r.id = f.row_id
     WHERE f.import_id = ? AND f.by = ? AND f.undone = 0 AND f.column_index IS NOT NULL ORDER BY f.id DESC LIMIT 1`,
    importId,
    by,
  )[0]

/** Marks a repair as taken back. */
export const markUndone = (db: Db, id: number): void =>
  void db.run(db.q.updateTable('import_repair').set({ undone: 1 }).where('id', '=', id))
