import { sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { regionWithin, withinArea } from '../cases/area.repo.ts'
import type { Db } from '../db/database.ts'
import { letterRegion } from '../letters/letters.repo.ts'

/** What a monthly report covers: cases opened from `from` to before `before`, in a region (or all) and the reader's area. */
export interface ReportScope {
  actor: Pick<Actor, 'areas'>
  /** First day, `YYYY-MM-DD`. */
  from: string
  /** First day after the period. */
  before: string
  region: string | null
}

const casesIn = (db: Db, scope: ReportScope) => {
  const query = db.q
    .selectFrom('case_file as c')
    .where('c.opened_day', '>=', scope.from)
    .where('c.opened_day', '<', scope.before)
    .where((eb) => withinArea(eb.ref('c.region_code'), scope.actor))
  return query.where((eb) => regionWithin(eb.ref('c.region_code'), scope.region === null ? [] : [scope.region]))
}

/** How many cases. */
export const countCases = (db: Db, scope: ReportScope): number =>
  db.first(casesIn(db, scope).select((eb) => eb.fn.countAll<number>().as('count')))?.count ?? 0

/** Needs by programme, state and village of their case; everything else is summed from this. */
export const needCounts = (db: Db, scope: ReportScope) =>
  db.all(
    casesIn(db, scope)
      .innerJoin('need as n', 'n.case_id', 'c.id')
      .select((eb) => ['n.programme_key', 'n.state', 'c.region_code', eb.fn.countAll<number>().as('needs')])
      .groupBy(['n.programme_key', 'n.state', 'c.region_code']),
  )

/** Cases by village, open and closed. */
export const caseCountsByVillage = (db: Db, scope: ReportScope) =>
  db.all(
    casesIn(db, scope)
      .leftJoin('region as v', 'v.code', 'c.region_code')
      .leftJoin('region as s', 's.code', 'v.parent_code')
      .select((eb) => [
        'c.region_code',
        'v.name as village',
        's.name as sub_district',
        eb.fn.countAll<number>().as('cases'),
        sql<number>`sum(c.open)`.as('open'),
      ])
      .groupBy(['c.region_code', 'v.name', 's.name'])
      .orderBy('c.region_code'),
  )

/** How many needs of these cases have been referred to an agency. */
export const countReferredNeeds = (db: Db, scope: ReportScope): number =>
  db.first(
    casesIn(db, scope)
      .innerJoin('referral as r', 'r.case_id', 'c.id')
      .select((eb) => eb.fn.count<number>('r.need_id').distinct().as('count')),
  )?.count ?? 0

/** Letters printed with a date in the period, with or without a case, in the region of their case or else their own. */
export const countLetters = (db: Db, scope: ReportScope): number =>
  db.first(
    db.q
      .selectFrom('letter as l')
      .leftJoin('case_file as c', 'c.id', 'l.case_id')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('l.state', '=', 'printed')
      .where('l.letter_date', '>=', scope.from)
      .where('l.letter_date', '<', scope.before)
      .where((eb) => withinArea(letterRegion(eb), scope.actor))
      .where((eb) => regionWithin(letterRegion(eb), scope.region === null ? [] : [scope.region])),
  )?.count ?? 0

/** The by-name list, one row per need, oldest first; at most `limit` rows behind need `after`. */
export const needList = (db: Db, scope: ReportScope, after: { caseId: number; needId: number }, limit: number) =>
  db.all(
    casesIn(db, scope)
      .innerJoin('need as n', 'n.case_id', 'c.id')
      .innerJoin('person as p', 'p.id', 'c.client_id')
      .leftJoin('family_member as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.to_date', 'is', null))
      .leftJoin('family as f', 'f.id', 'm.family_id')
      .leftJoin('region as v', 'v.code', 'c.region_code')
      .leftJoin('region as s', 's.code', 'v.parent_code')
      .leftJoin('user as h', 'h.id', 'n.holder_id')
      .select([
        'c.id as case_id',
        'n.id as need_id',
        'c.number',
        'c.opened_day',
        'c.summary',
        'p.name',
        'p.nik',
        'f.kk_number',
        'p.sex',
        'p.birth_date',
        'p.address',
        'p.hamlet',
        'p.rt',
        'p.rw',
        'v.name as village',
        's.name as sub_district',
        'n.programme_key',
        'n.programme_version',
        'n.category',
        'n.level',
        'n.state',
        'n.due_date',
        'h.display_name as holder',
      ])
      .where((eb) =>
        eb.or([eb('c.id', '>', after.caseId), eb.and([eb('c.id', '=', after.caseId), eb('n.id', '>', after.needId)])]),
      )
      .orderBy('c.id')
      .orderBy('n.id')
      .limit(limit),
  )

/** One row of the by-name list. */
export type NeedListRow = ReturnType<typeof needList>[number]
