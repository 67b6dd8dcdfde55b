import { randomInt } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { waitingReferralStates } from '../../../shared/domain/referral-flow.ts'
import { newSlipCode, readSlipCode } from '../../../shared/domain/slip-code.ts'
import { likeText, withinArea } from '../cases/area.repo.ts'
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
      'p.name_key as client_key',
      'p.birth_date as client_birth',
      'c.register',
      'n.state as need_state',
      'n.programme_key',
      'n.programme_version',
      'n.level as need_level',
      'a.name as agency_name',
      'a.government as agency_government',
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
  /** Day until which reminders count as due, or null. */
  remindOn?: string | null
  text?: string
  agencyId: number | null
  /** Sort values of the last row of the page before: `[id]`, or `[due day, id]` for waiting ones. */
  after: (string | number | null)[] | null
  limit: number
}

/** Whether the list is ordered by due day (waiting and overdue ones) or newest first. */
export const byDueDay = (filter: Pick<ReferralFilter, 'waiting' | 'overdueOn' | 'remindOn'>): boolean =>
  filter.waiting || filter.overdueOn !== null || (filter.remindOn ?? null) !== null

/** Referrals, one row more than asked for. */
export const listReferrals = (db: Db, actor: Pick<Actor, 'areas'>, filter: ReferralFilter): ReferralListRow[] => {
  let query = baseQuery(db)
    .where((eb) => withinArea(eb.ref('c.region_code'), actor))
    .limit(filter.limit + 1)
  if (byDueDay(filter)) query = query.where('r.state', 'in', [...waitingReferralStates])
  if (filter.overdueOn !== null) query = query.where('r.due_date', '<', filter.overdueOn)
  const remindOn = filter.remindOn ?? null
  if (remindOn !== null) query = query.where('r.remind_on', '<=', remindOn)
  const text = filter.text ?? ''
  if (text !== '') {
    const code = readSlipCode(text)
    const like = `%${likeText(text)}%`
    query = query.where((eb) =>
      eb.or([
        ...(code === null ? [] : [eb('r.code', '=', code)]),
        sql<SqlBool>`p.name like ${like} escape '\\'`,
        sql<SqlBool>`c.number like ${like} escape '\\'`,
        eb.exists(
          eb
            .selectFrom('letter as l')
            .select('l.id')
            .whereRef('l.referral_id', '=', 'r.id')
            .where(sql<SqlBool>`l.number like ${like} escape '\\'`),
        ),
      ]),
    )
  }
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

/** A code that no other referral has. */
const freeCode = (db: Db): string => {
  for (;;) {
    const code = newSlipCode(randomInt)
    if (db.first(db.q.selectFrom('referral').select('id').where('code', '=', code)) === undefined) return code
  }
}

/** The referral of a slip's code or of a letter's number, or undefined. */
export const findReferralByCode = (db: Db, typed: string): ReferralListRow | undefined => {
  const code = readSlipCode(typed)
  if (code !== null) return db.first(baseQuery(db).where('r.code', '=', code))
  return db.first(
    baseQuery(db).where((eb) =>
      eb(
        'r.id',
        '=',
        eb
          .selectFrom('letter as l')
          .select('l.referral_id')
          .where('l.number', '=', typed.trim())
          .where('l.state', '!=', 'cancelled')
          .limit(1),
      ),
    ),
  )
}

/** A referral of a need that asks an agency for the same thing and is not answered, or undefined. */
export const sameReferral = (
  db: Db,
  asked: { needId: number; agencyId: number; service: string; request: string },
): { id: number } | undefined =>
  db.first(
    db.q
      .selectFrom('referral')
      .select('id')
      .where('need_id', '=', asked.needId)
      .where('agency_id', '=', asked.agencyId)
      .where('service', '=', asked.service)
      .where('request', '=', asked.request)
      .where('state', 'in', [...waitingReferralStates]),
  )

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
    remindOn: string
    service: string
    overrideReason: string
    overrideBy: number | null
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
      remind_on: input.remindOn,
      service: input.service,
      override_reason: input.overrideReason,
      override_by: input.overrideBy,
      code: freeCode(db),
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** What is written down of a change. */
export interface ReferralChange {
  from: string
  to: string
  source: 'screen' | 'slip' | 'file' | 'system' | 'reminder'
  note: string
  happenedOn: string | null
}

/** Adds a line to a referral's history. */
export const insertReferralEvent = (db: Db, id: number, change: ReferralChange, by: { userId: number; now: string }): void =>
  void db.run(
    db.q.insertInto('referral_event').values({
      referral_id: id,
      at: by.now,
      by: by.userId,
      from_state: change.from,
      to_state: change.to,
      source: change.source,
      note: change.note,
      happened_on: change.happenedOn,
    }),
  )

/** A referral's history with names, oldest first. */
export const referralEvents = (db: Db, id: number) =>
  db.all(
    db.q
      .selectFrom('referral_event as e')
      .leftJoin('user as u', 'u.id', 'e.by')
      .select(['e.at', 'e.from_state', 'e.to_state', 'e.source', 'e.note', 'e.happened_on', 'u.display_name'])
      .where('e.referral_id', '=', id)
      .orderBy('e.id'),
  )

/** Changes a referral's state, answer and other columns, and writes the change down; false = the version was stale. */
export const updateReferral = (
  db: Db,
  id: number,
  version: number,
  values: {
    state: string
    answer: string
    answered_at: string | null
    sent_via?: string
    remind_on?: string | null
    reminders?: number
    due_date?: string
  },
  by: { userId: number; now: string },
  change?: Omit<ReferralChange, 'from' | 'to'>,
): boolean => {
  const before = db.first(db.q.selectFrom('referral').select('state').where('id', '=', id))
  const { changes } = db.run(
    db.q
      .updateTable('referral')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  )
  if (changes !== 1 || before === undefined) return false
  if (change !== undefined || before.state !== values.state)
    insertReferralEvent(
      db,
      id,
      { source: 'system', note: '', happenedOn: null, ...change, from: before.state, to: values.state },
      by,
    )
  return true
}

/** Remembers the newest printed slip. */
export const setSlip = (db: Db, id: number, sha256: string): void =>
  void db.run(db.q.updateTable('referral').set({ slip_sha256: sha256 }).where('id', '=', id))
