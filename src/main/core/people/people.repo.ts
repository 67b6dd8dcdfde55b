import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { PersonTable } from '../db/tables/people.ts'
import { shownRegionName } from '../regions/regions.repo.ts'
import { newUid } from '../uid.ts'
import type { Scope } from './scope.sqlite.ts'

/** A person as stored. */
export type PersonRecord = Selectable<PersonTable>
/** Columns of a person that a form can set. */
export type PersonColumns = Omit<Updateable<PersonTable>, 'id' | 'uid' | 'version' | 'updated_at' | 'updated_by'>

/** Who writes, and when. */
export interface By {
  userId: number
  now: string
}

/** One person as stored, or undefined. */
export const findPerson = (db: Db, id: number): PersonRecord | undefined =>
  db.first(db.q.selectFrom('person').selectAll().where('id', '=', id))

/**
 * Id and region of the person who has a NIK, or undefined. The NIK of a merged record leads to the one that goes on;
 * `record` = the record that carries it.
 */
export const findByNik = (db: Db, nik: string): { id: number; region_code: string | null; record: number } | undefined =>
  db.first(
    db.q
      .selectFrom('person as p')
      .innerJoin('person as s', (join) => join.on('s.id', '=', sql<number>`coalesce(p.merged_into, p.id)`))
      .select(['s.id', 's.region_code', 'p.id as record'])
      .where('p.nik', '=', nik),
  )

const rows = (db: Db) =>
  db.q
    .selectFrom('person as p')
    .leftJoin('family_member as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.to_date', 'is', null))
    .leftJoin('family as f', 'f.id', 'm.family_id')
    .leftJoin('region as r', 'r.code', 'p.region_code')
    .select([
      'p.id',
      'p.name',
      'p.nik',
      'f.kk_number',
      'p.sex',
      'p.birth_date',
      'p.birth_place',
      'p.address',
      shownRegionName('r').as('village'),
      'p.region_code',
      'p.life_status',
      'p.name_key',
    ])

/** A person with the present family card and the village's name. */
export type ListedPerson = NonNullable<ReturnType<typeof listedPeople>[number]>

/** Listed people by id, in no particular order. */
export const listedPeople = (db: Db, ids: readonly number[]) => db.all(rows(db).where('p.id', 'in', ids))

/** Keyset position in a list by name. */
export interface NamePosition {
  key: string
  id: number
}

/** Above this many villages a walk through all names, leaving others out, is quicker than one walk per village. */
const villagesMerged = 60

const idsOfVillage = (db: Db, code: string, after: NamePosition | null, limit: number) => {
  const query = db.q
    .selectFrom('person')
    .select(['id', 'name_key'])
    .where('region_code', '=', code)
    .where('merged_into', 'is', null)
  return db.all(
    (after === null ? query : query.where((eb) => eb(eb.refTuple('name_key', 'id'), '>', eb.tuple(after.key, after.id))))
      .orderBy('name_key')
      .orderBy('id')
      .limit(limit),
  )
}

/**
 * People by name, from a position on.
 * @param scope null = everybody
 */
export const peopleByName = (db: Db, scope: Scope, after: NamePosition | null, limit: number): ListedPerson[] => {
  if (scope !== null && scope.length <= villagesMerged) {
    const first = scope
      .flatMap((code) => idsOfVillage(db, code, after, limit))
      .sort((a, b) => (a.name_key < b.name_key ? -1 : a.name_key > b.name_key ? 1 : a.id - b.id))
      .slice(0, limit)
    const listed = new Map(
      first.length === 0
        ? []
        : listedPeople(
            db,
            first.map(({ id }) => id),
          ).map((row) => [row.id, row]),
    )
    return first.flatMap(({ id }) => listed.get(id) ?? [])
  }
  let query = rows(db).where('p.merged_into', 'is', null).orderBy('p.name_key').orderBy('p.id').limit(limit)
  // The plus keeps SQLite from the index of villages, which would fetch and sort everybody before the first row is shown.
  if (scope !== null) query = query.where(sql`+p.region_code`, 'in', scope)
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('p.name_key', 'p.id'), '>', eb.tuple(after.key, after.id)))
  return db.all(query)
}

