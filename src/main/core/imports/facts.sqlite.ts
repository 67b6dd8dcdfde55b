import type { CommandContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import type { FactRecord } from '../person-facts/person-facts.repo.ts'
import { factPrefix } from './fact-cells.ts'
import { aboutOf, isStatement, toFact } from './fact-values.ts'
import type { FieldChange, RowData } from './staged-row.ts'
import type { Undoer } from './undo.sqlite.ts'

/** What a programme is called: as the office calls it, else as the file's column does, else its key. */
export const programmeLabels = (db: Db, columns: readonly { field: string | null; fieldLabel: string }[]) => {
  let names: Map<string, string> | null = null
  return (key: string): string => {
    if (names === null) {
      const prefix = `${factPrefix}programme.`
      names = new Map([
        ...columns.flatMap(({ field, fieldLabel }) =>
          field?.startsWith(prefix) === true ? [[field.slice(prefix.length), fieldLabel] as const] : [],
        ),
        ...currentDefinitions(db, 'programme').map(({ key, body }) => [key, body.name] as const),
      ])
    }
    return names.get(key) ?? key
  }
}

/** Statements about people, newest first. */
export const knownFacts = (
  db: Db,
  personIds: readonly number[],
): Pick<
  FactRecord,
  'person_id' | 'kind' | 'key' | 'label' | 'value' | 'status' | 'from_date' | 'to_date' | 'expected_date' | 'as_of'
>[] =>
  db.sql(
    `SELECT f.person_id, f.kind, f.key, f.label, f.value, f.status, f.from_date, f.to_date, f.expected_date, f.as_of
     FROM json_each(?) j JOIN person_fact f ON f.person_id = j.value WHERE f.removed_at IS NULL ORDER BY f.as_of DESC, f.id DESC`,
    JSON.stringify(personIds),
  )

/** Writes the statements of one package. Lives inside one transaction. */
export class FactWriter {
  readonly #importId: number
  readonly #by: number
  readonly #now: string
  readonly #label: (programme: string) => string
  readonly #insert
  readonly #end

  constructor({ db, actor, now }: CommandContext, importId: number) {
    this.#importId = importId
    this.#by = actor.userId
    this.#now = now()
    const columns = db.sql<{ columns: string }>('SELECT columns FROM import_package WHERE id = ?', importId)[0]?.columns ?? '[]'
    this.#label = programmeLabels(db, JSON.parse(columns) as { field: string | null; fieldLabel: string }[])
    const prepare = (sql: string) => db.raw.prepare<unknown[]>(sql)
    this.#insert = prepare(
      `INSERT INTO person_fact (person_id, kind, key, label, value, status, from_date, as_of, source, created_at, created_by, created_import_id, updated_at, updated_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'file', ?, ?, ?, ?, ?)`,
    )
    this.#end = prepare(
      `UPDATE person_fact SET to_date = max(?, coalesce(from_date, '')), ended_import_id = ?, updated_at = ?, updated_by = ?, version = version + 1
       WHERE person_id = ? AND kind = ? AND key = ? AND to_date IS NULL AND removed_at IS NULL`,
    )
  }

  /** Everything a row says about a new person. */
  insert(personId: number, data: RowData): void {
    for (const name of Object.keys(data.facts ?? {})) if (isStatement(name)) this.#add(personId, data, name)
  }

  /** What a row changes about a known person; `changes` of other fields are left to others. */
  update(personId: number, data: RowData, changes: readonly FieldChange[]): void {
    for (const { field } of changes) {
      if (!field.startsWith(factPrefix)) continue
      const name = field.slice(factPrefix.length)
      const { kind, key } = aboutOf(name)
      // A membership with another number than the recorded one takes its place; numbers and deciles stand beside each other.
      if (kind === 'programme' || kind === 'pregnancy')
        this.#end.run(data.asOf, this.#importId, this.#now, this.#by, personId, kind, key)
      this.#add(personId, data, name)
    }
  }

  #add(personId: number, data: RowData, name: string): void {
    const fact = toFact(data, name, this.#label)
    if (fact === null) return
    const { kind, key, label, value, status, from_date, as_of } = fact
    this.#insert.run(
      personId,
      kind,
      key,
      label,
      value,
      status,
      from_date,
      as_of,
      this.#now,
      this.#by,
      this.#importId,
      this.#now,
      this.#by,
    )
  }
}

/**
 * Takes the statements of a package about one person back: what it brought goes, what it ended goes on as if it never had.
 * The version goes back with it, because the row is again the one that a screen may still show.
 */
export const restoreFacts = (db: Db, personId: number, importId: number, by: Undoer): void => {
  db.sql('DELETE FROM person_fact WHERE person_id = ? AND created_import_id = ?', personId, importId)
  db.sql(
    `UPDATE person_fact SET to_date = NULL, ended_import_id = NULL, updated_at = ?, updated_by = ?, version = version - 1
     WHERE person_id = ? AND ended_import_id = ?`,
    by.now,
    by.userId,
    personId,
    importId,
  )
}
