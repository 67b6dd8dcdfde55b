import type { Actor } from '../../../shared/domain/permissions.ts'
import { regionWithin, withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'

/** The numbers of a person that lists show masked; null = none. */
export interface Numbers {
  nik: string | null
  kk: string | null
}

const numbers = (db: Db) =>
  db.q
    .selectFrom('person as p')
    .leftJoin('family_member as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.to_date', 'is', null))
    .leftJoin('family as f', 'f.id', 'm.family_id')

/** Numbers of people in full, by the person's id. Whom a user may see is for the caller to know. */
export const numbersOfPeople = (db: Db, personIds: readonly number[]): Map<number, Numbers> =>
  personIds.length === 0
    ? new Map()
    : new Map(
        db
          .all(numbers(db).select(['p.id', 'p.nik', 'f.kk_number']).where('p.id', 'in', personIds))
          .map((row) => [row.id, { nik: row.nik, kk: row.kk_number }]),
      )

/** Numbers of the clients of cases in full, by the case's id. */
export const numbersOfClients = (db: Db, caseIds: readonly number[]): Map<number, Numbers> =>
  caseIds.length === 0
    ? new Map()
    : new Map(
        db
          .all(
            numbers(db)
              .innerJoin('case_file as c', 'c.client_id', 'p.id')
              .select(['c.id', 'p.nik', 'f.kk_number'])
              .where('c.id', 'in', caseIds),
          )
          .map((row) => [row.id, { nik: row.nik, kk: row.kk_number }]),
      )

/** Numbers of the people whom letters are about in full, by the letter's id. */
export const numbersOfLetters = (db: Db, letterIds: readonly number[]): Map<number, Numbers> =>
  letterIds.length === 0
    ? new Map()
    : new Map(
        db
          .all(
            numbers(db)
              .innerJoin('letter as l', 'l.person_id', 'p.id')
              .select(['l.id', 'p.nik', 'f.kk_number'])
              .where('l.id', 'in', letterIds),
          )
          .map((row) => [row.id, { nik: row.nik, kk: row.kk_number }]),
      )

/** What staged rows of an import say, packed as `decodeRow` reads it, by the row's id. */
export const stagedData = (db: Db, rowIds: readonly number[]): Map<number, string> =>
  rowIds.length === 0
    ? new Map()
    : new Map(
        db.all(db.q.selectFrom('import_row').select(['id', 'data']).where('id', 'in', rowIds)).map((row) => [row.id, row.data]),
      )

/** Families inside the reader's area, by id from one on. */
export const familiesAfter = (db: Db, actor: Pick<Actor, 'areas'>, region: string | null, after: number, limit: number) => {
  const query = db.q
    .selectFrom('family as f')
    .leftJoin('region as r', 'r.code', 'f.region_code')
    .select(['f.id', 'f.kk_number', 'f.address', 'f.hamlet', 'f.rt', 'f.rw', 'f.region_code', 'r.name as village'])
    .where('f.id', '>', after)
    .where((eb) => withinArea(eb.ref('f.region_code'), actor))
    .orderBy('f.id')
    .limit(limit)
  return db.all(region === null ? query : query.where((eb) => regionWithin(eb.ref('f.region_code'), [region])))
}

/** How many families `familiesAfter` walks through. */
export const countFamilies = (db: Db, actor: Pick<Actor, 'areas'>, region: string | null): number => {
  const query = db.q
    .selectFrom('family as f')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where((eb) => withinArea(eb.ref('f.region_code'), actor))
  return db.first(region === null ? query : query.where((eb) => regionWithin(eb.ref('f.region_code'), [region])))?.count ?? 0
}

/** Present members of families, in the order they were entered. */
export const membersOf = (db: Db, familyIds: readonly number[]) =>
  familyIds.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('family_member as m')
          .innerJoin('person as p', 'p.id', 'm.person_id')
          .select(['m.family_id', 'm.relation', 'p.name', 'p.nik', 'p.region_code'])
          .where('m.family_id', 'in', familyIds)
          .where('m.to_date', 'is', null)
          .orderBy('m.id'),
      )

/** Numbers of family cards in full, by the family's id. */
export const numbersOfFamilies = (db: Db, familyIds: readonly number[]): Map<number, string | null> =>
  familyIds.length === 0
    ? new Map()
    : new Map(
        db
          .all(db.q.selectFrom('family').select(['id', 'kk_number']).where('id', 'in', familyIds))
          .map(({ id, kk_number }) => [id, kk_number]),
      )
