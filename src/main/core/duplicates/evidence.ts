import { slips, slipsAllowed } from '../people/similarity.ts'
import type { Words } from './subject.ts'

/** How the values of one field stand to each other. */
export type Verdict = 'agree' | 'partly' | 'disagree' | 'unknown'

/** One field's say: points above 0 speak for the same person, below 0 against. */
export interface Evidence {
  verdict: Verdict
  points: number
  /** How the values stand to each other in more detail; the screen's words depend on it. */
  kind?: string
  /** How many people of the list share the agreeing value. */
  sharedBy?: number
}

/** Nothing can be said: one of the two values is missing. Not an argument in either direction. */
export const unknown: Evidence = { verdict: 'unknown', points: 0 }

/** Most points that equal names give. */
export const nameMost = 16

/** Two numbers, dates or sexes that have nothing in common. */
const different: Evidence = { verdict: 'disagree', points: -5 }
const sameSex: Evidence = { verdict: 'agree', points: 1 }

/**
 * Points of an agreement: the binary logarithm of how surprising it is by chance. A value that half of the people share
 * gives 1 point, one in a thousand gives 10.
 */
export const surprise = (people: number, sharedBy: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.log2(Math.max(1, people) / Math.max(1, sharedBy))))

/** Whether two numbers differ by one slip: a digit exchanged, lost, added, or two neighbours swapped. */
export const oneSlip = (a: string, b: string): boolean => {
  if (a.length !== b.length) return Math.abs(a.length - b.length) === 1 && slips(a, b, 1) === 1
  let first = -1
  let last = -1
  for (let at = 0; at < a.length; at += 1) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue
    if (first < 0) first = at
    // Numbers of two strangers differ nearly everywhere: a scan leaves here after two or three digits.
    else if (last >= 0) return false
    else last = at
  }
  if (first < 0) return false
  return last < 0 || (last === first + 1 && a[first] === b[last] && a[last] === b[first])
}

/**
 * Identity numbers. Two different ones of which only the serial (last four digits) differs belong, more often than not, to
 * two people born on one day in one place: that is no slip to rely on.
 * @param sharedBy how many records carry the number, when equal: numbers of a whole list (9999…) say little
 */
export const compareNumbers = (a: string, b: string, sharedBy: () => number): Evidence => {
  if (a === '' || b === '') return unknown
  if (a === b) {
    const count = sharedBy()
    return { verdict: 'agree', points: Math.max(0, 16 - 2 * Math.log2(Math.max(1, count / 2))), kind: 'equal', sharedBy: count }
  }
  if (oneSlip(a, b)) {
    const serialOnly = a.length === 16 && b.length === 16 && a.slice(0, 12) === b.slice(0, 12)
    return serialOnly
      ? { verdict: 'partly', points: -2, kind: 'serial' }
      : { verdict: 'partly', points: 5, kind: a.length === b.length ? 'one-digit' : 'length' }
  }
  return different
}

/** Birth dates: equal, day and month exchanged, one digit or one part off. */
export const compareDates = (a: string, b: string, people: number, sharedBy: () => number): Evidence => {
  if (a === '' || b === '') return unknown
  if (a === b) {
    const count = sharedBy()
    return { verdict: 'agree', points: surprise(people, count, 4, 14), sharedBy: count }
  }
  const same = (from: number, to: number, other = from): boolean => {
    for (let at = from; at < to; at += 1) if (a.charCodeAt(at) !== b.charCodeAt(at - from + other)) return false
    return true
  }
  const [year, month, day] = [same(0, 4), same(5, 7), same(8, 10)]
  if (year && a.length === 10 && b.length === 10 && same(5, 7, 8) && same(8, 10, 5))
    return { verdict: 'partly', points: 7, kind: 'swapped' }
  if (oneSlip(a, b)) return { verdict: 'partly', points: 5, kind: 'one-digit' }
  if (Number(year) + Number(month) + Number(day) === 2)
    return { verdict: 'partly', points: 3, kind: year ? (month ? 'day' : 'month') : 'year' }
  return different
}

/** Sex as written; half of the people agree by chance. */
export const compareSex = (a: string, b: string): Evidence => {
  if (a === '' || b === '') return unknown
  return a === b ? sameSex : different
}

/** Likeness of two words, 0 to 1: the same, a slip or two in a long word, a beginning, an initial. */
export const wordLikeness = (a: string, b: string): number => {
  if (a === b) return 1
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 1) return long.startsWith(short) ? 0.4 : 0
  if (short.length >= 3 && long.startsWith(short)) return 0.75
  if (short.length < 3) return 0
  const most = Math.max(short.length >= 4 ? 1 : 0, slipsAllowed(long.length))
  if (most === 0) return 0
  const distance = slips(short, long, most)
  return distance > most ? 0 : distance === 1 ? 0.85 : 0.6
}

