import type { Db } from '../db/database.ts'

/** Who moves records, and when. */
interface By {
  userId: number
  now: string
}
interface Counts {
  people: number
  families: number
  cases: number
}

const tables = { person: 'person', family: 'family', case: 'case_file' } as const
type Entity = keyof typeof tables

/** Adds a move; its records follow. */
export const insertMove = (db: Db, from: string, to: string, by: By): number =>
  db.run(db.q.insertInto('region_move').values({ from_code: from, to_code: to, moved_at: by.now, moved_by: by.userId })).id

const remember = (db: Db, moveId: number, entity: Entity, select: string, ...values: (string | number)[]): void => {
  db.raw
    .prepare(`INSERT INTO region_move_record (move_id, entity, record_id) SELECT DISTINCT ?, '${entity}', id FROM (${select})`)
    .run(moveId, ...values)
}

/** Notes everything that stands in a region as part of a move; merged records too, they follow the one they became. */
export const rememberAll = (db: Db, moveId: number, from: string): void => {
  for (const entity of ['person', 'family', 'case'] as const)
    remember(db, moveId, entity, `SELECT id FROM ${tables[entity]} WHERE region_code = ?`, from)
}

/** Notes some people with everybody of their families who lives in the region too, these families, and the cases of all of them. */
export const rememberSome = (db: Db, moveId: number, from: string, personIds: readonly number[]): void => {
  const asked = JSON.stringify(personIds)
  const families = `SELECT m.family_id AS id FROM family_member m WHERE m.to_date IS NULL AND m.person_id IN (SELECT value FROM json_each(?))`
  remember(
    db,
    moveId,
    'person',
    `SELECT p.id FROM person p WHERE p.region_code = ? AND (p.id IN (SELECT value FROM json_each(?))
       OR p.id IN (SELECT person_id FROM family_member WHERE to_date IS NULL AND family_id IN (${families})))`,
    from,
    asked,
    asked,
  )
  remember(db, moveId, 'family', `SELECT id FROM family WHERE region_code = ? AND id IN (${families})`, from, asked)
  remember(
    db,
    moveId,
    'case',
    `SELECT c.id FROM case_file c JOIN region_move_record r ON r.move_id = ? AND r.entity = 'person' AND r.record_id = c.client_id
     WHERE c.region_code = ?`,
    moveId,
    from,
  )
}

/** How many records a move holds. */
export const countMove = (db: Db, moveId: number): Counts =>
  db.sql<Counts>(
    `SELECT coalesce(sum(entity = 'person'), 0) AS people, coalesce(sum(entity = 'family'), 0) AS families, coalesce(sum(entity = 'case'), 0) AS cases
     FROM region_move_record WHERE move_id = ?`,
    moveId,
  )[0] ?? { people: 0, families: 0, cases: 0 }

/**
 * Writes another region into the records of a move that stand in `from`, with their history.
 * @param note what the history of a case says
 * @returns how many were changed
 */
export const changeRegion = (db: Db, moveId: number, from: string, to: string, note: string, by: By): number => {
  const chosen = (entity: Entity): string =>
    `SELECT t.id FROM ${tables[entity]} t JOIN region_move_record r ON r.move_id = ? AND r.entity = '${entity}' AND r.record_id = t.id WHERE t.region_code = ?`
  let changed = 0
  for (const entity of ['person', 'family'] as const)
    db.raw
      .prepare(
        `INSERT INTO register_change (entity, entity_id, field, before, after, at, by) SELECT '${entity}', id, 'regionCode', ?, ?, ?, ? FROM (${chosen(entity)})`,
      )
      .run(from, to, by.now, by.userId, moveId, from)
  db.raw
    .prepare(`INSERT INTO case_event (case_id, at, by, kind, text, note) SELECT id, ?, ?, 'note', ?, '' FROM (${chosen('case')})`)
    .run(by.now, by.userId, note, moveId, from)
  for (const entity of ['person', 'family', 'case'] as const)
    changed += db.raw
      .prepare(
        `UPDATE ${tables[entity]} SET region_code = ?, updated_at = ?, updated_by = ?, version = version + 1 WHERE id IN (${chosen(entity)})`,
      )
      .run(to, by.now, by.userId, moveId, from).changes
  return changed
}
