import { nameKey } from '../../../shared/domain/names.ts'
import type { Reading } from './query-reading.ts'
import type { Traits } from './search-words.sqlite.ts'
import { scoreName, slips } from './similarity.ts'

/** Names below this are not shown. */
export const leastScore = 0.6

const placeWords = (row: Pick<Traits, 'address' | 'hamlet'>): string[] =>
  `${row.address} ${row.hamlet}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const placeLikeness = (typed: string, words: readonly string[]): number => {
  let best = 0
  for (const word of words) {
    if (word === typed) return 1
    if (word.startsWith(typed)) best = Math.max(best, 0.9)
    else if (typed.length >= 5 && slips(typed, word, 1) <= 1) best = Math.max(best, 0.75)
  }
  return best
}

/** How well street, hamlet or block fit the typed words; 0 when one of them is missing. */
export const scorePlace = (typed: readonly string[], row: Pick<Traits, 'address' | 'hamlet'>): number => {
  const words = placeWords(row)
  let sum = 0
  for (const word of typed) {
    const likeness = placeLikeness(word, words)
    if (likeness === 0) return 0
    sum += likeness
  }
  return sum / typed.length
}

const plainNumber = (text: string): string => (/^\d+$/.test(text) ? String(Number(text)) : text)

const bornAsAsked = ({ birth }: Reading, day: string | null): boolean => {
  if (birth === null) return true
  if (day === null) return false
  const year = Number(day.slice(0, 4))
  return (
    year >= birth.year &&
    year <= birth.toYear &&
    (birth.month === null || Number(day.slice(5, 7)) === birth.month) &&
    (birth.day === null || Number(day.slice(8, 10)) === birth.day)
  )
}

const inRegions = (regions: readonly string[], code: string | null): boolean =>
  code !== null && regions.some((region) => code === region || code.startsWith(`${region}.`))

/**
 * How well a person fits everything a line asks for, 0 to 1; 0 = some part does not fit at all. The name weighs most.
 * @param number how well the number fitted, where one was typed
 */
export const scoreReading = (reading: Reading, row: Traits, number = 1): number => {
  if (reading.rt !== null && plainNumber(row.rt) !== reading.rt) return 0
  if (reading.rw !== null && plainNumber(row.rw) !== reading.rw) return 0
  if (!bornAsAsked(reading, row.birth_date)) return 0
  if (reading.regions !== null && !inRegions(reading.regions, row.region_code)) return 0
  const parts: [score: number, weight: number][] = []
  if (reading.number !== null) parts.push([number, 2])
  if (reading.names.length > 0) {
    const name = scoreName(reading.names, row.key)
    if (name < leastScore) return 0
    parts.push([name, 4])
  }
  if (reading.mother.length > 0) {
    const mother = row.mother_name === '' ? 0 : scoreName(reading.mother, nameKey(row.mother_name))
    if (mother < leastScore) return 0
    parts.push([mother, 2])
  }
  if (reading.address.length > 0) {
    const place = scorePlace(reading.address, row)
    if (place === 0) return 0
    parts.push([place, 2])
  }
  for (const asked of [reading.rt, reading.rw, reading.birth, reading.regions]) if (asked !== null) parts.push([1, 1])
  const weight = parts.reduce((sum, [, one]) => sum + one, 0)
  return weight === 0 ? 0 : parts.reduce((sum, [score, one]) => sum + score * one, 0) / weight
}

/** What one typed word says of a person when it may stand anywhere. */
export type Place = 'name' | 'mother' | 'address'

/**
 * Where each typed word stands best: in the name, the mother's name or the address. A word found elsewhere than in the name
 * counts a little less; null when one is found nowhere.
 */
export const placeWordsOf = (typed: readonly string[], row: Traits): { places: Place[]; score: number } | null => {
  const mother = row.mother_name === '' ? '' : nameKey(row.mother_name)
  const places = placeWords(row)
  let sum = 0
  let letters = 0
  const found: Place[] = []
  for (const word of typed) {
    const ways: [Place, number][] = [
      ['name', scoreName([word], row.key)],
      ['mother', mother === '' ? 0 : scoreName([word], mother) * 0.9],
      ['address', placeLikeness(word, places) * 0.85],
    ]
    const [place, likeness] = ways.reduce((best, way) => (way[1] > best[1] ? way : best))
    if (likeness < leastScore) return null
    found.push(place)
    sum += likeness * word.length
    letters += word.length
  }
  return { places: found, score: (sum / letters) * 0.95 }
}
