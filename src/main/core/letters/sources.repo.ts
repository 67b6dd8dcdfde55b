import type { Applicant } from '../../../shared/contract/letters.ts'
import { type ActingKind, signingPosition } from '../../../shared/domain/signers.ts'
import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { membersOf } from '../families/families.repo.ts'
import { actingOn } from '../office/acting.repo.ts'
import { readOffice } from '../office/office.repo.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { regionPath } from '../regions/regions.repo.ts'

/** Who and what a letter is about. */
export interface LetterSubject {
  caseId: number | null
  referralId: number | null
  /** The resident; for a letter of a case its client. */
  personId: number | null
  /** Where a letter without a resident belongs. */
  regionCode: string | null
  applicant: Applicant
  signatoryId: number
  /** Decides who acts for the signatory's post, `YYYY-MM-DD`. */
  letterDate: string
}

/**
 * Reads everything a letter can print.
 * @returns undefined when the case, the resident, the referral or the signatory does not exist, or the referral is another case's
 */
export const readLetterSources = (db: Db, subject: LetterSubject) => {
  const caseFile = subject.caseId === null ? null : readCase(db, subject.caseId)
  const signatory = readSigner(db, subject.signatoryId, subject.letterDate)
  if (caseFile === undefined || signatory === undefined) return undefined
  const personId = caseFile?.client_id ?? subject.personId
  const person = personId === null ? null : readPerson(db, personId)
  if (person === undefined) return undefined
  const family = person === null ? undefined : readFamily(db, person.id)
  const referral = subject.referralId === null ? null : readReferral(db, subject.referralId)
  if (referral === undefined || (referral !== null && referral.case_id !== caseFile?.id)) return undefined
  const regionCode = person?.region_code ?? family?.region_code ?? caseFile?.region_code ?? subject.regionCode
  const applicantPerson = subject.applicant.personId === null ? undefined : readPerson(db, subject.applicant.personId)
  return {
    caseFile,
    person,
    family: family ?? null,
    members: family === undefined ? [] : readMembers(db, family.id),
    applicant: { ...subject.applicant, person: applicantPerson ?? null },
    referral,
    signatory,
    regions: regionCode === null ? [] : regionPath(db, regionCode),
    levels: levelNamesOf(db),
    programmes: caseFile === null ? [] : caseProgrammes(db, caseFile.id),
    programme: referral === null ? null : definition(db, 'programme', referral.programme_key, referral.programme_version).body,
    office: readOffice(db),
  }
}

/** What readLetterSources finds. */
export type LetterSources = NonNullable<ReturnType<typeof readLetterSources>>

/** The holder of a post, or whoever acts for it on a day, with the line that stands above the signature. */
const readSigner = (db: Db, id: number, day: string) => {
  const post = db.first(db.q.selectFrom('signatory').selectAll().where('id', '=', id))
  if (post === undefined) return undefined
  const acting = actingOn(db, id, day)
  if (acting === undefined) return { ...post, acting_id: null }
  const { name, rank, nip } = acting
  return { ...post, name, rank, nip, position: signingPosition(post.position, acting.kind as ActingKind), acting_id: acting.id }
}

const readCase = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('case_file')
      .select(['id', 'number', 'opened_day', 'summary', 'region_code', 'client_id'])
      .where('id', '=', id),
  )

const readPerson = (db: Db, id: number) => db.first(db.q.selectFrom('person').selectAll().where('id', '=', id))

const readFamily = (db: Db, personId: number) =>
  db.first(
    db.q
      .selectFrom('family_member as m')
      .innerJoin('family as f', 'f.id', 'm.family_id')
      .select(['f.id', 'f.kk_number', 'f.address', 'f.hamlet', 'f.rt', 'f.rw', 'f.region_code'])
      .where('m.person_id', '=', personId)
      .where('m.to_date', 'is', null),
  )

/** Present members, the head first, with what a table of the family may show. */
const readMembers = (db: Db, familyId: number) => {
  const members = membersOf(db, familyId)
  const more = new Map(
    db
      .all(
        db.q
          .selectFrom('person')
          .select(['id', 'birth_place', 'occupation'])
          .where(
            'id',
            'in',
            members.map((member) => member.person_id),
          ),
      )
      .map((row) => [row.id, row]),
  )
  return members.map((member) => ({
    ...member,
    birth_place: more.get(member.person_id)?.birth_place ?? '',
    occupation: more.get(member.person_id)?.occupation ?? '',
  }))
}

const readReferral = (db: Db, id: number) =>
  db.first(
    db.q
      .selectFrom('referral as r')
      .innerJoin('need as n', 'n.id', 'r.need_id')
      .innerJoin('agency as a', 'a.id', 'r.agency_id')
      .select(['r.id', 'r.case_id', 'r.request', 'r.urgency', 'r.attachments', 'r.due_date', 'r.created_at'])
      .select(['n.programme_key', 'n.programme_version', 'n.description'])
      .select(['a.name as agency_name', 'a.addressee', 'a.city', 'a.address as agency_address'])
      .select((eb) =>
        eb
          .selectFrom('letter as l')
          .select('l.number')
          .whereRef('l.referral_id', '=', 'r.id')
          .where('l.state', '=', 'printed')
          .orderBy('l.id', 'desc')
          .limit(1)
          .as('letter_number'),
      )
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
