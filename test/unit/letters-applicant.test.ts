import { describe, expect, it } from 'vitest'
import { applicantRelation, proposeApplicant, type Relative } from '../../src/shared/domain/letter-applicant.ts'

const one = (personId: number, relation: string, sex: 'L' | 'P' | null, birthDate: string | null): Relative => ({
  personId,
  relation,
  sex,
  birthDate,
  lifeStatus: 'alive',
})
const father = one(1, 'Kepala Keluarga', 'L', '1980-01-01')
const mother = one(2, 'Istri', 'P', '1984-01-01')
const child = one(3, 'Anak', 'P', '2014-01-01')
const grown = one(4, 'Anak', 'L', '2000-01-01')
const grandmother = one(5, 'Orang Tua', 'P', '1950-01-01')
const family = [father, mother, child, grown, grandmother]
const today = '2026-11-22'

describe('who asks for a letter', () => {
  it('is what the family card says they are to one another', () => {
    expect(applicantRelation(mother, child)).toBe('Orang tua')
    expect(applicantRelation(grown, father)).toBe('Anak')
    expect(applicantRelation(father, mother)).toBe('Suami')
    expect(applicantRelation(mother, father)).toBe('Istri')
    expect(applicantRelation(mother, grandmother)).toBe('Menantu')
    expect(applicantRelation(grandmother, father)).toBe('Orang tua')
    expect(applicantRelation(grown, child)).toBe('Saudara')
    expect(applicantRelation(one(6, 'Famili Lain', 'L', null), father)).toBe('Anggota keluarga')
    expect(applicantRelation({ ...father, sex: null }, one(7, 'Cucu', 'L', '2020-01-01'))).toBe('Kakek/Nenek')
  })

  it('is whoever stands at the desk, when the letter is about somebody else', () => {
    expect(proposeApplicant(family, 2, 3, today)).toBe(mother)
    expect(proposeApplicant(family, 2, 2, today)).toBeNull()
  })

  it('is a parent, when a child was looked for; never a child or somebody dead', () => {
    expect(proposeApplicant(family, 3, 3, today)).toBe(father)
    expect(proposeApplicant([{ ...father, lifeStatus: 'dead' }, mother, child], 3, 3, today)).toBe(mother)
    expect(proposeApplicant([child, one(8, 'Anak', 'L', '2013-01-01')], 3, 3, today)).toBeNull()
    expect(proposeApplicant(family, 4, 4, today)).toBeNull()
    expect(proposeApplicant(family, 9, 8, today)).toBeNull()
  })
})
