import { ageOn } from './dates.ts'

/** The relation of whoever a family card is named after; as stored, whichever value list it came from. */
export const headRelation = 'Kepala Keluarga'

/** A member as the rules below need one. */
export interface FamilyMember {
  personId: number
  relation: string
  sex: 'L' | 'P' | null
  birthDate: string | null
  maritalStatus: string
  lifeStatus: string
}

const spouses = new Set(['Istri', 'Suami', 'Istri/Suami'])
const parents = new Set(['Orang Tua', 'Mertua', 'Orang Tua/Mertua'])
/** Whether a relation is that of the head's husband or wife. */
export const isSpouse = (relation: string): boolean => spouses.has(relation)

const ageOf = (member: FamilyMember, today: string): number => (member.birthDate === null ? -1 : ageOn(member.birthDate, today))
const mayLead = (member: FamilyMember, today: string): boolean =>
  ageOf(member, today) >= 17 || (member.maritalStatus !== '' && !/^belum/i.test(member.maritalStatus))

/**
 * Who would become head when the present one goes: husband or wife, else the eldest grown child, else the eldest grown member,
 * else one whose age is not known. Nobody where only children stay. Only a proposal; the clerk follows the new card.
 * @param staying members who remain, without the one who goes
 * @param today `YYYY-MM-DD`
 */
export const proposeHead = <M extends FamilyMember>(staying: readonly M[], today: string): M | null => {
  const byAge = staying
    .filter(({ lifeStatus }) => lifeStatus === 'alive')
    .sort((a, b) => (a.birthDate ?? '9999').localeCompare(b.birthDate ?? '9999'))
  const grown = byAge.filter((member) => mayLead(member, today))
  return (
    byAge.find(({ relation }) => isSpouse(relation)) ??
    grown.find(({ relation }) => relation === 'Anak') ??
    grown[0] ??
    byAge.find(({ birthDate }) => birthDate === null) ??
    null
  )
}

/**
 * What a member would be to a new head, as far as the old relations tell it. Only a proposal.
 * @param relation the member's relation to the old head; the old head himself: `Kepala Keluarga`
 * @param newHeadWas the new head's relation to the old one
 * @param sex of the member
 */
export const proposeRelation = (relation: string, newHeadWas: string, sex: 'L' | 'P' | null): string => {
  if (newHeadWas === headRelation) return relation
  if (isSpouse(newHeadWas)) {
    if (relation === headRelation) return sex === 'P' ? 'Istri' : 'Suami'
    if (relation === 'Orang Tua') return 'Mertua'
    if (relation === 'Mertua') return 'Orang Tua'
    return relation
  }
  if (newHeadWas === 'Anak') {
    if (relation === headRelation || isSpouse(relation)) return 'Orang Tua'
    return relation === 'Pembantu' ? relation : 'Famili Lain'
  }
  if (parents.has(newHeadWas)) {
    if (relation === headRelation) return newHeadWas === 'Mertua' ? 'Menantu' : 'Anak'
    if (isSpouse(relation)) return newHeadWas === 'Mertua' ? 'Anak' : 'Menantu'
    if (relation === 'Anak') return 'Cucu'
    return relation === 'Pembantu' ? relation : 'Famili Lain'
  }
  return relation === 'Pembantu' ? relation : 'Famili Lain'
}
