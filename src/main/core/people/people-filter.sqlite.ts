import type { PeopleFilter } from '../../../shared/contract/people.ts'
import type { Db } from '../db/database.ts'
import { type Condition, type Within, within } from './search.sqlite.ts'

const yearsBefore = (today: string, years: number): string =>
  `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`

const newest = (kind: string, key: string): string =>
  `(SELECT f.value FROM person_fact f WHERE f.person_id = p.id AND f.kind = '${kind}' AND f.key = '${key}' AND f.removed_at IS NULL ORDER BY f.as_of DESC, f.id DESC LIMIT 1)`

/**
 * A filter as SQL over `person p`; null when it asks for nothing.
 * @param today `YYYY-MM-DD`
 */
export const filterCondition = (filter: PeopleFilter | undefined, today: string): Condition | null => {
  if (filter === undefined) return null
  const parts: string[] = []
  const values: unknown[] = []
  const add = (sql: string, ...asked: unknown[]): void => {
    parts.push(sql)
    values.push(...asked)
  }
  if (filter.sex !== undefined) add('p.sex = ?', filter.sex)
  if (filter.ageFrom !== undefined) add('p.birth_date <= ?', yearsBefore(today, filter.ageFrom))
  if (filter.ageTo !== undefined) add('p.birth_date > ?', yearsBefore(today, filter.ageTo + 1))
  if (filter.lifeStatus !== undefined) add('p.life_status = ?', filter.lifeStatus)
  if (filter.disability === true)
    add(
      "(p.disability <> '' OR EXISTS (SELECT 1 FROM person_fact f WHERE f.person_id = p.id AND f.kind = 'disability' AND f.removed_at IS NULL AND f.to_date IS NULL))",
    )
  if (filter.withoutNik === true) add('p.nik IS NULL')
  if (filter.openCase === true) add('p.id IN (SELECT c.client_id FROM case_file c WHERE c.open = 1)')
  if (filter.importId !== undefined)
    add(
      'p.id IN (SELECT i.id FROM person i WHERE i.created_import_id = ? UNION SELECT i.id FROM person i WHERE i.last_import_id = ?)',
      filter.importId,
      filter.importId,
    )
  if (filter.updatedSince !== undefined) add('p.updated_at >= ?', filter.updatedSince)
  if (filter.decile !== undefined) add(`${newest('decile', 'decile')} = ?`, String(filter.decile))
  if (filter.registerStatus !== undefined) add(`${newest('register', 'dtsenStatus')} = ?`, filter.registerStatus)
  if (filter.programmeKey !== undefined)
    add(
      "EXISTS (SELECT 1 FROM person_fact f WHERE f.person_id = p.id AND f.kind = 'programme' AND f.key = ? AND f.removed_at IS NULL AND (f.to_date IS NULL OR f.to_date >= ?))",
      filter.programmeKey,
      today,
    )
  return parts.length === 0 ? null : { sql: parts.join(' AND '), values }
}

/** Above so many people a walk in the order of names finds the next page sooner than sorting all of them. */
const sortedUpTo = 5000

/** Ids of the next people by name whom a filter lets through, from a position on. */
export const filteredByName = (db: Db, among: Within, after: { key: string; id: number } | null, limit: number): number[] => {
  const rest = within(among)
  const few = db.sql<{ id: number; key: string }>(
    `SELECT p.id, p.name_key AS key FROM person p WHERE ${rest.sql} LIMIT ${sortedUpTo + 1}`,
    ...rest.values,
  )
  if (few.length <= sortedUpTo)
    return few
      .filter(({ id, key }) => after === null || key > after.key || (key === after.key && id > after.id))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
      .slice(0, limit)
      .map(({ id }) => id)
  return db
    .sql<{ id: number }>(
      `SELECT p.id FROM person p INDEXED BY person_name WHERE ${rest.sql.replace('p.region_code IN', '+p.region_code IN')}${after === null ? '' : ' AND (p.name_key, p.id) > (?, ?)'}
       ORDER BY p.name_key, p.id LIMIT ${limit}`,
      ...rest.values,
      ...(after === null ? [] : [after.key, after.id]),
    )
    .map(({ id }) => id)
}

/** How many people a filter lets through. */
export const countFiltered = (db: Db, among: Within): number => {
  const rest = within(among)
  return db.sql<{ count: number }>(`SELECT count(*) AS count FROM person p WHERE ${rest.sql}`, ...rest.values)[0]?.count ?? 0
}
