import { phoneKey } from '../../../shared/domain/phone.ts'
import type { Db } from '../db/database.ts'
import type { Scope } from './scope.sqlite.ts'
import { type Slot, trigramExpression } from './search-text.ts'

/** At most so many candidates are looked at; more are shown as "300+". */
export const candidateLimit = 300

/** SQL over `person p` with its values. */
export interface Condition {
  sql: string
  values: unknown[]
}

/** Among whom is searched: villages that may be seen, and what the filters of a list ask of a person. */
export interface Within {
  scope: Scope
  filter: Condition | null
}

/** A person who may be meant. */
export interface Candidate {
  id: number
  key: string
}

/** How a person was found by a number. */
export type NumberKind = 'nik' | 'kk' | 'phone' | 'number'

/** A person found by a number. */
export interface NumberHit {
  id: number
  matched: NumberKind
  score: number
}

const after = (start: string): string => `${start}\u{10ffff}`
const inScope = 'p.region_code IN (SELECT value FROM json_each(?))'
/** Records that were merged into another one are found under that one only. */
const present = 'p.merged_into IS NULL'

const filtered = ({ filter }: Within): string => (filter === null ? '' : ` AND ${filter.sql}`)
const filterValues = ({ filter }: Within): unknown[] => filter?.values ?? []
/** Scope and filter behind other conditions. */
export const within = (within: Within): Condition => ({
  sql: `${present}${within.scope === null ? '' : ` AND ${inScope}`}${filtered(within)}`,
  values: [...(within.scope === null ? [] : [JSON.stringify(within.scope)]), ...filterValues(within)],
})

/** People whose key begins so, in the order of names. */
export const namesStarting = (db: Db, key: string, among: Within): Candidate[] =>
  among.scope === null
    ? db.sql<Candidate>(
        `SELECT p.id, p.name_key AS key FROM person p INDEXED BY person_name WHERE ${present} AND p.name_key >= ? AND p.name_key < ?${filtered(among)}
         ORDER BY p.name_key, p.id LIMIT ${candidateLimit}`,
        key,
        after(key),
        ...filterValues(among),
      )
    : db.sql<Candidate>(
        `SELECT p.id, p.name_key AS key FROM person p INDEXED BY person_region
         WHERE ${present} AND ${inScope} AND p.name_key >= ? AND p.name_key < ?${filtered(among)} LIMIT ${candidateLimit}`,
        JSON.stringify(among.scope),
        key,
        after(key),
        ...filterValues(among),
      )

/** People by a trigram expression, as the index hands them out: sorting by rank would visit every match. */
export const namesByTrigrams = (db: Db, expression: string, among: Within): Candidate[] =>
  db.sql<Candidate>(
    `SELECT p.id, p.name_key AS key FROM person_fts f CROSS JOIN person p ON p.id = f.rowid
     WHERE f.person_fts MATCH ? AND ${present}${filtered(among)} LIMIT ${candidateLimit}`,
    expression,
    ...filterValues(among),
  )

/** People by an expression of the word index over the words of their name. */
export const namesByWords = (db: Db, expression: string, among: Within): Candidate[] =>
  db.sql<Candidate>(
    `SELECT p.id, p.name_key AS key FROM person_fts_words f CROSS JOIN person p ON p.id = f.rowid
     WHERE f.person_fts_words MATCH ? AND ${present}${filtered(among)} LIMIT ${candidateLimit}`,
    expression,
    ...filterValues(among),
  )

/**
 * People of a scope whose key holds the pieces. An area is a small part of the register, so reading its index from end to end
 * (1 ms for 10,000 people) beats filtering the trigram matches of the whole district one by one (70 ms).
 */
