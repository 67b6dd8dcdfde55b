import { type Selectable, sql } from 'kysely'
import { headRelation } from '../../../shared/domain/families.ts'
import type { Db } from '../db/database.ts'
import type { FamilyEventTable, FamilyTable } from '../db/tables/families.ts'
import type { By, NamePosition } from '../people/people.repo.ts'
import type { Scope } from '../people/scope.sqlite.ts'
import { newUid } from '../uid.ts'

/** A family as stored. */
export type FamilyRecord = Selectable<FamilyTable>
/** An event as stored. */
export type EventRecord = Selectable<FamilyEventTable>

/** One family as stored, or undefined. */
export const findFamilyById = (db: Db, id: number): FamilyRecord | undefined =>
  db.first(db.q.selectFrom('family').selectAll().where('id', '=', id))

/** Id and region of the family that has a card number, or undefined. */
export const familyByNumber = (db: Db, kkNumber: string): { id: number; region_code: string | null } | undefined =>
  db.first(db.q.selectFrom('family').select(['id', 'region_code']).where('kk_number', '=', kkNumber))

const members = (db: Db) =>
  db.q
    .selectFrom('family_member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select((eb) => [
      'm.id',
      'm.family_id',
      'm.person_id',
      'm.relation',
      'm.from_date',
      'm.to_date',
      'm.from_event_id',
      'p.name',
      'p.nik',
      'p.sex',
      'p.birth_date',
      'p.marital_status',
      'p.life_status',
      'p.region_code',
      eb
        .selectFrom('case_file as c')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('c.client_id', '=', 'p.id')
        .where('c.open', '=', 1)
        .as('open_cases'),
    ])

/** A membership with what a family needs to know of the person. */
export type MemberRecord = ReturnType<typeof membersOf>[number]

/** Present members, the head first, then as entered. */
export const membersOf = (db: Db, familyId: number) =>
  db.all(
    members(db)
      .where('m.family_id', '=', familyId)
      .where('m.to_date', 'is', null)
      .orderBy((eb) => eb('m.relation', '=', headRelation), 'desc')
      .orderBy('m.id'),
  )

/** Members of before, the last to leave first. Records that were merged into another are left out. */
export const formerMembersOf = (db: Db, familyId: number): MemberRecord[] =>
  db.all(
    members(db)
      .where('m.family_id', '=', familyId)
      .where('m.to_date', 'is not', null)
      .where('p.merged_into', 'is', null)
      .orderBy('m.to_date', 'desc')
      .orderBy('m.id', 'desc')
      .limit(200),
  )

/** The present membership of a person, or undefined. */
export const membershipOf = (db: Db, personId: number): MemberRecord | undefined =>
  db.first(members(db).where('m.person_id', '=', personId).where('m.to_date', 'is', null))

/** Opens a family; answers the id. */
export const insertFamilyCard = (
  db: Db,
  values: { kk_number: string | null; address: string; hamlet: string; rt: string; rw: string; region_code: string | null },
  by: By,
): number =>
  db.run(
    db.q.insertInto('family').values({ ...values, uid: newUid(Date.parse(by.now)), updated_at: by.now, updated_by: by.userId }),
  ).id

/** Puts a person on a card by an event; answers the membership's id. */
export const insertMembership = (
  db: Db,
  values: { family_id: number; person_id: number; relation: string; from_date: string; from_event_id: number },
  by: By,
): number => db.run(db.q.insertInto('family_member').values({ ...values, updated_at: by.now, updated_by: by.userId })).id

/** Opens the record of an event; its log is written when all is done. Answers the id. */
export const insertEvent = (
  db: Db,
  event: { family_id: number | null; kind: string; on_date: string; document_number: string; note: string },
  by: By,
): number =>
  db.run(db.q.insertInto('family_event').values({ ...event, uid: newUid(Date.parse(by.now)), at: by.now, by: by.userId })).id

/** Completes the record of an event. */
export const completeEvent = (
  db: Db,
  id: number,
  values: { family_id: number | null; other_family_id: number | null; detail: string; log: string },
): void => {
  db.run(db.q.updateTable('family_event').set(values).where('id', '=', id))
}

/** Says who had a part in an event. */
export const insertEventPerson = (db: Db, eventId: number, personId: number, part: string): void => {
  db.run(db.q.insertInto('family_event_person').values({ event_id: eventId, person_id: personId, part }))
}

/** An event by id, or undefined. */
export const findEvent = (db: Db, id: number): EventRecord | undefined =>
  db.first(db.q.selectFrom('family_event').selectAll().where('id', '=', id))

/** Events of a family (also those in which it was the other one), newest first; at most 200. */
export const eventsOf = (db: Db, familyId: number) =>
  db.all(
    db.q
      .selectFrom('family_event as e')
      .leftJoin('user as u', 'u.id', 'e.by')
      .leftJoin('user as v', 'v.id', 'e.undone_by')
      .selectAll('e')
      .select(['u.display_name as by_name', 'v.display_name as undone_by_name'])
      .where((eb) => eb.or([eb('e.family_id', '=', familyId), eb('e.other_family_id', '=', familyId)]))
      .orderBy('e.id', 'desc')
      .limit(200),
  )

/** People who had a part in events, under the record that goes on today. */
export const peopleOfEvents = (db: Db, eventIds: readonly number[]) =>
  eventIds.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('family_event_person as x')
          .innerJoin('person as p', (join) =>
            join.on('p.id', '=', sql<number>`(SELECT coalesce(o.merged_into, o.id) FROM person o WHERE o.id = x.person_id)`),
          )
          .select(['x.event_id', 'x.part', 'p.id', 'p.name', 'p.region_code'])
          .where('x.event_id', 'in', eventIds)
          .orderBy('x.id'),
      )

