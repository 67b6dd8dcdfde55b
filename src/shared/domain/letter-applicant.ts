import { ageOn } from './dates.ts'
import { headRelation, isSpouse } from './families.ts'

/** One of a family, as the rules below need one. */
export interface Relative {
  personId: number
  /** On the family card. */
  relation: string
  sex: 'L' | 'P' | null
  birthDate: string | null
  lifeStatus: string
}

type Place = 'head' | 'spouse' | 'child' | 'grandchild' | 'child-in-law' | 'parent' | 'parent-in-law' | 'other'

const placeOf = (relation: string): Place => {
  if (relation === headRelation) return 'head'
  if (isSpouse(relation)) return 'spouse'
  if (/^anak\b/i.test(relation)) return 'child'
  if (/^cucu\b/i.test(relation)) return 'grandchild'
  if (/^menantu\b/i.test(relation)) return 'child-in-law'
  if (/^mertua\b/i.test(relation)) return 'parent-in-law'
  return /^orang tua$/i.test(relation) ? 'parent' : 'other'
}

const bySex = (sex: 'L' | 'P' | null, man: string, woman: string): string =>
  sex === 'L' ? man : sex === 'P' ? woman : `${man}/${woman}`

/** What an applicant is to the resident, by their places on one card: `applicant to subject`. */
const words: Partial<Record<`${Place} ${Place}`, string>> = {
  'head child': 'Orang tua',
  'spouse child': 'Orang tua',
  'child head': 'Anak',
  'child spouse': 'Anak',
  'child child': 'Saudara',
  'grandchild head': 'Cucu',
  'grandchild spouse': 'Cucu',
  'head child-in-law': 'Mertua',
  'spouse child-in-law': 'Mertua',
  'child-in-law head': 'Menantu',
  'child-in-law spouse': 'Menantu',
  'parent head': 'Orang tua',
  'parent spouse': 'Mertua',
  'parent-in-law head': 'Mertua',
  'parent-in-law spouse': 'Orang tua',
  'head parent': 'Anak',
  'head parent-in-law': 'Menantu',
  'spouse parent': 'Menantu',
  'spouse parent-in-law': 'Anak',
}

/** What somebody who asks for a letter is to the resident it is about, as far as their family card tells it. */
export const applicantRelation = (applicant: Relative, subject: Relative): string => {
  const [from, to] = [placeOf(applicant.relation), placeOf(subject.relation)]
  if ((from === 'head' && to === 'spouse') || (from === 'spouse' && to === 'head')) return bySex(applicant.sex, 'Suami', 'Istri')
  if ((from === 'head' || from === 'spouse') && to === 'grandchild') return bySex(applicant.sex, 'Kakek', 'Nenek')
  return words[`${from} ${to}`] ?? 'Anggota keluarga'
}

/** Grown up enough to ask for a letter: 17 years, the age of the first identity card. Without a birth date as well. */
const isGrown = (person: Relative, today: string): boolean => person.birthDate === null || ageOn(person.birthDate, today) >= 17

/**
 * Who asks for a letter: whoever stands at the desk when it is about somebody else; for a child that was looked for itself the head of
 * the family, else the husband or wife. Null = the resident came in person. Only a proposal.
 * @param desk whoever was looked for
 * @param today `YYYY-MM-DD`
 */
export const proposeApplicant = <P extends Relative>(
  members: readonly P[],
  desk: number,
  subject: number,
  today: string,
): P | null => {
  const about = members.find(({ personId }) => personId === subject)
  if (about === undefined) return null
  if (desk !== subject) return members.find(({ personId }) => personId === desk) ?? null
  if (isGrown(about, today)) return null
  const grown = members.filter((one) => one.personId !== subject && one.lifeStatus === 'alive' && isGrown(one, today))
  return (
    grown.find(({ relation }) => placeOf(relation) === 'head') ??
    grown.find(({ relation }) => placeOf(relation) === 'spouse') ??
    null
  )
}
