import type { MatchReason } from '../../../shared/contract/people.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import type { ListedPerson } from './people.repo.ts'
import type { Found } from './search.ts'
import type { Traits } from './search-words.sqlite.ts'
import { slips, slipsAllowed } from './similarity.ts'

/** What of a found person may be shown as a reason. */
export interface Shown extends Traits {
  phone: string
}

type Mark = [from: number, to: number]

const wordsIn = (text: string): { from: number; to: number; key: string; raw: string }[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    key: nameKey(match[0]),
    raw: match[0].toLowerCase(),
  }))

const like = (typed: string, word: string): boolean =>
  word === typed ||
  word.startsWith(typed) ||
  (typed.length >= 3 && word.includes(typed)) ||
  slips(typed, word, slipsAllowed(typed.length)) <= slipsAllowed(typed.length)

/**
 * Parts of a text that the typed words stand for: from, to (exclusive), in letters of the text. A beginning typed as it is
 * written marks only these letters; another spelling or a slip marks the whole word.
 * @param typed words as `nameKey` folds them
 */
export const marksOf = (text: string, typed: readonly string[]): Mark[] => {
  const joined = typed.length > 1 ? [...typed, typed.join('')] : typed
  return wordsIn(text).flatMap(({ from, to, key, raw }): Mark[] => {
    const best =
      joined.find((word) => word === key) ?? joined.find((word) => like(word, key) || (word.includes(key) && key.length >= 3))
    if (best === undefined) return []
    if (raw.startsWith(best)) return [[from, from + best.length]]
    const at = raw.indexOf(best)
    return at > 0 ? [[from + at, from + at + best.length]] : [[from, to]]
  })
}

const whole = (text: string): Mark[] => (text === '' ? [] : [[0, text.length]])

/** The end of a masked number, as it was typed; else all of it. */
const numberMarks = (masked: string, digits: string): Mark[] => {
  if (masked.endsWith(digits.slice(-4)) && digits.length < 16) return [[masked.length - 4, masked.length]]
  const start = digits.slice(0, 6)
  return masked.startsWith(start) && digits.length < 16 ? [[0, start.length]] : whole(masked)
}

/**
 * Why a person was found, part by part, with the letters to mark: the name first, then what else was typed.
 * Numbers stand masked, as in the list.
 * @param numbers other numbers of the person, where one of them fitted
 */
export const reasonsFor = (found: Found, row: ListedPerson, shown: Shown, numbers: readonly string[]): MatchReason[] => {
  const { reading, places } = found
  const reasons: MatchReason[] = []
  const add = (field: MatchReason['field'], text: string, marks: Mark[]): void => {
    if (text !== '') reasons.push({ field, text, marks })
  }
  const at = (place: 'name' | 'mother' | 'address'): string[] =>
    places === null ? [] : reading.names.filter((_word, index) => places[index] === place)
  const names = places === null ? reading.names : at('name')
  if (names.length > 0) add('name', row.name, marksOf(row.name, names))
  const digits = reading.number?.digits ?? ''
  if (found.number === 'nik') add('nik', maskNumber(row.nik) || maskNumber(digits), numberMarks(maskNumber(row.nik), digits))
  if (found.number === 'kk') add('kk', maskNumber(row.kk_number), numberMarks(maskNumber(row.kk_number), digits))
  if (found.number === 'phone') add('phone', shown.phone, whole(shown.phone))
  if (found.number === 'number') {
    const value = numbers.find((one) => one.toLowerCase().startsWith(digits.toLowerCase())) ?? ''
    add('number', value, value === '' ? [] : [[0, digits.length]])
  }
  const mother = [...reading.mother, ...at('mother')]
  if (mother.length > 0) add('mother', shown.mother_name, marksOf(shown.mother_name, mother))
  const address = [...reading.address, ...at('address')]
  if (address.length > 0 || reading.rt !== null || reading.rw !== null) {
    const line = addressLine(shown)
    const marks = marksOf(line, address)
    for (const [label, asked] of [
      ['RT', reading.rt],
      ['RW', reading.rw],
    ] as const) {
      const match = asked === null ? null : new RegExp(`${label}\\s*0*${asked}\\b`, 'i').exec(line)
      if (match !== null) marks.push([match.index, match.index + match[0].length])
    }
    add(
      'address',
      line,
      marks.sort((a, b) => a[0] - b[0]),
    )
  }
  if (reading.birth !== null) {
    const day = shortDate(shown.birth_date)
    add('birth', day, reading.birth.day === null && reading.birth.month === null ? [[6, 10]] : whole(day))
  }
  if (reading.regions !== null) add('region', row.village ?? '', whole(row.village ?? ''))
  return reasons
}
