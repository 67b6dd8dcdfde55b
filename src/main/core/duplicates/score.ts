import {
  compareAddresses,
  compareDates,
  compareNames,
  compareNumbers,
  compareSex,
  compareValues,
  type Evidence,
  nameMost,
  surprise,
  unknown,
} from './evidence.ts'
import type { Rarity } from './rarity.ts'
import type { Subject } from './subject.ts'

/** Fields that are compared, in the order a screen shows them. */
export const scoredFields = [
  'number',
  'name',
  'birthDate',
  'sex',
  'motherName',
  'birthPlace',
  'village',
  'address',
  'phone',
  'kk',
] as const
export type ScoredField = (typeof scoredFields)[number]

/** A pair's score: 0 to 1, 0.5 = evidence just outweighs chance; with every field's say. */
export interface PairScore {
  score: number
  points: number
  fields: ({ field: ScoredField } & Evidence)[]
}

/** Pairs from here on are worth a person's look. */
export const possibleFrom = 0.5
/** Pairs from here on are nearly certain. */
export const likelyFrom = 0.8

/** What belongs to the household rather than to the person gives so much at most: brothers, sisters and twins share it too. */
const householdMost = 12
const householdLeast = -6

/** How many points (bits) move the odds by one step of the score: flattened, so that good and very good pairs stay apart. */
const steepness = 4

/**
 * Points that a pair needs before it is more than chance: among n people there are n²/2 pairs, of which only the expected few
 * are one person. So every doubling of the register asks for one point more.
 */
export const pointsNeeded = ({ people, expectedPairs }: Pick<Rarity, 'people' | 'expectedPairs'>): number =>
  Math.log2(Math.max(500, people) ** 2 / 2 / expectedPairs)

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

/** The score of a sum of points. */
export const scoreOf = (points: number, needed: number): number => 1 / (1 + 2 ** ((needed - points) / steepness))

const nameEvidence = (a: Subject, b: Subject, rarity: Rarity): Evidence =>
  compareNames(a.name, b.name, {
    most: nameMost,
    conflict: -8,
    different: -10,
    people: rarity.people,
    sharedBy: (text) => rarity.name(text),
    wordSharedBy: (word) => rarity.nameWord(word),
  })

const factEvidence = (a: Subject, b: Subject, rarity: Rarity) => ({
  number: compareNumbers(a.number, b.number, () => rarity.number(a.number)),
  birthDate: compareDates(a.birthDate, b.birthDate, rarity.people, () => rarity.birthDate(a.birthDate)),
  sex: compareSex(a.sex, b.sex),
})

type PersonEvidence = ReturnType<typeof factEvidence> & { name: Evidence }

const compareVillages = (a: string, b: string, rarity: Rarity): Evidence => {
  if (a === '' || b === '') return unknown
  if (a !== b) return { verdict: 'disagree', points: -1.5 }
  const sharedBy = rarity.village(a)
  return { verdict: 'agree', points: surprise(rarity.people, sharedBy, 0, 5), sharedBy }
}

const householdEvidence = (a: Subject, b: Subject, rarity: Rarity) => ({
  motherName: compareNames(a.mother, b.mother, {
    most: 8,
    conflict: -4,
    different: -3,
    people: rarity.people,
    sharedBy: (text) => rarity.mother(text),
    wordSharedBy: (word) => rarity.motherWord(word),
  }),
  birthPlace: compareNames(a.birthPlace, b.birthPlace, {
    most: 3,
    conflict: -1,
    different: -1,
    people: rarity.people,
    sharedBy: (text) => rarity.birthPlace(text),
    wordSharedBy: () => rarity.people / 16,
  }),
  village: compareVillages(a.village, b.village, rarity),
  address: compareAddresses(a.address, b.address, {
    most: 8,
    people: rarity.people,
    sharedBy: (text) => rarity.address(text),
    wordSharedBy: (word) => rarity.addressWord(word),
  }),
  phone: compareValues(a.phone, b.phone, { equal: 6, slip: 3, different: -0.5 }),
  kk: compareValues(a.kk, b.kk, { equal: 6, slip: 3, different: -0.5 }),
})

const total = (parts: Record<string, Evidence>): number => Object.values(parts).reduce((sum, { points }) => sum + points, 0)

/**
 * Compares two subjects. The same for people of the register, the form at the counter and lists of other programs.
 * @param rarity how frequent values are in the list the two come from
 */
export const scorePair = (a: Subject, b: Subject, rarity: Rarity): PairScore =>
  finish({ ...factEvidence(a, b, rarity), name: nameEvidence(a, b, rarity) }, a, b, rarity)

/**
 * The score of a pair that is worth a look, or undefined. The household is compared only when it can still make a difference,
 * so a scan spends little on the many pairs that are nothing.
 */
export const scoreIfPossible = (a: Subject, b: Subject, rarity: Rarity): PairScore | undefined => {
  const needed = pointsNeeded(rarity)
  const facts = factEvidence(a, b, rarity)
  const known = facts.number.points + facts.birthDate.points + facts.sex.points
  if (known + nameMost + householdMost < needed) return undefined
  const person = { ...facts, name: nameEvidence(a, b, rarity) }
  if (known + person.name.points + householdMost < needed) return undefined
  const pair = finish(person, a, b, rarity)
  return pair.score >= possibleFrom ? pair : undefined
}

/**
 * Born on one day into one family, with different names: twins, not a slip. (A record entered twice into one family card has
 * the same name; numbers that differ only in the serial say the same.)
 */
const asTwins = (person: PersonEvidence, household: ReturnType<typeof householdEvidence>): Evidence => {
  const { name, birthDate, number } = person
  if (name.verdict === 'unknown' || name.points > 0 || birthDate.verdict !== 'agree') return name
  const family = household.kk.verdict === 'agree' || household.motherName.points > 0 || number.kind === 'serial'
  return family && number.verdict !== 'agree' ? { ...name, points: name.points - 6, kind: 'twins' } : name
}

const finish = (found: PersonEvidence, a: Subject, b: Subject, rarity: Rarity): PairScore => {
  const household = householdEvidence(a, b, rarity)
  const person = { ...found, name: asTwins(found, household) }
  const says = Object.values(household).map(({ points }) => points)
  const forIt = Math.min(
    householdMost,
    says.reduce((sum, one) => sum + Math.max(0, one), 0),
  )
  const against = Math.max(
    householdLeast,
    says.reduce((sum, one) => sum + Math.min(0, one), 0),
  )
  const points = total(person) + forIt + against
  const all: Record<ScoredField, Evidence> = { ...person, ...household }
  return {
    score: rounded(scoreOf(points, pointsNeeded(rarity)), 4),
    points: rounded(points, 1),
    fields: scoredFields.map((field) => ({ field, ...all[field], points: rounded(all[field].points, 1) })),
  }
}