/** Number of the newest event that still stands, among those of a family and those in which a person had a part. */
export const newestEvent = (db: Db, of: { familyId: number } | { personId: number }): number | null =>
  'familyId' in of
    ? (db.sql<{ id: number | null }>(
        `SELECT max(id) AS id FROM (SELECT max(id) AS id FROM family_event WHERE family_id = ? AND undone_at IS NULL
         UNION ALL SELECT max(id) FROM family_event WHERE other_family_id = ? AND undone_at IS NULL)`,
        of.familyId,
        of.familyId,
      )[0]?.id ?? null)
    : (db.sql<{ id: number | null }>(
        `SELECT max(e.id) AS id FROM family_event_person x JOIN family_event e ON e.id = x.event_id
         WHERE x.person_id = ? AND e.undone_at IS NULL`,
        of.personId,
      )[0]?.id ?? null)

/**
 * Marks an event as taken back, and lets go of people and families that are removed with it: whatever else named them
 * was taken back before.
 */
export const markEventUndone = (db: Db, id: number, removed: { people: number[]; families: number[] }, by: By): void => {
  db.run(db.q.updateTable('family_event').set({ undone_at: by.now, undone_by: by.userId }).where('id', '=', id))
  const undone = db.q.selectFrom('family_event').select('id').where('undone_at', 'is not', null)
  for (const personId of removed.people)
    db.run(db.q.deleteFrom('family_event_person').where('person_id', '=', personId).where('event_id', 'in', undone))
  for (const familyId of removed.families) {
    const events = db.q.updateTable('family_event').where('undone_at', 'is not', null)
    db.run(events.set({ family_id: null }).where('family_id', '=', familyId))
    db.run(events.set({ other_family_id: null }).where('other_family_id', '=', familyId))
  }
}

/** A family as a list shows it. */
export interface ListedFamily {
  id: number
  kk_number: string | null
  address: string
  region_code: string | null
  state: string
  village: string | null
  head: string | null
  head_key: string | null
  head_id: number | null
  members: number
}

const listed = (db: Db) =>
  db.q
    .selectFrom('family as f')
    .leftJoin('region as r', 'r.code', 'f.region_code')
    .leftJoin('family_member as h', (join) =>
      join
        .onRef('h.family_id', '=', 'f.id')
        .on('h.to_date', 'is', null)
        .on('h.relation', '=', headRelation)
        // Imports may bring two heads; a card stands in the list once.
        .on(
          'h.id',
          '=',
          sql<number>`(SELECT min(x.id) FROM family_member x WHERE x.family_id = f.id AND x.to_date IS NULL AND x.relation = ${headRelation})`,
        ),
    )
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select([
      'f.id',
      'f.kk_number',
      'f.address',
      'f.region_code',
      'f.state',
      'r.name as village',
      'p.name as head',
      'p.name_key as head_key',
      'p.id as head_id',
      sql<number>`(SELECT count(*) FROM family_member n WHERE n.family_id = f.id AND n.to_date IS NULL)`.as('members'),
    ])

/** Families by id, in no particular order. */
export const listedFamilies = (db: Db, ids: readonly number[]): ListedFamily[] =>
  ids.length === 0 ? [] : db.all(listed(db).where('f.id', 'in', ids))

const headsFrom = (db: Db, village: string | null, after: NamePosition | null, limit: number) => {
  let query = db.q
    .selectFrom('person as p')
    .innerJoin('family_member as m', (join) =>
      join.onRef('m.person_id', '=', 'p.id').on('m.to_date', 'is', null).on(sql`+m.relation`, '=', headRelation),
    )
    .select(['p.id', 'p.name_key', 'm.family_id', 'm.id as member_id'])
    .where('p.merged_into', 'is', null)
    .orderBy('p.name_key')
    .orderBy('p.id')
    .limit(limit)
  if (village !== null) query = query.where('p.region_code', '=', village)
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('p.name_key', 'p.id'), '>', eb.tuple(after.key, after.id)))
  return db.all(query)
}

/** A place in the list of heads by name. */
export interface HeadPosition {
  family_id: number
  key: string
  id: number
}

/**
 * Heads of families by name, from a position on: a walk through the index of names, or one per village of a scope.
 * @param scope null = everybody
 */
export const headsByName = (db: Db, scope: Scope, after: NamePosition | null, limit: number): HeadPosition[] =>
  (scope === null ? headsFrom(db, null, after, limit) : scope.flatMap((code) => headsFrom(db, code, after, limit)))
    .sort((a, b) => (a.name_key < b.name_key ? -1 : a.name_key > b.name_key ? 1 : a.id - b.id))
    .slice(0, limit)
    .map(({ id, name_key, family_id }) => ({ id, key: name_key, family_id }))

/** Families of people, by person, in the order of the people; each family once. */
export const familiesOfPeople = (db: Db, personIds: readonly number[]): number[] => {
  const found = new Map(
    personIds.length === 0
      ? []
      : db
          .all(
            db.q
              .selectFrom('family_member')
              .select(['person_id', 'family_id'])
              .where('person_id', 'in', personIds)
              .where('to_date', 'is', null),
          )
          .map((row) => [row.person_id, row.family_id]),
  )
  return [...new Set(personIds.flatMap((id) => found.get(id) ?? []))]
}

/** Families whose card number begins with digits; at most 100. */
export const familiesByNumber = (db: Db, digits: string): number[] =>
  db
    .all(
      db.q
        .selectFrom('family')
        .select('id')
        .where('kk_number', '>=', digits)
        .where('kk_number', '<', `${digits}:`)
        .orderBy('kk_number')
        .limit(100),
    )
    .map(({ id }) => id)
