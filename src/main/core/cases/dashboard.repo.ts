import type { Actor } from '../../../shared/domain/permissions.ts'
import type { Db } from '../db/database.ts'
import { withinArea } from './area.repo.ts'

/** States of a referral that an agency still has to bring to an end. */
export const waitingReferralStates = ['made', 'printed', 'handed-over', 'received', 'handled'] as const

/**
 * Counts of the first screen inside the reader's area.
 * @param today `YYYY-MM-DD` in the office's zone
 * @param dayStart first instant of that day, UTC
 * @param dayEnd first instant of the next day, UTC
 */
export const countForDashboard = (
  db: Db,
  actor: Pick<Actor, 'areas' | 'userId'>,
  day: { today: string; start: string; end: string },
) => {
  const count = (query: { compile(): ReturnType<typeof needs.compile> }): number =>
    (db.first(query) as { count: number } | undefined)?.count ?? 0
  const needs = db.q
    .selectFrom('need as n')
    .innerJoin('case_file as c', 'c.id', 'n.case_id')
    // cases, not needs: the figure must equal the list it leads to
    .select((eb) => eb.fn.count<number>('c.id').distinct().as('count'))
    .where('n.closed_at', 'is', null)
    .where((eb) => withinArea(eb.ref('c.region_code'), actor))
  return {
    mine: count(needs.where('n.holder_id', '=', actor.userId)),
    overdue: count(needs.where('n.due_date', '<', day.today)),
    referralsWaiting: count(
      db.q
        .selectFrom('referral as r')
        .innerJoin('case_file as c', 'c.id', 'r.case_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('r.state', 'in', [...waitingReferralStates])
        .where((eb) => withinArea(eb.ref('c.region_code'), actor)),
    ),
    openCases: count(
      db.q
        .selectFrom('case_file as c')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('c.open', '=', 1)
        .where((eb) => withinArea(eb.ref('c.region_code'), actor)),
    ),
    people: count(
      db.q
        .selectFrom('person as p')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('p.merged_into', 'is', null)
        .where((eb) => withinArea(eb.ref('p.region_code'), actor)),
    ),
    families: count(
      db.q
        .selectFrom('family as f')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where((eb) => withinArea(eb.ref('f.region_code'), actor)),
    ),
    lettersToday: count(
      db.q
        .selectFrom('letter as l')
        .leftJoin('case_file as c', 'c.id', 'l.case_id')
        .leftJoin('person as p', 'p.id', 'l.person_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('l.state', '=', 'printed')
        .where('l.printed_at', '>=', day.start)
        .where('l.printed_at', '<', day.end)
        .where((eb) => withinArea(eb.fn.coalesce('c.region_code', 'p.region_code'), actor)),
    ),
  }
}