export const namesInScope = (db: Db, slots: readonly Slot[], among: Within): Candidate[] => {
  const conditions = slots.map(
    (ways) => `(${ways.map((way) => `(${way.map(() => 'instr(p.name_key, ?) > 0').join(' AND ')})`).join(' OR ')})`,
  )
  return db.sql<Candidate>(
    `SELECT p.id, p.name_key AS key FROM person p INDEXED BY person_region
     WHERE ${[present, inScope, ...conditions].join(' AND ')}${filtered(among)} LIMIT ${candidateLimit}`,
    JSON.stringify(among.scope),
    ...slots.flat(2),
    ...filterValues(among),
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
const survivors = 'person n JOIN person p ON p.id = coalesce(n.merged_into, n.id)'

/** People by their NIK, or by the temporary number that stood in its place. */
export const peopleByNik = (db: Db, test: NumberTest, among: Within): NumberHit[] => {
  const { sql, values, score } = condition('p.nik', test)
  const { scope } = among
  const rest = within(among)
  const rows = (text: string, ...parameters: unknown[]): { id: number }[] =>
    db.sql<{ id: number }>(`${text} LIMIT ${candidateLimit}`, ...parameters)
  let byNik: { id: number }[]
  if (test.kind === 'exact')
    byNik = rows(`SELECT p.id FROM ${survivors} WHERE n.nik = ? AND ${rest.sql}`, test.digits, ...rest.values)
  else if (scope !== null)
    byNik = rows(
      `SELECT p.id FROM person p INDEXED BY person_region WHERE ${present} AND ${inScope} AND p.nik IS NOT NULL AND ${sql}${filtered(among)}`,
      JSON.stringify(scope),
      ...values,
      ...filterValues(among),
    )
  else if (test.kind === 'end' || test.kind === 'inside')
    // Trigrams of digits: 1 ms, where reading the NIK index from end to end takes 20 ms per 100,000 people.
    byNik = rows(
      `SELECT p.id FROM person_fts f CROSS JOIN person p ON p.id = f.rowid WHERE f.person_fts MATCH ? AND ${present} AND ${sql}${filtered(among)}`,
      trigramExpression([[[test.kind === 'end' ? test.end : test.digits]]]),
      ...values,
      ...filterValues(among),
    )
  else byNik = rows(`SELECT p.id FROM person p WHERE p.nik IS NOT NULL AND ${sql} AND ${rest.sql}`, ...values, ...rest.values)
  const found: NumberHit[] = byNik.map(({ id }) => ({ id, matched: 'nik', score }))
  if (test.kind !== 'exact') return found
  const original = db.sql<{ id: number }>(
    `SELECT DISTINCT p.id FROM ${survivors} WHERE n.original_number = ? AND n.original_number <> '' AND ${rest.sql}`,
    test.digits,
    ...rest.values,
  )
  return [...found, ...original.map(({ id }): NumberHit => ({ id, matched: 'nik', score: 0.98 }))]
}

/** Present members of families by the number of their family card. */
export const peopleByKk = (db: Db, test: NumberTest, among: Within): NumberHit[] => {
  const { sql, values, score } = condition('f.kk_number', test)
  const { scope } = among
  // An exact number finds its family wherever it is registered; a fragment looks through the families of the area.
  const familyScope = scope === null || test.kind === 'exact' ? '' : ' AND f.region_code IN (SELECT value FROM json_each(?))'
  const rest = within(among)
  const rows = db.sql<{ id: number }>(
    `SELECT p.id FROM family f CROSS JOIN family_member m ON m.family_id = f.id AND m.to_date IS NULL CROSS JOIN person p ON p.id = m.person_id
     WHERE f.kk_number IS NOT NULL AND ${sql}${familyScope} AND ${rest.sql} LIMIT ${candidateLimit}`,
    ...values,
    ...(familyScope === '' ? [] : [JSON.stringify(scope)]),
    ...rest.values,
  )
  return rows.map(({ id }) => ({ id, matched: 'kk', score: score - 0.01 }))
}

/** People by a telephone number or its last digits (four at least), however it is written in the register. */
export const peopleByPhone = (db: Db, typed: string, among: Within): NumberHit[] => {
  const digits = phoneKey(typed)
  if (digits.length < 4) return []
  const rest = within(among)
  const rows = db.sql<{ id: number; phone: string }>(
    `SELECT p.id, p.phone FROM person p INDEXED BY person_phone
     WHERE p.phone <> '' AND substr(replace(replace(p.phone, '-', ''), ' ', ''), -4) = ? AND ${rest.sql}`,
    digits.slice(-4),
    ...rest.values,
  )
  return rows
    .map(({ id, phone }) => ({ id, key: phoneKey(phone) }))
    .filter(({ key }) => key.endsWith(digits))
    .slice(0, candidateLimit)
    .map(({ id, key }) => ({ id, matched: 'phone', score: key === digits ? 0.99 : digits.length >= 6 ? 0.85 : 0.75 }))
}

/**
 * People by another number that is noted of them (DTKS id, BPJS, KKS …): the whole number, or from six signs on its beginning.
 * These numbers stand in full on a person's page, so nothing is told by a beginning.
 */
export const peopleByOtherNumber = (db: Db, typed: string, among: Within): NumberHit[] => {
  const rest = within(among)
  const rows = db.sql<{ id: number; value: string }>(
    `SELECT p.id, o.value FROM person_fact o CROSS JOIN person p ON p.id = o.person_id
     WHERE o.kind IN ('register','number') AND o.removed_at IS NULL AND o.value >= ? AND o.value < ? AND ${rest.sql} LIMIT ${candidateLimit}`,
    typed,
    typed.length >= 6 ? after(typed) : `${typed}\u0000`,
    ...rest.values,
  )
  return rows.map(({ id, value }) => ({ id, matched: 'number', score: value === typed ? 0.99 : 0.85 }))
}

/** The numbers of a person that `peopleByOtherNumber` looks through. */
export const otherNumbers = (db: Db, ids: readonly number[]): { person_id: number; key: string; value: string }[] =>
  db.sql(
    `SELECT person_id, key, value FROM person_fact WHERE kind IN ('register','number') AND removed_at IS NULL AND person_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  )
