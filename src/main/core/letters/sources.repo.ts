import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { readOffice } from '../office/office.repo.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { regionPath } from '../regions/regions.repo.ts'

/** Who and what a letter is about. */
export interface LetterSubject {
  caseId: number
  referralId: number | null
  signatoryId: number
}

/**
 * Reads everything a letter can print.
 * @returns undefined when the case, the referral or the signatory does not exist, or the referral is another case's
 */
export const readLetterSources = (db: Db, subject: LetterSubject) => {
  const caseFile = db.first(
    db.q
      .selectFrom('case_file')
      .select(['id', 'number', 'opened_day', 'summary', 'region_code', 'client_id'])
      .where('id', '=', subject.caseId),
  )
  const signatory = db.first(db.q.selectFrom('signatory').selectAll().where('id', '=', subject.signatoryId))
  if (caseFile === undefined || signatory === undefined) return undefined
  const person = db.first(
    db.q
      .selectFrom('person')
      .select(['id', 'nik', 'name', 'birth_place', 'birth_date', 'sex', 'phone', 'address', 'hamlet', 'rt', 'rw', 'region_code'])
      .where('id', '=', caseFile.client_id),
  )
  if (person === undefined) return undefined
  const family = db.first(
    db.q
      .selectFrom('family_member as m')
      .innerJoin('family as f', 'f.id', 'm.family_id')
      .select(['f.kk_number', 'f.address', 'f.hamlet', 'f.rt', 'f.rw', 'f.region_code'])
      .where('m.person_id', '=', person.id)
      .where('m.to_date', 'is', null),
  )
  const referral = subject.referralId === null ? null : readReferral(db, subject.referralId)
  if (referral === undefined || (referral !== null && referral.case_id !== caseFile.id)) return undefined
  const regionCode = person.region_code ?? family?.region_code ?? caseFile.region_code
  return {
    caseFile,
    person,
    family: family ?? null,
    referral,
    signatory,
    regions: regionCode === null ? [] : regionPath(db, regionCode),
    levels: levelNamesOf(db),
    programmes: caseProgrammes(db, caseFile.id),
    programme: referral === null ? null : definition(db, 'programme', referral.programme_key, referral.programme_version).body,
    office: readOffice(db),
  }
}

/** What readLetterSources finds. */
export type LetterSources = NonNullable<ReturnType<typeof readLetterSources>>

const readReferral = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('referral as r')
      .innerJoin('need as n', 'n.id', 'r.need_id')
      .innerJoin('agency as a', 'a.id', 'r.agency_id')
      .select(['r.id', 'r.case_id', 'r.request', 'r.urgency', 'r.attachments', 'r.due_date'])
      .select(['n.programme_key', 'n.programme_version', 'n.description'])
      .select(['a.name as agency_name', 'a.addressee', 'a.city', 'a.address as agency_address'])
      .where('r.id', '=', id),
  )

/** Names of the programmes a case is about, in the order of its needs, each once. */
const caseProgrammes = (db: Db, caseId: number): string[] => {
  const rows = db.all(
    db.q
      .selectFrom('need as n')
      .leftJoin('definition as d', (join) =>
        join.onRef('d.key', '=', 'n.programme_key').onRef('d.version', '=', 'n.programme_version').on('d.kind', '=', 'programme'),
      )
      .select(['n.programme_key', 'd.name'])
      .where('n.case_id', '=', caseId)
      .orderBy('n.id'),
  )
  return [...new Set(rows.map((row) => row.name ?? row.programme_key))]
}
