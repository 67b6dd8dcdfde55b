import type { PersonHit } from '../../../shared/contract/people.ts'
import type { Db } from '../db/database.ts'
import type { Scope } from './scope.sqlite.ts'
import {
  type Candidate,
  candidateLimit,
  type NumberHit,
  type NumberTest,
  namesByTrigrams,
  namesInScope,
  namesStarting,
  peopleByKk,
  peopleByNik,
  registerWords,
} from './search.sqlite.ts'
import { readSearchText, type Slot, trigramExpression } from './search-text.ts'
import { scoreName } from './similarity.ts'
import type { WordList } from './word-list.ts'

/** A person found, before the row is read. */
export interface Found {
  id: number
  matched: PersonHit['matched']
  /** 0 to 1 */
  score: number
}

/** Best first; `capped` = there are more than were looked at. */
export interface Outcome {
  found: Found[]
  capped: boolean
}

const numberTests = (asked: { digits: string; groups: string[]; masked: boolean; endOnly: boolean }): NumberTest[][] => {
  const { digits, groups } = asked
  const [start, end] = [groups[0] as string, groups.at(-1) as string]
  if (asked.masked)
    return groups.length > 1
      ? [[{ kind: 'start-end', start, end }]]
      : [[asked.endOnly ? { kind: 'end', end } : { kind: 'start', start }]]
  if (digits.length > 16) return []
  if (digits.length === 16) return [[{ kind: 'exact', digits }]]
  return [
    [{ kind: 'start', start: digits }],
    // Four digits are what a masked number shows at its end; anywhere inside only six or more say enough.
    [digits.length < 6 ? { kind: 'end', end: digits } : { kind: 'inside', digits }],
    // "520114 6994": beginning and end of a masked number, typed with a blank between them.
    groups.length > 1 ? [{ kind: 'start-end', start, end }] : [],
  ]
}

const searchNumber = (db: Db, asked: Parameters<typeof numberTests>[0], scope: Scope, enough: number): Outcome => {
  const hits = new Map<number, NumberHit>()
  let capped = false
  for (const tests of numberTests(asked)) {
    for (const test of tests)
      for (const search of [peopleByNik, peopleByKk]) {
        if (hits.size >= candidateLimit) break
        const rows = search(db, test, scope)
        if (rows.length >= candidateLimit) capped = true
        for (const hit of rows) if (!hits.has(hit.id)) hits.set(hit.id, hit)
      }
    if (hits.size >= enough) break
  }
  return { found: [...hits.values()].sort((a, b) => b.score - a.score || a.id - b.id), capped }
}

const exactSlots = (typed: readonly string[], words: () => WordList): Slot[] =>
  typed.map((word): Slot => {
    if (word.length >= 3) return [[word]]
    const starts = words().beginnings(word)
    return starts === null || starts.length === 0 ? [[word]] : starts.map((start) => [start])
  })

/** The ways a typed word may be meant: as it stands, as a known word with slips, as two known words. */
const looseSlot = (word: string, words: WordList, extra: number): Slot => {
  if (word.length < 4) return [[word]]
  const most = word.length >= 5 ? Math.min(2, (word.length < 7 ? 1 : 2) + extra) : 1
  const near = words.near(word, most)
  return [...new Set([word, ...near])].map((known) => [known]).concat(words.halves(word))
}

/** Readings of the typed words with slips: all words; two neighbours as one; of three or more, all but one. */
const looseReadings = (typed: readonly string[], words: WordList, extra: number): Slot[][] => {
  const slots = typed.map((word) => looseSlot(word, words, extra))
  const readings = [slots]
  for (let index = 0; index + 1 < typed.length; index += 1) {
    const joined = words.near(`${typed[index]}${typed[index + 1]}`)
    if (joined.length > 0) readings.push([...slots.slice(0, index), joined.map((word) => [word]), ...slots.slice(index + 2)])
  }
  if (typed.length >= 3) for (let index = 0; index < typed.length; index += 1) readings.push(slots.toSpliced(index, 1))
  return readings
}

/** Names below this are not shown. */
const leastScore = 0.6

const searchName = (db: Db, asked: { key: string; words: string[] }, scope: Scope, enough: number): Outcome => {
  const found = new Map<number, Found & { key: string }>()
  let capped = false
  const take = (candidates: Candidate[]): void => {
    if (candidates.length >= candidateLimit) capped = true
    for (const { id, key } of candidates) {
      if (found.has(id)) continue
      const starts = key.startsWith(asked.key)
      const score = scoreName(asked.words, key)
      if (starts || score >= leastScore)
        found.set(id, { id, key, score: Math.max(score, starts ? 0.86 : 0), matched: starts ? 'name-start' : 'name' })
    }
  }
  const look = (slots: Slot[]): void => {
    if (scope !== null) {
      take(namesInScope(db, slots, scope))
      return
    }
    const expression = trigramExpression(slots)
    if (expression !== null) take(namesByTrigrams(db, expression))
  }
  const words = (): WordList => registerWords(db)
  take(namesStarting(db, asked.key, scope))
  if (found.size < candidateLimit) look(scope === null ? exactSlots(asked.words, words) : asked.words.map((word) => [[word]]))
  // Slips are looked for when the words as typed find little; two slips in a short word only when they find nobody.
  if (found.size < enough)
    for (const reading of looseReadings(asked.words, words(), 0)) if (found.size < candidateLimit) look(reading)
  if (found.size === 0)
    for (const reading of looseReadings(asked.words, words(), 1)) if (found.size < candidateLimit) look(reading)
  const order = [...found.values()].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
  return { found: order.slice(0, candidateLimit).map(({ id, matched, score }) => ({ id, matched, score })), capped }
}

/**
 * Finds people by NIK, family card number or name.
 * @param enough how many the screen shows; when as many are found exactly, slips are not looked for
 */
export const searchPeople = (db: Db, text: string, scope: Scope, enough: number): Outcome => {
  const asked = readSearchText(text)
  if (scope !== null && scope.length === 0) return { found: [], capped: false }
  if (asked.kind === 'number') return searchNumber(db, asked, scope, enough)
  if (asked.kind === 'name') return searchName(db, asked, scope, enough)
  return { found: [], capped: false }
}
