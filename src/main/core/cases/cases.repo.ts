import { sql } from 'kysely'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import { waitingReferralStates } from '../../../shared/domain/referral-flow.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'
import { caseFields, difference, insertChanges, needFields, type StoredChange } from './case-changes.repo.ts'
import type { CaseEventKind } from './history.ts'

/** Who changes something, and when. */
export interface By {
  userId: number
  now: string
}

/**
 * Takes the next number of a sequence inside the running transaction: no number is given twice, and a rolled-back case
 * takes none.
 */
export const nextInSequence = (db: Db, key: string, year: number): number => {
  const row = db.first(
    db.q
      .insertInto('sequence')
      .values({ key, year, last: 1 })
      .onConflict((conflict) => conflict.columns(['key', 'year']).doUpdateSet({ last: sql<number>`sequence.last + 1` }))
      .returning('last'),
  )
  return row?.last ?? 1
}

/** What a case needs to know of its client. */
export const findClient = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('person')
      .select(['id', 'name', 'nik', 'birth_date', 'address', 'hamlet', 'rt', 'rw', 'phone', 'region_code', 'life_status'])
      .where('id', '=', id)
      .where('merged_into', 'is', null),
  )

/** A user who may be given work, or undefined. */
export const findUser = (db: Db, id: number) =>
  db.first(db.q.selectFrom('user').select(['id', 'display_name', 'active']).where('id', '=', id))

/** Name of an agency, or ''. */
export const agencyName = (db: Db, id: number): string =>
  db.first(db.q.selectFrom('agency').select('name').where('id', '=', id))?.name ?? ''

/** Regions a user is limited to; empty = the whole district. */
export const userAreas = (db: Db, id: number): string[] =>
  db.all(db.q.selectFrom('user_area').select('region_code').where('user_id', '=', id)).map((row) => row.region_code)

