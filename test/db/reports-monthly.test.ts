import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { reportsHandlers } from '../../src/main/core/reports/reports.service.ts'
import type { FileRef } from '../../src/shared/contract/common.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice, refusal, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
afterEach(() => inline.close())

const fill = (practice = false): void => {
  inline = openInline()
  furnishOffice(inline, { practice })
  const agencyId = directoryHandlers.save(
    inline.context,
    contract.directory.save.input.parse({ id: null, version: 0, name: 'RSUD', addressee: 'Direktur', level: 'kabupaten' }),
  ).id
  const people = [
    addPerson(inline, {
      name: 'SITI AMINAH',
      nik: '5201014107900001',
      kk: '5201010101100001',
      sex: 'P',
      birthDate: '1990-07-01',
    }),
    addPerson(inline, { name: '=HYPERLINK("http://x")', region: '52.01.14.2001' }),
    addPerson(inline, { name: 'AHMAD', nik: '5201010107900002', region: null }),
  ]
  const open = (clientId: number, keys: string[], day: string): number =>
    casesHandlers.create(
      { ...inline.context, today: () => day },
      contract.cases.create.input.parse({
        clientId,
        reporter: { kind: 'self' },
        summary: 'Uji laporan',
        needs: keys.map((programmeKey) => ({ programmeKey, category: 'kebutuhan' })),
      }),
    ).id
  const first = open(people[0] as number, ['pkh', 'sembako'], '2026-11-01')
  open(people[1] as number, ['pkh'], '2026-11-30')
  const third = open(people[2] as number, ['rutilahu'], '2026-11-15')
  open(people[0] as number, ['pkh'], '2026-10-31')
  open(people[0] as number, ['pkh'], '2026-12-01')
  const need = casesHandlers.get(inline.context, { id: first }).needs[0]?.id as number
  referralsHandlers.create(
    inline.context,
    contract.referrals.create.input.parse({ needId: need, agencyId, request: 'Mohon dibantu' }),
  )
  const other = casesHandlers.get(inline.context, { id: third }).needs[0]?.id as number
  casesHandlers.moveNeed(inline.context, {
    needId: other,
    version: 1,
    to: 'refused',
    note: 'bukan penduduk',
    agencyId: null,
    dueDate: null,
  })
}
beforeEach(() => fill())

const monthly = (context = inline.context, region: string | null = null) =>
  contract.reports.monthly.output.parse(reportsHandlers.monthly(context, { month: '2026-11', region }))
const exported = (context = inline.context, region: string | null = null) =>
  reportsHandlers.exportMonthly(context, { month: '2026-11', region })
const open = async (file: FileRef): Promise<exceljs.Workbook> => {
  const ticket = inline.context.tickets.read(file.fileId, inline.context.actor.userId)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(join(inline.context.dirs.tmp, ticket.source.ref))
  return workbook
}
const column = (sheet: exceljs.Worksheet, header: string): number => {
  const row = sheet.getRow(7).values as string[]
  return row.indexOf(header)
}

describe('monthly figures', () => {
  it('count the cases opened in the month and nothing else', () => {
    const recap = monthly()
    expect(recap.totals).toEqual({ cases: 3, needs: 4, closed: 1, open: 3, referred: 1, letters: 0 })
    expect(recap.byProgramme.map((row) => [row.key, row.needs, row.open, row.solved, row.otherwiseClosed])).toEqual([
      ['pkh', 2, 2, 0, 0],
      ['sembako', 1, 1, 0, 0],
      ['rutilahu', 1, 0, 0, 1],
    ])
    expect(recap.byStatus.filter((row) => row.needs > 0)).toEqual([
      { state: 'registered', label: 'Terdaftar', needs: 3 },
      { state: 'refused', label: 'Ditolak', needs: 1 },
    ])
    expect(recap.byVillage.map((row) => [row.village, row.subDistrict, row.cases, row.needs, row.open, row.closed])).toEqual([
      ['Wilayah belum diisi', '', 1, 1, 0, 1],
      ['Gerung Utara', 'Gerung', 1, 2, 1, 0],
      ['Kekeri', 'Gunungsari', 1, 1, 1, 0],
    ])
  })

  it('stay inside the region asked for and the area of the user', async () => {
    expect(monthly(inline.context, '52.01.14').totals.cases).toBe(1)
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    expect(monthly(village).totals).toMatchObject({ cases: 1, needs: 1, referred: 0 })
    expect(monthly(village, '52.01.14').totals.cases).toBe(1)
    expect(refusal(() => monthly(village, '52.01.01'))).toBe('FORBIDDEN')
    expect((await refusalOf(() => exported(village, '52.01.01'))).code).toBe('FORBIDDEN')
    expect((await exported(village)).rows).toBe(1)
  })
})

