import type { DuplicateCandidate } from '../../../shared/contract/duplicates.ts'
import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { searchByName } from '../people/search.ts'
import { registerWords } from '../people/vocabulary.sqlite.ts'
import { pairSides } from './duplicates.repo.ts'
import { levelOf, toPairSide } from './pair-view.ts'
import { type Rarity, usualPairs } from './rarity.ts'
import { possibleFrom, scorePair } from './score.ts'
import { type Subject, type SubjectFields, SubjectPools } from './subject.ts'
import {
  idsByKk,
  idsByNameAndBirth,
  idsByNik,
  idsByNikStart,
  idsByVillageAndBirth,
  peopleInVillage,
  peopleWithName,
  registerSize,
  subjectsById,
} from './subjects.sqlite.ts'
import { toPairField } from './words.ts'

/** Candidates compared for one question; each way of finding them brings at most so many. */
const perWay = 60
/** Candidates shown. */
const shown = 8

/**
 * How rare values are, asked of the register as it stands: names and villages are counted, of the rest the usual spread of a
 * district is taken (birth dates over 60 years, an address word shared by one in 200).
 */
export const liveRarity = (db: Db): Rarity => {
  const people = Math.max(1, registerSize(db))
  const words = registerWords(db)
  const remember = (count: (key: string) => number): ((key: string) => number) => {
    const known = new Map<string, number>()
    return (key) => {
      const before = known.get(key)
      if (before !== undefined) return before
      const made = Math.max(1, count(key))
      known.set(key, made)
      return made
    }
  }
  const name = remember((key) => peopleWithName(db, key))
  const village = remember((code) => peopleInVillage(db, code))
  return {
    people,
    expectedPairs: usualPairs(people),
    name: (text) => name(text.key),
    nameWord: (word) => Math.max(1, words.people(word)),
    // Mothers bear the same names as everybody.
    mother: (text) => name(text.key),
    motherWord: (word) => Math.max(1, words.people(word)),
    birthDate: () => Math.max(2, people / (60 * 365)),
    birthPlace: () => people / 20,
    village: (code) => village(code),
    address: () => Math.max(2, people / 400),
    addressWord: () => Math.max(2, people / 200),
    number: () => 2,
  }
}

type CheckInput = ParsedInputOf<'duplicates.check'>

const formFields = (input: CheckInput): SubjectFields => ({
  id: 0,
  number: input.nik,
  name: input.name,
  birthDate: input.birthDate,
  sex: input.sex,
  motherName: input.motherName,
  birthPlace: input.birthPlace,
  village: input.regionCode,
  address: input.address,
  hamlet: input.hamlet,
  rt: input.rt,
  rw: input.rw,
  phone: input.phone,
  kk: input.kkNumber,
})

const candidateIds = (context: QueryContext, input: CheckInput, holders: readonly number[]): Set<number> => {
  const { db, actor } = context
  const { nik, birthDate, regionCode, kkNumber } = input
  const key = nameKey(input.name)
  const ids = new Set(holders)
  const add = (more: readonly number[]): void => {
    for (const id of more) ids.add(id)
  }
  if (nik !== null) add(idsByNikStart(db, nik.slice(0, 12), perWay))
  if (key !== '' && birthDate !== null) add(idsByNameAndBirth(db, key, birthDate, perWay))
  if (regionCode !== null && birthDate !== null) add(idsByVillageAndBirth(db, regionCode, birthDate, perWay))
  if (kkNumber !== null) add(idsByKk(db, kkNumber, perWay))
  if (key !== '' && !/\d{4}/.test(input.name))
    add(
      searchByName(db, input.name, scopeOf(db, actor.areas), 20)
        .slice(0, perWay)
        .map(({ id }) => id),
    )
  if (input.exceptId !== null) ids.delete(input.exceptId)
  return ids
}

/** People who may be the one on the form, best first; only those in the user's area. */
export const checkForm = (context: QueryContext, input: CheckInput): DuplicateCandidate[] => {
  const { db, actor } = context
  const holders = input.nik === null ? [] : idsByNik(db, input.nik)
  const ids = candidateIds(context, input, holders)
  const pools = new SubjectPools()
  const form = pools.subject(formFields(input))
  const rarity = liveRarity(db)
  const scored = subjectsById(db, [...ids])
    .filter(({ village }) => inArea(actor, village))
    .map((fields) => {
      const subject: Subject = pools.subject(fields)
      // The number of a record that was merged into this one is this person's number too.
      if (holders.includes(subject.id)) subject.number = form.number
      return { id: subject.id, holder: holders.includes(subject.id), ...scorePair(form, subject, rarity) }
    })
    // Whoever has the very number is shown, however different the rest: one of the two must be wrong.
    .filter(({ score, holder }) => holder || score >= possibleFrom)
    .sort((one, other) => other.score - one.score || one.id - other.id)
    .slice(0, shown)
  const sides = new Map(
    pairSides(
      db,
      scored.map(({ id }) => id),
    ).map((row) => [row.id, row]),
  )
  return scored.flatMap(({ id, score, fields }) => {
    const row = sides.get(id)
    return row === undefined ? [] : [{ person: toPairSide(row), score, level: levelOf(score), fields: fields.map(toPairField) }]
  })
}
