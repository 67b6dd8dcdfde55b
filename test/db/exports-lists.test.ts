import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import type { AuditInput } from '../../src/main/core/context.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { exportList } from '../../src/main/core/exports/exports.service.ts'
import { practiceLine } from '../../src/main/core/exports/table.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { personFactsHandlers } from '../../src/main/core/person-facts/person-facts.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import type { FileRef } from '../../src/shared/contract/common.ts'
import { contract, type InputOf } from '../../src/shared/contract/index.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { permissions } from '../../src/shared/domain/permissions.ts'
import { addPerson, asUser, furnishOffice, refusalOf } from '../harness/case-world.ts'
import { importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let audits: AuditInput[]
afterEach(() => inline.close())

const nik = '5201014107900001'
const formula = '=HYPERLINK("http://x","klik")'

const fill = (practice = false): void => {
  inline = openInline()
  audits = []
  inline.context.audit = (event) => void audits.push(event)
  furnishOffice(inline, { practice })
  const card = { kk: '5201010101100001' }
  const siti = addPerson(inline, {
    name: 'SITI AMINAH',
    nik,
    ...card,
    relation: 'Kepala Keluarga',
    sex: 'P',
    birthDate: '1990-07-01',
  })
  addPerson(inline, { name: 'BAIQ RINI', nik: '5201014107900009', ...card, relation: 'Anak', birthDate: '1899-12-31' })
  const odd = addPerson(inline, {
    name: formula,
    region: '52.01.14.2001',
    address: '@SUM(1)',
    kk: '5201140101100002',
    relation: 'Kepala Keluarga',
  })
  addPerson(inline, { name: 'AHMAD', nik: '5201010107900002', region: null, address: 'Jl. "Dua"; Blok\nC' })
  const agencyId = directoryHandlers.save(
    inline.context,
    contract.directory.save.input.parse({ id: null, version: 0, name: 'RSUD', addressee: 'Direktur', level: 'kabupaten' }),
  ).id
  for (const clientId of [siti, odd]) {
    const { id } = casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId,
        reporter: { kind: 'self' },
        summary: clientId === odd ? '+62 minta obat' : 'Minta beras',
        needs: [{ programmeKey: 'pkh', category: 'kebutuhan' }],
      }),
    )
    const needId = casesHandlers.get(inline.context, { id }).needs[0]?.id as number
    referralsHandlers.create(
      inline.context,
      contract.referrals.create.input.parse({ needId, agencyId, request: '-- mohon dibantu' }),
    )
  }
}
beforeEach(() => fill())

type Input = InputOf<'exports.list'>
const run = (input: Input, context = inline.context, rowsPerFile?: number) =>
  exportList(context, contract.exports.list.input.parse(input), rowsPerFile)
const pathOf = (file: FileRef, userId = inline.context.actor.userId): string =>
  join(inline.context.dirs.tmp, inline.context.tickets.read(file.fileId, userId).source.ref)
const sheetOf = async (file: FileRef, userId?: number): Promise<exceljs.Worksheet> => {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(pathOf(file, userId))
  return workbook.worksheets[0] as exceljs.Worksheet
}
const table = async (files: FileRef[], userId?: number): Promise<Record<string, unknown>[]> => {
  const rows: Record<string, unknown>[] = []
  for (const file of files) {
    const sheet = await sheetOf(file, userId)
    const headings = sheet.getRow(1).values as string[]
    for (let row = 2; row <= sheet.rowCount; row += 1)
      rows.push(
        Object.fromEntries(headings.slice(1).map((heading, index) => [heading, sheet.getRow(row).getCell(index + 1).value])),
      )
  }
  return rows
}
const left = (): string[] => readdirSync(inline.context.dirs.tmp)

