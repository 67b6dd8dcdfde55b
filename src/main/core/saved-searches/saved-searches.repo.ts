import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { SavedSearchTable } from '../db/tables/office.ts'

/** Searches of a user and those shared in the office, by name. */
export const visibleSearches = (db: Db, userId: number) =>
  db.all(
    db.q
      .selectFrom('saved_search as s')
      .leftJoin('user as u', 'u.id', 's.owner_id')
      .selectAll('s')
      .select('u.display_name as owner_name')
      .where((eb) => eb.or([eb('s.owner_id', '=', userId), eb('s.shared', '=', 1)]))
      .orderBy('s.name')
      .orderBy('s.id'),
  )

/** One search, or undefined. */
export const findSearch = (db: Db, id: number) => db.first(db.q.selectFrom('saved_search').selectAll().where('id', '=', id))

/** Keeps a search; answers the id. */
export const insertSearch = (db: Db, values: Insertable<SavedSearchTable>): number =>
  db.run(db.q.insertInto('saved_search').values(values)).id

/** Changes a search. */
export const updateSearch = (db: Db, id: number, values: Updateable<SavedSearchTable>): void =>
  void db.run(db.q.updateTable('saved_search').set(values).where('id', '=', id))

/** Takes a search away. */
export const deleteSearch = (db: Db, id: number): void => void db.run(db.q.deleteFrom('saved_search').where('id', '=', id))
