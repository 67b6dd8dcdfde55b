import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/database.ts'

/**
 * Whoever acted (`signatory_acting.id`) when a letter was printed, NULL = the holder of the post; of a draft who would act on
 * its date.
 */
export const actingOfLetter: RawBuilder<number | null> = sql<number | null>`CASE WHEN l.data IS NULL
  THEN (SELECT acting.id FROM signatory_acting acting
    WHERE acting.signatory_id = l.signatory_id AND l.letter_date BETWEEN acting.from_day AND acting.to_day LIMIT 1)
  ELSE json_extract(l.data, '$.signatory.actingId') END`

/** Who signs a letter (`l`, its signatory `s`): as printed; of a draft as its date has it. */
export const signerNameOfLetter: RawBuilder<string | null> = sql<string | null>`CASE WHEN l.data IS NULL
  THEN coalesce((SELECT acting.name FROM signatory_acting acting
    WHERE acting.signatory_id = l.signatory_id AND l.letter_date BETWEEN acting.from_day AND acting.to_day LIMIT 1), s.name)
  ELSE json_extract(l.data, '$.signatory.name') END`

/** How many printed letters and signing maps name a period of acting. */
export const countUsesOfActing = (db: Db, actingId: number): number => {
  const acting = db.first(db.q.selectFrom('signatory_acting').selectAll().where('id', '=', actingId))
  if (acting === undefined) return 0
  const maps = db.first(
    db.q
      .selectFrom('signing_map')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('acting_id', '=', actingId),
  )
  return (
    (maps?.count ?? 0) +
    (db.first(
      db.q
        .selectFrom('letter as l')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('l.signatory_id', '=', acting.signatory_id)
        .where('l.letter_date', '>=', acting.from_day)
        .where('l.letter_date', '<=', acting.to_day)
        .where('l.data', 'is not', null)
        .where(actingOfLetter, '=', actingId),
    )?.count ?? 0)
  )
}
