import { describe, expect, it } from 'vitest'
import {
  defaultLevelNames,
  dottedCode,
  inLocalWords,
  type LevelNames,
  villageKind,
  villageWord,
  withoutKind,
} from '../../src/shared/domain/region-levels.ts'

describe('names of the levels', () => {
  it.each([
    ['52.01', 'Desa/Kelurahan', 'Kecamatan'],
    ['11.06', 'Gampong', 'Kecamatan'],
    ['13.04', 'Nagari/Kelurahan', 'Kecamatan'],
    ['13.09', 'Desa/Kelurahan', 'Kecamatan'],
    ['18.10', 'Pekon/Kelurahan', 'Kecamatan'],
    ['18.01', 'Desa/Kelurahan', 'Kecamatan'],
    ['91.03', 'Kampung/Kelurahan', 'Distrik'],
    ['96.71', 'Kampung/Kelurahan', 'Distrik'],
    ['34.04', 'Kalurahan/Kelurahan', 'Kapanewon'],
    ['34.71', 'Kelurahan', 'Kemantren'],
  ])('in %s are %s and %s', (district, village, subDistrict) => {
    const names = defaultLevelNames(district)
    expect([villageWord(names), names.subDistrict]).toEqual([village, subDistrict])
  })

  it('stand in labels with their capitals', () => {
    const [aceh, papua, usual] = ['11.06', '91.03', '52.01'].map(defaultLevelNames) as [LevelNames, LevelNames, LevelNames]
    expect(inLocalWords('Desa/Kelurahan', aceh)).toBe('Gampong')
    expect(inLocalWords('Desa atau kecamatan', papua)).toBe('Kampung atau distrik')
    expect(inLocalWords('Isi bila berkasnya tidak punya kolom desa.', papua)).toBe(
      'Isi bila berkasnya tidak punya kolom kampung.',
    )
    expect(inLocalWords('Desa atau kelurahan', papua)).toBe('Kampung atau Kelurahan')
    expect(inLocalWords('Pedesaan', papua)).toBe('Pedesaan')
    for (const text of ['Desa/Kelurahan', 'Desa/kelurahan berkas ini', 'desa atau kecamatan'])
      expect(inLocalWords(text, usual)).toBe(text)
  })

  it('tell a kelurahan by its code', () => {
    expect(villageKind(defaultLevelNames('18.10'), '18.10.01.2001')).toBe('Pekon')
    expect(villageKind(defaultLevelNames('18.10'), '18.10.01.1001')).toBe('Kelurahan')
    expect(villageKind(defaultLevelNames('11.06'), '11.06.01.1001')).toBe('Gampong')
  })
})

describe('words and digits of regions', () => {
  it('lose the kind in front, never the whole name', () => {
    expect(withoutKind('Gampong Lamteh')).toBe('Lamteh')
    expect(withoutKind('Kel.Beleka')).toBe('Beleka')
    expect(withoutKind('Kelapa Dua')).toBe('Kelapa Dua')
    expect(withoutKind('Desa')).toBe('Desa')
  })
  it('get their dots', () => {
    expect(['52', '5201', '520114', '5201142001', '52.01.14.2001', '52011'].map(dottedCode)).toEqual([
      '52',
      '52.01',
      '52.01.14',
      '52.01.14.2001',
      '52.01.14.2001',
      null,
    ])
  })
})
