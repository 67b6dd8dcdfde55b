import type { Db } from '../db/database.ts'
import type { By } from '../people/people.repo.ts'
import { newUid } from '../uid.ts'

/** A household by id, or undefined. */
export const findHousehold = (db: Db, id: number): { id: number; number: string } | undefined =>
  db.first(db.q.selectFrom('household').select(['id', 'number']).where('id', '=', id))

/** The household with an old BDT/ruta number, or undefined. */
export const householdByNumber = (db: Db, number: string): { id: number } | undefined =>
  db.first(db.q.selectFrom('household').select('id').where('number', '=', number))

/** The present household of a family, or undefined. */
export const householdLinkOf = (db: Db, familyId: number) =>
  db.first(
    db.q
      .selectFrom('household_family')
      .select(['id', 'household_id', 'from_date'])
      .where('family_id', '=', familyId)
      .where('to_date', 'is', null),
  )

/** Families of a household, those of today first. */
export const familiesOfHousehold = (db: Db, householdId: number) =>
  db.all(
    db.q
      .selectFrom('household_family')
      .select(['family_id', 'from_date', 'to_date'])
      .where('household_id', '=', householdId)
      .orderBy((eb) => eb('to_date', 'is', null), 'desc')
      .orderBy('id'),
  )

/** Opens a household; answers the id. */
export const insertHousehold = (db: Db, number: string, regionCode: string | null, by: By): number =>
  db.run(
    db.q.insertInto('household').values({
      uid: newUid(Date.parse(by.now)),
      number,
      region_code: regionCode,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Puts a family into a household; answers the link's id. */
export const insertHouseholdFamily = (
  db: Db,
  link: { household_id: number; family_id: number; from_date: string },
  by: By,
): number => db.run(db.q.insertInto('household_family').values({ ...link, updated_at: by.now, updated_by: by.userId })).id