/** Adds a case; returns its id. */
export const insertCase = (
  db: Db,
  input: {
    number: string
    openedDay: string
    clientId: number
    reporter: { kind: 'self' | 'other'; personId: number | null; name: string; phone: string; relation: string }
    channel: string
    summary: string
    register: string
    complaintKind: string
    regionCode: string | null
  },
  by: By,
): number =>
  db.run(
    db.q.insertInto('case_file').values({
      uid: newUid(),
      number: input.number,
      opened_at: by.now,
      opened_day: input.openedDay,
      opened_by: by.userId,
      client_id: input.clientId,
      reporter_kind: input.reporter.kind,
      reporter_person_id: input.reporter.personId,
      reporter_name: input.reporter.name,
      reporter_phone: input.reporter.phone,
      reporter_relation: input.reporter.relation,
      channel: input.channel,
      summary: input.summary,
      register: input.register,
      complaint_kind: input.complaintKind,
      region_code: input.regionCode,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Adds a need in the state its flow begins with; returns its id. */
export const insertNeed = (
  db: Db,
  input: {
    caseId: number
    programmeKey: string
    programmeVersion: number
    category: string
    level: string
    description: string
    holderId: number | null
    dueDate: string | null
    agencyId: number | null
    state: NeedState
    priority?: number
    /** '' or nothing = the usual way through the service. */
    lane?: string
  },
  by: By,
): number =>
  db.run(
    db.q.insertInto('need').values({
      uid: newUid(),
      case_id: input.caseId,
      programme_key: input.programmeKey,
      programme_version: input.programmeVersion,
      category: input.category,
      level: input.level,
      description: input.description,
      state: input.state,
      holder_id: input.holderId,
      due_date: input.dueDate,
      agency_id: input.agencyId,
      priority: input.priority ?? 0,
      lane: input.lane ?? '',
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Adds a line to a case's history. */
export const insertCaseEvent = (
  db: Db,
  event: {
    caseId: number
    needId?: number | null
    kind: CaseEventKind
    from?: NeedState | null
    to?: NeedState | null
    text: string
    note?: string
  },
  by: By,
): void => {
  db.run(
    db.q.insertInto('case_event').values({
      case_id: event.caseId,
      need_id: event.needId ?? null,
      at: by.now,
      by: by.userId,
      kind: event.kind,
      from_state: event.from ?? null,
      to_state: event.to ?? null,
      text: event.text,
      note: event.note ?? '',
    }),
  )
}

/** A case's own row with who opened it, whatever the reader's area. */
export const findCase = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('case_file as c')
      .leftJoin('user as u', 'u.id', 'c.opened_by')
      .selectAll('c')
      .select('u.display_name as opened_by_name')
      .where('c.id', '=', id),
  )

/** A need with its case's region and opener, whatever the reader's area. */
export const findNeed = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('need as n')
      .innerJoin('case_file as c', 'c.id', 'n.case_id')
      .leftJoin('user as h', 'h.id', 'n.holder_id')
      .selectAll('n')
      .select([
        'c.region_code as case_region',
        'c.number as case_number',
        'c.register as register',
        'c.client_id as client_id',
        'c.opened_by as opened_by',
        'h.display_name as holder_name',
      ])
      .where('n.id', '=', id),
  )

/** Changes a need and keeps what changed; false = the version was stale. */
export const updateNeed = (
  db: Db,
  id: number,
  version: number,
  values: {
    state?: NeedState
    holder_id?: number | null
    agency_id?: number | null
    due_date?: string | null
    closed_at?: string | null
    category?: string
    level?: string
    description?: string
    programme_key?: string
    programme_version?: number
    lane?: string
    priority?: number
    escalated?: number
  },
  by: By,
): boolean => {
  const row = db.first(db.q.selectFrom('need').selectAll().where('id', '=', id).where('version', '=', version))
  if (row === undefined) return false
  db.run(
    db.q
      .updateTable('need')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id),
  )
  const of = { caseId: row.case_id, needId: id, version: version + 1 }
  insertChanges(db, of, difference(row, values, needFields), by)
  return true
}

/** Changes what was written about a case and keeps what changed. */
export const updateCase = (
  db: Db,
  id: number,
  version: number,
  values: {
    summary: string
    channel: string
    complaint_kind: string
    reporter_kind: string
    reporter_person_id: number | null
    reporter_name: string
    reporter_phone: string
    reporter_relation: string
  },
  by: By,
): StoredChange[] => {
  const row = db.first(db.q.selectFrom('case_file').selectAll().where('id', '=', id))
  const changes = difference(row ?? {}, values, caseFields)
  db.run(
    db.q
      .updateTable('case_file')
      .set({ ...values, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id),
  )
  insertChanges(db, { caseId: id, needId: null, version: version + 1 }, changes, by)
  return changes
}

/** How many needs of a case are not closed. */
export const countOpenNeeds = (db: Db, caseId: number): number =>
  db.first(
    db.q
      .selectFrom('need')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('case_id', '=', caseId)
      .where('closed_at', 'is', null),
  )?.count ?? 0

/** Marks a case as changed, open or closed. */
export const touchCase = (db: Db, caseId: number, open: boolean, by: By): void => {
  db.run(
    db.q
      .updateTable('case_file')
      .set((eb) => ({ open: open ? 1 : 0, updated_at: by.now, updated_by: by.userId, version: eb('version', '+', 1) }))
      .where('id', '=', caseId),
  )
}

/** Needs of cases with the names a list shows; oldest first. */
export const needsOfCases = (db: Db, caseIds: readonly number[]) =>
  db.all(
    db.q
      .selectFrom('need as n')
      .leftJoin('user as h', 'h.id', 'n.holder_id')
      .leftJoin('agency as a', 'a.id', 'n.agency_id')
      .selectAll('n')
      .select(['h.display_name as holder_name', 'a.name as agency_name'])
      .where('n.case_id', 'in', [...caseIds])
      .orderBy('n.id'),
  )

/** Name of a region, or ''. */
export const regionName = (db: Db, code: string | null): string =>
  code === null ? '' : (db.first(db.q.selectFrom('region').select('name').where('code', '=', code))?.name ?? '')

/** Notes that a resident has to be told where a need stands now. */
export const insertNotice = (
  db: Db,
  notice: { caseId: number; needId: number; state: NeedState; note: string },
  by: By,
): void => {
  db.run(
    db.q
      .insertInto('need_notice')
      .values({ case_id: notice.caseId, need_id: notice.needId, state: notice.state, note: notice.note, since: by.now }),
  )
}

/** An older notice that nobody passed on is overtaken by the newer state. */
export const dropOpenNotices = (db: Db, needId: number): void => {
  db.run(db.q.deleteFrom('need_notice').where('need_id', '=', needId).where('told_at', 'is', null))
}

/**
 * Calls back the referrals of a need that no agency has answered yet.
 * @returns names of the agencies
 */
export const revokeReferrals = (db: Db, needId: number, by: By): string[] => {
  const standing = db.all(
    db.q
      .selectFrom('referral as r')
      .innerJoin('agency as a', 'a.id', 'r.agency_id')
      .select(['r.id', 'r.state', 'a.name'])
      .where('r.need_id', '=', needId)
      .where('r.state', 'in', [...waitingReferralStates]),
  )
  for (const { id, state } of standing) {
    db.run(
      db.q.insertInto('referral_event').values({
        referral_id: id,
        at: by.now,
        by: by.userId,
        from_state: state,
        to_state: 'revoked',
        source: 'system',
        note: '',
        happened_on: null,
      }),
    )
    db.run(
      db.q
        .updateTable('referral')
        .set((eb) => ({ state: 'revoked', updated_at: by.now, updated_by: by.userId, version: eb('version', '+', 1) }))
        .where('id', '=', id),
    )
  }
  return standing.map(({ name }) => name)
}

/** Needs of a case that are not closed, with who holds them. */
export const openNeeds = (db: Db, caseId: number) =>
  db.all(
    db.q
      .selectFrom('need as n')
      .leftJoin('user as h', 'h.id', 'n.holder_id')
      .leftJoin('agency as a', 'a.id', 'n.agency_id')
      .select([
        'n.id',
        'n.programme_key',
        'n.programme_version',
        'n.state',
        'n.due_date',
        'h.display_name as holder_name',
        'a.name as agency_name',
      ])
      .where('n.case_id', '=', caseId)
      .where('n.closed_at', 'is', null)
      .orderBy('n.id'),
  )
