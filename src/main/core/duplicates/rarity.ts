import { hash53, repeatedTexts } from './hash.ts'
import type { Subject, SubjectPools, Words } from './subject.ts'

/** How often values come in a list: what agrees by chance says little. Counts are at least 1. */
export interface Rarity {
  /** People in the list. */
  people: number
  /** How many pairs of one person the list is expected to hold; see expectedPairs. */
  expectedPairs: number
  name(text: Words): number
  nameWord(word: string): number
  mother(text: Words): number
  motherWord(word: string): number
  birthDate(day: string): number
  birthPlace(text: Words): number
  village(code: string): number
  address(text: Words): number
  addressWord(word: string): number
  /** How many records carry a number; only values that come more than twice are remembered. */
  number(digits: string): number
}

const atLeastOne = (count: number | undefined): number => Math.max(1, count ?? 1)

/** Where nothing else is known: one person in so many is in the list twice. */
const onePersonIn = 60
/** Share of the true pairs that agree letter by letter in what `expectedPairs` looks at; the others carry a slip. */
const spotless = 0.7

/** Pairs that a list of a size holds by experience. */
export const usualPairs = (people: number): number => Math.max(500, people) / onePersonIn

/**
 * Estimates from the list itself how many pairs of one person it holds: those that agree in the number, or in name, birth date
 * and village letter by letter, and a share for those with slips. A list that was taken in twice needs less proof for each
 * pair than a clean register. (The same idea as the deterministic rules that Splink sets its prior by.)
 */
export const expectedPairs = (subjects: readonly Subject[]): number => {
  // Someone with ten records would count 45 times; one more pair for each further record is enough.
  const repeated = (keyOf: (subject: Subject) => string): number =>
    [...repeatedTexts(subjects, keyOf, 2).values()].reduce((sum, count) => sum + count - 1, 0)
  const byNumber = repeated(({ number }) => (number.length < 6 ? '' : number))
  const byName = repeated(({ name, birthDate, village }) =>
    name === null || birthDate === '' || village === '' ? '' : `${name.key}/${birthDate}/${village}`,
  )
  return Math.max(usualPairs(subjects.length), Math.max(byNumber, byName) / spotless)
}

/** Counts the values of a list of subjects. */
export const countRarity = (subjects: readonly Subject[], pools: SubjectPools): Rarity => {
  const days = new Map<string, number>()
  const villages = new Map<string, number>()
  const numbers = repeatedTexts(subjects, ({ number }) => number, 3)
  const add = (counts: Map<string, number>, value: string): void => {
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  for (const one of subjects) {
    add(days, one.birthDate)
    add(villages, one.village)
  }
  return {
    people: subjects.length,
    expectedPairs: expectedPairs(subjects),
    name: (text) => text.count,
    nameWord: (word) => atLeastOne(pools.names.wordCount(word)),
    mother: (text) => text.count,
    motherWord: (word) => atLeastOne(pools.mothers.wordCount(word)),
    birthDate: (day) => atLeastOne(days.get(day)),
    birthPlace: (text) => text.count,
    village: (code) => atLeastOne(villages.get(code)),
    address: (text) => text.count,
    addressWord: (word) => atLeastOne(pools.addresses.wordCount(word)),
    number: (digits) => numbers.get(hash53(digits)) ?? 2,
  }
}
