import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarHandlers } from '../../src/main/core/calendar/calendar.service.ts'
import { dueDays } from '../../src/main/core/calendar/work-calendar.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import type { CalendarCheck } from '../../src/shared/contract/calendar.ts'
import { inTransaction, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { csvText } from '../harness/table-files.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline({ today: '2026-11-22' })
})
afterEach(() => inline.close())

type Cell = string | Date | number
const handIn = (name: string, bytes: Buffer): string => {
  const path = join(inline.context.dirs.tmp, name)
  writeFileSync(path, bytes)
  return inline.context.tickets.issue({
    source: { kind: 'path', ref: path },
    name,
    mediaType: 'application/octet-stream',
    size: bytes.length,
    userId: 1,
  })
}
/** A workbook as offices make one: a title above the header, a sheet of notes before the list. */
const workbook = async (rows: Cell[][], header: string[] = ['No', 'Tanggal', 'Keterangan', 'Jenis']): Promise<string> => {
  const book = new exceljs.Workbook()
  book.addWorksheet('Catatan').addRow(['Daftar libur kantor'])
  const sheet = book.addWorksheet('2027')
  sheet.addRow(['Hari libur nasional dan cuti bersama 2027'])
  sheet.addRow([])
  sheet.addRow(header)
  rows.forEach((row, index) => void sheet.addRow([index + 1, ...row]))
  return handIn('libur.xlsx', Buffer.from(await book.xlsx.writeBuffer()))
}
const check = (fileId: string) => calendarHandlers.checkFile(inline.context, { fileId })
const apply = (fileId: string, digest: string) => calendarHandlers.applyFile(inline.context, { fileId, digest })
const written = async (fileId: string) => apply(fileId, (await check(fileId)).digest)
const said = ({ problems }: CalendarCheck) => problems.map(({ row, column, value }) => `${column}${row} ${value}`)

// Invented days: which days are off in 2027 is decided by decree, not by a test.
const good: Cell[][] = [
  [new Date(Date.UTC(2027, 0, 1)), 'Tahun baru', 'Nasional'],
  ['Senin, 8 Februari 2027', 'Contoh hari raya', 'Libur nasional'],
  ['09/02/2027', 'Cuti contoh', 'Cuti bersama'],
  ['2027-03-10', 'Contoh libur', ''],
  ['17 Agt 2027', 'Proklamasi Kemerdekaan', 'Nasional'],
  [46_735, 'Hari jadi kabupaten', 'Lokal'],
]

