import type { Actor } from '../../../shared/domain/permissions.ts'
import { waitingReferralStates } from '../../../shared/domain/referral-flow.ts'
import type { Compilable, Db } from '../db/database.ts'
import { letterRegion, stillOwed } from '../letters/letters.repo.ts'
import { withinArea } from './area.repo.ts'

/** Counts of the first screen inside the reader's area. */
export const countForDashboard = (db: Db, actor: Pick<Actor, 'areas'>) => {
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
    lettersToHandOver: count(
      db.q
        .selectFrom('letter as l')
        .leftJoin('case_file as c', 'c.id', 'l.case_id')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(stillOwed)
        .where((eb) => withinArea(letterRegion(eb), actor)),
    ),
  }
}
