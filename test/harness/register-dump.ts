import type { Db } from '../../src/main/core/db/database.ts'

/** Rows of each table as text, by rowid or, in tables without one, by the row itself. */
export type RegisterDump = Map<string, Map<string, string>>

/** What records that something happened, instead of what is so. */
const history = /^(register_change|audit_event|job|schema_migration|import_.*|sqlite_.*|person_fts_.*|.*_fts(_.*)?)$/
const historyColumns = new Set(['updated_at', 'updated_by', 'version'])

/**
 * Everything an office knows, history apart: every table of the file with all its columns except who touched a row when.
 * Tables that later versions add are in it by themselves.
 */
export const dumpRegister = (db: Db): RegisterDump => {
  const tables = db
    .sql<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .filter(({ name }) => !history.test(name))
  const dump: RegisterDump = new Map()
  for (const { name, sql } of tables) {
    const columns = (db.raw.pragma(`table_info(${name})`) as { name: string }[])
      .map((column) => column.name)
      .filter((column) => !historyColumns.has(column))
    const keyed = !/WITHOUT ROWID/i.test(sql)
    const rows = new Map<string, string>()
    const statement = db.raw.prepare(
      `SELECT ${keyed ? 'rowid' : '0'}, ${columns.map((column) => `quote("${column}")`).join(', ')} FROM "${name}"`,
    )
    for (const row of statement.raw().iterate() as IterableIterator<(string | number)[]>) {
      const text = row.slice(1).join('|')
      rows.set(keyed ? String(row[0]) : text, text)
    }
    dump.set(name, rows)
  }
  return dump
}

/** How two dumps differ: `table rowid: before → after`, at most `most` lines. */
export const differences = (
  before: RegisterDump,
  after: RegisterDump,
  allowed: (table: string, row: string) => boolean = () => false,
  most = 10,
): string[] => {
  const found: string[] = []
  for (const table of new Set([...before.keys(), ...after.keys()])) {
    const left = before.get(table) ?? new Map<string, string>()
    const right = after.get(table) ?? new Map<string, string>()
    for (const row of new Set([...left.keys(), ...right.keys()])) {
      if (left.get(row) === right.get(row) || allowed(table, row)) continue
      if (found.length < most) found.push(`${table} ${row}: ${left.get(row) ?? '(none)'} → ${right.get(row) ?? '(none)'}`)
      else return found
    }
  }
  return found
}

/** @throws Error when the file is not sound: pages, foreign keys, or the name search against the register */
export const checkSound = (db: Db): void => {
  const integrity = db.raw.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') throw new Error(`integrity_check: ${String(integrity)}`)
  if ((db.raw.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('foreign keys are broken')
  // FTS5's own check of the index against the register (sqlite.org/fts5.html#the_integrity_check_command); throws when they differ.
  db.raw.exec("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")
}
