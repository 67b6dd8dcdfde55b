import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { regionsOfDistrict } from '../../src/main/core/imports/compare.repo.ts'
import { RegionMatcher } from '../../src/main/core/imports/regions.ts'
import { regionsHandlers } from '../../src/main/core/regions/regions.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type RegionBench, regionBench } from '../harness/regions.ts'

let inline: Inline
let bench: RegionBench
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  bench = regionBench(inline)
})
afterEach(() => {
  bench.close()
  inline.close()
})

const list = (input: object = {}) => regionsHandlers.list(inline.context, contract.regions.list.input.parse(input)).items
const one = (code: string) => list({ state: 'all', text: code })[0]
/** Everything about regions that is kept, to see that nothing changed. */
const dump = (): string =>
  JSON.stringify(
    ['region', 'region_successor', 'region_former_name', 'region_bps', 'setting'].map((table) =>
      inline.db.sql(`SELECT * FROM ${table} ORDER BY 1, 2`),
    ),
  )

describe('a list of regions', () => {
  it('adds, renames, and changes codes from the day it says, and old codes stay', async () => {
    const path = await bench.xlsx('daftar.xlsx', [
      ['DAFTAR PERUBAHAN WILAYAH'],
      ['Kode Lama', 'Kode Baru', 'Nama Desa', 'Berlaku Sejak'],
      ['', '52.01.01.2002', 'Beleka Timur', ''],
      ['', '52.01.01.2001', 'Beleka Raya', '01/03/2026'],
      ['52.01.14.2001', '5201142009', 'Kekeri', '2026-02-01'],
    ])
    const check = await bench.check('list', path)
    expect(check.columns).toMatchObject({
      oldCode: 'Kode Lama',
      code: 'Kode Baru',
      name: 'Nama Desa',
      validFrom: 'Berlaku Sejak',
    })
    expect(check.counts).toMatchObject({ rows: 3, added: 1, renamed: 1, recoded: 1, ended: 0, unchanged: 0 })
    expect(check.changes.map(({ kind, code, detail }) => [kind, code, detail])).toEqual([
      ['added', '52.01.01.2002', ''],
      ['renamed', '52.01.01.2001', 'semula Beleka'],
      ['recoded', '52.01.14.2001', 'menjadi 52.01.14.2009 Kekeri'],
    ])
    expect(one('52.01.01.2002')).toBeUndefined()

    await bench.apply('list', path, check.digest)
    expect(one('52.01.01.2002')).toMatchObject({ name: 'Beleka Timur', above: 'Gerung', validFrom: '2026-01-01', validTo: null })
    expect(one('52.01.01.2001')).toMatchObject({ name: 'Beleka Raya', formerNames: ['Beleka'] })
    expect(one('52.01.14.2001')).toMatchObject({
      validTo: '2026-01-31',
      successors: [{ code: '52.01.14.2009', name: 'Kekeri' }],
    })
    expect(list({ text: 'kekeri' }).map(({ code }) => code)).toEqual(['52.01.14.2009'])
    // The same file again has nothing to write.
    expect((await bench.check('list', path)).digest).toBe('')
    // Files of former years lead to what is there now.
    const matcher = new RegionMatcher(regionsOfDistrict(inline.db, '52.01'))
    expect(matcher.find('5201142001', '', '')).toBe('52.01.14.2009')
    expect(matcher.find('', 'Gerung', 'Desa Beleka')).toBe('52.01.01.2001')
  })

  it('merges and splits', async () => {
    const path = bench.csv(
      'ubah.csv',
      'kode;nama;kode pengganti\n' +
        '52.01.01.2001;Beleka;52.01.01.1001\n' +
        '52.01.14.2001;Kekeri;52.01.14.2002\n52.01.14.2001;Kekeri;52.01.14.2003\n' +
        '52.01.14.2002;Kekeri Satu;\n52.01.14.2003;Kekeri Dua;\n',
    )
    const check = await bench.check('list', path)
    expect(check.problems).toEqual([])
    expect(check.counts).toMatchObject({ merged: 1, split: 1, added: 0, ended: 0, unchanged: 0 })
    await bench.apply('list', path, check.digest)
    expect(one('52.01.01.2001')).toMatchObject({ validTo: '2025-12-31', successors: [{ code: '52.01.01.1001' }] })
    expect(one('52.01.14.2001')?.successors.map(({ name }) => name)).toEqual(['Kekeri Satu', 'Kekeri Dua'])
    expect((await bench.check('list', path)).digest).toBe('')
  })

  it('a village cut off from one that goes on ends nothing', async () => {
    const path = bench.csv('mekar.csv', 'kode lama,kode,nama\n,52.01.14.2001,Kekeri\n52.01.14.2001,52.01.14.2002,Kekeri Utara\n')
    await bench.take('list', path)
    expect(one('52.01.14.2001')?.validTo).toBeNull()
    expect(one('52.01.14.2002')?.name).toBe('Kekeri Utara')
  })

  it('that is complete ends what it does not name, and knows a village again under a new code', async () => {
    const rows = [
      ['kode', 'nama'],
      ['52.01.01', 'Gerung'],
      ['52.01.14', 'Gunungsari'],
      ['52.01.01.1001', 'GERUNG UTARA'],
      ['52.01.14.2005', 'Kekeri'],
    ]
    const path = await bench.xlsx('lengkap.xlsx', rows)
    expect((await bench.check('list', path)).counts).toMatchObject({ ended: 0, added: 1, unchanged: 3 })
    const check = await bench.check('list', path, { complete: true })
    expect(check.counts).toMatchObject({ ended: 1, recoded: 1, added: 0, renamed: 0 })
    await bench.apply('list', path, check.digest, { complete: true })
    expect(one('52.01.01.2001')).toMatchObject({ validTo: '2025-12-31', successors: [] })
    expect(one('52.01.14.2001')?.successors).toEqual([{ code: '52.01.14.2005', name: 'Kekeri' }])
    // A later list that names it again lets it go on.
    await bench.take('list', await bench.xlsx('lagi.xlsx', [...rows, ['52.01.01.2001', 'Beleka']]))
    expect(one('52.01.01.2001')?.validTo).toBeNull()
  })

  it('with one wrong row writes nothing, and says where it is', async () => {
    const path = await bench.xlsx('salah.xlsx', [
      ['Kode', 'Nama', 'Kode Pengganti'],
      ['52.01.01.2002', 'Desa Baru', ''],
      ['52.01.0', 'Salah', ''],
      ['52.01.99.2001', 'Tanpa Kecamatan', ''],
      ['52.01.01.2003', '', ''],
      ['52.01.14.2001', 'Kekeri', '52.01.14.9999'],
      ['31.71.01.1001', 'Provinsi Lain', ''],
    ])
    const before = dump()
    const check = await bench.check('list', path)
    expect(check.blocking).toBe(4)
    expect(check.counts).toMatchObject({ elsewhere: 1 })
    expect(check.problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'A', '52.01.0'],
      [4, 'A', '52.01.99.2001'],
      [5, 'B', ''],
      [6, 'C', '52.01.14.9999'],
    ])
    await expect(bench.apply('list', path, check.digest)).rejects.toThrow('Masih ada 4 baris yang salah')
    expect(dump()).toBe(before)
  })

  it('is refused when the list changed between checking and writing', async () => {
    const first = bench.csv('a.csv', 'kode,nama\n52.01.01.2002,Satu\n')
    const second = bench.csv('b.csv', 'kode,nama\n52.01.01.2003,Dua\n')
    const check = await bench.check('list', first)
    await bench.take('list', second)
    await expect(bench.apply('list', first, check.digest)).rejects.toThrow('berubah sejak diperiksa')
    expect(one('52.01.01.2002')).toBeUndefined()
  })

  it('without a heading we know tells its headings, so that the user can choose', async () => {
    const path = await bench.xlsx('asing.xlsx', [
      ['Nomor', 'Sebutan'],
      ['52.01.01.2002', 'Desa Baru'],
    ])
    const check = await bench.check('list', path)
    expect(check).toMatchObject({ headings: ['Nomor', 'Sebutan'], columns: {}, digest: '' })
    const columns = { code: 'Nomor', name: 'Sebutan' }
    expect((await bench.take('list', path, { columns })).added).toBe(1)
    await expect(bench.check('list', bench.csv('kosong.csv', '\n'))).rejects.toMatchObject({ data: { code: 'BAD_FILE' } })
  })
})

