import { describe, expect, it } from 'vitest'
import { countRarity, type Rarity } from '../../src/main/core/duplicates/rarity.ts'
import {
  likelyFrom,
  pointsNeeded,
  possibleFrom,
  scoreIfPossible,
  scoreOf,
  scorePair,
} from '../../src/main/core/duplicates/score.ts'
import { addressKey, phoneKey, type Subject, type SubjectFields, SubjectPools } from '../../src/main/core/duplicates/subject.ts'
import { toPairField } from '../../src/main/core/duplicates/words.ts'
import { practiceFamilies } from '../harness/practice.ts'

const pools = new SubjectPools()
const blank: SubjectFields = {
  id: 0,
  number: null,
  name: '',
  birthDate: null,
  sex: null,
  motherName: '',
  birthPlace: '',
  village: null,
  address: '',
  hamlet: '',
  rt: '',
  rw: '',
  phone: '',
  kk: null,
}
const population: Subject[] = practiceFamilies({ seed: 8, people: 4000 }).flatMap((family) =>
  family.members.map((one) =>
    pools.subject({ ...blank, ...family, ...one, number: one.nik, village: family.regionCode, kk: family.kkNumber }),
  ),
)
const rarity: Rarity = countRarity(population, pools)
const of = (fields: Partial<SubjectFields>): Subject => pools.subject({ ...blank, ...fields })

const known = {
  number: '5201096212850001',
  name: 'BAIQ NURHALIZAH PUTRI',
  birthDate: '1985-12-04',
  sex: 'P',
  motherName: 'INAQ SUMIATI',
  village: '52.01.09.2003',
  address: 'Dusun Krajan',
  rt: '003',
  rw: '001',
}
const score = (a: Partial<SubjectFields>, b: Partial<SubjectFields>) => scorePair(of(a), of(b), rarity)
const field = (a: Partial<SubjectFields>, b: Partial<SubjectFields>, name: string) =>
  score(a, b).fields.find((one) => one.field === name)

describe('the score of two people', () => {
  it('is the same both ways and between 0 and 1', () => {
    for (let at = 0; at < 400; at += 2) {
      const [a, b] = [population[at] as Subject, population[at + 1] as Subject]
      const result = scorePair(a, b, rarity)
      expect(scorePair(b, a, rarity)).toEqual(result)
      expect(result.score).toBeGreaterThanOrEqual(0)
      expect(result.score).toBeLessThanOrEqual(1)
    }
  })

  it('is near certain for the same entries with one slip of any kind', () => {
    for (const slip of [
      {},
      { number: null },
      { number: '5201096212850011' },
      { number: '5201096212580001' },
      { name: 'NURHALIZAH PUTRI BAIQ' },
      { name: 'BAIQ NURHALIJAH PUTRI' },
      { name: 'BAIQ NUR HALIZAH PUTRI' },
      { name: 'Hj. Baiq Nurhalizah' },
      { birthDate: '1985-04-12' },
      { birthDate: '1986-12-04' },
      { sex: null },
      { motherName: '' },
      { village: '52.01.14.2001', address: 'Jl. Raya 5', rt: '', rw: '' },
    ])
      expect(score(known, { ...known, ...slip }).score, JSON.stringify(slip)).toBeGreaterThanOrEqual(likelyFrom)
  })

  it('keeps brothers, sisters and twins apart, although they share everything at home', () => {
    const home = { ...known, kk: '5201090101100001', phone: '081012345678' }
    const twin = { ...home, name: 'BAIQ RAHMAWATI', number: '5201096212850002' }
    const sister = { ...home, name: 'BAIQ SALMIAH', birthDate: '1990-03-17', number: '5201095703900001' }
    const brother = { ...home, name: 'LALU WIRAWAN', birthDate: '1988-07-30', sex: 'L', number: null }
    for (const other of [twin, { ...twin, number: null }, sister, brother])
      expect(score(home, other).score).toBeLessThan(possibleFrom)
  })

  it('is nothing for strangers, and a scan drops them without comparing further', () => {
    let possible = 0
    for (let at = 0; at + 1000 < population.length; at += 1) {
      const [a, b] = [population[at] as Subject, population[at + 1000] as Subject]
      const whole = scorePair(a, b, rarity)
      const quick = scoreIfPossible(a, b, rarity)
      if (whole.score >= possibleFrom) {
        possible += 1
        expect(quick).toEqual(whole)
      } else expect(quick).toBeUndefined()
    }
    expect(possible).toBe(0)
  })

  it('gives more for a rare name than for a common one', () => {
    const names = [...new Set(population.flatMap(({ name }) => (name === null ? [] : [name])))].sort((a, b) => b.count - a.count)
    const [common, rare] = [names[0], names.at(-1)]
    const points = (name = ''): number => field({ name }, { name }, 'name')?.points ?? 0
    expect(common?.count).toBeGreaterThan(5)
    expect(points(rare?.key)).toBeGreaterThan(points(common?.key) + 2)
  })

  it('takes a number that half a list carries for what it is', () => {
    const shared = of({ ...known, number: '9999999999990001' })
    const many = Array.from({ length: 64 }, () => shared)
    const counted = countRarity([...population, ...many], pools)
    const points = scorePair(shared, shared, counted).fields.find((one) => one.field === 'number')?.points
    expect(points).toBe(6)
  })

  it('asks for more proof the larger the register, and for less the more doubles it holds', () => {
    const needed = (people: number, expectedPairs: number) => pointsNeeded({ people, expectedPairs })
    expect(needed(2000, 20)).toBeLessThan(needed(200_000, 2000))
    expect(needed(2000, 500)).toBeLessThan(needed(2000, 20))
    expect(scoreOf(20, 20)).toBe(0.5)
    const doubled = countRarity([...population, ...population], pools)
    expect(doubled.expectedPairs).toBeGreaterThan(population.length)
  })
})

