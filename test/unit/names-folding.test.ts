import { assert as check, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from '../../src/shared/domain/names.ts'

const same = (...names: string[]): void => {
  for (const name of names) expect(nameKey(name), name).toBe(nameKey(names[0] as string))
}

describe('name keys', () => {
  it('folds the spellings of Muhammad', () => {
    same('Muhammad Ali', 'MOH. ALI', 'Muh Ali', 'Mohammad Ali', 'Mochamad Ali', 'Mochammad. Ali', 'Muhamad  Ali', 'Mhd. Ali')
  })

  it('folds old and Arabic spellings', () => {
    same('Joko', 'Djoko', 'DJOKO')
    same('Cokro', 'Tjokro')
    same('Sukarno', 'Soekarno')
    same('Khoirul', 'Choirul')
    same('Saiful', 'Syaiful', 'Saeful', 'Syaeful')
    same('Rahmat', 'Rachmat', 'Rakhmat')
    same('Fatimah', 'Fathimah')
    same('Sinta', 'Shinta')
    same('Rizki', 'Rizky', 'Rizqi')
    same('Arif', 'Arief')
    same('Siti', 'Sitti')
    same('Nyoman', 'Njoman')
    same("Jum'ah", 'Jumah', 'Jum’ah')
  })

  it('leaves apart what are two names', () => {
    expect(nameKey('Hasan')).not.toBe(nameKey('Husin'))
    expect(nameKey('Khadijah')).toBe('khadijah')
    expect(nameKey('Sumarni')).not.toBe(nameKey('Sumarna'))
  })

  it('drops titles, degrees and "son of"', () => {
    same(
      'Ahmad Dahlan',
      'H. Ahmad Dahlan',
      'Drs. H. Ahmad Dahlan, M.Si.',
      'KH Ahmad Dahlan',
      'Ahmad bin Dahlan',
      'Prof. Dr. Ahmad Dahlan, S.H., M.H.',
      'Alm. Ahmad Dahlan',
    )
    same('Siti Aminah', 'Hj. Siti Aminah', 'Hj. Siti Aminah, S.Pd.I', 'SITI AMINAH, S. Pd', 'Ny. Siti Aminah')
  })

  it('takes St. for Siti before a name and for a degree behind it', () => {
    same('Siti Aminah', 'St. Aminah', 'Hj. St. Aminah')
    same('Budi Hartono', 'Budi Hartono, S.T.')
  })

  it('writes Abd. out', () => same('Abdul Rahman', 'Abd. Rahman', 'Abdoel Rachman'))

  it('keeps a name that looks like a title when nothing else is there', () => {
    expect(nameKey('H.')).toBe('h')
    expect(nameKey('Haji')).toBe('haji')
  })

  it('keeps initials of real names', () => {
    expect(nameKey('I Made Suta')).toBe('i made suta')
    expect(nameKey('M. Ali')).toBe('m ali')
  })

  it('gives only letters, digits and single spaces, whatever comes in', () => {
    check(
      property(string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        expect(nameKey(name)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/)
        expect(nameKey(`  ${name.toLowerCase()} `)).toBe(nameKey(name.toLowerCase()))
      }),
    )
  })
})
