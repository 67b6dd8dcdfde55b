import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import { WordList } from './word-list.ts'

/** Words that occur in the register, and names of the regions where its people live. Kept per connection. */
export interface Vocabulary {
  /** Words of names, folded. */
  names: WordList
  /** Words of mothers' names, folded; `written` = how each stands in the register. */
  mothers: WordList
  written: Map<string, Set<string>>
  /** Words of streets and hamlets, lower case. */
  places: WordList
  /** Folded name of a sub-district or village → codes. */
  regions: Map<string, string[]>
  regionNames: WordList
}

interface Known extends Vocabulary {
  lastId: number
}
const known = new WeakMap<Db, Known>()

/** Above so many new people the words are read from the index anew. */
const readAnewFrom = 20_000

const addMother = (words: Vocabulary, written: string, people: number): void => {
  const key = nameKey(written)
  if (key === '' || key.includes(' ')) return
  words.mothers.addWord(key, people)
  const same = words.written.get(key)
  if (same === undefined) words.written.set(key, new Set([written]))
  else same.add(written)
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const addRow = (words: Vocabulary, row: { name_key: string; mother_name: string; address: string; hamlet: string }): void => {
  words.names.add(row.name_key)
  for (const word of wordsOf(row.mother_name)) addMother(words, word, 1)
  for (const word of wordsOf(`${row.address} ${row.hamlet}`)) words.places.addWord(word, 1)
}

/** Names of all sub-districts and villages of the districts where people of the register live; hops from district to district. */
const regionNames = (db: Db): { code: string; name_key: string }[] =>
  db.sql(
    `WITH RECURSIVE district(code) AS (
      SELECT substr(min(region_code), 1, 5) FROM person WHERE merged_into IS NULL AND region_code >= ''
      UNION ALL
      SELECT (SELECT substr(min(region_code), 1, 5) FROM person WHERE merged_into IS NULL AND region_code >= district.code || '/')
      FROM district WHERE district.code IS NOT NULL
    ) SELECT r.code, r.name_key FROM district d JOIN region r ON r.code > d.code || '.' AND r.code < d.code || '/'
      WHERE d.code IS NOT NULL ORDER BY r.code`,
  )

const readAll = (db: Db): Vocabulary => {
  const words: Vocabulary = {
    names: new WordList(),
    mothers: new WordList(),
    written: new Map(),
    places: new WordList(),
    regions: new Map(),
    regionNames: new WordList(),
  }
  const terms = db.raw.prepare('SELECT term, col, doc FROM person_fts_terms').iterate() as IterableIterator<{
    term: string
    col: string
    doc: number
  }>
  for (const { term, col, doc } of terms)
    if (col === 'name_key') words.names.addWord(term, doc)
    else if (col === 'mother_name') addMother(words, term, doc)
    else if (col === 'address' || col === 'hamlet') words.places.addWord(term, doc)
  return words
}

const readRegions = (db: Db, words: Vocabulary): void => {
  words.regions = new Map()
  words.regionNames = new WordList()
  for (const { code, name_key } of regionNames(db)) {
    const same = words.regions.get(name_key)
    if (same !== undefined) {
      same.push(code)
      continue
    }
    words.regions.set(name_key, [code])
    if (!name_key.includes(' ')) words.regionNames.addWord(name_key, 1)
  }
}

/**
 * The words of the register. Read once from the index of words (0.1 s for 1,000,000 people), afterwards only people who were
 * added. Renamed people are learned at the next start; until then their new name is still found when typed correctly.
 */
export const vocabulary = (db: Db): Vocabulary => {
  const lastId = db.sql<{ id: number | null }>('SELECT max(id) AS id FROM person')[0]?.id ?? 0
  const before = known.get(db)
  if (before?.lastId === lastId) return before
  if (before === undefined || lastId < before.lastId || lastId - before.lastId > readAnewFrom) {
    const words = readAll(db)
    readRegions(db, words)
    known.set(db, { ...words, lastId })
  } else {
    const rows = db.raw
      .prepare('SELECT name_key, mother_name, address, hamlet FROM person WHERE id > ?')
      .bind(before.lastId)
      .iterate() as IterableIterator<{ name_key: string; mother_name: string; address: string; hamlet: string }>
    for (const row of rows) addRow(before, row)
    readRegions(db, before)
    before.lastId = lastId
  }
  return known.get(db) as Known
}

/** The words of all names; see `vocabulary`. */
export const registerWords = (db: Db): WordList => vocabulary(db).names
