import type { Actor } from '../../../shared/domain/permissions.ts'
import { withinArea } from '../cases/area.repo.ts'
import { waitingReferralStates } from '../cases/dashboard.repo.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'

/** Stands in for "no due day" in the order of waiting referrals: after all real days. */
const lastDay = '9999-12-31'

const baseQuery = (db: Db) =>
  db.q
    .selectFrom('referral as r')
    .innerJoin('case_file as c', 'c.id', 'r.case_id')
    .innerJoin('person as p', 'p.id', 'c.client_id')
    .innerJoin('need as n', 'n.id', 'r.need_id')
    .innerJoin('agency as a', 'a.id', 'r.agency_id')
    .selectAll('r')
    .select((eb) => [
      'c.number as case_number',
      'c.region_code as case_region',
      'p.name as client_name',
      'n.programme_key',
      'n.programme_version',
      'n.level as need_level',
      'a.name as agency_name',
      // the newest letter that was not cancelled
      eb
        .selectFrom('letter as l')
        .select('l.id')
        .whereRef('l.referral_id', '=', 'r.id')
        .where('l.state', '!=', 'cancelled')
        .orderBy('l.id', 'desc')
        .limit(1)
        .as('letter_id'),
      eb
        .selectFrom('letter as l')
        .select('l.number')
        .whereRef('l.referral_id', '=', 'r.id')
        .where('l.state', '!=', 'cancelled')
        .orderBy('l.id', 'desc')
        .limit(1)
        .as('letter_number'),
      eb.fn.coalesce('r.due_date', eb.val(lastDay)).as('due_order'),
    ])

/** One referral whatever the reader's area, or undefined. */
export const findReferral = (db: Db, id: number) => db.first(baseQuery(db).where('r.id', '=', id))

/** A referral as lists show it. */
export type ReferralListRow = NonNullable<ReturnType<typeof findReferral>>

/** What a list of referrals is narrowed by. */
export interface ReferralFilter {
  waiting: boolean
  overdueOn: string | null
  agencyId: number | null
  /** Sort values of the last row of the page before: `[id]`, or `[due day, id]` for waiting ones. */
  after: (string | number | null)[] | null
  limit: number
}

/** Whether the list is ordered by due day (waiting and overdue ones) or newest first. */
export const byDueDay = (filter: Pick<ReferralFilter, 'waiting' | 'overdueOn'>): boolean =>
  filter.waiting || filter.overdueOn !== null

/** Referrals, one row more than asked for. */
export const listReferrals = (db: Db, actor: Pick<Actor, 'areas'>, filter: ReferralFilter): ReferralListRow[] => {
  let query = baseQuery(db)
    .where((eb) => withinArea(eb.ref('c.region_code'), actor))
    .limit(filter.limit + 1)
  if (byDueDay(filter)) query = query.where('r.state', 'in', [...waitingReferralStates])
  if (filter.overdueOn !== null) query = query.where('r.due_date', '<', filter.overdueOn)
  if (filter.agencyId !== null) query = query.where('r.agency_id', '=', filter.agencyId)
  if (!byDueDay(filter)) {
    if (filter.after !== null) query = query.where('r.id', '<', Number(filter.after[0]))
    return db.all(query.orderBy('r.id', 'desc'))
  }
  if (filter.after !== null) {
    const [due, id] = [String(filter.after[0]), Number(filter.after[1])]
    query = query.where((eb) =>
      eb.or([
        eb(eb.fn.coalesce('r.due_date', eb.val(lastDay)), '>', due),
        eb.and([eb(eb.fn.coalesce('r.due_date', eb.val(lastDay)), '=', due), eb('r.id', '>', id)]),
      ]),
    )
  }
  return db.all(query.orderBy('due_order').orderBy('r.id'))
}

/** Adds a referral in state `made`; returns its id. */
export const insertReferral = (
  db: Db,
  input: {
    caseId: number
    needId: number
    agencyId: number
    request: string
    urgency: string
    attachments: string
    dueDate: string
  },
  by: { userId: number; now: string },
): number =>
  db.run(
    db.q.insertInto('referral').values({
      uid: newUid(),
      case_id: input.caseId,
      need_id: input.needId,
      agency_id: input.agencyId,
      request: input.request,
      urgency: input.urgency,
      attachments: input.attachments,
      state: 'made',
      due_date: input.dueDate,
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Changes a referral's state and answer; false = the version was stale. */
export const updateReferral = (
  db: Db,
  id: number,
  version: number,
  values: { state: string; answer: string; answered_at: string | null },
  by: { userId: number; now: string },
): boolean =>
  db.run(
    db.q
      .updateTable('referral')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1
