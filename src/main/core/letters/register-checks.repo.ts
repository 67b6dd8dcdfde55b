import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { RegisterCheckTable } from '../db/tables/letters.ts'

/** A recorded look into the national system. */
export type RegisterCheck = Selectable<RegisterCheckTable>

/** Writes down a look; answers its id. Looks are never changed. */
export const insertRegisterCheck = (db: Db, check: Insertable<RegisterCheckTable>): number =>
  db.run(db.q.insertInto('register_check').values(check)).id

/** The newest look for a resident, or undefined. */
export const lastRegisterCheck = (db: Db, personId: number): RegisterCheck | undefined =>
  db.first(
    db.q
      .selectFrom('register_check')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('checked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1),
  )
