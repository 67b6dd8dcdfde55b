import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { mappingsHandlers } from '../../src/main/core/mappings/mappings.service.ts'
import type { GridRow } from '../../src/shared/contract/imports.ts'
import { type ImportMappingBody, importMappingBody } from '../../src/shared/contract/mappings.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { cleanTable, type Layout, layouts } from '../harness/layouts.ts'
import type { TestCell } from '../harness/workbooks.ts'

let inline: Inline
let bench: ImportBench
beforeEach(() => {
  inline = openInline()
  bench = importBench(inline)
})
afterEach(() => {
  bench.close()
  inline.close()
})

const header = ['NIK', 'No KK', 'Nama Lengkap', 'JK', 'Tanggal Lahir', 'SHDK', 'Alamat', 'Status Kawin', 'Suku']
const kk1 = '5201010101230001'
const budi: TestCell[] = [
  '5201011203800001',
  kk1,
  'BUDI SANTOSO',
  'L',
  '12-03-1980',
  'Kepala Keluarga',
  'Jl. Mawar 1',
  'Kawin',
  'Sasak',
]
const siti: TestCell[] = ['5201015504820002', kk1, 'SITI AMINAH', 'P', '15-04-1982', 'Istri', 'Jl. Mawar 1', 'Kawin']
const short: TestCell[] = ['520101200505000', kk1, 'AGUS SANTOSO', 'L', '31-02-2005', 'Anak']
const write = async (name: string, ...rows: TestCell[][]): Promise<number> =>
  (await bench.prepare(await bench.write(name, [header, ...rows]))).id
const get = (id: number) => importsHandlers.get(inline.context, { id })
const grid = (id: number, withProblems = false): GridRow[] =>
  importsHandlers.grid(inline.context, { id, bucket: null, withProblems, cursor: null, limit: 500 }).items
const at = (id: number, row: number): GridRow => grid(id).find((one) => one.row === row) as GridRow
const transaction = <T>(run: () => T): T => inline.db.raw.transaction(run)()
const index = (column: string): number => column.charCodeAt(0) - 65
const repair = (id: number, row: number, column: string, value: string, before?: string) =>
  transaction(() =>
    importsHandlers.repair(inline.context, {
      id,
      rowId: at(id, row).id,
      column,
      before: before ?? (at(id, row).cells[index(column)]?.text as string),
      value,
    }),
  )
/** What reading the whole file anew would say. */
const same = (id: number) => {
  const { counts, problems } = get(id)
  return { people: counts.people, families: counts.families, problems }
}