describe('what the screen says about a field', () => {
  const words = (a: Partial<SubjectFields>, b: Partial<SubjectFields>, name: string): string => {
    const found = field(a, b, name)
    if (found === undefined) throw new Error(`no ${name}`)
    return toPairField(found).words
  }
  it('names how the values stand to each other', () => {
    const pairs: [string, Partial<SubjectFields>, RegExp][] = [
      ['number', {}, /^Sama/],
      ['number', { number: '5201096212850011' }, /nomor urut/],
      ['number', { number: '5201096212950001' }, /^Berbeda satu angka$/],
      ['number', { number: '520109621285001' }, /^Kurang atau lebih satu angka$/],
      ['number', { number: '3201090101010001' }, /^Berbeda$/],
      ['number', { number: null }, /^Tidak dapat dibandingkan$/],
      ['name', {}, /^Sama/],
      ['name', { name: 'PUTRI NURHALIZAH BAIQ' }, /urutan/],
      ['name', { name: 'BAIQ NURHALIZAA PUTRI' }, /ejaan/],
      ['name', { name: 'BAIQ NURHALIZAH' }, /satu lebih panjang/],
      ['name', { name: 'BAIQ SUPARTINI PUTRI' }, /kata/],
      ['name', { name: 'SUPARMAN' }, /^Berbeda$/],
      ['birthDate', { birthDate: '1985-04-12' }, /tertukar/],
      ['birthDate', { birthDate: '1985-12-05' }, /satu angka/],
      ['birthDate', { birthDate: '1985-12-29' }, /harinya/],
      ['birthDate', { birthDate: '1985-07-04' }, /bulannya/],
      ['birthDate', { birthDate: '1958-12-04' }, /satu angka/],
      ['birthDate', { birthDate: '1973-12-04' }, /tahunnya/],
      ['birthDate', { birthDate: '1973-01-09' }, /^Berbeda$/],
      ['sex', { sex: 'L' }, /^Berbeda$/],
      ['village', {}, /^Sama/],
    ]
    for (const [name, change, expected] of pairs)
      expect(words(known, { ...known, ...change }, name), `${name} ${JSON.stringify(change)}`).toMatch(expected)
  })
})

describe('folding of addresses and telephone numbers', () => {
  it('drops what every address has and keeps RT and RW', () => {
    expect(addressKey('Jl. Mawar No. 05', 'Dusun Krajan', '003', '001')).toBe('mawar 5 krajan rt3 rw1')
    expect(addressKey('jalan mawar 5', 'krajan', '3', '01')).toBe('mawar 5 krajan rt3 rw1')
    expect(addressKey('', '', '-', '000')).toBe('')
  })
  it('takes the ways a number begins for one', () => {
    for (const written of ['0810-1234-5678', '+62 810 1234 5678', '6281012345678']) expect(phoneKey(written)).toBe('81012345678')
    expect(phoneKey('12345')).toBe('')
  })
})
