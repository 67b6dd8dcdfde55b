import type { Db } from '../db/database.ts'
import { leastScore } from './judge.ts'
import {
  type Candidate,
  candidateLimit,
  namesByTrigrams,
  namesByWords,
  namesInScope,
  namesStarting,
  type Within,
} from './search.sqlite.ts'
import { type Slot, trigramExpression } from './search-text.ts'
import { scoreName } from './similarity.ts'
import { registerWords } from './vocabulary.sqlite.ts'
import { slotExpression } from './word-expression.ts'
import type { WordList } from './word-list.ts'

/** A person found by the name alone. */
export interface NameHit {
  id: number
  key: string
  score: number
  /** The name begins as typed. */
  starts: boolean
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

/**
 * People by the words of a name, best first: beginning, any part, any order, with slips when the words as typed find little.
 * @param typed words of `nameKey(text)`
 * @param enough how many the screen shows; when as many are found exactly, slips are not looked for
 */
export const searchNames = (
  db: Db,
  typed: readonly string[],
  among: Within,
  enough: number,
): { found: NameHit[]; capped: boolean } => {
  const start = typed.join(' ')
  const found = new Map<number, NameHit>()
  let capped = false
  const take = (candidates: Candidate[]): void => {
    if (candidates.length >= candidateLimit) capped = true
    for (const { id, key } of candidates) {
      if (found.has(id)) continue
      const starts = key.startsWith(start)
      const score = scoreName(typed, key)
      if (starts || score >= leastScore) found.set(id, { id, key, score: Math.max(score, starts ? 0.86 : 0), starts })
    }
  }
  const words = (): WordList => registerWords(db)
  // Slips are asked of whole words: a mistyped word has a dozen ways, and their trigrams together cost seven times as much.
  const look = (slots: Slot[], loose: boolean): void => {
    if (among.scope !== null) {
      take(namesInScope(db, slots, among))
      return
    }
    const expression = loose ? slotExpression(slots, words()) : trigramExpression(slots)
    if (expression !== null) take(loose ? namesByWords(db, expression, among) : namesByTrigrams(db, expression, among))
  }
  take(namesStarting(db, start, among))
  if (found.size < candidateLimit) look(among.scope === null ? exactSlots(typed, words) : typed.map((word) => [[word]]), false)
  // Slips are looked for when the words as typed find little; two slips in a short word only when they find nobody.
  if (found.size < enough)
    for (const reading of looseReadings(typed, words(), 0)) if (found.size < candidateLimit) look(reading, true)
  if (found.size === 0)
    for (const reading of looseReadings(typed, words(), 1)) if (found.size < candidateLimit) look(reading, true)
  const order = [...found.values()].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
  return { found: order.slice(0, candidateLimit), capped }
}
