import { once } from 'node:events'
import type Exceljs from 'exceljs'
import type { MonthlyRecap } from '../../../shared/contract/reports.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { monthTitle, shortDate } from '../../../shared/domain/dates.ts'
import { type NeedState, needStateLabels } from '../../../shared/domain/need-states.ts'
import { type LevelNames, villageWord } from '../../../shared/domain/region-levels.ts'
import { FileStream, intoZip } from '../exports/file-stream.ts'
import { exceljs } from '../libraries.ts'
import { safeCellText } from './cell-guard.ts'
import type { NeedListRow } from './reports.repo.ts'

/** Row of the column headings; the rows above hold the title. */
export const headerRow = 7

/** What stands above every sheet's table. */
export interface ReportHeading {
  governmentName: string
  officeName: string
  month: string
  /** Name of the region the report is limited to, e.g. `Kecamatan Gerung`. */
  regionName: string
  /** `22/11/2026, Siti Aminah`. */
  madeBy: string
  practice: boolean
  paper: 'F4' | 'A4'
  /** What the office calls its levels. */
  levels: LevelNames
}

type Cell = string | number | Date | null
interface Column {
  header: string
  width: number
  /** How cells look: text keeps long numbers as they are. */
  kind: 'text' | 'count' | 'date' | 'running'
}
interface Table {
  name: string
  title: string
  columns: Column[]
}

const text = (header: string, width: number): Column => ({ header, width, kind: 'text' })
const count = (header: string): Column => ({ header, width: 12, kind: 'count' })
const running: Column = { header: 'No', width: 6, kind: 'running' }
const date = (header: string): Column => ({ header, width: 11, kind: 'date' })

const levelWords = (names: LevelNames): Record<string, string> => ({
  desa: villageWord(names),
  kecamatan: names.subDistrict,
  kabupaten: 'Kabupaten/Kota',
  provinsi: 'Provinsi',
  pusat: 'Pusat',
})

const tablesFor = (names: LevelNames) =>
  ({
    programme: {
      name: 'Rekap per Program',
      title: 'REKAPITULASI LAYANAN SLRT PER PROGRAM',
      columns: [
        running,
        text('Sektor', 24),
        text('Program', 46),
        text('Tingkat', 18),
        count('Jumlah'),
        count('Masih berjalan'),
        count('Selesai ditangani'),
        count('Ditutup lainnya'),
      ],
    },
    status: {
      name: 'Rekap per Status',
      title: 'REKAPITULASI LAYANAN SLRT PER STATUS',
      columns: [running, text('Status', 46), count('Jumlah')],
    },
    village: {
      name: `Rekap per ${villageWord(names).replaceAll('/', '-')}`.slice(0, 31),
      title: `REKAPITULASI LAYANAN SLRT PER ${villageWord(names).toUpperCase()}`,
      columns: [
        running,
        text('Kode wilayah', 16),
        text(names.subDistrict, 28),
        text(villageWord(names), 32),
        count('Kasus'),
        count('Kebutuhan'),
        count('Kasus berjalan'),
        count('Kasus ditutup'),
      ],
    },
    cases: {
      name: 'Daftar Kasus',
      title: 'DAFTAR KASUS SLRT',
      columns: [
        running,
        // narrow, so that sixteen columns stay readable on one F4 page width
        text('Nomor kasus', 15),
        date('Tanggal'),
        text('Nama', 20),
        text('NIK', 18),
        text('No. KK', 18),
        text('L/P', 5),
        date('Tanggal lahir'),
        text('Alamat', 20),
        text(villageWord(names), 14),
        text(names.subDistrict, 13),
        text('Program', 22),
        text('Status', 14),
        text('Petugas', 13),
        date('Batas waktu'),
        text('Ringkasan', 22),
      ],
    },
  }) satisfies Record<string, Table>

const day = (value: string | null): Date | null => (value === null ? null : new Date(`${value}T00:00:00Z`))
/** On every office PC; LibreOffice has a metric twin. */
const fontName = 'Calibri'
const thin = { style: 'thin' as const, color: { argb: 'FF9AA5B1' } }
const border = { top: thin, left: thin, bottom: thin, right: thin }

/** Folio (215.9 × 330.2 mm) is Excel's nearest paper to F4 (215 × 330 mm). */
export const excelPaper = { F4: 14, A4: 9 }

/** Points per line of 10-point text. */
const lineHeight = 14

