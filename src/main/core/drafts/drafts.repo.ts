import type { Db } from '../db/database.ts'

/** Drafts of a user, last touched first. */
export const draftsOf = (db: Db, userId: number) =>
  db.all(
    db.q
      .selectFrom('draft')
      .select(['key', 'updated_at'])
      .where('user_id', '=', userId)
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc'),
  )

/** One draft, or undefined. */
export const findDraft = (db: Db, userId: number, key: string) =>
  db.first(db.q.selectFrom('draft').select(['body', 'updated_at']).where('user_id', '=', userId).where('key', '=', key))

/** Keeps a draft in the place of the former one. */
export const putDraft = (db: Db, draft: { userId: number; key: string; body: string; now: string }): void => {
  const { now } = draft
  db.run(
    db.q
      .insertInto('draft')
      .values({ user_id: draft.userId, key: draft.key, body: draft.body, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.columns(['user_id', 'key']).doUpdateSet({ body: draft.body, updated_at: now })),
  )
}

/** Throws a draft away. */
export const dropDraft = (db: Db, userId: number, key: string): void => {
  db.run(db.q.deleteFrom('draft').where('user_id', '=', userId).where('key', '=', key))
}

/** Throws away what nobody touched since an instant, of all users. */
export const dropOldDrafts = (db: Db, before: string): void => {
  db.run(db.q.deleteFrom('draft').where('updated_at', '<', before))
}

/** How many drafts a user has. */
export const countDrafts = (db: Db, userId: number): number =>
  db.first(
    db.q
      .selectFrom('draft')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('user_id', '=', userId),
  )?.count ?? 0

/** A case, or the case of a need, a referral or a notice to the resident: its number and whom it is about. */
export const caseOf = (db: Db, table: 'case_file' | 'need' | 'referral' | 'need_notice', id: number) => {
  const found = db.q
    .selectFrom('case_file as c')
    .innerJoin('person as p', 'p.id', 'c.client_id')
    .select(['c.id', 'c.number', 'c.region_code', 'p.name'])
  return db.first(
    table === 'case_file'
      ? found.where('c.id', '=', id)
      : found.where('c.id', '=', (eb) => eb.selectFrom(table).select('case_id').where('id', '=', id)),
  )
}