describe('a list as a workbook', () => {
  it('tells the newest decile and status with their days, and the present programmes', async () => {
    const personId = peopleHandlers.search(inline.context, { text: nik, limit: 1 }).items[0]?.id as number
    const add = (fact: InputOf<'personFacts.add'>['fact']) =>
      personFactsHandlers.add(inline.context, contract.personFacts.add.input.parse({ personId, fact }))
    const told = { source: 'list' as const, asOf: '2026-07-18' }
    add({ kind: 'decile', value: 3, ...told })
    add({ kind: 'decile', value: 2, ...told, asOf: '2026-10-18' })
    add({ kind: 'decile', scale: 'percentile', value: 17, ...told, asOf: '2026-11-18' })
    add({ kind: 'dtsen-status', value: 'DTSEN AKTIF', ...told })
    add({ kind: 'dtks-id', value: 'D-1', ...told })
    add({ kind: 'programme', programmeKey: null, name: 'BLT Dana Desa', ...told })
    add({ kind: 'programme', programmeKey: null, name: 'Beras 2024', to: '2025-01-01', ...told })
    const rows = await table((await run({ filter: { list: 'people' } })).files)
    expect(rows.find((row) => row.Nama === 'SITI AMINAH')).toMatchObject({
      Desil: '2',
      'Tanggal desil': new Date('2026-10-18T00:00:00Z'),
      'Status DTSEN': 'DTSEN AKTIF',
      'ID DTKS': 'D-1',
      'Kepesertaan program': 'BLT Dana Desa',
    })
  })

  it('holds the rows of the screen in their order, masked, with dates as dates', async () => {
    const { files, rows } = await run({ filter: { list: 'people' } })
    expect(rows).toBe(4)
    expect(files.map(({ name }) => name)).toEqual(['Warga-2026-11-22.xlsx'])
    const shown = peopleHandlers.list(inline.context, { region: null, cursor: null, limit: 100 }).items
    const written = await table(files)
    expect(written.map((row) => row.NIK ?? '')).toEqual(shown.map((row) => row.nikMasked))
    const siti = written.find((row) => row.Nama === 'SITI AMINAH')
    expect(siti).toMatchObject({
      NIK: '520101••••••0001',
      'No. KK': '520101••••••0001',
      'L/P': 'P',
      'Tanggal lahir': new Date('1990-07-01T00:00:00Z'),
      'Desa/Kelurahan': 'Gerung Utara',
      'Status dasar': 'Hidup',
    })
    // before the days that Excel knows
    expect(written.find((row) => row.Nama === 'BAIQ RINI')?.['Tanggal lahir']).toBe('31/12/1899')
    expect(JSON.stringify(written)).not.toContain(nik)
  })

  it('keeps full numbers as text, and its headings in view with a filter', async () => {
    const { files } = await run({ filter: { list: 'people' }, numbers: 'full' })
    const sheet = await sheetOf(files[0] as FileRef)
    const cell = [2, 3, 4, 5].map((row) => sheet.getRow(row).getCell(2)).find((one) => one.value === nik)
    expect(cell?.type).toBe(exceljs.ValueType.String)
    expect(cell?.numFmt).toBe('@')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.autoFilter).toBe('A1:P5')
    expect(sheet.getRow(1).font?.bold ?? sheet.getRow(1).getCell(1).font.bold).toBe(true)
    expect(sheet.getColumn(1).width).toBe(30)
  })

  it('never holds a formula', async () => {
    for (const list of ['people', 'cases', 'referrals'] as const) {
      const { files } = await run({ filter: { list } })
      const sheet = await sheetOf(files[0] as FileRef)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type).not.toBe(exceljs.ValueType.Formula)
          expect(String(cell.value)).not.toMatch(/^[=+\-@|%]/)
        }),
      )
    }
    const people = await table((await run({ filter: { list: 'people', text: 'hyperlink' } })).files)
    expect(people).toMatchObject([{ Nama: `'${formula}`, Alamat: "'@SUM(1)" }])
  })

  it('says LATIHAN in a practice office, in its name and before its headings', async () => {
    inline.close()
    fill(true)
    const { files } = await run({ filter: { list: 'cases' } })
    expect(files[0]?.name).toBe('LATIHAN-Kasus-2026-11-22.xlsx')
    const sheet = await sheetOf(files[0] as FileRef)
    expect(sheet.getCell('A1').value).toBe(practiceLine)
    expect(sheet.getCell('A2').value).toBe('Nomor kasus')
    expect(sheet.views[0]).toMatchObject({ ySplit: 2 })
    const csv = (await run({ filter: { list: 'cases' }, format: 'csv' })).files[0] as FileRef
    expect(csv.name).toBe('LATIHAN-Kasus-2026-11-22.csv')
    expect(readFileSync(pathOf(csv), 'utf8').split('\r\n')[0]).toBe(`\ufeff${practiceLine}`)
  })

  it('knows every list with its filters', async () => {
    const cases = await table((await run({ filter: { list: 'cases', region: '52.01.14' }, numbers: 'full' })).files)
    expect(cases).toMatchObject([{ Keluhan: "'+62 minta obat", Kasus: 'Terbuka', 'No. KK': '5201140101100002' }])
    expect((await run({ filter: { list: 'cases', state: 'closed' } })).rows).toBe(0)
    const referrals = await table((await run({ filter: { list: 'referrals', waiting: true }, numbers: 'full' })).files)
    expect(referrals).toHaveLength(2)
    expect(referrals.map((row) => row.NIK)).toContain(nik)
    const families = await table((await run({ filter: { list: 'families' } })).files)
    expect(families).toMatchObject([
      { 'No. KK': '520101••••••0001', 'Kepala keluarga': 'SITI AMINAH', 'NIK kepala keluarga': '520101••••••0001', Anggota: 2 },
      { 'No. KK': '520114••••••0002', 'Kepala keluarga': `'${formula}`, Anggota: 1 },
    ])
    expect((await run({ filter: { list: 'families', region: '52.01.01' } })).rows).toBe(1)
    const book = await run({ filter: { list: 'letters' } })
    expect(book.rows).toBe(0)
    // The book is wide: printed, it goes on pages side by side that repeat its headings and numbers.
    expect((await sheetOf(book.files[0] as FileRef)).pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToWidth: 3,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    })
    expect((await run({ filter: { list: 'people', text: 'siti', region: '52.01.14' } })).rows).toBe(0)
    expect((await run({ filter: { list: 'people', text: nik } })).rows).toBe(1)
  })

  it('writes the rows of an import package, all or those with remarks', async () => {
    const bench = importBench(inline)
    try {
      const path = await bench.write('warga.xlsx', [
        ['NIK', 'Nama', 'No KK', 'Tanggal Lahir', 'Jenis Kelamin', 'Desa'],
        ['5201014107900077', 'NURUL', '5201010101100077', '1990-07-01', 'P', 'Beleka'],
        ['12', 'TANPA NIK', '5201010101100077', '1991-07-01', 'P', 'Beleka'],
      ])
      const { id } = await bench.prepare(path)
      const all = await table((await run({ filter: { list: 'imports', id }, numbers: 'full' })).files)
      expect(all.map((row) => row.Nama)).toEqual(['NURUL', 'TANPA NIK'])
      expect(all[0]).toMatchObject({ NIK: '5201014107900077', 'No. KK': '5201010101100077', Baris: 2 })
      const masked = await table((await run({ filter: { list: 'imports', id, withProblems: true } })).files)
      expect(masked.map((row) => row.Nama)).toEqual(
        bench
          .rows(id)
          .filter((row) => row.problems.length > 0)
          .map((row) => row.name),
      )
      expect(masked.length).toBeGreaterThan(0)
      expect(String(masked.at(-1)?.Catatan)).toMatch(/Kesalahan|Peringatan|Menghalangi/)
      expect(JSON.stringify(masked)).not.toContain('5201010101100077')
      const ofKind = (code: string) => run({ filter: { list: 'imports', id, code } })
      expect((await ofKind('nik-length')).rows).toBe(1)
      expect((await ofKind('name-missing')).rows).toBe(0)
      const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
      expect((await refusalOf(() => run({ filter: { list: 'imports', id } }, village))).code).toBe('NOT_FOUND')
    } finally {
      bench.close()
    }
  })
})