/** What a comparison of texts found. */
interface Alignment {
  /** Points of the words that agree. */
  points: number
  matched: number
  /** All matched words are the same, letter by letter. */
  exact: boolean
  leftA: number
  leftB: number
}

/** Gives each word of one text its best partner in the other. Greedy: names have two or three words. */
const align = (a: readonly string[], b: readonly string[], wordPoints: (word: string) => number): Alignment => {
  const usedB = new Set<number>()
  const usedA = new Set<number>()
  let points = 0
  let exact = true
  for (const floor of [1, 0.6, 0.4])
    for (const [i, one] of a.entries()) {
      if (usedA.has(i)) continue
      let best = 0
      let at = -1
      for (const [j, other] of b.entries()) {
        if (usedB.has(j)) continue
        const likeness = wordLikeness(one, other)
        if (likeness > best) [best, at] = [likeness, j]
      }
      if (at < 0 || best < floor) continue
      usedA.add(i)
      usedB.add(at)
      if (best < 1) exact = false
      // Of two spellings the more frequent one decides: only so is agreement by chance not underrated.
      const worth = best === 1 ? wordPoints(one) : Math.min(wordPoints(one), wordPoints(b[at] as string))
      points += worth * best
    }
  return { points, matched: usedA.size, exact, leftA: a.length - usedA.size, leftB: b.length - usedB.size }
}

/** How a kind of names is weighed. */
export interface NameWeights {
  most: number
  /** Points for each word that contradicts another one. */
  conflict: number
  /** Points when no word agrees. */
  different: number
  people: number
  sharedBy(text: Words): number
  wordSharedBy(word: string): number
}

/**
 * Names by folded words, in any order. A word that one side has more is common (names are shortened); words on both sides
 * without a partner contradict: a shared clan or father's name then counts half, for it belongs to the family.
 */
export const compareNames = (a: Words | null, b: Words | null, weights: NameWeights): Evidence => {
  if (a === null || b === null) return unknown
  if (a === b || a.key === b.key) {
    const count = weights.sharedBy(a)
    return { verdict: 'agree', points: surprise(weights.people, count, 2, weights.most), kind: 'equal', sharedBy: count }
  }
  const wordPoints = (word: string): number => surprise(weights.people, weights.wordSharedBy(word), 1, 9)
  const found = align(a.words, b.words, wordPoints)
  const conflicts = Math.min(found.leftA, found.leftB)
  if (conflicts > 0 || found.matched === 0) {
    // Two words written as one: Nur Hayati, Nurhayati.
    const [joinedA, joinedB] = [a.words.join(''), b.words.join('')]
    if (a.words.length !== b.words.length && slips(joinedA, joinedB, 1) <= 1) {
      const points = Math.min(...[...a.words, ...b.words].map(wordPoints))
      return { verdict: 'partly', points: Math.min(weights.most, points * 1.5), kind: 'joined' }
    }
    if (found.matched === 0) return { verdict: 'disagree', points: weights.different }
    const points = Math.min(weights.most, found.points * 0.5 + conflicts * weights.conflict)
    return { verdict: points > 0 ? 'partly' : 'disagree', points, kind: 'word-differs' }
  }
  const extra = found.leftA + found.leftB
  const points = Math.min(weights.most, found.points) - extra
  if (found.exact && extra === 0) return { verdict: 'agree', points, kind: 'order' }
  return { verdict: 'partly', points: Math.max(0, points), kind: extra > 0 ? 'shortened' : 'spelling' }
}

/** How addresses are weighed. */
export interface AddressWeights {
  most: number
  people: number
  sharedBy(text: Words): number
  wordSharedBy(word: string): number
}

/** Addresses: the whole one by how few people share it, parts of it by their rare words. */
export const compareAddresses = (a: Words | null, b: Words | null, weights: AddressWeights): Evidence => {
  if (a === null || b === null) return unknown
  if (a.key === b.key) {
    const count = weights.sharedBy(a)
    return { verdict: 'agree', points: surprise(weights.people, count, 1, weights.most), sharedBy: count }
  }
  const found = align(a.words, b.words, (word) => surprise(weights.people, weights.wordSharedBy(word), 0.5, 6))
  if (found.matched === 0) return { verdict: 'disagree', points: -1 }
  // The words of one address come together, so a second one surprises less than the first.
  const covered = found.matched / Math.min(a.words.length, b.words.length)
  const points = Math.min(weights.most, found.points * 0.6) * covered
  return points >= 1 ? { verdict: 'partly', points } : { verdict: 'disagree', points: -0.5 }
}

/** A plain value of a household: points when equal, when one slip apart, when different. */
export const compareValues = (a: string, b: string, points: { equal: number; slip: number; different: number }): Evidence => {
  if (a === '' || b === '') return unknown
  if (a === b) return { verdict: 'agree', points: points.equal }
  if (points.slip > 0 && oneSlip(a, b)) return { verdict: 'partly', points: points.slip, kind: 'one-digit' }
  return { verdict: 'disagree', points: points.different }
}