describe('BPS codes', () => {
  const rows = [
    ['kode_bps', 'nama_bps', 'kode_dagri', 'nama_dagri'],
    ['5201010', 'GERUNG', '52.01.01', 'Gerung'],
    ['5201010001', 'GERUNG UTARA', '52.01.01.1001', 'Gerung Utara'],
    ['5201010007', 'BELEKA', '5201012001', 'Beleka'],
    ['5201099009', 'TIDAK ADA', '52.01.99.2001', 'Tidak Ada'],
    ['3171010001', 'GAMBIR', '31.71.01.1001', 'Gambir'],
  ]

  it('are taken in beside the Kemendagri codes; unknown ones are listed and left out', async () => {
    const path = await bench.xlsx('bps.xlsx', rows)
    const check = await bench.check('bps', path)
    expect(check.columns).toEqual({ bps: 'kode_bps', code: 'kode_dagri', name: 'nama_dagri' })
    expect(check.counts).toMatchObject({ rows: 5, bps: 3, unknown: 1, elsewhere: 1 })
    expect(check.problems).toMatchObject([{ severity: 'warning', sheet: 'Wilayah', row: 5, column: 'C', value: '52.01.99.2001' }])
    await bench.apply('bps', path, check.digest)
    expect(one('52.01.01.2001')?.bpsCode).toBe('5201010007')
    expect(list({ text: '5201010007' }).map(({ name }) => name)).toEqual(['Beleka'])
    expect(regionsHandlers.summary(inline.context, {})).toMatchObject({ villages: 3, withBps: 2, lastFile: { kind: 'bps' } })
    const matcher = new RegionMatcher(regionsOfDistrict(inline.db, '52.01'))
    expect(matcher.find('5201010007', '', '')).toBe('52.01.01.2001')
  })

  it('of a new period replace the present ones, and the former still lead to their village', async () => {
    await bench.take('bps', await bench.xlsx('bps.xlsx', rows))
    const next = await bench.xlsx('bps2.xlsx', [
      ['kode_bps', 'kode_dagri'],
      ['5201012007', '52.01.01.2001'],
    ])
    expect((await bench.check('bps', next)).changes[0]?.detail).toBe('5201010007 menjadi 5201012007')
    await bench.take('bps', next)
    expect(one('52.01.01.2001')?.bpsCode).toBe('5201012007')
    const matcher = new RegionMatcher(regionsOfDistrict(inline.db, '52.01'))
    expect([matcher.find('5201010007', '', ''), matcher.find('5201012007', '', '')]).toEqual(['52.01.01.2001', '52.01.01.2001'])
  })

  it('that contradict each other or have another length are refused whole', async () => {
    const path = await bench.xlsx('bps.xlsx', [
      ...rows,
      ['5201010007', 'X', '52.01.14.2001', 'Kekeri'],
      ['5201010008', 'X', '52.01.01.2001', 'Beleka'],
      ['520101', 'X', '52.01.14', 'Gunungsari'],
    ])
    const before = dump()
    const check = await bench.check('bps', path)
    expect(check.problems.filter(({ severity }) => severity === 'block').map(({ row }) => row)).toEqual([7, 8, 9])
    await expect(bench.apply('bps', path, check.digest)).rejects.toMatchObject({ data: { code: 'VALIDATION' } })
    expect(dump()).toBe(before)
  })
})

describe('names of the levels', () => {
  it('are as usual in the district until the office says otherwise', () => {
    const { context } = inline
    expect(regionsHandlers.levelNames(context, {})).toMatchObject({ village: 'Desa', subDistrict: 'Kecamatan', version: 0 })
    const names = { village: 'Gampong', urbanVillage: '', subDistrict: 'Kecamatan' }
    expect(regionsHandlers.saveLevelNames(context, { ...names, version: 0 })).toEqual({ version: 1 })
    expect(regionsHandlers.levelNames(context, {})).toMatchObject({ ...names, usual: { village: 'Desa' } })
    expect(() => regionsHandlers.saveLevelNames(context, { ...names, version: 0 })).toThrow(/baru saja diubah/)
    expect(() =>
      regionsHandlers.saveLevelNames(context, { village: '', urbanVillage: '', subDistrict: 'X', version: 1 }),
    ).toThrow()
  })
})
