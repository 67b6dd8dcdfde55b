import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import { leastScore, type Place, placeWordsOf, scoreReading } from './judge.ts'
import { emptyReading, namesOnly, type Reading, type RegionLookup, readLine } from './query-reading.ts'
import { type Scope, scopeOf } from './scope.sqlite.ts'
import { type Condition, candidateLimit, type NumberKind, type Within } from './search.sqlite.ts'
import { searchNames } from './search-names.ts'
import { searchNumbers } from './search-numbers.ts'
import { type AskedNumber, readNumber } from './search-text.ts'
import { peopleByWords, peopleWithin, type Traits, traitsOf } from './search-words.sqlite.ts'
import { vocabulary } from './vocabulary.sqlite.ts'
import { anywhereExpression, readingExpression } from './word-expression.ts'

/** A person found, before the row is read. */
export interface Found {
  id: number
  /** 0 to 1 */
  score: number
  reading: Reading
  /** Which number fitted, where one was typed. */
  number: NumberKind | null
  /** The name begins as typed. */
  starts: boolean
  /** Where the words of `reading.names` stand, when not all in the name. */
  places: Place[] | null
}

/** Best first; `capped` = there are more than were looked at. */
export interface Outcome {
  found: Found[]
  capped: boolean
  /** `full-number`: digits between those a mask shows are not looked for; `partial`: nobody fits everything, these fit the name. */
  note: 'full-number' | 'partial' | null
}

/** Who asks, and among whom. */
export interface SearchOptions {
  scope: Scope
  filter?: Condition | null
  /** How many the screen shows. */
  enough: number
  /** Whether the asking user may see NIK and family card numbers in full. */
  revealed: boolean
  /** `YYYY-MM-DD` */
  today: string
}

const fewNames = 5
const goodName = 0.8

type Hits = Map<number, Found & { key: string }>

const put = (hits: Hits, hit: Found & { key: string }): void => {
  const before = hits.get(hit.id)
  if (before === undefined || before.score < hit.score) hits.set(hit.id, hit)
}

const regionLookup = (db: Db): RegionLookup => {
  const words = vocabulary(db)
  const atLevel = (codes: readonly string[], level: 3 | 4 | null): string[] =>
    codes.filter((code) => level === null || code.length === (level === 3 ? 8 : 13))
  return (key, level) => {
    const exact = words.regions.get(key)
    if (exact !== undefined) return atLevel(exact, level)
    // A mistyped village, unless people are called so.
    if (key.length < 6 || key.includes(' ') || words.names.has(key)) return []
    return words.regionNames.near(key, 1, 3).flatMap((name) => atLevel(words.regions.get(name) ?? [], level))
  }
}

/** The scope without what lies outside the named regions. */
const narrowed = (db: Db, scope: Scope, regions: readonly string[] | null): Scope => {
  if (regions === null) return scope
  if (scope === null) return [...new Set(regions.flatMap((region) => scopeOf(db, [], region) ?? []))]
  return scope.filter((code) => regions.some((region) => code === region || code.startsWith(`${region}.`)))
}

const lookFor = (
  db: Db,
  reading: Reading,
  among: Within,
  options: SearchOptions,
  hits: Hits,
): { capped: boolean; refused: boolean } => {
  const found = { reading, number: null, starts: false, places: null }
  const inside: Within = { ...among, scope: narrowed(db, among.scope, reading.regions) }
  if (inside.scope?.length === 0) return { capped: false, refused: false }
  if (reading.number !== null) {
    const { found: numbers, capped, refused } = searchNumbers(db, reading.number, inside, options.enough, options.revealed)
    const byId = new Map(numbers.map((hit) => [hit.id, hit]))
    for (const row of traitsOf(db, [...byId.keys()])) {
      const hit = byId.get(row.id)
      const score = hit === undefined ? 0 : scoreReading(reading, row, hit.score)
      if (hit !== undefined && score > 0) put(hits, { ...found, id: row.id, key: row.key, score, number: hit.matched })
    }
    return { capped, refused }
  }
  if (namesOnly({ ...reading, regions: null })) {
    const { found: names, capped } = searchNames(db, reading.names, inside, options.enough)
    for (const { id, key, score, starts } of names)
      put(hits, { ...found, id, key, starts, score: reading.regions === null ? score : (score * 4 + 1) / 5 })
    return { capped, refused: false }
  }
  const take = (rows: Traits[]): void => {
    for (const row of rows) {
      const score = scoreReading(reading, row)
      if (score > 0) put(hits, { ...found, id: row.id, key: row.key, score })
    }
  }
  let capped = false
  for (const loose of [false, true]) {
    if (loose && hits.size >= options.enough) break
    const expression = readingExpression(reading, vocabulary(db), loose)
    const rows = expression === null ? (loose ? [] : peopleWithin(db, inside)) : peopleByWords(db, expression, inside)
    capped ||= rows.length >= candidateLimit
    take(rows)
  }
  return { capped, refused: false }
}

