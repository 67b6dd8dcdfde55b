import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { likeText, withinArea } from '../cases/area.repo.ts'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import type { ConsultationTable, GuestVisitTable } from '../db/tables/arrival.ts'

/** A list by days, newest first, one row more than asked for. */
export interface DayFilter {
  from: string | null
  to: string | null
  text: string
  belowId: number | null
  limit: number
}

/** Adds a line to the guest book; answers its id. */
export const insertGuest = (db: Db, values: Insertable<GuestVisitTable>): number =>
  db.run(db.q.insertInto('guest_visit').values(values)).id

/** One line of the guest book, or undefined. */
export const findGuest = (db: Db, id: number) => db.first(db.q.selectFrom('guest_visit').selectAll().where('id', '=', id))

/** Changes a line; false = the version was stale. */
export const updateGuest = (db: Db, id: number, version: number, values: Updateable<GuestVisitTable>, by: By): boolean =>
  db.run(
    db.q
      .updateTable('guest_visit')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** Lines of the guest book. Who is limited to villages sees visitors from there and those they wrote down. */
export const listGuests = (db: Db, actor: Pick<Actor, 'areas' | 'userId'>, filter: DayFilter) => {
  let query = db.q
    .selectFrom('guest_visit as g')
    .leftJoin('person as p', 'p.id', 'g.person_id')
    .leftJoin('queue_ticket as t', 't.id', 'g.ticket_id')
    .leftJoin('user as u', 'u.id', 'g.created_by')
    .selectAll('g')
    .select(['t.number as ticket_number', 'u.display_name as by_name'])
    .where((eb) => eb.or([eb('g.created_by', '=', actor.userId), withinArea(eb.ref('p.region_code'), actor)]))
    .orderBy('g.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.from !== null) query = query.where('g.day', '>=', filter.from)
  if (filter.to !== null) query = query.where('g.day', '<=', filter.to)
  if (filter.belowId !== null) query = query.where('g.id', '<', filter.belowId)
  if (filter.text !== '') {
    const like = `%${likeText(filter.text)}%`
    query = query.where(
      sql<boolean>`(g.name || ' ' || g.origin || ' ' || g.purpose || ' ' || g.meets || ' ' || g.note) like ${like} escape '\\'`,
    )
  }
  return db.all(query)
}

/** Adds a consultation; answers its id. */
export const insertConsultation = (db: Db, values: Insertable<ConsultationTable>): number =>
  db.run(db.q.insertInto('consultation').values(values)).id

const consultations = (db: Db, actor: Pick<Actor, 'areas' | 'userId'>) =>
  db.q
    .selectFrom('consultation as k')
    .leftJoin('person as p', 'p.id', 'k.person_id')
    .leftJoin('case_file as c', 'c.id', 'k.case_id')
    .leftJoin('user as u', 'u.id', 'k.created_by')
    .selectAll('k')
    .select(['p.name as person_name', 'c.number as case_number', 'c.region_code as case_region', 'u.display_name as by_name'])
    .where((eb) => eb.or([eb('k.created_by', '=', actor.userId), withinArea(eb.ref('p.region_code'), actor)]))

/** One consultation inside the user's area, or undefined. */
export const findConsultation = (db: Db, actor: Pick<Actor, 'areas' | 'userId'>, id: number) =>
  db.first(consultations(db, actor).where('k.id', '=', id))

/** Consultations, newest first. */
export const listConsultations = (
  db: Db,
  actor: Pick<Actor, 'areas' | 'userId'>,
  filter: DayFilter & { personId: number | null },
) => {
  let query = consultations(db, actor)
    .orderBy('k.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.personId !== null) query = query.where('k.person_id', '=', filter.personId)
  if (filter.from !== null) query = query.where('k.day', '>=', filter.from)
  if (filter.to !== null) query = query.where('k.day', '<=', filter.to)
  if (filter.belowId !== null) query = query.where('k.id', '<', filter.belowId)
  if (filter.text !== '') {
    const like = `%${likeText(filter.text)}%`
    query = query.where(sql<boolean>`(coalesce(p.name, k.who) || ' ' || k.subject || ' ' || k.answer) like ${like} escape '\\'`)
  }
  return db.all(query)
}

/** Says which case a consultation became. */
export const linkConsultation = (db: Db, id: number, caseId: number, by: By): void => {
  db.run(
    db.q
      .updateTable('consultation')
      .set((eb) => ({ case_id: caseId, updated_at: by.now, updated_by: by.userId, version: eb('version', '+', 1) }))
      .where('id', '=', id),
  )
}