describe('a cell repaired in place', () => {
  it('is checked again by the same rules; the row moves and the counts follow', async () => {
    const id = await write('kotor.xlsx', budi, siti, short)
    expect(get(id).counts.people).toMatchObject({ new: 2, refused: 1 })
    expect(grid(id, true).map(({ row }) => row)).toContain(4)
    const wrong = at(id, 4)
    expect(wrong.cells[0]).toEqual({ text: '520101200505000', original: null, masked: false })
    expect(wrong.problems.map(({ column, code }) => [column, code])).toEqual(
      expect.arrayContaining([
        ['A', 'nik-length'],
        ['E', 'date-unknown'],
      ]),
    )
    const first = repair(id, 4, 'A', '5201012005050003')
    expect(first.row).toMatchObject({
      bucket: 'new',
      cells: [{ text: '520101••••••0003', original: '520101200505000', masked: true }, {}, {}, {}, {}, {}, {}, {}, {}],
    })
    expect(first.row.problems.map(({ code }) => code)).toContain('date-unknown')
    const second = repair(id, 4, 'E', '20-05-2005')
    expect(second.row.problems).toEqual([])
    expect(second.package).toMatchObject({
      repairs: 2,
      problems: { block: 0, error: 0 },
      counts: { people: { new: 3, refused: 0 } },
    })
    // The same file, correct from the start.
    const clean = await write('bersih.xlsx', budi, siti, ['5201012005050003', kk1, 'AGUS SANTOSO', 'L', '20-05-2005', 'Anak'])
    expect(same(id)).toEqual(same(clean))
    await bench.apply(id)
    expect(bench.counts()).toEqual({ people: 3, families: 1, members: 3 })
    expect(inline.db.sql("SELECT birth_date FROM person WHERE name = 'AGUS SANTOSO'")).toEqual([{ birth_date: '2005-05-20' }])
    const log = importsHandlers.repairs(inline.context, { id, cursor: null, limit: 100 }).items
    expect(log.map(({ row, column, before, after, by }) => [row, column, before, after, by])).toEqual([
      [4, 'E', '31-02-2005', '20-05-2005', 'Admin Uji'],
      [4, 'A', '520101200505000', '520101••••••0003', 'Admin Uji'],
    ])
  })

  it('is taken back as the file had it, one repair after the other', async () => {
    const id = await write('kotor.xlsx', budi, siti, [5_201_012_005_050_003, kk1, 'AGUS', 'L', '20-05-2005', 'Anak'])
    const before = [get(id).counts, get(id).problems, at(id, 4)]
    repair(id, 4, 'A', '5201012005050003')
    repair(id, 4, 'C', 'AGUS SANTOSO')
    const undo = () => transaction(() => importsHandlers.undoRepair(inline.context, { id }))
    expect(undo().row.cells[2]).toMatchObject({ text: 'AGUS', original: null })
    const last = undo()
    expect(last.row.cells[0]).toEqual({ text: '5.20101E+15', original: null, masked: false })
    expect([get(id).counts, get(id).problems, at(id, 4)]).toEqual(before)
    expect(get(id).repairs).toBe(0)
    expect(undo).toThrow(/Tidak ada perbaikan/)
  })

  it('also works in rows without remarks, whose own words were not kept', async () => {
    const id = await write('bersih.xlsx', budi, siti)
    expect(inline.db.sql('SELECT count(*) n FROM import_cells')).toEqual([{ n: 0 }])
    expect(at(id, 2)).toMatchObject({ made: true, problems: [] })
    const before = bench.rows(id)
    const { row } = repair(id, 2, 'G', 'Jl. Melati 9')
    expect(row.cells[6]).toMatchObject({ text: 'Jl. Melati 9', original: 'Jl. Mawar 1' })
    expect(bench.rows(id)).toEqual(before)
    await bench.apply(id)
    expect(inline.db.sql("SELECT address, birth_date, extra FROM person WHERE name = 'BUDI SANTOSO'")).toEqual([
      { address: 'Jl. Melati 9', birth_date: '1980-03-12', extra: '{"suku":"Sasak"}' },
    ])
    expect(inline.db.sql('SELECT address FROM family')).toEqual([{ address: 'Jl. Melati 9' }])
  })

  it('finds a number that another row has, and frees the row that waited for it', async () => {
    const id = await write('ganda.xlsx', budi, siti, [...budi.slice(0, 2), 'ORANG LAIN', 'L', '01-01-1990', 'Famili Lain'])
    expect(at(id, 4).problems.map(({ code }) => code)).toContain('nik-twice')
    expect(repair(id, 3, 'A', '5201011203800001').row).toMatchObject({ bucket: 'refused' })
    transaction(() => importsHandlers.undoRepair(inline.context, { id }))
    expect(at(id, 3).bucket).toBe('new')
    const freed = repair(id, 2, 'A', '5201011203800077')
    expect(freed.alsoChanged).toBe(1)
    expect(freed.package.counts.people).toMatchObject({ new: 3, refused: 0 })
    expect(at(id, 4).problems.filter(({ severity }) => severity === 'block')).toEqual([])
  })

  it('matches the row with the register again', async () => {
    await bench.apply(await write('awal.xlsx', budi))
    const id = await write('dua.xlsx', [
      '520101120380000',
      kk1,
      'BUDI SANTOSO',
      'L',
      '12-03-1980',
      'Kepala Keluarga',
      'Jl. Baru 5',
    ])
    expect(repair(id, 2, 'A', '5201011203800001').row.bucket).toBe('changed')
    expect(bench.rows(id)[0]).toMatchObject({ personId: 1, changes: [{ field: 'address', after: 'Jl. Baru 5' }] })
    expect(repair(id, 2, 'G', '').row.bucket).toBe('unchanged')
  })

  it('is refused when another clerk was faster, in an unused column, and after writing or discarding', async () => {
    const id = await write('kotor.xlsx', budi, short)
    repair(id, 3, 'A', '5201012005050003')
    expect(() => repair(id, 3, 'A', '5201012005050009', '520101200505000')).toThrow(/baru saja diperbaiki/)
    expect(() => repair(id, 3, 'Z', 'x', '')).toThrow(/tidak dipakai/)
    inline.db.sql("UPDATE import_package SET state = 'applying' WHERE id = ?", id)
    expect(() => repair(id, 3, 'E', '20-05-2005')).toThrow(/sedang ditulis/)
    inline.db.sql("UPDATE import_package SET state = 'prepared' WHERE id = ?", id)
    const rowId = at(id, 3).id
    importsHandlers.discard(inline.context, { id })
    expect(() => importsHandlers.repair(inline.context, { id, rowId, column: 'E', before: '', value: 'x' })).toThrow(/dibuang/)
    expect(inline.db.sql('SELECT count(*) n FROM import_cells')).toEqual([{ n: 0 }])
    expect(inline.db.sql('SELECT count(*) n FROM import_repair')).toEqual([{ n: 0 }])
  })

  it('shows a masked number only when asked, and that is recorded', async () => {
    const id = await write('a.xlsx', budi)
    expect(JSON.stringify(grid(id))).not.toMatch(/\d{16}/)
    const rowId = at(id, 2).id
    expect(importsHandlers.revealCell(inline.context, { id, rowId, column: 'A' })).toEqual({ value: '5201011203800001' })
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'import', entityId: id })
  })
})