/** How many people and families a scope holds. */
export const countPeople = (db: Db, scope: Scope): { people: number; families: number } => {
  const people = db.q
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('merged_into', 'is', null)
  const families = db.q.selectFrom('family').select((eb) => eb.fn.countAll<number>().as('count'))
  return {
    people: db.first(scope === null ? people : people.where('region_code', 'in', scope))?.count ?? 0,
    families: db.first(scope === null ? families : families.where('region_code', 'in', scope))?.count ?? 0,
  }
}

/** All family memberships of a person, the present one first. */
export const membershipsOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('family_member as m')
      .innerJoin('family as f', 'f.id', 'm.family_id')
      .select(['m.family_id', 'f.kk_number', 'm.relation', 'm.from_date', 'm.to_date'])
      .where('m.person_id', '=', personId)
      .orderBy((eb) => eb('m.to_date', 'is', null), 'desc')
      .orderBy('m.to_date', 'desc')
      .orderBy('m.id', 'desc'),
  )

/** Present members of a family in the order they were entered (the head first, as a card lists them). */
export const familyOf = (db: Db, familyId: number) =>
  db.all(
    db.q
      .selectFrom('family_member as m')
      .innerJoin('person as p', 'p.id', 'm.person_id')
      .select(['p.id', 'p.name', 'p.nik', 'm.relation', 'p.sex', 'p.birth_date', 'p.region_code'])
      .where('m.family_id', '=', familyId)
      .where('m.to_date', 'is', null)
      .orderBy((eb) => eb('m.relation', '=', 'Kepala Keluarga'), 'desc')
      .orderBy('m.id'),
  )

/** Number of a person's present family card, or null. */
export const presentKk = (db: Db, personId: number): string | null =>
  db.first(
    db.q
      .selectFrom('family_member as m')
      .innerJoin('family as f', 'f.id', 'm.family_id')
      .select('f.kk_number')
      .where('m.person_id', '=', personId)
      .where('m.to_date', 'is', null),
  )?.kk_number ?? null

/** A family by the number of its card, or undefined. */
export const findFamily = (db: Db, kkNumber: string): { id: number; region_code: string | null } | undefined =>
  db.first(db.q.selectFrom('family').select(['id', 'region_code']).where('kk_number', '=', kkNumber))

/** Whether a region code stands in the region list. */
export const regionExists = (db: Db, code: string): boolean =>
  db.first(db.q.selectFrom('region').select('code').where('code', '=', code)) !== undefined

/** Inserts a person; answers the id. */
export const insertPerson = (
  db: Db,
  values: Omit<Insertable<PersonTable>, 'uid' | 'updated_at' | 'updated_by'>,
  by: By,
): number =>
  db.run(
    db.q.insertInto('person').values({ ...values, uid: newUid(Date.parse(by.now)), updated_at: by.now, updated_by: by.userId }),
  ).id

/** Opens a family with an address; answers the id. */
export const insertFamily = (
  db: Db,
  values: { kk_number: string; address: string; hamlet: string; rt: string; rw: string; region_code: string | null },
  by: By,
): number =>
  db.run(
    db.q.insertInto('family').values({ ...values, uid: newUid(Date.parse(by.now)), updated_at: by.now, updated_by: by.userId }),
  ).id

/** Puts a person on a family card from a day on. */
export const insertMember = (
  db: Db,
  values: { family_id: number; person_id: number; relation: string; from_date: string },
  by: By,
): number => db.run(db.q.insertInto('family_member').values({ ...values, updated_at: by.now, updated_by: by.userId })).id

/**
 * Changes a person if nobody else did meanwhile. `last_import_id` is cleared: so the undo of an import sees that somebody
 * worked with the record since, and leaves it alone.
 * @returns the new version, or undefined when the version was stale
 */
export const updatePerson = (db: Db, id: number, version: number, values: PersonColumns, by: By): number | undefined => {
  const done = db.run(
    db.q
      .updateTable('person')
      .set({ ...values, last_import_id: null, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  )
  return done.changes === 1 ? version + 1 : undefined
}

/** Notes a changed value of a person for the history. */
export const insertChange = (
  db: Db,
  change: { personId: number; field: string; before: string | null; after: string | null },
  by: By,
): void => {
  db.run(
    db.q.insertInto('register_change').values({
      entity: 'person',
      entity_id: change.personId,
      field: change.field,
      before: change.before,
      after: change.after,
      at: by.now,
      by: by.userId,
    }),
  )
}