/** Words that may stand in the name, the mother's name or the address, each where it fits best. */
const lookAnywhere = (db: Db, reading: Reading, among: Within, hits: Hits): boolean => {
  const expression = anywhereExpression(reading.names, vocabulary(db))
  if (expression === null) return false
  const rows = peopleByWords(db, expression, among)
  for (const row of rows) {
    const fits = placeWordsOf(reading.names, row)
    if (fits === null || fits.places.every((place) => place === 'name')) continue
    const rest = { ...reading, names: [] }
    const others = rest.mother.length + rest.address.length > 0 || rest.birth !== null || rest.rt !== null || rest.rw !== null
    if (others && scoreReading(rest, row) === 0) continue
    if (fits.score >= leastScore)
      put(hits, { id: row.id, key: row.key, score: fits.score, reading, number: null, starts: false, places: fits.places })
  }
  return rows.length >= candidateLimit
}

const ordered = (hits: Hits): Found[] =>
  [...hits.values()]
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
    .slice(0, candidateLimit)

/** An id of letters and digits, typed alone: some registers give their people such. */
const readId = (text: string): AskedNumber | null => {
  const id = text.trim().toUpperCase()
  if (!/^(?=(?:.*\d){4})(?=.*[A-Z])[A-Z0-9-]{6,40}$/.test(id) || /^R[TW]\d/.test(id)) return null
  return { digits: id, groups: [id], masked: false, endOnly: false }
}

/**
 * Finds people by a number (NIK, family card, telephone), a name, or several things in one line: mother's name, year or day
 * of birth, street, RT/RW, village, sub-district.
 */
export const searchPeople = (db: Db, text: string, options: SearchOptions): Outcome => {
  const among: Within = { scope: options.scope, filter: options.filter ?? null }
  const hits: Hits = new Map()
  if (among.scope?.length === 0) return { found: [], capped: false, note: null }
  const isDay = /^\s*(?:\d{1,2}[-/.]\d{1,2}[-/.](?:18|19|20)\d\d|(?:18|19|20)\d\d-\d{1,2}-\d{1,2})\s*$/.test(text)
  const number = isDay ? null : (readNumber(text) ?? readId(text))
  if (number !== null) {
    const { capped, refused } = lookFor(db, { ...emptyReading, number }, among, options, hits)
    return { found: ordered(hits), capped, note: refused && hits.size === 0 ? 'full-number' : null }
  }
  const readings = /[a-z]|\d{3}/i.test(text) || isDay ? readLine(text, options.today, regionLookup(db)) : []
  let capped = false
  let refused = false
  for (const reading of readings) {
    // Words that name a region are taken for a name too, but not at the price of looking for slips when the region fits well.
    const done = lookFor(db, reading, among, hits.size > 0 ? { ...options, enough: 0 } : options, hits)
    capped ||= done.capped
    refused ||= done.refused
  }
  const [first] = readings
  const plain = readings.at(-1)
  // A few good names are an answer; mothers and streets are asked only where names say little.
  const answered = hits.size >= Math.min(fewNames, options.enough) && [...hits.values()].some(({ score }) => score >= goodName)
  if (plain !== undefined && !answered && plain.number === null && plain.names.length > 0)
    capped = lookAnywhere(db, plain, among, hits) || capped
  if (hits.size > 0 || first === undefined || first.names.length === 0 || namesOnly(first))
    return { found: ordered(hits), capped, note: refused && hits.size === 0 ? 'full-number' : null }
  const name: Reading = { ...emptyReading, names: first.names }
  const done = lookFor(db, name, among, options, hits)
  for (const hit of hits.values()) hit.score *= 0.7
  return { found: ordered(hits), capped: done.capped, note: refused ? 'full-number' : hits.size > 0 ? 'partial' : null }
}

/** People by their name alone, as the form for a new person asks for them. */
export const searchByName = (db: Db, name: string, scope: Scope, enough: number): { id: number; score: number }[] => {
  const key = nameKey(name)
  return key === '' || scope?.length === 0 ? [] : searchNames(db, key.split(' '), { scope, filter: null }, enough).found
}