/**
 * Lines that a text takes in a column, words kept whole. Programs that open the file do not all fit the row to wrapped
 * text, so the height is set here.
 * @param width column width in characters
 */
export const linesOf = (words: string, width: number): number => {
  // a column of n holds about 0.92 n letters of mixed text
  const room = Math.max(1, Math.floor(width * 0.92))
  return words.split('\n').reduce((lines, paragraph) => {
    let used = 0
    let own = 1
    for (const word of paragraph.split(/(?<=[\s-])/)) {
      if (used + word.trimEnd().length > room && used > 0) {
        own += 1
        used = 0
      }
      own += Math.floor(Math.max(0, word.length - 1) / room)
      used = word.length > room ? word.length % room : used + word.length
    }
    return lines + own
  }, 0)
}

/** One sheet that is written row by row. */
class SheetWriter {
  readonly sheet: Exceljs.Worksheet
  readonly #table: Table
  #row = headerRow

  constructor(workbook: Exceljs.stream.xlsx.WorkbookWriter, table: Table, heading: ReportHeading) {
    this.#table = table
    this.sheet = workbook.addWorksheet(table.name, {
      views: [{ state: 'frozen', ySplit: headerRow, showGridLines: false }],
      pageSetup: {
        // F4 is not in exceljs' list of papers, only in Excel's
        paperSize: excelPaper[heading.paper] as Exceljs.PaperSize,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        horizontalCentered: true,
        margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
        printTitlesRow: `${headerRow}:${headerRow}`,
      },
      headerFooter: { oddFooter: `&L${heading.practice ? 'LATIHAN · ' : ''}${table.name}&RHalaman &P dari &N` },
    })
    this.sheet.columns = table.columns.map(({ width }) => ({ width }))
    this.#title(heading)
    this.#header()
  }

  #title(heading: ReportHeading): void {
    const lines: [string, Partial<Exceljs.Font>][] = [
      [heading.governmentName.toUpperCase(), { bold: true, size: 12 }],
      [heading.officeName.toUpperCase(), { bold: true, size: 12 }],
      [this.#table.title, { bold: true, size: 14 }],
      [`Periode: ${monthTitle(heading.month)} · Wilayah: ${heading.regionName}`, { size: 11 }],
      [`Dibuat ${heading.madeBy}`, { size: 9, color: { argb: 'FF5B6770' } }],
      [heading.practice ? 'LATIHAN – BUKAN DATA SEBENARNYA' : '', { bold: true, size: 11, color: { argb: 'FFC92A2A' } }],
    ]
    const tableWidth = this.#table.columns.reduce((sum, column) => sum + column.width, 0)
    for (const [index, [words, font]] of lines.entries()) {
      const row = this.sheet.getRow(index + 1)
      // Column widths count characters of 11 pt; bold capitals take about a third more. A long office name wraps on a narrow table.
      const needed = Math.max(1, Math.ceil((words.length * ((font.size ?? 11) / 11) * 1.3) / tableWidth))
      if (needed > 1) row.height = needed * (font.size ?? 11) * 1.5
      const cell = row.getCell(1)
      cell.value = safeCellText(words)
      cell.font = { name: fontName, ...font }
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
      this.sheet.mergeCells(index + 1, 1, index + 1, this.#table.columns.length)
    }
    for (let row = 1; row <= lines.length; row += 1) this.sheet.getRow(row).commit()
  }

  #header(): void {
    const row = this.sheet.getRow(headerRow)
    row.height = 32
    for (const [index, column] of this.#table.columns.entries()) {
      const cell = row.getCell(index + 1)
      cell.value = column.header
      cell.font = { name: fontName, size: 10, bold: true, color: { argb: 'FFFFFFFF' } }
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F5673' } }
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
      cell.border = border
    }
    row.commit()
  }

