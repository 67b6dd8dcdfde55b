import type { PaperState } from '../../../shared/domain/papers.ts'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'

/** How the papers of a need stand, with who looked last. */
export const papersOf = (db: Db, needId: number) =>
  db.all(
    db.q
      .selectFrom('need_paper as p')
      .leftJoin('user as u', 'u.id', 'p.updated_by')
      .select(['p.paper_key', 'p.state', 'p.note', 'p.updated_at', 'u.display_name as by_name'])
      .where('p.need_id', '=', needId),
  )

/** Marks one paper; null takes the mark back. */
export const setPaper = (db: Db, needId: number, key: string, state: PaperState | null, note: string, by: By): void => {
  if (state === null) {
    db.run(db.q.deleteFrom('need_paper').where('need_id', '=', needId).where('paper_key', '=', key))
    return
  }
  const values = { state, note, updated_at: by.now, updated_by: by.userId }
  db.run(
    db.q
      .insertInto('need_paper')
      .values({ need_id: needId, paper_key: key, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['need_id', 'paper_key'])
          .doUpdateSet((eb) => ({ ...values, version: eb('need_paper.version', '+', 1) })),
      ),
  )
}

/** SOP steps of a need that somebody ticked, oldest first. */
export const sopTicks = (db: Db, needId: number) =>
  db.all(
    db.q
      .selectFrom('need_sop_step as s')
      .leftJoin('user as u', 'u.id', 's.done_by')
      .select(['s.sop_key', 's.sop_version', 's.step_key', 's.done_at', 'u.display_name as by_name'])
      .where('s.need_id', '=', needId)
      .orderBy('s.id'),
  )

/** Ticks a step, or takes the tick back. */
export const setSopTick = (
  db: Db,
  tick: { needId: number; sopKey: string; sopVersion: number; stepKey: string; done: boolean },
  by: By,
): void => {
  if (!tick.done) {
    db.run(
      db.q
        .deleteFrom('need_sop_step')
        .where('need_id', '=', tick.needId)
        .where('sop_key', '=', tick.sopKey)
        .where('step_key', '=', tick.stepKey),
    )
    return
  }
  db.run(
    db.q
      .insertInto('need_sop_step')
      .values({
        need_id: tick.needId,
        sop_key: tick.sopKey,
        sop_version: tick.sopVersion,
        step_key: tick.stepKey,
        done_at: by.now,
        done_by: by.userId,
      })
      .onConflict((conflict) => conflict.columns(['need_id', 'sop_key', 'step_key']).doNothing()),
  )
}
