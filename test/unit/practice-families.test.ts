import { describe, expect, it } from 'vitest'
import { generateFamilies, type PracticePerson } from '../../src/main/core/practice/families.ts'
import { ageOn } from '../../src/shared/domain/dates.ts'
import { checkKk, checkNik } from '../../src/shared/domain/nik.ts'
import { practiceFamilies, regionsOf } from '../harness/practice.ts'

const today = '2026-11-22'
const sample = practiceFamilies({ seed: 7, people: 6000 })
const everybody = sample.flatMap(({ members }) => members)

describe('practice families', () => {
  it('are the same for the same seed and others for another', () => {
    expect(practiceFamilies({ seed: 3, people: 200 })).toEqual(practiceFamilies({ seed: 3, people: 200 }))
    expect(practiceFamilies({ seed: 3, people: 200 })).not.toEqual(practiceFamilies({ seed: 4, people: 200 }))
  })

  it('are exactly as many people as asked for', () => {
    for (const people of [0, 1, 2, 599, 600])
      expect(practiceFamilies({ seed: 1, people }).flatMap(({ members }) => members)).toHaveLength(people)
  })

  it('never share a NIK or a family card number', () => {
    const niks = everybody.flatMap(({ nik }) => (nik === null ? [] : [nik]))
    expect(new Set(niks).size).toBe(everybody.length)
    expect(new Set(sample.map(({ kkNumber }) => kkNumber)).size).toBe(sample.length)
  })

  it('have numbers that fit person and region list, with serials that nobody real has', () => {
    const known = new Set(regionsOf('52.01').map(({ code }) => code))
    for (const { nik, birthDate, sex } of everybody) {
      expect(checkNik(nik as string, { birthDate, sex, today, regionKnown: (code) => known.has(code) })).toEqual([])
      expect(Number((nik as string).slice(12))).toBeGreaterThanOrEqual(9000)
    }
    for (const { kkNumber, regionCode } of sample) {
      expect(checkKk(kkNumber)).toEqual([])
      expect(known.has(regionCode)).toBe(true)
      expect(kkNumber.slice(0, 6)).toBe(regionCode.slice(0, 8).replaceAll('.', ''))
    }
  })

  it('live together as families do', () => {
    for (const { members } of sample) {
      const [head, ...others] = members as [PracticePerson, ...PracticePerson[]]
      expect(head.relation).toBe('Kepala Keluarga')
      expect(others.some(({ relation }) => relation === 'Kepala Keluarga')).toBe(false)
      const headAge = ageOn(head.birthDate, today)
      expect(headAge).toBeGreaterThanOrEqual(25)
      expect(headAge).toBeLessThanOrEqual(76)
      const mother = others.find(({ relation }) => relation === 'Istri') ?? (head.sex === 'P' ? head : undefined)
      for (const child of others.filter(({ relation }) => relation === 'Anak')) {
        if (mother === undefined) continue
        const gap = ageOn(mother.birthDate, today) - ageOn(child.birthDate, today)
        expect(gap).toBeGreaterThanOrEqual(17)
        expect(gap).toBeLessThanOrEqual(48)
        expect(child.motherName).toBe(mother.name.replace(/^HJ\. /, ''))
      }
      for (const { birthDate } of members) expect(birthDate <= today).toBe(true)
    }
    const average = everybody.length / sample.length
    expect(average).toBeGreaterThan(2.8)
    expect(average).toBeLessThan(4.5)
  })

  it('hold what a family card says of each age', () => {
    for (const one of everybody) {
      const age = ageOn(one.birthDate, today)
      if (age < 6) expect(one.occupation).toBe('Belum/Tidak Bekerja')
      if (age < 18) expect(one.maritalStatus).toBe('Belum Kawin')
      if (age < 12) expect(['Tidak/Belum Sekolah', 'Belum Tamat SD/Sederajat', 'Tamat SD/Sederajat']).toContain(one.education)
      expect(one.phone).toMatch(/^(0810\d{8})?$/)
    }
  })

  it('carry faults only when asked to, about as many as asked', () => {
    expect(everybody.every(({ dirt }) => dirt === null)).toBe(true)
    const dirty = practiceFamilies({ seed: 7, people: 6000, dirt: 0.04 }).flatMap(({ members }) => members)
    const faults = dirty.filter(({ dirt }) => dirt !== null)
    expect(faults.length).toBeGreaterThan(6000 * 0.025)
    expect(faults.length).toBeLessThan(6000 * 0.055)
    expect(dirty.filter(({ nik }) => nik === null).every(({ dirt }) => dirt === 'no-nik')).toBe(true)
    for (const one of faults.filter(({ dirt }) => dirt === 'birth-date'))
      expect(checkNik(one.nik as string, { birthDate: one.birthDate, today }).map(({ code }) => code)).toContain('birth-differs')
  })

  it('are named as in their province', () => {
    const bali = practiceFamilies({ seed: 1, people: 1500, district: '51.03' }).flatMap(({ members }) => members)
    expect(
      bali.filter(({ name }) => /^(NI|I) (WAYAN|MADE|NYOMAN|KETUT|LUH|PUTU|GEDE|KADEK|KOMANG)/.test(name)).length,
    ).toBeGreaterThan(300)
    const papua = practiceFamilies({ seed: 1, people: 300, district: '95.01' }).flatMap(({ members }) => members)
    expect(papua.every(({ nik }) => nik?.startsWith('9501'))).toBe(true)
  })

  it('refuse a region list without villages', () => {
    expect(() =>
      generateFamilies({ seed: 1, people: 1, regions: [{ code: '52.01', name: 'Kabupaten X' }], today }).next(),
    ).toThrow(RangeError)
  })
})
