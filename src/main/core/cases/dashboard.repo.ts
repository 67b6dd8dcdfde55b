import type { Actor } from '../../../shared/domain/permissions.ts'
import { waitingReferralStates } from '../../../shared/domain/referral-flow.ts'
import type { Compilable, Db } from '../db/database.ts'
import { withinArea } from './area.repo.ts'

/**
 * Counts of the first screen inside the reader's area.
 * @param day first instant of today in the office's zone and of the next day, UTC
 */
export const countForDashboard = (db: Db, actor: Pick<Actor, 'areas'>, day: { start: string; end: string }) => {
  const count = (query: Compilable<{ count: number }>): number => db.first(query)?.count ?? 0
  return {
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
