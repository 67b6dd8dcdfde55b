import { describe, expect, it } from 'vitest'
import { emptyReading, type Reading, readLine } from '../../src/main/core/people/query-reading.ts'
import { looksLikePhone, phoneKey } from '../../src/shared/domain/phone.ts'

const regions: Record<string, string[]> = {
  cibereum: ['32.04.01'],
  sukamaju: ['32.04.01.2003', '32.04.07.2001'],
  'karang baru': ['32.04.09.2002'],
  mawar: ['32.04.02.2008'],
}
const read = (text: string): Reading[] =>
  readLine(text, '2026-11-22', (key, level) =>
    (regions[key] ?? []).filter((code) => level === null || code.length === (level === 3 ? 8 : 13)),
  )
const first = (text: string): Partial<Reading> => {
  const [reading] = read(text)
  if (reading === undefined) throw new Error(`nothing read from ${text}`)
  return Object.fromEntries(
    Object.entries(reading).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(emptyReading[key as keyof Reading]),
    ),
  )
}

describe('a line of the search box', () => {
  it('is a name when it holds nothing else', () => {
    expect(read('siti aminah')).toEqual([{ ...emptyReading, names: ['siti', 'aminah'] }])
  })

  it('takes the name of a region out, and reads it as a name too', () => {
    expect(read('siti cibeureum')).toHaveLength(1)
    expect(first('siti cibereum')).toEqual({ names: ['siti'], regions: ['32.04.01'] })
    expect(read('siti cibereum')[1]).toMatchObject({ names: ['siti', 'cibereum'], regions: null })
    expect(first('budi karang baru')).toEqual({ names: ['budi'], regions: ['32.04.09.2002'] })
  })

  it('narrows a village by the sub-district named with it', () => {
    expect(first('siti sukamaju')).toEqual({ names: ['siti'], regions: regions.sukamaju })
    expect(first('siti desa sukamaju kec. cibereum')).toEqual({ names: ['siti'], regions: ['32.04.01.2003'] })
  })

  it('reads the words behind "ibu" as the name of the mother, and alone also as somebody addressed so', () => {
    expect(first('budi ibu aminah')).toEqual({ names: ['budi'], mother: ['aminah'] })
    expect(first('budi ibu kandung siti aminah cibereum')).toEqual({
      names: ['budi'],
      mother: ['siti', 'aminah'],
      regions: ['32.04.01'],
    })
    expect(read('ibu aminah').map(({ names, mother }) => [names, mother])).toEqual([
      [[], ['aminah']],
      [['aminah'], []],
    ])
  })

  it('reads years, days and ages', () => {
    expect(first('asep 1987')).toEqual({ names: ['asep'], birth: { year: 1987, toYear: 1987, month: null, day: null } })
    for (const text of ['asep 12-05-1987', 'asep 12/5/1987', 'asep 12 mei 1987', 'asep lahir 1987-05-12'])
      expect(first(text), text).toEqual({ names: ['asep'], birth: { year: 1987, toYear: 1987, month: 5, day: 12 } })
    expect(first('asep agustus 1987').birth).toMatchObject({ month: 8, day: null })
    expect(first('asep 35 tahun').birth).toMatchObject({ year: 1990, toYear: 1991 })
    expect(first('asep 2099').birth).toBeUndefined()
  })

  it('reads RT and RW however they are written', () => {
    for (const text of [
      'rt 02 rw 05 sukamaju',
      'RT.002/RW.005 sukamaju',
      'rt02 rw05 sukamaju',
      'rt/rw 02/05 sukamaju',
      'rt 2/5 sukamaju',
    ])
      expect(first(text), text).toEqual({ rt: '2', rw: '5', regions: regions.sukamaju })
  })

  it('reads streets and hamlets, also where one is called like a village', () => {
    expect(first('budi jl. mawar')).toEqual({ names: ['budi'], address: ['mawar'] })
    expect(first('budi jl.mawar')).toEqual({ names: ['budi'], address: ['mawar'] })
    expect(first('budi dusun krajan')).toEqual({ names: ['budi'], address: ['krajan'] })
  })

  it('reads a number beside a name', () => {
    expect(first('siti 6994')).toMatchObject({ names: ['siti'], number: { digits: '6994' } })
    expect(first('siti hp 081234567890')).toMatchObject({ names: ['siti'], number: { digits: '081234567890' } })
    expect(first('siti 520114••••••6994')).toMatchObject({ names: ['siti'], number: { groups: ['520114', '6994'] } })
  })

  it('makes sense of anything without failing', () => {
    for (const text of [
      'ibu',
      'rt',
      'desa',
      'jl.',
      'ibu desa rt',
      '...',
      'kec kec kec',
      '"ibu"',
      '1987 1988 siti',
      '•••',
      'x'.repeat(120),
    ])
      expect(() => read(text), text).not.toThrow()
  })
})

describe('telephone numbers', () => {
  it('are the same however they begin and are divided', () => {
    for (const text of [
      '081234567890',
      '0812-3456-7890',
      '+62 812 3456 7890',
      '6281234567890',
      '(0812) 3456.7890',
      '+62081234567890',
    ])
      expect(phoneKey(text), text).toBe('81234567890')
    expect(phoneKey('tidak ada')).toBe('')
  })

  it('are told from other numbers', () => {
    expect(looksLikePhone('0812 3456 7890')).toBe(true)
    expect(looksLikePhone('+62812345678')).toBe(true)
    for (const text of ['5201144707900003', '0012', '1234567890', 'siti 0812345678'])
      expect(looksLikePhone(text), text).toBe(false)
  })
})