describe('monthly workbook', () => {
  it('shows the same figures as the screen, with NIK as text and dates as dates', async () => {
    const { file, rows } = await exported()
    expect(file.name).toBe('Laporan-SLRT-2026-11.xlsx')
    expect(rows).toBe(4)
    const workbook = await open(file)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Rekap per Program',
      'Rekap per Status',
      'Rekap per Desa-Kelurahan',
      'Daftar Kasus',
    ])
    const recap = monthly()
    const programme = workbook.getWorksheet('Rekap per Program') as exceljs.Worksheet
    for (const [index, row] of recap.byProgramme.entries())
      expect((programme.getRow(8 + index).values as unknown[]).slice(3)).toEqual([
        row.name,
        { pkh: 'Pusat', sembako: 'Pusat', rutilahu: 'Kabupaten/Kota' }[row.key],
        row.needs,
        row.open,
        row.solved,
        row.otherwiseClosed,
      ])
    const sum = programme.getRow(8 + recap.byProgramme.length)
    expect(sum.getCell(3).value).toBe('JUMLAH')
    expect(sum.getCell(5).value).toBe(recap.totals.needs)
    const status = workbook.getWorksheet('Rekap per Status') as exceljs.Worksheet
    expect(status.getRow(8 + recap.byStatus.length).getCell(3).value).toBe(recap.totals.needs)
    const village = workbook.getWorksheet('Rekap per Desa-Kelurahan') as exceljs.Worksheet
    expect(village.getRow(8 + recap.byVillage.length).getCell(5).value).toBe(recap.totals.cases)

    const list = workbook.getWorksheet('Daftar Kasus') as exceljs.Worksheet
    const cell = (row: number, header: string): exceljs.Cell => list.getRow(row).getCell(column(list, header))
    expect(cell(8, 'NIK')).toMatchObject({ value: '5201014107900001', numFmt: '@' })
    expect(cell(8, 'No. KK').value).toBe('5201010101100001')
    expect(cell(8, 'Tanggal').value).toEqual(new Date('2026-11-01T00:00:00Z'))
    expect(cell(8, 'Tanggal').numFmt).toBe('dd/mm/yyyy')
    expect(cell(8, 'Tanggal lahir').value).toEqual(new Date('1990-07-01T00:00:00Z'))
    expect(cell(10, 'Nama').value).toBe('\'=HYPERLINK("http://x")')
    expect(list.rowCount).toBe(7 + rows)
  })

  it('is set up for paper: titles, frozen and repeated heading, filter, landscape F4 on one page width', async () => {
    const workbook = await open((await exported()).file)
    for (const sheet of workbook.worksheets) {
      expect(sheet.getCell('A1').value).toBe('PEMERINTAH KABUPATEN LOMBOK BARAT')
      expect(sheet.getCell('A4').value).toContain('November 2026')
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 7 })
      expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 14, fitToWidth: 1, fitToHeight: 0 })
      expect(sheet.pageSetup.printTitlesRow).toBe('7:7')
      expect(sheet.autoFilter).toMatch(/^A7:[A-Z]+\d+$/)
      expect(sheet.getCell('A7').font).toMatchObject({ bold: true })
      expect(JSON.stringify(sheet.model)).not.toContain('LATIHAN')
    }
  })

  it('is marked as practice in its name and on every sheet', async () => {
    inline.close()
    fill(true)
    const { file } = await exported()
    expect(file.name).toBe('LATIHAN-Laporan-SLRT-2026-11.xlsx')
    const workbook = await open(file)
    for (const sheet of workbook.worksheets) {
      expect(sheet.getCell('A6').value).toBe('LATIHAN – BUKAN DATA SEBENARNYA')
      expect(sheet.headerFooter.oddFooter).toContain('LATIHAN')
    }
  })

  it('leaves an audit line, and no file when the user stops it', async () => {
    await exported()
    expect(inline.audited.at(-1)?.entity).toBe('report')
    const before = readdirSync(inline.context.dirs.tmp).length
    const stopped = {
      ...inline.context,
      throwIfCancelled: () => {
        throw Object.assign(new Error('stop'), { data: { code: 'CANCELLED', message: 'Pekerjaan dihentikan.' } })
      },
    }
    expect((await refusalOf(() => exported(stopped))).code).toBe('CANCELLED')
    expect(readdirSync(inline.context.dirs.tmp)).toHaveLength(before)
    expect(inline.db.raw.inTransaction).toBe(false)
  })
})
