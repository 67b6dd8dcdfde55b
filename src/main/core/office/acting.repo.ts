import type { Acting } from '../../../shared/contract/office.ts'
import type { ActingKind } from '../../../shared/domain/signers.ts'
import type { Db } from '../db/database.ts'

const base = (db: Db) => db.q.selectFrom('signatory_acting').selectAll()
type Row = NonNullable<ReturnType<typeof findActing>>

/** One period of acting, or undefined. */
export const findActing = (db: Db, id: number) => db.first(base(db).where('id', '=', id))

/** Who acts for a post on a day, `YYYY-MM-DD`; undefined = its holder signs. */
export const actingOn = (db: Db, signatoryId: number, day: string): Row | undefined =>
  db.first(
    base(db)
      .where('signatory_id', '=', signatoryId)
      .where('from_day', '<=', day)
      .where('to_day', '>=', day)
      .orderBy('from_day', 'desc')
      .limit(1),
  )

/** As screens see it. */
export const toActing = (row: Row): Acting => ({
  id: row.id,
  signatoryId: row.signatory_id,
  kind: row.kind as ActingKind,
  name: row.name,
  rank: row.rank,
  nip: row.nip,
  from: row.from_day,
  to: row.to_day,
  decree: row.decree,
  version: row.version,
})

/** All periods, the latest first. */
export const listActing = (db: Db): Acting[] => db.all(base(db).orderBy('from_day', 'desc').orderBy('id', 'desc')).map(toActing)

/** A period of the same post that shares a day with this one. */
export const overlappingActing = (
  db: Db,
  period: { id: number | null; signatoryId: number; from: string; to: string },
): Row | undefined => {
  const query = base(db)
    .where('signatory_id', '=', period.signatoryId)
    .where('from_day', '<=', period.to)
    .where('to_day', '>=', period.from)
    .orderBy('from_day')
    .limit(1)
  return db.first(period.id === null ? query : query.where('id', '<>', period.id))
}

/** Inserts or changes a period; undefined = the version was stale or the row is gone. */
export const saveActingRow = (
  db: Db,
  input: Omit<Acting, 'id'> & { id: number | null },
  by: { userId: number; now: string },
): { id: number; version: number } | undefined => {
  const values = {
    signatory_id: input.signatoryId,
    kind: input.kind,
    name: input.name,
    rank: input.rank,
    nip: input.nip,
    from_day: input.from,
    to_day: input.to,
    decree: input.decree,
    updated_at: by.now,
    updated_by: by.userId,
  }
  if (input.id === null) return { id: db.run(db.q.insertInto('signatory_acting').values(values)).id, version: 1 }
  const done = db.run(
    db.q
      .updateTable('signatory_acting')
      .set({ ...values, version: input.version + 1 })
      .where('id', '=', input.id)
      .where('version', '=', input.version),
  )
  return done.changes === 1 ? { id: input.id, version: input.version + 1 } : undefined
}

/** Removes a period; false = the version was stale or the row is gone. */
export const removeActingRow = (db: Db, id: number, version: number): boolean =>
  db.run(db.q.deleteFrom('signatory_acting').where('id', '=', id).where('version', '=', version)).changes === 1
