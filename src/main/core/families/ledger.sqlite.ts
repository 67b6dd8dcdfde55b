import type { Db } from '../db/database.ts'
import type { By } from '../people/people.repo.ts'

/** Tables that an event of a family may write. */
export type LedgerTable = 'person' | 'family' | 'family_member' | 'household' | 'household_family'
/** Columns with their values. */
export type Values = Record<string, string | number | null>

/** One row that an event wrote: `before` null = the row was made by it. */
export interface Step {
  table: LedgerTable
  id: number
  before: Values | null
  after: Values
  /** Of a membership that was made: the person, and the card numbers of before and after for the person's history. */
  card?: { personId: number; before: string | null; after: string | null }
}

/** Entities that `register_change` knows; the others stand in the events alone. */
const entities: ReadonlySet<LedgerTable> = new Set(['person', 'family', 'family_member'])
/** Tables whose rows remember the import that wrote them last; a change by hand clears it, so that undoing the import leaves them alone. */
const imported: ReadonlySet<LedgerTable> = new Set(['person', 'family'])
const fieldName = (column: string): string => column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

/** Columns that say nothing of a row's content, or that another change may move on and back again. */
const bookkeeping = new Set(['id', 'uid', 'version', 'updated_at', 'updated_by', 'last_import_id'])

const readRow = (db: Db, table: LedgerTable, id: number): Values | undefined =>
  db.sql<Values>(`SELECT * FROM ${table} WHERE id = ?`, id)[0]

/** Notes one changed value for the history of a person, family or membership. */
export const noteChange = (
  db: Db,
  entity: string,
  id: number,
  change: { field: string; before: string | number | null; after: string | number | null },
  by: By,
): void =>
  void db.sql(
    'INSERT INTO register_change (entity, entity_id, field, before, after, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    entity,
    id,
    change.field,
    change.before === null ? null : String(change.before),
    change.after === null ? null : String(change.after),
    by.now,
    by.userId,
  )

const noteCard = (db: Db, { personId, before, after }: NonNullable<Step['card']>, by: By): void => {
  if (before !== after) noteChange(db, 'person', personId, { field: 'kkNumber', before, after }, by)
}

const write = (db: Db, table: LedgerTable, id: number, values: Values, by: By): void => {
  const columns = Object.keys(values)
  db.sql(
    `UPDATE ${table} SET ${columns.map((column) => `${column} = ?, `).join('')}${imported.has(table) ? 'last_import_id = NULL, ' : ''}updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?`,
    ...columns.map((column) => values[column] ?? null),
    by.now,
    by.userId,
    id,
  )
}

/** Writes rows and keeps what they held before: the history of the register, and what taking the event back needs. */
export class Ledger {
  readonly #db: Db
  readonly #by: By
  readonly #steps: Step[] = []

  constructor(db: Db, by: By) {
    this.#db = db
    this.#by = by
  }

  /** Changes columns of a row; values that stay the same are left out. Answers whether anything changed. */
  update(table: LedgerTable, id: number, wanted: Values): boolean {
    const row = readRow(this.#db, table, id)
    if (row === undefined) throw new Error(`${table} ${id} vanished inside one command`)
    const columns = Object.keys(wanted).filter((column) => (row[column] ?? null) !== wanted[column])
    if (columns.length === 0) return false
    const pick = (from: Values): Values => Object.fromEntries(columns.map((column) => [column, from[column] ?? null]))
    const [before, after] = [pick(row), pick(wanted)]
    write(this.#db, table, id, after, this.#by)
    if (entities.has(table))
      for (const column of columns)
        noteChange(
          this.#db,
          table,
          id,
          { field: fieldName(column), before: before[column] ?? null, after: after[column] ?? null },
          this.#by,
        )
    this.#steps.push({ table, id, before, after })
    return true
  }

  /** Notes a row that the event made. */
  made(table: LedgerTable, id: number, card?: NonNullable<Step['card']>): void {
    this.#steps.push({ table, id, before: null, after: {}, ...(card === undefined ? {} : { card }) })
    if (card !== undefined) noteCard(this.#db, card, this.#by)
  }

  /** What was written, for the event's log; rows that were made as they are now. */
  close(): Step[] {
    return this.#steps.map((step) => {
      if (step.before !== null) return step
      const row = readRow(this.#db, step.table, step.id) ?? {}
      return { ...step, after: Object.fromEntries(Object.entries(row).filter(([column]) => !bookkeeping.has(column))) }
    })
  }
}

/**
 * Whether every row still holds what an event wrote. A row changed twice by the event counts as it was written last.
 */
export const untouched = (db: Db, steps: readonly Step[]): boolean => {
  const last = new Map<string, { table: LedgerTable; id: number; values: Values }>()
  for (const { table, id, after } of steps) {
    const key = `${table} ${id}`
    last.set(key, { table, id, values: { ...last.get(key)?.values, ...after } })
  }
  return [...last.values()].every(({ table, id, values }) => {
    const row = readRow(db, table, id)
    return row !== undefined && Object.entries(values).every(([column, value]) => (row[column] ?? null) === value)
  })
}

/** Puts every row back, the last one first; rows that the event made are removed. */
export const takeBack = (db: Db, steps: readonly Step[], by: By): void => {
  for (const { table, id, before, after, card } of [...steps].reverse()) {
    if (before === null) {
      if (card !== undefined) noteCard(db, { ...card, before: card.after, after: card.before }, by)
      if (table === 'person' || table === 'family')
        db.sql('DELETE FROM register_change WHERE entity = ? AND entity_id = ?', table, id)
      db.sql(`DELETE FROM ${table} WHERE id = ?`, id)
      continue
    }
    write(db, table, id, before, by)
    if (entities.has(table))
      for (const column of Object.keys(before))
        noteChange(db, table, id, { field: fieldName(column), before: after[column] ?? null, after: before[column] ?? null }, by)
  }
}

/** Raises the version of a family: whoever looked at it before an event looks again. Answers the new version. */
export const touchFamily = (db: Db, id: number, by: By): number =>
  db.sql<{ version: number }>(
    'UPDATE family SET updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ? RETURNING version',
    by.now,
    by.userId,
    id,
  )[0]?.version ?? 0
