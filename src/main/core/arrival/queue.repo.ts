import type { Insertable, Updateable } from 'kysely'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import type { QueueTicketTable } from '../db/tables/arrival.ts'

const tickets = (db: Db) =>
  db.q
    .selectFrom('queue_ticket as t')
    .leftJoin('person as p', 'p.id', 't.person_id')
    .leftJoin('case_file as c', 'c.id', 't.case_id')
    .selectAll('t')
    .select(['p.region_code', 'c.number as case_number', 'c.region_code as case_region'])

/** A ticket with the region of its person and the number of its case. */
export type TicketRow = ReturnType<typeof ticketsOf>[number]

/** All tickets of a day by number. */
export const ticketsOf = (db: Db, day: string) => db.all(tickets(db).where('t.day', '=', day).orderBy('t.number'))

/** One ticket, or undefined. */
export const findTicket = (db: Db, id: number) => db.first(tickets(db).where('t.id', '=', id))

/** How many wait on a day. */
export const countWaiting = (db: Db, day: string): number =>
  db.first(
    db.q
      .selectFrom('queue_ticket')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('day', '=', day)
      .where('state', '=', 'waiting'),
  )?.count ?? 0

/** The number after the last one of a day; each day begins at 1. */
export const nextTicketNumber = (db: Db, day: string): number =>
  (db.first(
    db.q
      .selectFrom('queue_ticket')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('day', '=', day),
  )?.last ?? 0) + 1

/** Adds a ticket; answers its id. */
export const insertTicket = (db: Db, values: Insertable<QueueTicketTable>): number =>
  db.run(db.q.insertInto('queue_ticket').values(values)).id

/** Changes a ticket; false = the version was stale. */
export const updateTicket = (db: Db, id: number, version: number, values: Updateable<QueueTicketTable>, by: By): boolean =>
  db.run(
    db.q
      .updateTable('queue_ticket')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1