describe('a list as CSV', () => {
  it('opens in Indonesian Excel: byte order mark, semicolons, long numbers that stay text', async () => {
    const { files, rows } = await run({ filter: { list: 'people' }, format: 'csv', numbers: 'full' })
    const bytes = readFileSync(pathOf(files[0] as FileRef))
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const records = parse(bytes, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[]
    expect(records).toHaveLength(rows)
    expect(records.find((row) => row.Nama === 'SITI AMINAH')).toMatchObject({
      NIK: `'${nik}`,
      'Tanggal lahir': '01/07/1990',
    })
    expect(records.find((row) => row.Nama === 'AHMAD')?.Alamat).toBe('Jl. "Dua"; Blok\nC')
    expect(records.map((row) => row.Nama)).toContain(`'${formula}`)
    expect(files[0]).toMatchObject({ name: 'Warga-2026-11-22.csv', mediaType: 'text/csv; charset=utf-8', size: bytes.length })
  })
})

describe('the region list', () => {
  it('is written with both codes, what the office calls its levels, and how long each was valid', async () => {
    inline.db.raw.exec(`INSERT INTO region_bps VALUES ('5201010001', '52.01.01.1001', 1, '2026-11-22');
      UPDATE region SET valid_to = '2025-12-31' WHERE code = '52.01.14.2001';
      INSERT INTO region_successor VALUES ('52.01.14.2001', '52.01.01.2001')`)
    const rows = await table((await run({ filter: { list: 'regions', state: 'all' } })).files)
    const shown = (code: string) => rows.find((row) => row.Kode === code)
    expect(shown('52.01.01.1001')).toMatchObject({ 'Kode BPS': '5201010001', Tingkat: 'Kelurahan', Nama: 'Gerung Utara' })
    expect(shown('52.01.14.2001')).toMatchObject({ Tingkat: 'Desa', 'Kode pengganti': '52.01.01.2001' })
    expect(shown('52.01.14')).toMatchObject({ Tingkat: 'Kecamatan' })
  })
})

describe('who may export', () => {
  it('is who may see the list; full numbers ask for the right to open them', async () => {
    const plain = asUser(inline, { name: 'Pelihat', permissions: ['people.read'] })
    expect((await run({ filter: { list: 'people' } }, plain)).rows).toBe(4)
    expect((await refusalOf(() => run({ filter: { list: 'people' }, numbers: 'full' }, plain))).code).toBe('FORBIDDEN')
    for (const filter of [
      { list: 'cases' },
      { list: 'referrals' },
      { list: 'letters' },
      { list: 'imports', id: 1 },
    ] as Input['filter'][])
      expect((await refusalOf(() => run({ filter }, plain))).code, filter.list).toBe('FORBIDDEN')
    const none = asUser(inline, { name: 'Lain', permissions: permissions.filter((one) => one !== 'people.read') })
    for (const list of ['people', 'families'] as const)
      expect((await refusalOf(() => run({ filter: { list } }, none))).code).toBe('FORBIDDEN')
    expect(audits.filter(({ entity }) => entity === 'export')).toHaveLength(1)
    expect(left()).toHaveLength(1)
  })

  it('gets only the own area', async () => {
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    for (const filter of [
      { list: 'people' },
      { list: 'families' },
      { list: 'cases', state: 'all' },
      { list: 'referrals' },
    ] as Input['filter'][]) {
      const { files, rows } = await run({ filter, numbers: 'full' }, village)
      expect(rows, filter.list).toBe(1)
      expect(JSON.stringify(await table(files, village.actor.userId)), filter.list).not.toMatch(/SITI|52010141079/)
    }
    expect((await run({ filter: { list: 'people', region: '52.01.01' } }, village)).rows).toBe(0)
    expect((await run({ filter: { list: 'people', text: 'siti aminah' } }, village)).rows).toBe(0)
  })

  it('leaves a trace with counts and filters and without names', async () => {
    await run({ filter: { list: 'people', text: 'siti aminah', region: '52.01.01' }, numbers: 'full', format: 'csv' })
    expect(audits.filter(({ entity }) => entity === 'export')).toMatchObject([
      {
        entity: 'export',
        detail: { list: 'people', text: true, region: '52.01.01', numbers: 'full', format: 'csv', rows: 1, files: 1 },
      },
    ])
    expect(JSON.stringify(audits)).not.toMatch(/siti/i)
  })
})

describe('a long list', () => {
  const many = (): void => {
    for (let number = 0; number < 96; number += 1) addPerson(inline, { name: `WARGA ${String(number).padStart(3, '0')}` })
  }

  it('becomes several files, each with its headings, no row twice and none lost', async () => {
    many()
    for (const format of ['xlsx', 'csv'] as const) {
      const { files, rows } = await run({ filter: { list: 'people' }, format }, inline.context, 40)
      expect(rows).toBe(100)
      expect(files.map(({ name }) => name)).toEqual([1, 2, 3].map((part) => `Warga-2026-11-22-${part}-dari-3.${format}`))
      const names =
        format === 'xlsx'
          ? (await table(files)).map((row) => row.Nama)
          : files.flatMap((file) =>
              (parse(readFileSync(pathOf(file)), { bom: true, delimiter: ';', columns: true }) as Record<string, string>[]).map(
                (row) => row.Nama,
              ),
            )
      expect(names).toHaveLength(100)
      expect(new Set(names).size).toBe(100)
    }
    expect((await run({ filter: { list: 'people' } }, inline.context, 100)).files).toHaveLength(1)
  })

  it('tells how far it is, and leaves no file when it is stopped', async () => {
    many()
    const told: [number, number | null][] = []
    const watched = {
      ...inline.context,
      progress: (_step: string, done: number, total: number | null) => void told.push([done, total]),
    }
    await run({ filter: { list: 'people' } }, watched)
    expect(told).toContainEqual([100, 100])
    const before = left()
    for (const format of ['xlsx', 'csv'] as const)
      for (const after of [0, 1, 2]) {
        let asked = 0
        const stopped = {
          ...inline.context,
          throwIfCancelled: () => {
            asked += 1
            if (asked > after) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
          },
        }
        expect((await refusalOf(() => run({ filter: { list: 'people' }, format }, stopped, 40))).code).toBe('CANCELLED')
        expect(left(), `${format} ${after}`).toEqual(before)
        expect(inline.db.raw.inTransaction).toBe(false)
      }
  })

  it('leaves no file when its leaving cannot be written down', async () => {
    const deaf = { ...inline.context, write: () => Promise.reject(new Error('disk')) }
    await expect(run({ filter: { list: 'people' } }, deaf)).rejects.toThrow('disk')
    expect(left()).toEqual([])
  })
})
