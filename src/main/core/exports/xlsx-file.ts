import { once } from 'node:events'
import type { PaperSize, Style } from 'exceljs'
import { isRealDay, shortDate } from '../../../shared/domain/dates.ts'
import { exceljs } from '../libraries.ts'
import { safeCellText } from '../reports/cell-guard.ts'
import { excelPaper } from '../reports/monthly-workbook.ts'
import { FileStream, intoZip } from './file-stream.ts'
import { type Cell, type Column, practiceLine, type TableFile, type TableHeading } from './table.ts'

const fontName = 'Calibri'
/** Most characters that a cell can hold (Excel). */
const longestCell = 32_767
/** Characters of all columns that a page across still shows readably. */
const charactersAcross = 230
const formats = { text: '@', date: 'dd/mm/yyyy', count: '#,##0' } as const

/** Excel's days begin in 1900, with a day too many until March; what it cannot show as a date stays text. */
const cellValue = (value: Cell, kind: Column['kind']): string | number | Date | null => {
  if (typeof value !== 'string') return value
  if (kind === 'date' && isRealDay(value)) return value >= '1900-03-01' ? new Date(`${value}T00:00:00Z`) : shortDate(value)
  return value === '' ? null : safeCellText(value).slice(0, longestCell)
}

/**
 * A workbook with one sheet, written row by row: headings in colour that stay in view, a filter over all rows, every
 * text cell of format text, so that long numbers keep their digits.
 */
export const openXlsxFile = (path: string, heading: TableHeading): TableFile => {
  const file = new FileStream(path)
  const { columns, practice } = heading
  const headerRow = practice ? 2 : 1
  // Shared strings would keep every different text of the list in memory.
  const workbook = new (exceljs().stream.xlsx.WorkbookWriter)({ stream: file.stream, useStyles: true, useSharedStrings: false })
  workbook.creator = heading.officeName
  workbook.title = practice ? `${heading.title} (LATIHAN)` : heading.title
  const across = Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / charactersAcross)
  const sheet = workbook.addWorksheet(heading.title, {
    views: [{ state: 'frozen', ySplit: headerRow }],
    // A printed list goes on pages side by side where it is wide, each with the headings and the first column.
    pageSetup: {
      paperSize: excelPaper[heading.paper] as PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: across,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      printTitlesRow: `${headerRow}:${headerRow}`,
      ...(across > 1 ? { printTitlesColumn: 'A:A' } : {}),
    },
    headerFooter: { oddFooter: `&L${practice ? 'LATIHAN · ' : ''}${heading.title.replaceAll('&', '&&')}&RHalaman &P dari &N` },
  })
  const styles = columns.map(({ kind }) => ({
    numFmt: formats[kind],
    font: { name: fontName, size: 10 },
    alignment: { vertical: 'top' as const },
  }))
  sheet.columns = columns.map(({ width }, index) => ({ width, style: styles[index] as Partial<Style> }))
  if (practice) {
    const row = sheet.getRow(1)
    row.getCell(1).value = practiceLine
    row.getCell(1).font = { name: fontName, size: 11, bold: true, color: { argb: 'FFC92A2A' } }
    row.commit()
  }
  const header = sheet.getRow(headerRow)
  header.height = 24
  for (const [index, column] of columns.entries()) {
    const cell = header.getCell(index + 1)
    cell.value = safeCellText(column.header)
    cell.numFmt = '@'
    cell.font = { name: fontName, size: 10, bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F5673' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
  header.commit()
  let last = headerRow
  return {
    add: async (rows) => {
      for (const row of rows) {
        last += 1
        const line = sheet.getRow(last)
        for (const [index, column] of columns.entries()) {
          const value = cellValue(row[index] ?? null, column.kind)
          if (value === null) continue
          const cell = line.getCell(index + 1)
          cell.value = value
          // the same object for the whole column: its number among the styles is looked up once, not worked out for every cell
          cell.style = styles[index] as Style
        }
        line.commit()
      }
      await file.drained(intoZip(sheet) ?? file.stream)
    },
    end: async () => {
      sheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: last, column: columns.length } }
      sheet.commit()
      const closed = once(file.stream, 'close')
      closed.catch(() => {})
      await file.orFail(workbook.commit())
      await file.orFail(closed)
    },
    abort: () => file.remove(),
  }
}
