import type { Db } from '../db/database.ts'
import type { MergeLog, PersonReference, PersonValues } from './merge-log.ts'

/** Who merges or takes back, and when. */
export interface Merger {
  userId: number
  now: string
}

/** Items of a batch that holds both people: they cannot both be the survivor's. */
export const sharedSubmissions = (db: Db, one: number, other: number): { id: number; label: string; state: string }[] =>
  db.sql(
    `SELECT i.id, s.label, s.state FROM submission_item i JOIN submission s ON s.id = i.submission_id
     WHERE i.person_id = ? AND EXISTS (SELECT 1 FROM submission_item x WHERE x.submission_id = i.submission_id AND x.person_id = ?)`,
    other,
    one,
  )

/** Moves everything that refers to one person to another. Items of a batch that holds both stay where they are. */
export const moveReferences = (db: Db, references: readonly PersonReference[], from: number, to: number): MergeLog['moved'] =>
  references.map(({ table, column }) => {
    const stays =
      table === 'submission_item'
        ? ` AND NOT EXISTS (SELECT 1 FROM submission_item x WHERE x.submission_id = submission_item.submission_id AND x.person_id = ${to})`
        : ''
    const ids = db
      .sql<{ id: number }>(`SELECT id FROM ${table} WHERE ${column} = ?${stays} ORDER BY id`, from)
      .map(({ id }) => id)
    if (ids.length > 0)
      db.sql(`UPDATE ${table} SET ${column} = ? WHERE id IN (SELECT value FROM json_each(?))`, to, JSON.stringify(ids))
    return { table, column, ids }
  })

/** How many of the rows that moved still refer to the person they moved to. */
export const stillThere = (db: Db, { table, column, ids }: MergeLog['moved'][number], at: number): number =>
  ids.length === 0
    ? 0
    : (db.sql<{ n: number }>(
        `SELECT count(*) AS n FROM ${table} WHERE ${column} = ? AND id IN (SELECT value FROM json_each(?))`,
        at,
        JSON.stringify(ids),
      )[0]?.n ?? 0)

/** Moves rows back. */
export const moveBack = (db: Db, { table, column, ids }: MergeLog['moved'][number], to: number): void => {
  if (ids.length > 0)
    db.sql(`UPDATE ${table} SET ${column} = ? WHERE id IN (SELECT value FROM json_each(?))`, to, JSON.stringify(ids))
}

/** Changes columns of a person and the marks of a merge; `last_import_id` is cleared or put back as told. */
export const writePerson = (
  db: Db,
  id: number,
  values: PersonValues,
  marks: { mergedInto: number | null; lastImport: number | null },
  by: Merger,
): void => {
  const columns = Object.keys(values)
  db.sql(
    `UPDATE person SET ${columns.map((column) => `${column} = ?, `).join('')}merged_into = ?, last_import_id = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?`,
    ...columns.map((column) => values[column] ?? null),
    marks.mergedInto,
    marks.lastImport,
    by.now,
    by.userId,
    id,
  )
}

/** Takes a person's NIK away for a moment, so that another one can take it over: no two records may have it at once. */
export const clearNik = (db: Db, id: number): void => void db.sql('UPDATE person SET nik = NULL WHERE id = ?', id)

/** The present family membership of a person with the number of the family card. */
export const presentMembership = (
  db: Db,
  personId: number,
): { id: number; family_id: number; kk_number: string | null; relation: string; version: number } | undefined =>
  db.sql<{ id: number; family_id: number; kk_number: string | null; relation: string; version: number }>(
    `SELECT m.id, m.family_id, f.kk_number, m.relation, m.version FROM family_member m JOIN family f ON f.id = m.family_id
     WHERE m.person_id = ? AND m.to_date IS NULL`,
    personId,
  )[0]

/** Ends a membership. */
export const endMembership = (db: Db, id: number, toDate: string, by: Merger): void =>
  void db.sql(
    'UPDATE family_member SET to_date = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?',
    toDate,
    by.now,
    by.userId,
    id,
  )

/** A membership as it stands, or undefined. */
export const membershipState = (db: Db, id: number): { person_id: number; to_date: string | null; version: number } | undefined =>
  db.sql<{ person_id: number; to_date: string | null; version: number }>(
    'SELECT person_id, to_date, version FROM family_member WHERE id = ?',
    id,
  )[0]

/** Makes an ended membership the present one again. */
export const reopenMembership = (db: Db, id: number, by: Merger): void =>
  void db.sql(
    'UPDATE family_member SET to_date = NULL, updated_at = ?, updated_by = ?, version = version + 1 WHERE id = ?',
    by.now,
    by.userId,
    id,
  )

/** A merge as stored. */
export interface MergeRecord {
  id: number
  survivor_id: number
  absorbed_id: number
  log: string
  undone_at: string | null
}

/** Opens the record of a merge; its log is written when everything has moved. Answers the id. */
export const insertMerge = (db: Db, survivorId: number, absorbedId: number, by: Merger): number =>
  (
    db.sql<{ id: number }>(
      "INSERT INTO person_merge (survivor_id, absorbed_id, log, merged_at, merged_by) VALUES (?, ?, '{}', ?, ?) RETURNING id",
      survivorId,
      absorbedId,
      by.now,
      by.userId,
    )[0] as { id: number }
  ).id

/** Writes down what a merge did. */
export const writeMergeLog = (db: Db, id: number, log: MergeLog): void =>
  void db.sql('UPDATE person_merge SET log = ? WHERE id = ?', JSON.stringify(log), id)

/** A merge by id, or undefined. */
export const findMerge = (db: Db, id: number): MergeRecord | undefined =>
  db.sql<MergeRecord>('SELECT id, survivor_id, absorbed_id, log, undone_at FROM person_merge WHERE id = ?', id)[0]

/** Marks a merge as taken back. */
export const markUndone = (db: Db, id: number, by: Merger): void =>
  void db.sql('UPDATE person_merge SET undone_at = ?, undone_by = ? WHERE id = ?', by.now, by.userId, id)