describe('the list of days off from a file', () => {
  it('reads dates as offices write them and says what would change, without writing', async () => {
    const found = await check(await workbook(good))
    expect(found.problems).toEqual([])
    expect(found).toMatchObject({ rows: 6, years: [2027], unchanged: 0, removed: [] })
    expect(found.added.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2027-01-01 nasional',
      '2027-02-08 nasional',
      '2027-02-09 cuti-bersama',
      '2027-03-10 nasional',
      '2027-08-17 nasional',
      '2027-12-14 lokal',
    ])
    expect(calendarHandlers.get(inline.context, {})).toMatchObject({ version: 1, holidays: [], loadedYears: [] })
  })

  it('writes them as a new version; service limits skip them from then on', async () => {
    const before = dueDays(inline.db, '2027-02-05').after(1, 'kerja')
    expect(await written(await workbook(good))).toEqual({ version: 2, added: 6, removed: 0 })
    expect(calendarHandlers.get(inline.context, {})).toMatchObject({ version: 2, loadedYears: [2027], thisYearLoaded: false })
    // Friday 5 February 2027: Monday and Tuesday are off now.
    expect([before, dueDays(inline.db, '2027-02-05').after(1, 'kerja')]).toEqual(['2027-02-08', '2027-02-10'])
    expect(definitionsHandlers.history(inline.context, { kind: 'calendar', key: 'hari-kerja' })).toHaveLength(2)
    expect(inline.audited.filter(({ entity }) => entity === 'definition')).toHaveLength(1)
  })

  it('says nothing changes when the same list comes as CSV, and replaces the year when a newer one comes', async () => {
    await written(await workbook(good))
    const rows = (await check(await workbook(good))).unchanged
    expect(rows).toBe(6)
    const csv = (lines: string[][]): string =>
      handIn('libur.csv', Buffer.from(csvText([['Tanggal', 'Keterangan', 'Jenis'], ...lines], ';')))
    const same = [
      ['1/1/2027', 'Tahun baru', 'Nasional'],
      ['8/2/2027', 'Contoh hari raya', 'Nasional'],
      ['9-2-2027', 'Cuti contoh', 'cuti bersama'],
      ['10/03/2027', 'Contoh libur', 'Nasional'],
      ['17/08/2027', 'Proklamasi Kemerdekaan', 'Nasional'],
      ['14/12/2027', 'Hari jadi kabupaten', 'Lokal'],
    ]
    expect(await check(csv(same))).toMatchObject({ added: [], removed: [], unchanged: 6, digest: '' })
    const newer = await check(
      csv(same.map((row) => (row[0] === '9-2-2027' ? ['10/2/2027', 'Cuti contoh', 'Cuti bersama'] : row))),
    )
    expect([newer.added, newer.removed].map((rows_) => rows_.map(({ date }) => date))).toEqual([['2027-02-10'], ['2027-02-09']])
  })

  it('names every wrong row with its place, and writes nothing while there is one', async () => {
    const dirty = await workbook([
      ...good,
      ['31 Februari 2027', 'Tidak ada harinya', 'Nasional'],
      ['20–21 Maret 2027', 'Dua hari', 'Nasional'],
      ['', 'Lupa tanggal', 'Nasional'],
      ['1 Mei 2027', '', 'Nasional'],
      ['2 Mei 2027', 'Jenis aneh', 'Setengah hari'],
      ['8/2/2027', 'Nama lain pada hari yang sama', 'Nasional'],
      ['8/2/2027', 'Contoh hari raya', 'Nasional'],
      ['17/08/2026', 'Salah tahun', 'Nasional'],
      ['1/6/2072', 'Angka tertukar', 'Nasional'],
    ])
    const found = await check(dirty)
    expect(said(found)).toEqual([
      'B10 31 Februari 2027',
      'B11 20–21 Maret 2027',
      'B12 ',
      'C13 ',
      'D14 Setengah hari',
      'B15 8/2/2027',
      'B17 17/08/2026',
      'B18 1/6/2072',
    ])
    expect(found.problems.map(({ sheet }) => sheet).every((sheet) => sheet === '2027')).toBe(true)
    expect(found.years).toEqual([2027])
    expect(await refusalOf(() => apply(dirty, found.digest))).toMatchObject({ code: 'BAD_FILE' })
    expect(calendarHandlers.get(inline.context, {}).version).toBe(1)
  })

  it('takes two whole years from one file', async () => {
    const years = [2026, 2027].flatMap((year) =>
      [1, 2, 3, 4, 5].map((month): Cell[] => [`0${month}/0${month}/${year}`, `Libur ${month}`, 'Nasional']),
    )
    expect(await check(await workbook(years))).toMatchObject({ years: [2026, 2027], problems: [] })
  })

  it('refuses a file without the columns, and a digest that is not of what was looked at', async () => {
    expect(await refusalOf(async () => check(await workbook(good, ['No', 'Satu', 'Dua', 'Tiga'])))).toMatchObject({
      code: 'BAD_FILE',
    })
    const file = await workbook(good)
    expect(await refusalOf(() => apply(file, 'lain'))).toMatchObject({ code: 'CONFLICT' })
    const { digest } = await check(file)
    const { body } = definitionsHandlers.get(inline.context, { kind: 'calendar', key: 'hari-kerja', version: null })
    inTransaction(inline, () =>
      definitionsHandlers.save(inline.context, {
        kind: 'calendar',
        key: 'hari-kerja',
        baseVersion: 1,
        body: { ...(body as object), dueSoonDays: 5 } as never,
      }),
    )
    expect(await refusalOf(() => apply(file, digest))).toMatchObject({ code: 'CONFLICT' })
    expect(await written(file)).toMatchObject({ version: 3 })
    expect(calendarHandlers.get(inline.context, {}).dueSoonDays).toBe(5)
  })
})
