import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { type LetterRecord, letterQuery, letterRegion } from './letters.repo.ts'

/** The letter that a request has printed, or undefined. */
export const letterOfRequest = (db: Db, requestKey: string): LetterRecord | undefined =>
  db.first(letterQuery(db).where('l.request_key', '=', requestKey))

/** Ties a letter to the request that prints it. */
export const keepRequest = (db: Db, letterId: number, requestKey: string): void => {
  db.run(db.q.updateTable('letter').set({ request_key: requestKey }).where('id', '=', letterId))
}

/** Letters of a day that a user printed without a case, cancelled ones too, the last one first. */
export const lettersOfDay = (db: Db, actor: Pick<Actor, 'userId' | 'areas'>, day: string, limit: number): LetterRecord[] =>
  db.all(
    letterQuery(db)
      .where('l.letter_date', '=', day)
      .where('l.printed_by', '=', actor.userId)
      .where('l.printed_at', 'is not', null)
      .where('l.case_id', 'is', null)
      .where((eb) => withinArea(letterRegion(eb), actor))
      .orderBy('l.id', 'desc')
      .limit(limit),
  )

/** How many letters of a day a user printed without a case and did not cancel. */
export const countLettersOfDay = (db: Db, userId: number, day: string): number =>
  db.first(
    db.q
      .selectFrom('letter')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('letter_date', '=', day)
      .where('printed_by', '=', userId)
      .where('case_id', 'is', null)
      .where('printed_at', 'is not', null)
      .where('state', '<>', 'cancelled'),
  )?.count ?? 0
