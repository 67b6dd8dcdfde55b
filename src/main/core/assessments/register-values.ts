import { headRelation } from '../../../shared/domain/families.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import {
  type AnswerSheet,
  type AnswerValue,
  type Form,
  type Question,
  questionsOf,
} from '../../../shared/domain/questionnaire/model.ts'
import { fromRegister } from '../../../shared/domain/questionnaire/values.ts'
import type { QueryContext } from '../context.ts'
import { findFamilyById, membershipOf, membersOf } from '../families/families.repo.ts'
import { findPerson, type PersonRecord } from '../people/people.repo.ts'
import { factsOf, type ListedFact } from '../person-facts/person-facts.repo.ts'
import { regionPath } from '../regions/regions.repo.ts'

/** What the register knows that a form can be prefilled with. */
export interface RegisterValues {
  person: PersonRecord
  /** Present members of the family inside the user's area, head first; the person alone where there is no family. */
  members: { personId: number; name: string; relation: string }[]
  /** Value for a question asked once, or null. */
  once(question: Question): AnswerValue | null
  /** Value for a question about a member, or null. */
  ofMember(question: Question, personId: number): AnswerValue | null
}

const columns: Readonly<Record<string, keyof PersonRecord>> = {
  'person.name': 'name',
  'person.nik': 'nik',
  'person.birthPlace': 'birth_place',
  'person.birthDate': 'birth_date',
  'person.sex': 'sex',
  'person.religion': 'religion',
  'person.maritalStatus': 'marital_status',
  'person.education': 'education',
  'person.occupation': 'occupation',
  'person.disability': 'disability',
  'person.motherName': 'mother_name',
  'person.phone': 'phone',
  'person.address': 'address',
  'person.hamlet': 'hamlet',
  'person.rt': 'rt',
  'person.rw': 'rw',
}
const regionLevels: Readonly<Record<string, number>> = {
  'person.province': 1,
  'person.district': 2,
  'person.subDistrict': 3,
  'person.village': 4,
}

const factText = (facts: readonly ListedFact[], source: string, today: string): string => {
  const holds = (fact: ListedFact): boolean => fact.to_date === null || fact.to_date > today
  switch (source) {
    case 'fact.decile':
      return facts.find(({ kind, key }) => kind === 'decile' && key === 'decile')?.value ?? ''
    case 'fact.pregnant':
      return facts.some((fact) => fact.kind === 'pregnancy' && holds(fact)) ? 'Ya' : ''
    case 'fact.pln':
      return facts.find((fact) => fact.kind === 'number' && holds(fact) && /\bPLN\b/i.test(fact.label))?.value ?? ''
    default:
      return ''
  }
}

const extraText = (person: PersonRecord, field: string): string => {
  const value = (JSON.parse(person.extra) as Record<string, unknown>)[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Reads once what the register knows of a person and the family. */
export const registerValues = (context: QueryContext, person: PersonRecord): RegisterValues => {
  const { db } = context
  const people = new Map<number, PersonRecord | undefined>([[person.id, person]])
  const facts = new Map<number, ListedFact[]>()
  const personOf = (id: number): PersonRecord | undefined => {
    if (!people.has(id)) people.set(id, findPerson(db, id))
    return people.get(id)
  }
  const factsAbout = (id: number): ListedFact[] => {
    const known = facts.get(id) ?? factsOf(db, [id])
    facts.set(id, known)
    return known
  }
  const membership = membershipOf(db, person.id)
  const family = membership === undefined ? undefined : findFamilyById(db, membership.family_id)
  const all = family === undefined ? [] : membersOf(db, family.id)
  const seen = all.filter(({ region_code }) => inArea(context.actor, region_code))
  const head = seen.find(({ relation }) => relation === headRelation)
  const path = person.region_code === null ? [] : regionPath(db, person.region_code)

  const familyText = (source: string): string => {
    switch (source) {
      case 'family.kkNumber':
        return family?.kk_number ?? ''
      case 'family.head':
        return head?.name ?? (family === undefined ? person.name : '')
      case 'family.headNik':
        return head?.nik ?? (family === undefined ? (person.nik ?? '') : '')
      case 'family.size':
        return family === undefined ? '1' : String(all.length)
      case 'family.address':
        return family?.address ?? ''
      default:
        return ''
    }
  }
  const text = (source: string, of: PersonRecord, relation: string): string => {
    const column = columns[source]
    if (column !== undefined) return String(of[column] ?? '')
    if (source === 'person.relation') return relation
    const level = regionLevels[source]
    if (level !== undefined) return path.find((region) => region.level === level)?.name ?? ''
    if (source.startsWith('family.')) return familyText(source)
    if (source.startsWith('fact.')) return factText(factsAbout(of.id), source, context.today())
    return source.startsWith('extra.') ? extraText(of, source.slice('extra.'.length)) : ''
  }
  const members =
    seen.length > 0
      ? seen.map(({ person_id, name, relation }) => ({ personId: person_id, name, relation }))
      : [{ personId: person.id, name: person.name, relation: headRelation }]
  return {
    person,
    members,
    once: (question) => {
      // What imports brought of a house and its goods stands with the head of the family.
      const of = question.prefill.startsWith('extra.') ? (personOf(head?.person_id ?? person.id) ?? person) : person
      return fromRegister(question, text(question.prefill, of, membership?.relation ?? ''))
    },
    ofMember: (question, personId) => {
      const of = personOf(personId)
      if (of === undefined) return null
      return fromRegister(
        question,
        text(question.prefill, of, seen.find(({ person_id }) => person_id === personId)?.relation ?? ''),
      )
    },
  }
}

/**
 * Answers that the register has, marked as such.
 * @param personId a member; null = what is asked once
 */
export const prefilled = (form: Pick<Form, 'sections'>, register: RegisterValues, personId: number | null): AnswerSheet => {
  const sheet: AnswerSheet = {}
  for (const { section, question } of questionsOf(form)) {
    if (question.prefill === '' || (section.repeat === 'members') !== (personId !== null)) continue
    const value = personId === null ? register.once(question) : register.ofMember(question, personId)
    if (value !== null) sheet[question.key] = { value, from: 'register' }
  }
  return sheet
}
