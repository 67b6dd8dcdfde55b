import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { letterRegion } from '../letters/letters.repo.ts'

/** The person and the records that were merged into it: what they left behind is told with the person. */
const withMerged = (personId: number) =>
  sql<number>`(SELECT ${personId} UNION ALL SELECT id FROM person WHERE merged_into = ${personId})`

/** Cases a person is the client of, newest first. */
export const casesOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('case_file')
      .select(['id', 'number', 'opened_at', 'summary', 'open', 'region_code'])
      .where('client_id', '=', personId)
      .orderBy('id', 'desc'),
  )

/** Letters about a person or one of the person's cases, newest first. */
export const lettersOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('letter as l')
      .leftJoin('case_file as c', 'c.id', 'l.case_id')
      .leftJoin('definition as d', (join) =>
        join.on('d.kind', '=', 'letter-template').onRef('d.key', '=', 'l.kind').onRef('d.version', '=', 'l.template_version'),
      )
      .select(['l.id', 'l.number', 'l.kind', 'd.name as title', 'l.letter_date', 'l.state'])
      .select((eb) => letterRegion(eb).as('region'))
      .where((eb) =>
        eb.or([
          eb('l.person_id', '=', personId),
          eb.and([
            eb('l.person_id', 'is', null),
            eb('l.case_id', 'in', eb.selectFrom('case_file').select('id').where('client_id', '=', personId)),
          ]),
        ]),
      )
      .orderBy('l.id', 'desc'),
  )

/** Batches for SIKS-NG that hold the person, newest first. */
export const submissionsOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('submission_item as i')
      .innerJoin('submission as s', 's.id', 'i.submission_id')
      .select(['s.id', 's.label', 'i.result', 'i.reason', 'i.result_at'])
      .where('i.person_id', 'in', withMerged(personId))
      .orderBy('s.id', 'desc'),
  )

/** Imports that brought or changed the person, newest first. */
export const importsOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('import_package as i')
      .select(['i.id', 'i.label', 'i.applied_at'])
      .where((eb) =>
        eb.or([
          eb('i.id', '=', eb.selectFrom('person').select('created_import_id').where('id', '=', personId)),
          eb('i.id', '=', eb.selectFrom('person').select('last_import_id').where('id', '=', personId)),
          eb(
            'i.id',
            'in',
            eb
              .selectFrom('register_change')
              .select('import_id')
              .where('entity', '=', 'person')
              .where('entity_id', '=', personId)
              .where('import_id', 'is not', null)
              .$castTo<{ import_id: number }>(),
          ),
        ]),
      )
      .orderBy('i.id', 'desc'),
  )

/** Changed values of a person and of the person's memberships, newest first; at most 500. */
export const changesOf = (db: Db, personId: number) =>
  db.all(
    db.q
      .selectFrom('register_change as h')
      .leftJoin('user as u', 'u.id', 'h.by')
      .leftJoin('import_package as i', 'i.id', 'h.import_id')
      .select(['h.at', 'h.by', 'h.field', 'h.before', 'h.after', 'u.display_name', 'h.import_id', 'i.label as import_label'])
      .where((eb) =>
        eb.or([
          eb.and([eb('h.entity', '=', 'person'), eb('h.entity_id', 'in', withMerged(personId))]),
          eb.and([
            eb('h.entity', '=', 'family_member'),
            eb('h.entity_id', 'in', eb.selectFrom('family_member').select('id').where('person_id', '=', personId)),
          ]),
        ]),
      )
      .orderBy('h.id', 'desc')
      .limit(500),
  )

/** Whether somebody who has a NIK was once in the register without one. */
export const hadNoNik = (db: Db, personId: number): boolean =>
  db.first(
    db.q
      .selectFrom('register_change')
      .select('id')
      .where('entity', '=', 'person')
      .where('entity_id', '=', personId)
      .where('field', '=', 'nik')
      .where((eb) => eb.or([eb('before', 'is', null), eb('before', '=', '')])),
  ) !== undefined

/** Name of a region, or the code itself when the list does not know it. */
export const regionLabel = (db: Db, code: string): string =>
  db.first(db.q.selectFrom('region').select('name').where('code', '=', code))?.name ?? code
