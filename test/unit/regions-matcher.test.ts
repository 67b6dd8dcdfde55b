import { describe, expect, it } from 'vitest'
import { RegionMatcher, type RegionRow } from '../../src/main/core/imports/regions.ts'
import { nameKey } from '../../src/shared/domain/names.ts'

const row = (code: string, name: string, more: Partial<RegionRow> = {}): RegionRow => ({
  code,
  level: code.split('.').length,
  name,
  nameKey: nameKey(name),
  ...more,
})

const rows: RegionRow[] = [
  row('52.01.01', 'Gerung', { bpsCodes: ['5201010'] }),
  row('52.01.01.1001', 'Gerung Utara', { bpsCodes: ['5201010001'] }),
  row('52.01.01.2002', 'Beleka', { bpsCodes: ['5201010007', '5201019007'], formerNames: ['Labulia Selatan'] }),
  row('52.01.01.2003', 'Sukamaju I'),
  row('52.01.01.2004', 'Sukamaju II'),
  row('52.01.02', 'Kediri'),
  row('52.01.02.2001', 'Kampung Baru'),
  row('52.01.02.2002', 'Montong Are'),
  row('52.01.02.2003', 'Dasan Lama', { successors: ['52.01.02.2002'] }),
  row('52.01.02.2004', 'Ombe Raya', { successors: ['52.01.02.2002', '52.01.02.2001'] }),
]
const matcher = () => new RegionMatcher(rows)

describe('a village in a file is found', () => {
  it.each([
    ['the Kemendagri code with dots', '52.01.01.2002', '52.01.01.2002'],
    ['the Kemendagri code without dots', '5201012002', '52.01.01.2002'],
    ['the BPS code', '5201010007', '52.01.01.2002'],
    ['a BPS code of a former period', '5201019007', '52.01.01.2002'],
    ['the Kemendagri code of a sub-district', '52.01.01', '52.01.01'],
    ['the BPS code of a sub-district', '5201010', '52.01.01'],
    ['the code of a village that became one other', '52.01.02.2003', '52.01.02.2002'],
    ['the code of a village that became several, as it was', '5201022004', '52.01.02.2004'],
  ])('by %s', (_what, code, expected) => expect(matcher().find(code, '', '')).toBe(expected))

  it.each([
    ['its name', 'Beleka'],
    ['Desa in front', 'Desa Beleka'],
    ['Gampong in front', 'GAMPONG BELEKA'],
    ['Kel. in front', 'Kel. Beleka'],
    ['Desa/Kel. in front', 'Desa/Kel. Beleka'],
    ['Nagari in front', 'Nagari Beleka'],
    ['a wrong letter', 'Belika'],
    ['a missing letter', 'Belka'],
    ['a letter too many', 'Belekaa'],
    ['two letters exchanged', 'Beelka'],
    ['its former name', 'Labulia Selatan'],
    ['its former name with a wrong letter', 'Labuliya Selatan'],
  ])('by name with the sub-district, with %s', (_what, name) =>
    expect(matcher().find('', 'Kec. Gerung', name)).toBe('52.01.01.2002'),
  )

  it('a sub-district may be misspelled or called Distrik', () => {
    expect(matcher().find('', 'DISTRIK GERUNGG', 'Beleka')).toBe('52.01.01.2002')
    expect(matcher().find('', 'Kedirri', 'Montong Are')).toBe('52.01.02.2002')
  })

  it('a name that begins like a kind is found whole', () => {
    expect(matcher().find('', 'Kediri', 'Kampung Baru')).toBe('52.01.02.2001')
    expect(matcher().find('', 'Kediri', 'Desa Kampung Baru')).toBe('52.01.02.2001')
  })

  it('numbers in names are never guessed', () => {
    expect(matcher().find('', 'Gerung', 'SUKAMAJU I')).toBe('52.01.01.2003')
    expect(matcher().find('', 'Gerung', 'Sukamaju II')).toBe('52.01.01.2004')
    expect(matcher().find('', 'Gerung', 'Sukamajo III')).toBeNull()
  })

  it('by the name when the code is unknown', () => {
    expect(matcher().find('9999999999', 'Gerung', 'Beleka')).toBe('52.01.01.2002')
  })

  it('two slips are too many, and another sub-district is another village', () => {
    expect(matcher().find('', 'Gerung', 'Bilika')).toBeNull()
    expect(matcher().find('', 'Kediri', 'Beleka')).toBeNull()
  })
})

describe('digits that both systems know', () => {
  // As Kemendagri 52.01.02.2002 Montong Are, as BPS Gerung Utara: the BPS sub-district 022, village 002.
  const both = () =>
    new RegionMatcher([...rows.slice(0, 1), row('52.01.01.1001', 'Gerung Utara', { bpsCodes: ['5201022002'] }), ...rows.slice(2)])

  it('mean what the name beside them says', () => {
    expect(both().find('5201022002', 'Kediri', 'Montong Are')).toBe('52.01.02.2002')
    expect(both().find('5201022002', 'Gerung', 'Gerung Utara')).toBe('52.01.01.1001')
  })
  it('are Kemendagri when they have dots', () => expect(both().find('52.01.02.2002', '', '')).toBe('52.01.02.2002'))
  it('stay unknown while nothing tells, and follow the rest of the file', () => {
    const first = both()
    expect(first.find('5201022002', '', '')).toBeNull()
    first.find('5201010007', '', '')
    expect(first.find('5201022002', '', '')).toBe('52.01.01.1001')
    const second = both()
    second.find('5201022001', '', '')
    expect(second.find('5201022002', '', '')).toBe('52.01.02.2002')
  })
})
