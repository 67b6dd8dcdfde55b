import type { OutputOf } from '../../../shared/contract/index.ts'
import type { LetterField } from '../../../shared/contract/letter-body.ts'
import type { LetterKind } from '../../../shared/contract/letters.ts'
import type { QuickMember } from '../../../shared/contract/quick-letters.ts'
import { applicantRelation, proposeApplicant } from '../../../shared/domain/letter-applicant.ts'

/** Who asks for the letter: as the family card proposes, or as the clerk says. */
export type ApplicantChoice =
  | { by: 'proposal' }
  | { by: 'self' }
  | { by: 'member'; personId: number }
  | { by: 'other'; name: string; relation: string }

/** Whoever stands at the desk, with what was chosen for the one letter. */
export interface AtDesk {
  /** The person who was looked for. */
  desk: number
  members: QuickMember[]
  /** Place of the person the letter is about among the members. */
  at: number
  applicant: ApplicantChoice
  lane: string
  /** Fields that belong to this person alone. */
  fields: Record<string, string>
  /** Purpose of this letter, where it is not the one of the whole morning: a statement instead of what was asked for. */
  purpose: string | null
}

/** What the letters of the morning have in common. */
export interface QuickWork {
  kind: LetterKind
  purpose: string
  signatoryId: number | null
  kept: Record<string, string>
}

/** What Enter does now. */
export type QuickStep = 'work' | 'printing' | 'reprint' | 'check' | 'statement' | 'update' | 'field' | 'print'

/** The kinds that can be printed here: about a resident, without a list to fill in. */
export const quickKinds = (kinds: OutputOf<'letters.kinds'>): LetterKind[] =>
  kinds.filter((kind) => kind.about === 'person' && !kind.needsReferral && kind.lists.every(({ required }) => !required))

/** Fields of a person alone, at the beginning. */
export const blankFields = (kind: LetterKind): Record<string, string> =>
  Object.fromEntries(kind.fields.filter(({ keep }) => !keep).map(({ name, initial }) => [name, initial]))

/** Fields that stay from one person to the next, with what was typed before. */
export const keptFields = (kind: LetterKind, before: Record<string, string>): Record<string, string> =>
  Object.fromEntries(kind.fields.filter(({ keep }) => keep).map(({ name, initial }) => [name, before[name] ?? initial]))

/** Ordinary lane of a kind: the last; the urgent ones are chosen. */
export const ordinaryLane = (kind: LetterKind): string => kind.lanes.at(-1)?.key ?? ''

/** The person the letter is about. */
export const subjectOf = (person: AtDesk): QuickMember | undefined => person.members[person.at]

/** Who asks for the letter, as it is stored; `null` personId and '' name = the resident in person. */
export const applicantOf = (person: AtDesk, kind: LetterKind, today: string) => {
  const nobody = { personId: null, name: '', relation: '', phone: '' }
  const subject = subjectOf(person)
  const { applicant } = person
  if (!kind.applicant || subject === undefined || applicant.by === 'self') return nobody
  if (applicant.by === 'other') return { ...nobody, name: applicant.name.trim(), relation: applicant.relation.trim() }
  const other =
    applicant.by === 'member'
      ? person.members.find(({ personId }) => personId === applicant.personId)
      : proposeApplicant(person.members, person.desk, subject.personId, today)
  if (other == null || other.personId === subject.personId) return nobody
  return { ...nobody, personId: other.personId, relation: applicantRelation(other, subject) }
}

/** The first required field that is still empty. */
export const missingField = (kind: LetterKind, values: Record<string, string>): LetterField | undefined =>
  kind.fields.find(({ name, required }) => required && (values[name] ?? '').trim() === '')

/**
 * What Enter does for whoever stands at the desk: an earlier letter that still holds comes first, then what the register asks for, then
 * what is not filled in; else the letter is printed.
 * @param inFlight whether this very letter is being printed
 * @param anyway the clerk wants a new letter beside the earlier one
 */
export const quickStep = (person: AtDesk, work: QuickWork, inFlight: boolean, anyway: boolean): QuickStep => {
  const subject = subjectOf(person)
  if (subject === undefined || work.signatoryId === null) return 'work'
  if (work.kind.purposes.length > 0 && work.purpose === '') return 'work'
  if (inFlight) return 'printing'
  if (subject.earlier.length > 0 && !anyway) return 'reprint'
  if (subject.obstacle !== null) return subject.obstacle.step
  if (missingField(work.kind, { ...work.kept, ...person.fields }) !== undefined) return 'field'
  const { applicant } = person
  if (work.kind.applicant && applicant.by === 'other' && (applicant.name.trim() === '' || applicant.relation.trim() === ''))
    return 'field'
  return 'print'
}
