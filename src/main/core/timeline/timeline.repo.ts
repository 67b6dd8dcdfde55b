import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { letterRegion } from '../letters/letters.repo.ts'

/** Events of cases with who and which case, newest first. */
export const eventsOfCases = (db: Db, caseIds: readonly number[]) =>
  caseIds.length === 0
    ? []
    : db.all(
        db.q
          .selectFrom('case_event as e')
          .innerJoin('case_file as c', 'c.id', 'e.case_id')
          .leftJoin('user as u', 'u.id', 'e.by')
          .select([
            'e.id',
            'e.case_id',
            'e.need_id',
            'e.at',
            'e.by',
            'e.kind',
            'e.text',
            'e.note',
            'u.display_name as by_name',
            'c.number',
          ])
          .where('e.case_id', 'in', [...caseIds])
          .orderBy('e.id'),
      )

/** Copies and cancellations of letters of cases: what the case's own history does not say. */
export const letterCopiesOf = (db: Db, of: { caseIds: readonly number[]; personId: number | null }) =>
  db.all(
    db.q
      .selectFrom('letter as l')
      .leftJoin('case_file as c', 'c.id', 'l.case_id')
      .leftJoin('letter_copy as k', 'k.letter_id', 'l.id')
      .leftJoin('user as u', 'u.id', 'k.by')
      .select([
        'l.id',
        'l.case_id',
        'l.number',
        'l.state',
        'l.cancel_reason',
        'l.updated_at',
        'l.printed_at',
        'k.copy',
        'k.at as copied_at',
        'u.display_name as copied_by',
        'c.number as case_number',
      ])
      .select((eb) => letterRegion(eb).as('region'))
      .where((eb) =>
        eb.or([
          ...(of.caseIds.length === 0 ? [] : [eb('l.case_id', 'in', [...of.caseIds])]),
          ...(of.personId === null ? [] : [eb('l.person_id', '=', of.personId)]),
          sql<boolean>`0`,
        ]),
      )
      .where('l.number', 'is not', null)
      .orderBy('l.id'),
  )

/** Cases of a person as client or reporter. */
export const casesAbout = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('case_file')
      .select(['id', 'number', 'client_id', 'reporter_person_id', 'region_code', 'opened_at'])
      .where((eb) => eb.or([eb('client_id', '=', personId), eb('reporter_person_id', '=', personId)]))
      .orderBy('id'),
  )

/** Family events a person had a part in. */
export const familyEventsOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('family_event_person as x')
      .innerJoin('family_event as e', 'e.id', 'x.event_id')
      .leftJoin('user as u', 'u.id', 'e.by')
      .leftJoin('user as v', 'v.id', 'e.undone_by')
      .select([
        'e.id',
        'e.kind',
        'e.on_date',
        'e.note',
        'e.document_number',
        'e.at',
        'e.undone_at',
        'u.display_name as by_name',
        'v.display_name as undone_by_name',
      ])
      .where('x.person_id', '=', personId)
      .groupBy('e.id')
      .orderBy('e.id'),
  )

/** Visits to the counter and consultations of one line. */
export const arrivalsOf = (db: Db, personId: number) => ({
  visits: db.all(
    db.q
      .selectFrom('guest_visit as g')
      .leftJoin('user as u', 'u.id', 'g.created_by')
      .select(['g.id', 'g.at', 'g.purpose', 'g.note', 'u.display_name as by_name'])
      .where('g.person_id', '=', personId),
  ),
  consultations: db.all(
    db.q
      .selectFrom('consultation as k')
      .leftJoin('user as u', 'u.id', 'k.created_by')
      .select(['k.id', 'k.at', 'k.subject', 'k.answer', 'u.display_name as by_name'])
      .where('k.person_id', '=', personId),
  ),
})

/** Files at a person, with their removal. */
export const filesOfPerson = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('attachment as f')
      .leftJoin('user as u', 'u.id', 'f.added_by')
      .leftJoin('user as v', 'v.id', 'f.removed_by')
      .select([
        'f.id',
        'f.title',
        'f.added_at',
        'f.removed_at',
        'f.removed_reason',
        'u.display_name as added_by_name',
        'v.display_name as removed_by_name',
      ])
      .where('f.person_id', '=', personId),
  )

/** Batches that hold a person with the days that matter. */
export const submissionsAbout = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('submission_item as i')
      .innerJoin('submission as s', 's.id', 'i.submission_id')
      .leftJoin('user as u', 'u.id', 's.created_by')
      .leftJoin('user as v', 'v.id', 's.exported_by')
      .select([
        'i.id',
        's.label',
        's.created_at',
        's.exported_at',
        'i.result',
        'i.reason',
        'i.result_at',
        'u.display_name as by_name',
        'v.display_name as exported_by_name',
      ])
      .where('i.person_id', '=', personId),
  )
