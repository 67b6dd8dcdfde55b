import { describe, expect, it } from 'vitest'
import {
  dateMark,
  letterNumber,
  type NumberRules,
  nextSuffix,
  numberingProblems,
  readTypedNumber,
  sequenceKey,
  sequenceYear,
} from '../../src/shared/domain/letter-number.ts'

const rules = (change: Partial<NumberRules> = {}): NumberRules => ({
  pattern: '{kode}/{urut:0000}/{unit}/{bulan-romawi}/{tahun}',
  archiveCode: '400.9.14.4',
  sequence: 'surat-keluar',
  scope: 'shared',
  restart: 'yearly',
  source: 'automatic',
  ...change,
})
const paths = (change: Partial<NumberRules>): string[] => numberingProblems(rules(change)).map(({ path }) => path)

describe('the rules of a kind', () => {
  it('count together, by kind or by unit', () => {
    expect(sequenceKey(rules(), 'rekomendasi', 'SLRT')).toBe('surat-keluar')
    expect(sequenceKey(rules({ scope: 'kind' }), 'rekomendasi', 'SLRT')).toBe('jenis:rekomendasi')
    expect(sequenceKey(rules({ scope: 'unit' }), 'rekomendasi', 'SLRT')).toBe('surat-keluar@SLRT')
  })

  it('begin again with the year of the letter, or never', () => {
    expect(sequenceYear('2026-12-31')).toBe(2026)
    expect(sequenceYear('2026-12-31', 'never')).toBe(0)
  })

  it('may leave the year out, but not the unit when units count apart', () => {
    expect(paths({ pattern: '{kode}/{urut}/OR', archiveCode: '000.8.3.3' })).toEqual([])
    expect(paths({ scope: 'unit', pattern: '{kode}/{urut}/{tahun}' })).toEqual(['pattern'])
    expect(paths({ scope: 'unit' })).toEqual([])
  })

  it('take archive codes of Permendagri 83/2022 only', () => {
    expect(paths({ archiveCode: '400.9' })).toEqual([])
    for (const archiveCode of ['', '460', '400.9.', '4009141', 'SOSIAL'])
      expect([archiveCode, paths({ archiveCode })]).toEqual([archiveCode, archiveCode === '460' ? [] : ['archiveCode']])
    expect(paths({ pattern: '{urut}/{tahun}', archiveCode: '' })).toEqual([])
    expect(paths({ sequence: 'jenis:x' })).toEqual(['sequence'])
  })
})

describe('numbers', () => {
  const parts = { archiveCode: '400.9.1', value: 45, unitCode: '409.106', letterDate: '2026-02-03' }
  it('look as real offices write them', () => {
    expect(letterNumber('{kode}/{urut}/409.106/{tahun}', parts)).toBe('400.9.1/45/409.106/2026')
    expect(letterNumber(rules().pattern, { ...parts, archiveCode: '400.9.14.1', value: 128, unitCode: '08.1006' })).toBe(
      '400.9.14.1/0128/08.1006/II/2026',
    )
    expect(letterNumber('{kode}/{urut}/OR', { ...parts, archiveCode: '000.8.3.3', value: 15 })).toBe('000.8.3.3/15/OR')
  })

  it('slipped in carry a letter', () => {
    expect(letterNumber('{urut:000}/{tahun}', { ...parts, suffix: 'a' })).toBe('045.a/2026')
    expect([nextSuffix(['']), nextSuffix(['', 'a']), nextSuffix(['', 'b', 'a'])]).toEqual(['a', 'b', 'c'])
    expect(nextSuffix(['', 'z'])).toBeUndefined()
  })

  it('are read as a clerk types them', () => {
    expect(readTypedNumber(' 0128 ')).toEqual({ value: 128, suffix: '' })
    for (const text of ['45a', '045.A', '45-a', '45 a']) expect(readTypedNumber(text)).toEqual({ value: 45, suffix: 'a' })
    expect(readTypedNumber('B/400.9.1/12/2026')).toEqual({ whole: 'B/400.9.1/12/2026' })
    expect(['', '000', 'abc', 'belum ada'].map(readTypedNumber)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('a letter’s date', () => {
  it('asks when it is before the last letter, in a year that is over, or ahead of today', () => {
    const today = '2027-01-04'
    expect(dateMark('2027-01-04', today, '2027-01-04')).toBe('')
    expect(dateMark('2027-01-03', today, null)).toBe('')
    expect(dateMark('2027-01-03', today, '2027-01-04')).toBe('back')
    expect(dateMark('2026-12-31', today, null)).toBe('back')
    expect(dateMark('2027-01-05', today, null)).toBe('ahead')
  })
})
