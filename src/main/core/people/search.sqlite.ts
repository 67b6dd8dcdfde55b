import type { Db } from '../db/database.ts'
import type { Scope } from './scope.sqlite.ts'
import { type Slot, trigramExpression } from './search-text.ts'
import { WordList } from './word-list.ts'

/** At most so many candidates are looked at; more are shown as "300+". */
export const candidateLimit = 300

/** A person who may be meant. */
export interface Candidate {
  id: number
  key: string
}

/** A person found by a number. */
export interface NumberHit {
  id: number
  matched: 'nik' | 'kk'
  score: number
}

const after = (start: string): string => `${start}\u{10ffff}`
const inScope = 'region_code IN (SELECT value FROM json_each(?))'
/** Records that were merged into another one are found under that one only. */
const present = 'merged_into IS NULL'

/** People whose key begins so, in the order of names. */
export const namesStarting = (db: Db, key: string, scope: Scope): Candidate[] =>
  scope === null
    ? db.sql<Candidate>(
        `SELECT id, name_key AS key FROM person WHERE ${present} AND name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT ${candidateLimit}`,
        key,
        after(key),
      )
    : db.sql<Candidate>(
        `SELECT id, name_key AS key FROM person INDEXED BY person_region
         WHERE ${present} AND ${inScope} AND name_key >= ? AND name_key < ? LIMIT ${candidateLimit}`,
        JSON.stringify(scope),
        key,
        after(key),
      )

/** People by a trigram expression, as the index hands them out: sorting by rank would visit every match. */
export const namesByTrigrams = (db: Db, expression: string): Candidate[] =>
  db.sql<Candidate>(
    `SELECT p.id, p.name_key AS key FROM person_fts f CROSS JOIN person p ON p.id = f.rowid WHERE f.person_fts MATCH ? AND p.${present} LIMIT ${candidateLimit}`,
    expression,
  )

/**
 * People of a scope whose key holds the pieces. An area is a small part of the register, so reading its index from end to end
 * (1 ms for 10,000 people) beats filtering the trigram matches of the whole district one by one (70 ms).
 */
export const namesInScope = (db: Db, slots: readonly Slot[], scope: readonly string[]): Candidate[] => {
  const conditions = slots.map(
    (ways) => `(${ways.map((way) => `(${way.map(() => 'instr(name_key, ?) > 0').join(' AND ')})`).join(' OR ')})`,
  )
  return db.sql<Candidate>(
    `SELECT id, name_key AS key FROM person INDEXED BY person_region WHERE ${[present, inScope, ...conditions].join(' AND ')} LIMIT ${candidateLimit}`,
    JSON.stringify(scope),
    ...slots.flat(2),
  )
}

/** How a number is looked for. */
export type NumberTest =
  | { kind: 'exact'; digits: string }
  | { kind: 'start'; start: string }
  | { kind: 'start-end'; start: string; end: string }
  | { kind: 'end'; end: string }
  | { kind: 'inside'; digits: string }

const condition = (column: string, test: NumberTest): { sql: string; values: (string | number)[]; score: number } => {
  switch (test.kind) {
    case 'exact':
      return { sql: `${column} = ?`, values: [test.digits], score: 1 }
    case 'start':
      return { sql: `${column} >= ? AND ${column} < ?`, values: [test.start, `${test.start}:`], score: 0.9 }
    case 'start-end':
      return {
        sql: `${column} >= ? AND ${column} < ? AND substr(${column}, ?) = ?`,
        values: [test.start, `${test.start}:`, -test.end.length, test.end],
        score: 0.95,
      }
    case 'end':
      return { sql: `substr(${column}, ?) = ?`, values: [-test.end.length, test.end], score: 0.8 }
    case 'inside':
      return { sql: `instr(${column}, ?) > 0`, values: [test.digits], score: 0.7 }
  }
}

/** A whole number that belongs to a merged record leads to the person that record became. */
const survivors = 'person p JOIN person s ON s.id = coalesce(p.merged_into, p.id)'

