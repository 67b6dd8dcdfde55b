import type { NeedState } from '../../../shared/domain/need-states.ts'
import type { Db } from '../db/database.ts'

/** History of a case, oldest first. */
export const caseHistory = (db: Db, caseId: number) =>
  db.all(
    db.q
      .selectFrom('case_event as e')
      .leftJoin('user as u', 'u.id', 'e.by')
      .select(['e.at', 'e.need_id', 'e.kind', 'e.text', 'e.note', 'u.display_name as by_name'])
      .where('e.case_id', '=', caseId)
      .orderBy('e.id'),
  )

/** Referrals of a case, oldest first. */
export const caseReferrals = (db: Db, caseId: number) =>
  db.all(
    db.q
      .selectFrom('referral as r')
      .innerJoin('agency as a', 'a.id', 'r.agency_id')
      .select(['r.id', 'r.need_id', 'r.state', 'r.created_at', 'r.due_date', 'a.name as agency_name'])
      .where('r.case_id', '=', caseId)
      .orderBy('r.id'),
  )

/** Letters of a case with the name their template had, oldest first. */
export const caseLetters = (db: Db, caseId: number) =>
  db.all(
    db.q
      .selectFrom('letter as l')
      .leftJoin('definition as d', (join) =>
        join.onRef('d.key', '=', 'l.kind').onRef('d.version', '=', 'l.template_version').on('d.kind', '=', 'letter-template'),
      )
      .select([
        'l.id',
        'l.kind',
        'l.number',
        'l.letter_date',
        'l.state',
        'l.handed_on',
        'l.handed_to',
        'l.signed_on',
        'l.stamped_on',
        'd.name as title',
      ])
      .where('l.case_id', '=', caseId)
      .orderBy('l.id'),
  )

/** States each need of a case entered, oldest first. */
export const needStations = (db: Db, caseId: number): { need_id: number; state: NeedState; at: string }[] =>
  db.all(
    db.q
      .selectFrom('case_event')
      .select(['need_id', 'to_state as state', 'at'])
      .where('case_id', '=', caseId)
      .where('need_id', 'is not', null)
      .where('to_state', 'is not', null)
      .orderBy('id'),
  ) as { need_id: number; state: NeedState; at: string }[]
