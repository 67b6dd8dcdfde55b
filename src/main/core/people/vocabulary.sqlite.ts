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

/** How far the register had come when its words were read. */
interface Stand {
  lastId: number
  /** The import that made this last person: after an undone import its ids are given to others. */
  lastImport: number | null
  lastChange: number
}

interface Known extends Vocabulary {
  stand: Stand
  /** Of the regions: what other connections had written, and when it was looked at (ms). */
  dataVersion: number
  regionsAt: number
}
const known = new WeakMap<Db, Known>()

/** Above so many new people or changes the words are read from the index anew. */
const readAnewFrom = 20_000

/** The list of regions changes a few times a year: after a write of another connection it is read again, at most so often. */
const regionsEvery = 5000

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

const importOf = (db: Db, id: number): number | null | undefined =>
  db.sql<{ created_import_id: number | null }>('SELECT created_import_id FROM person WHERE id = ?', id)[0]?.created_import_id

const standOf = (db: Db): Stand => {
  const lastId = db.sql<{ id: number | null }>('SELECT max(id) AS id FROM person')[0]?.id ?? 0
  return {
    lastId,
    lastImport: importOf(db, lastId) ?? null,
    lastChange: db.sql<{ id: number | null }>('SELECT max(id) AS id FROM register_change')[0]?.id ?? 0,
  }
}

/** Whether rows were only added since: else ids may have been given again, and all words are read anew. */
const onlyGrew = (db: Db, before: Stand, now: Stand): boolean => {
  const people = now.lastId - before.lastId
  const changes = now.lastChange - before.lastChange
  if (people < 0 || changes < 0 || people + changes > readAnewFrom) return false
  const sameImport = people === 0 ? now.lastImport : before.lastId === 0 ? null : importOf(db, before.lastId)
  return sameImport === before.lastImport
}

const takeIn = (db: Db, words: Vocabulary, { lastId, lastChange }: Stand): void => {
  const rows = db.raw
    .prepare('SELECT name_key, mother_name, address, hamlet FROM person WHERE id > ?')
    .bind(lastId)
    .iterate() as IterableIterator<{ name_key: string; mother_name: string; address: string; hamlet: string }>
  for (const row of rows) addRow(words, row)
  const changes = db.sql<{ field: string; after: string }>(
    `SELECT field, after FROM register_change
     WHERE id > ? AND entity = 'person' AND field IN ('name','motherName','address','hamlet') AND after IS NOT NULL`,
    lastChange,
  )
  for (const { field, after } of changes)
    addRow(words, {
      name_key: field === 'name' ? nameKey(after) : '',
      mother_name: field === 'motherName' ? after : '',
      address: field === 'address' || field === 'hamlet' ? after : '',
      hamlet: '',
    })
}

const dataVersion = (db: Db): number => Number(db.raw.pragma('data_version', { simple: true }))

/**
 * The words of the register. Read once from the index of words (0.1 s for 1,000,000 people), afterwards only of people who
 * were added or changed. A word that nobody bears any more stays until the next start; it finds nobody.
 */
export const vocabulary = (db: Db): Vocabulary => {
  const stand = standOf(db)
  const before = known.get(db)
  if (before === undefined || !onlyGrew(db, before.stand, stand)) {
    const words: Known = { ...readAll(db), stand, dataVersion: dataVersion(db), regionsAt: Date.now() }
    readRegions(db, words)
    known.set(db, words)
    return words
  }
  const grew = before.stand.lastId !== stand.lastId
  if (grew || before.stand.lastChange !== stand.lastChange) takeIn(db, before, before.stand)
  before.stand = stand
  if (grew || Date.now() - before.regionsAt >= regionsEvery) {
    const version = dataVersion(db)
    if (grew || version !== before.dataVersion) readRegions(db, before)
    before.dataVersion = version
    before.regionsAt = Date.now()
  }
  return before
}

/** The words of all names; see `vocabulary`. */
export const registerWords = (db: Db): WordList => vocabulary(db).names
