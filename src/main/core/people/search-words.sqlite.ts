import type { Db } from '../db/database.ts'
import { type Condition, candidateLimit, type Within, within } from './search.sqlite.ts'

/** What a person is compared by when more than the name is asked for. */
export interface Traits {
  id: number
  key: string
  mother_name: string
  address: string
  hamlet: string
  rt: string
  rw: string
  birth_date: string | null
  region_code: string | null
}

const traits = 'p.id, p.name_key AS key, p.mother_name, p.address, p.hamlet, p.rt, p.rw, p.birth_date, p.region_code'

/** Above so many villages the region is looked at person by person; below, their people are read from the index of regions first. */
const villagesFirst = 20

/** An expression of the word index: one of these words in one of these columns; `*` behind a word = anything that begins so. */
export const wordsIn = (columns: string, words: Iterable<string>): string => {
  const asked = [...new Set(words)].map((word) => (word.endsWith('*') ? `"${word.slice(0, -1)}"*` : `"${word}"`))
  return `{${columns}} : (${asked.join(' OR ')})`
}

/** People by an expression of the word index, as the index hands them out. */
export const peopleByWords = (db: Db, expression: string, among: Within): Traits[] => {
  const { scope } = among
  const first =
    scope !== null && scope.length <= villagesFirst
      ? ` AND f.rowid IN (SELECT v.id FROM person v INDEXED BY person_region WHERE v.merged_into IS NULL AND v.region_code IN (SELECT value FROM json_each(?)))`
      : ''
  const rest = within(first === '' ? among : { ...among, scope: null })
  return db.sql<Traits>(
    `SELECT ${traits} FROM person_fts_words f CROSS JOIN person p ON p.id = f.rowid
     WHERE f.person_fts_words MATCH ?${first} AND ${rest.sql} LIMIT ${candidateLimit}`,
    expression,
    ...(first === '' ? [] : [JSON.stringify(scope)]),
    ...rest.values,
  )
}

/** People of a scope and filter, by name. */
export const peopleWithin = (db: Db, among: Within, limit = candidateLimit): Traits[] => {
  const rest: Condition = within(among)
  return db.sql<Traits>(
    `SELECT ${traits} FROM person p WHERE ${rest.sql} ORDER BY p.region_code, p.name_key, p.id LIMIT ${limit}`,
    ...rest.values,
  )
}

/** The same of people who were found already, with the telephone number. */
export const traitsOf = (db: Db, ids: readonly number[]): (Traits & { phone: string })[] =>
  ids.length === 0
    ? []
    : db.sql(`SELECT ${traits}, p.phone FROM person p WHERE p.id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))