describe('a file whose columns a clerk explained', () => {
  const columns = [
    { header: 'PKB', field: 'nik', kind: 'nik' },
    { header: 'Sebutan', field: 'name', kind: 'text' },
    { header: 'Kel', field: 'sex', kind: 'sex', codes: { jantan: 'L', betina: 'P' } },
  ] as const
  const body = (): ImportMappingBody => importMappingBody.parse({ name: 'Desa Ujung', tables: [{ headerRow: 1, columns }] })

  it('is repaired by the same meaning, also when nobody saved it; its corrected rows are known by a saved one', async () => {
    const path = await bench.write('ujung.xlsx', [
      ['PKB', 'Sebutan', 'Kel'],
      ['520101120380000', 'BUDI', 'entah'],
    ])
    const { id } = await bench.prepare(path, null, { body: body() })
    expect(repair(id, 2, 'C', 'betina').row.problems.map(({ code }) => code)).toEqual(['nik-length'])
    expect(repair(id, 2, 'A', '5201011203800001').row.bucket).toBe('new')
    await bench.apply(id)
    expect(inline.db.sql('SELECT name, sex FROM person')).toEqual([{ name: 'BUDI', sex: 'P' }])
    const { key } = mappingsHandlers.save(inline.context, { key: null, baseVersion: 0, body: body() })
    const again = await bench.prepare(
      await bench.write('perbaikan-ujung.xlsx', [
        ['PKB', 'Sebutan', 'Kel', 'kesalahan'],
        ['5201011203800002', 'SITI', 'betina', 'PKB: kurang digit'],
      ]),
    )
    expect(again).toMatchObject({ profileKey: key, counts: { people: { new: 1 } } })
    expect(repair(again.id, 2, 'C', 'jantan').row.problems.filter(({ column }) => column === 'C')).toEqual([])
  })
})

describe('the workbook of rows to be corrected', () => {
  const corrected = async (id: number, options: { doubtful?: boolean; warnings?: boolean } = {}) => {
    const made = await importsHandlers.corrected(inline.context, { id, doubtful: true, warnings: false, ...options })
    const ticket = inline.context.tickets.read(made.file.fileId, 1)
    const path = join(bench.folder, made.file.name)
    copyFileSync(join(inline.context.dirs.tmp, ticket.source.ref), path)
    return { ...made, path }
  }

  it('holds the failed rows in their own words, says why, and goes in again once corrected', async () => {
    const id = await write('desa.xlsx', budi, siti, short, [5_201_012_005_050_004, kk1, 'NIK ANGKA', 'L', '20-05-2005', 'Anak'])
    await bench.apply(id)
    expect(bench.counts().people).toBe(2)
    const made = await corrected(id)
    expect(made).toMatchObject({ rows: 2, file: { name: 'perbaikan-desa.xlsx' } })
    const again = await bench.prepare(made.path)
    expect(again.profileKey).toBe(get(id).profileKey)
    expect(again.counts.people).toMatchObject({ new: 0, refused: 2 })
    expect(again.columns.at(-1)).toMatchObject({ header: 'kesalahan', field: null })
    const cells = grid(again.id)
    expect(cells.map(({ cells: [nik, , name] }) => [nik?.text, name?.text])).toEqual([
      ['520101200505000', 'AGUS SANTOSO'],
      // The digits that Excel lost are not made up.
      ['5.20101E+15', 'NIK ANGKA'],
    ])
    expect(cells[0]?.cells.at(-1)?.text).toMatch(/NIK: .*16 digit.*Tanggal Lahir: /)
    repair(again.id, 2, 'A', '5201012005050003')
    repair(again.id, 3, 'A', '5201012005050004')
    await bench.apply(again.id)
    expect(bench.counts()).toEqual({ people: 4, families: 1, members: 4 })
    await expect(corrected(again.id)).rejects.toThrow(/Tidak ada baris/)
  })

  it('is known again in every layout; the added column means nothing to any of them', async () => {
    for (const layout of layouts as Layout[]) {
      const [titles = [], ...rows] = cleanTable(layout)
      const plain = await bench.prepare(await bench.write(`${layout.profile}.xlsx`, [titles, ...rows]))
      const more = await bench.prepare(
        await bench.write(`${layout.profile}-2.xlsx`, [[...titles, 'kesalahan'], ...rows.map((row) => [...row, 'NIK: salah'])]),
      )
      expect([more.profileKey, more.counts.people], layout.profile).toEqual([plain.profileKey, plain.counts.people])
    }
  })
})