  /** Adds one line of the table. */
  add(cells: readonly Cell[], bold = false): void {
    this.#row += 1
    const row = this.sheet.getRow(this.#row)
    let lines = 1
    for (const [index, column] of this.#table.columns.entries()) {
      const cell = row.getCell(index + 1)
      const value = cells[index] ?? null
      cell.value = typeof value === 'string' ? safeCellText(value) : value
      cell.border = border
      cell.font = { name: fontName, size: 10, bold }
      if (column.kind === 'count') {
        cell.numFmt = '#,##0'
        cell.alignment = { horizontal: 'right', vertical: 'top' }
      } else if (column.kind === 'running') {
        cell.alignment = { horizontal: 'center', vertical: 'top' }
      } else if (column.kind === 'date') {
        cell.numFmt = 'dd/mm/yyyy'
        cell.alignment = { horizontal: 'center', vertical: 'top' }
      } else {
        cell.numFmt = '@'
        cell.alignment = { vertical: 'top', wrapText: true }
        if (typeof value === 'string') lines = Math.max(lines, linesOf(value, column.width))
      }
    }
    row.height = lines * lineHeight
    row.commit()
  }

  /** Ends the sheet; the filter covers the lines but not a total below them. */
  end(total: readonly Cell[] | null): void {
    this.sheet.autoFilter = {
      from: { row: headerRow, column: 1 },
      to: { row: this.#row, column: this.#table.columns.length },
    }
    if (total !== null) this.add(total, true)
    this.sheet.commit()
  }
}

const total = <T>(rows: readonly T[], value: (row: T) => number): number => rows.reduce((all, row) => all + value(row), 0)

/**
 * Writes the monthly workbook: three recaps from the figures, then the by-name list in the chunks it is handed.
 * @param chunks rows of the list; an error in between (the user's stop) removes the unfinished file
 * @returns how many lines the list has
 */
export const writeMonthlyWorkbook = async (
  path: string,
  heading: ReportHeading,
  recap: MonthlyRecap,
  chunks: Iterable<readonly NeedListRow[]>,
  programmeName: (key: string, version: number) => string,
): Promise<number> => {
  const file = new FileStream(path)
  try {
    // Shared strings would keep every name of the list in memory.
    const workbook = new (exceljs().stream.xlsx.WorkbookWriter)({ stream: file.stream, useStyles: true, useSharedStrings: false })
    workbook.creator = heading.officeName
    workbook.title = `Laporan SLRT ${monthTitle(heading.month)}`

    const tables = tablesFor(heading.levels)
    const levels = levelWords(heading.levels)
    const programme = new SheetWriter(workbook, tables.programme, heading)
    for (const [index, row] of recap.byProgramme.entries())
      programme.add([
        index + 1,
        row.sector,
        row.name,
        levels[row.level] ?? row.level,
        row.needs,
        row.open,
        row.solved,
        row.otherwiseClosed,
      ])
    const { byProgramme, byStatus, byVillage } = recap
    programme.end([
      null,
      '',
      'JUMLAH',
      '',
      total(byProgramme, (row) => row.needs),
      total(byProgramme, (row) => row.open),
      total(byProgramme, (row) => row.solved),
      total(byProgramme, (row) => row.otherwiseClosed),
    ])

    const status = new SheetWriter(workbook, tables.status, heading)
    for (const [index, row] of byStatus.entries()) status.add([index + 1, row.label, row.needs])
    status.end([null, 'JUMLAH', total(byStatus, (row) => row.needs)])

    const village = new SheetWriter(workbook, tables.village, heading)
    for (const [index, row] of byVillage.entries())
      village.add([index + 1, row.code, row.subDistrict, row.village, row.cases, row.needs, row.open, row.closed])
    village.end([
      null,
      '',
      '',
      'JUMLAH',
      total(byVillage, (row) => row.cases),
      total(byVillage, (row) => row.needs),
      total(byVillage, (row) => row.open),
      total(byVillage, (row) => row.closed),
    ])

    const list = new SheetWriter(workbook, tables.cases, heading)
    let rows = 0
    for (const chunk of chunks) {
      for (const row of chunk) {
        rows += 1
        list.add([
          rows,
          row.number,
          day(row.opened_day),
          row.name,
          row.nik ?? '',
          row.kk_number ?? '',
          row.sex ?? '',
          day(row.birth_date),
          addressLine(row),
          row.village ?? '',
          row.sub_district ?? '',
          programmeName(row.programme_key, row.programme_version),
          needStateLabels[row.state as NeedState],
          row.holder ?? '',
          day(row.due_date),
          row.summary,
        ])
      }
      await file.drained(intoZip(list.sheet) ?? file.stream)
    }
    list.end(null)
    const closed = once(file.stream, 'close')
    closed.catch(() => {})
    await file.orFail(workbook.commit())
    await file.orFail(closed)
    return rows
  } catch (error) {
    await file.remove()
    throw error
  }
}

/** `22/11/2026 oleh Siti`: who made a report, for its heading. */
export const madeByLine = (today: string, name: string): string => `${shortDate(today)} oleh ${name}`