/** People by their NIK, or by the temporary number that stood in its place. */
export const peopleByNik = (db: Db, test: NumberTest, scope: Scope): NumberHit[] => {
  const { sql, values, score } = condition('nik', test)
  const rows = (text: string, ...parameters: unknown[]): { id: number }[] =>
    db.sql<{ id: number }>(`${text} LIMIT ${candidateLimit}`, ...parameters)
  let byNik: { id: number }[]
  if (scope !== null)
    byNik =
      test.kind === 'exact'
        ? rows(`SELECT s.id FROM ${survivors} WHERE p.nik = ? AND s.${inScope}`, test.digits, JSON.stringify(scope))
        : rows(
            `SELECT id FROM person INDEXED BY person_region WHERE ${present} AND ${inScope} AND nik IS NOT NULL AND ${sql}`,
            JSON.stringify(scope),
            ...values,
          )
  else if (test.kind === 'end' || test.kind === 'inside')
    // Trigrams of digits: 1 ms, where reading the NIK index from end to end takes 20 ms per 100,000 people.
    byNik = rows(
      `SELECT p.id FROM person_fts f CROSS JOIN person p ON p.id = f.rowid WHERE f.person_fts MATCH ? AND p.${present} AND ${sql.replace('nik', 'p.nik')}`,
      trigramExpression([[[test.kind === 'end' ? test.end : test.digits]]]),
      ...values,
    )
  else if (test.kind === 'exact') byNik = rows(`SELECT s.id FROM ${survivors} WHERE p.nik = ?`, ...values)
  else byNik = rows(`SELECT id FROM person WHERE ${present} AND nik IS NOT NULL AND ${sql}`, ...values)
  const found: NumberHit[] = byNik.map(({ id }) => ({ id, matched: 'nik', score }))
  if (test.kind !== 'exact') return found
  const original = db.sql<{ id: number }>(
    `SELECT DISTINCT s.id FROM ${survivors} WHERE p.original_number = ? AND p.original_number <> ''${scope === null ? '' : ` AND s.${inScope}`}`,
    test.digits,
    ...(scope === null ? [] : [JSON.stringify(scope)]),
  )
  return [...found, ...original.map(({ id }): NumberHit => ({ id, matched: 'nik', score: 0.98 }))]
}

/** Present members of families by the number of their family card. */
export const peopleByKk = (db: Db, test: NumberTest, scope: Scope): NumberHit[] => {
  const { sql, values, score } = condition('f.kk_number', test)
  // An exact number finds its family wherever it is registered; a fragment looks through the families of the area.
  const familyScope = scope === null || test.kind === 'exact' ? '' : ' AND f.region_code IN (SELECT value FROM json_each(?))'
  const rows = db.sql<{ id: number }>(
    `SELECT p.id FROM family f CROSS JOIN family_member m ON m.family_id = f.id AND m.to_date IS NULL CROSS JOIN person p ON p.id = m.person_id
     WHERE f.kk_number IS NOT NULL AND ${sql}${familyScope}${scope === null ? '' : ' AND p.region_code IN (SELECT value FROM json_each(?))'}
     LIMIT ${candidateLimit}`,
    ...values,
    ...(familyScope === '' ? [] : [JSON.stringify(scope)]),
    ...(scope === null ? [] : [JSON.stringify(scope)]),
  )
  return rows.map(({ id }) => ({ id, matched: 'kk', score: score - 0.01 }))
}

interface Known {
  words: WordList
  lastId: number
}
const known = new WeakMap<Db, Known>()

/**
 * The words of all names, kept per connection. Read once (0.1 s for 100,000 people), afterwards only people who were added.
 * Renamed people are learned at the next start; until then their new name is still found when typed correctly.
 */
export const registerWords = (db: Db): WordList => {
  const lastId = db.sql<{ id: number | null }>('SELECT max(id) AS id FROM person')[0]?.id ?? 0
  const before = known.get(db)
  if (before?.lastId === lastId) return before.words
  const words = before?.words ?? new WordList()
  const keys =
    before === undefined
      ? db.raw.prepare('SELECT name_key FROM person WHERE merged_into IS NULL').pluck()
      : db.raw.prepare('SELECT name_key FROM person WHERE id > ?').pluck().bind(before.lastId)
  for (const key of keys.iterate()) words.add(key as string)
  known.set(db, { words, lastId })
  return words
}
