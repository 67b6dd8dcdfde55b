import { once } from 'node:events'
import { stringify } from 'csv-stringify/sync'
import { shortDate } from '../../../shared/domain/dates.ts'
import { safeCellText } from '../reports/cell-guard.ts'
import { FileStream } from './file-stream.ts'
import { type Cell, type Column, practiceLine, type TableFile, type TableHeading } from './table.ts'

/**
 * Excel reads a CSV cell of 12 digits or more as a number and loses the last digits of a NIK, and leading zeros anyway.
 * A CSV cell cannot be marked as text; the apostrophe keeps it one, and our own import takes it off again.
 */
const digitsKept = (words: string): string => (/^(\d{12,}|0\d+)$/.test(words) ? `'${words}` : words)

const cellText = (value: Cell, kind: Column['kind']): string =>
  value === null
    ? ''
    : typeof value === 'number'
      ? String(value)
      : kind === 'date'
        ? safeCellText(shortDate(value))
        : digitsKept(safeCellText(value))

/** CSV as Indonesian Excel opens it by a double click: UTF-8 with a byte order mark, semicolons, CRLF. */
export const openCsvFile = (path: string, heading: TableHeading): TableFile => {
  const file = new FileStream(path)
  const { columns } = heading
  const lines = (rows: string[][]): string => stringify(rows, { delimiter: ';', record_delimiter: '\r\n' })
  file.stream.write(
    `\ufeff${heading.practice ? lines([[practiceLine]]) : ''}${lines([columns.map(({ header }) => safeCellText(header))])}`,
  )
  return {
    add: async (rows) => {
      if (rows.length > 0)
        file.stream.write(lines(rows.map((row) => columns.map((column, index) => cellText(row[index] ?? null, column.kind)))))
      await file.drained(file.stream)
    },
    end: async () => {
      const closed = once(file.stream, 'close')
      file.stream.end()
      await file.orFail(closed)
    },
    abort: () => file.remove(),
  }
}
