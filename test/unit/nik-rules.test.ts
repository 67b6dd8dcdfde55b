import { assert as check, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRegions } from '../../src/main/core/regions/region-data.ts'
import { checkKk, checkNik, maskNumber } from '../../src/shared/domain/nik.ts'
import { provinceCodes, readNik } from '../../src/shared/domain/nik-parts.ts'

const today = '2026-11-22'
const codes = (nik: string, known: Partial<Parameters<typeof checkNik>[1]> = {}): string[] =>
  checkNik(nik, { today, ...known }).map(({ code }) => code)

describe('NIK: what it says of its holder', () => {
  it('reads the day of a woman 40 lower', () => {
    expect(readNik('5201146212850001', today)).toEqual({ region: '52.01.14', birthDate: '1985-12-22', sex: 'P' })
    expect(readNik('5201142212850001', today)).toEqual({ region: '52.01.14', birthDate: '1985-12-22', sex: 'L' })
  })

  it('guesses the century from the year of today', () => {
    expect(readNik('5201140101260001', today).birthDate).toBe('2026-01-01')
    expect(readNik('5201140101270001', today).birthDate).toBe('1927-01-01')
    expect(readNik('5201140101030001', today).birthDate).toBe('2003-01-01')
  })

  it('knows the days that exist, for women too', () => {
    expect(readNik('5201142902000001', today).birthDate).toBe('2000-02-29')
    expect(readNik('5201146902000001', today)).toMatchObject({ birthDate: '2000-02-29', sex: 'P' })
    for (const digits of ['290201', '310400', '000100', '320100', '400100', '720100', '011300', '010000', '710200'])
      expect(readNik(`520114${digits}0001`, today).birthDate, digits).toBeNull()
  })

  it('gives back every birth date and sex it was made of', () => {
    check(
      property(
        record({
          days: integer({ min: 0, max: 36_000 }),
          sex: constantFrom('L' as const, 'P' as const),
          province: constantFrom(...provinceCodes),
        }),
        ({ days, sex, province }) => {
          const date = new Date(Date.UTC(1928, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)
          const day = String(Number(date.slice(8)) + (sex === 'P' ? 40 : 0)).padStart(2, '0')
          const nik = `${province}0114${day}${date.slice(5, 7)}${date.slice(2, 4)}0001`
          expect(readNik(nik, today)).toEqual({ region: `${province}.01.14`, birthDate: date, sex })
          expect(checkNik(nik, { today, birthDate: date, sex })).toEqual([])
        },
      ),
    )
  })
})

describe('NIK: what blocks and what warns', () => {
  it('blocks only a wrong shape', () => {
    expect(checkNik('520114621285000', { today })).toEqual([
      { code: 'length', severity: 'block', message: 'NIK harus 16 digit; ini 15 digit.' },
    ])
    expect(codes('52011462128500O1')).toEqual(['digits'])
    expect(codes('1111111111111111')).toEqual(['all-equal'])
    expect(codes('0201146212850001')).toEqual(['leading-zero'])
  })

  it('never blocks sixteen digits for what they mean', () => {
    check(
      property(integer({ min: 1, max: 9 }), integer({ min: 0, max: 999_999_999_999_998 }), (first, rest) => {
        const findings = checkNik(`${first}${String(rest).padStart(15, '0')}`, { today, birthDate: '1990-05-05', sex: 'L' })
        expect(findings.filter(({ severity, code }) => severity === 'block' && code !== 'all-equal')).toEqual([])
      }),
    )
  })

  it('warns when form and digits differ', () => {
    expect(codes('5201146212850001', { birthDate: '1985-12-22', sex: 'P' })).toEqual([])
    expect(codes('5201146212850001', { birthDate: '1985-12-23', sex: 'P' })).toEqual(['birth-differs'])
    expect(codes('5201146212850001', { birthDate: '1985-12-22', sex: 'L' })).toEqual(['sex-differs'])
    expect(codes('5201146212850000')).toEqual(['serial'])
    expect(codes('5201149912850001')).toEqual(['birth-digits'])
    expect(codes('5201143112260001')).toEqual(['future'])
    expect(codes('5201140101100001', { birthDate: '1910-01-01' })).toEqual(['age'])
  })

  it('accepts the birth date of somebody older than the guessed century', () => {
    expect(codes('5201140101200001', { birthDate: '1920-01-01' })).toEqual([])
  })

  it('knows the 38 provinces of the official list, the Papuan ones among them', () => {
    const official = readRegions((_code, level) => level === 1).map(({ code }) => code)
    expect([...provinceCodes].sort()).toEqual(official.sort())
    expect(provinceCodes.size).toBe(38)
    for (const province of ['91', '92', '93', '94', '95', '96']) expect(codes(`${province}01146212850001`)).toEqual([])
    for (const province of ['20', '37', '54', '66', '77', '83', '90', '97'])
      expect(codes(`${province}01146212850001`)).toEqual(['region-unknown'])
  })

  it('asks the region list about the sub-district', () => {
    expect(codes('5201146212850001', { regionKnown: (code) => code === '52.01.14' })).toEqual([])
    expect(codes('5201146212850001', { regionKnown: () => false })).toEqual(['region-unknown'])
  })
})

describe('family card numbers and masks', () => {
  it('checks a family card number by shape alone', () => {
    expect(checkKk('5201143112990001')).toEqual([])
    expect(checkKk('5201149999990001')).toEqual([])
    expect(checkKk('52011499').map(({ code }) => code)).toEqual(['length'])
    expect(checkKk('0000000000000000').map(({ code }) => code)).toEqual(['all-equal'])
  })

  it('leaves six digits at the start and four at the end to be read', () => {
    expect(maskNumber('5201146212856994')).toBe('520114••••••6994')
    expect(maskNumber('12345')).toBe('•••••')
    expect(maskNumber(null)).toBe('')
  })
})
