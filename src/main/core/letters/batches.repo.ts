import { sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'
import type { By } from './letters.repo.ts'

const baseQuery = (db: Db) =>
  db.q
    .selectFrom('letter_batch as b')
    .leftJoin('user as u', 'u.id', 'b.created_by')
    .select(['b.id', 'b.kind', 'b.title', 'b.letter_date', 'b.content', 'b.reason', 'b.closed_at', 'b.merged_at'])
    .select(['b.created_at', 'b.created_by', 'b.version', 'u.display_name as created_by_name'])
    .select((eb) => {
      const items = eb
        .selectFrom('letter_batch_item as i')
        .leftJoin('letter as l', 'l.id', 'i.letter_id')
        .whereRef('i.batch_id', '=', 'b.id')
      return [
        items.select((inner) => inner.fn.countAll<number>().as('n')).as('people'),
        items
          .where('l.state', '=', 'printed')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .as('printed'),
        items
          .where('l.state', '=', 'cancelled')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .as('cancelled'),
        items
          .where('i.message', '<>', '')
          .where(sql<boolean>`coalesce(l.state, 'draft') = 'draft'`)
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .as('refused'),
      ]
    })

/** A batch whoever made it, or undefined. */
export const findBatch = (db: Db, id: number) => db.first(baseQuery(db).where('b.id', '=', id))

/** A batch with its counts. */
export type BatchRecord = NonNullable<ReturnType<typeof findBatch>>

/** Batches a user may see: everybody's for users of the whole district, else the own of which no letter lies elsewhere. */
export const batchesOf = (db: Db, actor: Pick<Actor, 'userId' | 'areas'>): BatchRecord[] => {
  const query = baseQuery(db).orderBy('b.id', 'desc').limit(200)
  if (actor.areas.length === 0) return db.all(query)
  return db.all(query.where('b.created_by', '=', actor.userId)).filter(({ id }) => batchIsInside(db, actor, id))
}

/** Whether no letter of a batch lies outside the reader's area: areas of users change, and what was inside may lie elsewhere now. */
export const batchIsInside = (db: Db, actor: Pick<Actor, 'areas'>, batchId: number): boolean =>
  db.first(
    db.q
      .selectFrom('letter_batch_item as i')
      .innerJoin('letter as l', 'l.id', 'i.letter_id')
      .select('i.id')
      .where('i.batch_id', '=', batchId)
      .where((eb) => sql<boolean>`NOT coalesce(${withinArea(eb.ref('l.region_code'), actor)}, 0)`)
      .limit(1),
  ) === undefined

/** Items in order, with the people and letters behind them. */
export const batchItems = (db: Db, batchId: number) =>
  db.all(
    db.q
      .selectFrom('letter_batch_item as i')
      .innerJoin('person as p', 'p.id', 'i.person_id')
      .leftJoin('letter as l', 'l.id', 'i.letter_id')
      .select(['i.id', 'i.position', 'i.person_id', 'i.letter_id', 'i.message', 'p.name'])
      .select(['l.state', 'l.version', 'l.number', 'l.data', 'l.kind', 'l.template_version', 'l.sha256'])
      .where('i.batch_id', '=', batchId)
      .orderBy('i.position'),
  )

/** One item as stored. */
export type BatchItem = ReturnType<typeof batchItems>[number]

/** What each item has come to, without the letters' contents. */
export const itemStates = (db: Db, batchId: number) =>
  db.all(
    db.q
      .selectFrom('letter_batch_item as i')
      .leftJoin('letter as l', 'l.id', 'i.letter_id')
      .select(['i.id', 'i.position', 'i.person_id', 'i.letter_id', 'i.message', 'l.state', 'l.version'])
      .where('i.batch_id', '=', batchId)
      .orderBy('i.position'),
  )

/** Adds a batch with its people in order; returns its id. */
export const insertBatch = (
  db: Db,
  batch: { kind: string; title: string; letterDate: string; content: string; reason: string; personIds: readonly number[] },
  by: By,
): number => {
  const { id } = db.run(
    db.q.insertInto('letter_batch').values({
      uid: newUid(),
      kind: batch.kind,
      title: batch.title,
      letter_date: batch.letterDate,
      content: batch.content,
      reason: batch.reason,
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  )
  batch.personIds.forEach((personId, index) => {
    db.run(db.q.insertInto('letter_batch_item').values({ batch_id: id, position: index + 1, person_id: personId }))
  })
  return id
}

/** Ties an item to its draft, once. */
export const setItemLetter = (db: Db, itemId: number, letterId: number): boolean =>
  db.run(
    db.q
      .updateTable('letter_batch_item')
      .set({ letter_id: letterId, message: '' })
      .where('id', '=', itemId)
      .where('letter_id', 'is', null),
  ).changes === 1

/** Why an item was refused; '' = it goes on. */
export const setItemMessage = (db: Db, itemId: number, message: string): void => {
  db.run(db.q.updateTable('letter_batch_item').set({ message }).where('id', '=', itemId))
}

/** Changes a batch; false = the version was stale. */
export const updateBatch = (
  db: Db,
  id: number,
  version: number,
  change: { closed_at?: string; merged_at?: string; reason?: string },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('letter_batch')
      .set({ ...change, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

/** People by their NIKs, those that were merged into others left out. */
export const peopleByNik = (db: Db, niks: readonly string[]) =>
  niks.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('person as p')
          .leftJoin('region as r', 'r.code', 'p.region_code')
          .select(['p.id', 'p.nik', 'p.name', 'p.region_code', 'p.life_status', 'r.name as village'])
          .where('p.nik', 'in', niks)
          .where('p.merged_into', 'is', null),
      )
