import { monthName } from './dates.ts'
import { nameKey } from './names.ts'

/** Somebody who must not be recognised, and what stands in the text instead. */
export interface Hidden {
  code: string
  names: readonly string[]
}

/** What a text is cleared of. */
export interface RedactorInput {
  people: readonly Hidden[]
  /** Exact places (village, hamlet, street) and what may be said instead. */
  places: readonly { name: string; instead: string }[]
}

const monthWords =
  'januari februari maret april mei juni juli agustus september oktober november desember jan feb mar apr jun jul agu ags sep okt nov des'.split(
    ' ',
  )
const monthOf = (word: string): string => {
  const index = monthWords.indexOf(word.toLowerCase())
  const number = index < 12 ? index : [0, 1, 2, 3, 5, 6, 7, 7, 8, 9, 10, 11][index - 12]
  return monthName((number ?? 0) + 1)
}
const month = (number: string): string => monthName(Number(number))

/** Exact dates become a month: `22/11/2026`, `2026-11-22`, `22 November 2026`, `22 Nov`. */
const coarseDates = (text: string): string =>
  text
    .replace(/(?<!\d)(\d{4})-(0[1-9]|1[0-2])-\d{2}(?!\d)/g, (_all, year: string, number: string) => `${month(number)} ${year}`)
    .replace(
      /(?<!\d)\d{1,2}[/.-](0?[1-9]|1[0-2])[/.-](\d{4}|\d{2})(?!\d)/g,
      (_all, number: string, year: string) => `${month(number)} ${year.length === 2 ? `20${year}` : year}`,
    )
    .replace(new RegExp(`(?<!\\d)\\d{1,2}\\s+(${monthWords.join('|')})(?![\\p{L}])`, 'giu'), (_all, word: string) =>
      monthOf(word),
    )

const numberMark = '(nomor)'

/** NIK, family card, telephone, case, letter and account numbers, street addresses, RT/RW, mail addresses. */
const withoutNumbers = (text: string): string =>
  text
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '(alamat surel)')
    .replace(/\b(?:LATIHAN-)?SLRT-\d{4}-\d+\b/gi, '(nomor kasus)')
    .replace(/\bR[TW]\.?\s*\d{1,3}(?:\s*\/\s*(?:RW\.?\s*)?\d{1,3})?/gi, '(alamat)')
    .replace(/\b(?:jl|jln|jalan|gg|gang)\b\.?\s+[^,.;\n]+/gi, '(alamat)')
    // Six digits or more, however they are grouped; years and amounts of money below a million stay.
    .replace(/(?<![\p{L}\d])\+?\d(?:[\s().\-/]{0,2}\d){5,}/gu, numberMark)
    .replace(/\p{L}*\d{6,}[\p{L}\d]*/gu, numberMark)
    .replace(/(?:\(nomor\)[\s().\-/]*)+\d*/g, numberMark)

/** Keys under which a name is met in a text: each word, each part of a hyphenated word, two words written as one. */
const keysOf = (name: string): string[] => {
  const words = name.split(/[^\p{L}\p{N}'’‘`´-]+/u).filter((word) => word !== '')
  const parts = words.flatMap((word) => [word, ...word.split(/[-'’‘`´]/)])
  const pairs = words.slice(1).map((word, index) => `${words[index] as string}${word}`)
  return [...parts, ...pairs].map(wordKey).filter((key) => key.length >= 3)
}

/** The search key of a single word, titles kept: a title alone is nobody's name. */
const wordKey = (word: string): string => nameKey(word).replaceAll(' ', '')

/** Whether two keys differ by one letter at most; only for long ones, short words are too alike. */
const nearly = (one: string, other: string): boolean => {
  if (one === other) return true
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const [a, b] = [one.slice(at), other.slice(at)]
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Makes a function that takes out of a text what would tell who a story is about: names (also spelt otherwise: folded as the
 * search does, one letter off in long words), identity and telephone numbers, addresses, exact places and days. It rather takes
 * out too much: "Sari" is also a flower. Its result comes out of it unchanged.
 */
export const makeRedactor = ({ people, places }: RedactorInput): ((text: string) => string) => {
  const keys = new Map<string, string>()
  for (const person of people)
    for (const name of person.names) for (const key of keysOf(name)) if (!keys.has(key)) keys.set(key, person.code)
  const list = [...keys]
  const codes = new Set(people.map(({ code }) => code))
  const kept = new Set([...codes].flatMap((code) => code.split(' ')).concat(['nomor', 'alamat', 'kasus', 'surel']))
  const codeOf = (word: string): string | undefined => {
    const key = wordKey(word)
    if (key.length < 3) return undefined
    return keys.get(key) ?? list.find(([known]) => nearly(known, key))?.[1]
  }
  const placePatterns = places
    .filter(({ name }) => name.trim().length >= 3)
    .sort((one, other) => other.name.length - one.name.length)
    .map(({ name, instead }) => ({
      pattern: new RegExp(`(?<![\\p{L}\\d])${escaped(name.trim()).replace(/\s+/g, '[\\s_-]+')}(?![\\p{L}\\d])`, 'giu'),
      instead,
    }))
  const withoutNames = (text: string): string => {
    // Odd pieces are words, even ones what stands between them.
    const pieces = text.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’‘`´-]*)/u)
    for (let index = 1; index < pieces.length; index += 2) {
      const word = pieces[index] as string
      const next = pieces[index + 2]
      const close = /^[\s_.-]{1,2}$/.test(pieces[index + 1] ?? '')
      const joined = next !== undefined && close ? keys.get(wordKey(`${word}${next}`)) : undefined
      if (joined !== undefined) {
        pieces[index] = joined
        pieces[index + 1] = ''
        pieces[index + 2] = ''
        continue
      }
      if (kept.has(word)) continue
      const code =
        codeOf(word) ??
        word
          .split(/[-'’‘`´]/)
          .map(codeOf)
          .find((found) => found !== undefined)
      if (code !== undefined) pieces[index] = code
    }
    return [...codes].reduce(
      (result, code) => result.replace(new RegExp(`${escaped(code)}(?:[\\s.,]*(?:bin|binti)?\\s*${escaped(code)})+`, 'g'), code),
      pieces.join(''),
    )
  }
  return (text) => {
    let result = coarseDates(text.normalize('NFC'))
    for (const { pattern, instead } of placePatterns) result = result.replace(pattern, instead)
    return withoutNames(withoutNumbers(result))
      .replace(/[\t ]+/g, ' ')
      .trim()
  }
}
