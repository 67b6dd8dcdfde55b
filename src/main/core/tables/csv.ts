import { stat } from 'node:fs/promises'
import { CsvError, type Parser, parse } from 'csv-parse'
import { AppError } from '../../../shared/domain/errors.ts'
import { badFile } from '../xlsx/bad-file.ts'
import type { SheetRow } from '../xlsx/cells.ts'
import type { WorkbookLimits } from '../xlsx/limits.ts'
import { type Delimiter, sniffDelimiter } from './delimiter.ts'
import { PlainLines } from './plain-lines.ts'
import type { TableFile, TableSheet } from './table-file.ts'
import { decodedText, detectEncoding, type TextEncodingName } from './text-stream.ts'

const headLetters = 64 * 1024
/** One record longer than this has lost the end of a quotation. */
const recordBytes = 4 * 1024 * 1024

/** Opens a text file of fields parted by `,` `;` or tab. Fields stay texts: nothing is guessed to be a number. */
export const openCsv = async (path: string, limits: WorkbookLimits): Promise<TableFile> => {
  const { size } = await stat(path)
  if (size > limits.totalBytes)
    throw badFile('Berkas ini terlalu besar untuk dibaca sekaligus.', 'Bagi datanya menjadi beberapa berkas.')
  const encoding = await detectEncoding(path)
  let head = ''
  for await (const text of decodedText(path, encoding)) {
    head += text
    if (head.length >= headLetters) break
  }
  const delimiter = sniffDelimiter(head.slice(0, headLetters))
  const sheet: TableSheet = {
    name: 'CSV',
    hidden: false,
    lastRow: 0,
    packedSize: size,
    rows: (onPacked) => readRows(sheet, { path, encoding, delimiter, limits }, onPacked),
  }
  return { kind: 'csv', sheets: [sheet], properties: [], close: () => {} }
}

async function* readRows(
  sheet: TableSheet,
  source: { path: string; encoding: TextEncodingName; delimiter: Delimiter; limits: WorkbookLimits },
  onPacked?: (bytes: number) => void,
): AsyncGenerator<SheetRow[]> {
  const { limits } = source
  let rows: SheetRow[] = []
  let number = 0
  let refused: AppError | null = null
  const take = (record: string[]): null => {
    number += 1
    if (number > limits.rows)
      refused ??= badFile('Berkas ini memiliki terlalu banyak baris.', 'Bagi datanya menjadi beberapa berkas.')
    if (refused === null) {
      const row = toRow(record, number, limits)
      if (row instanceof AppError) refused = row
      else if (row !== null) rows.push(row)
    }
    return null
  }
  let failure: unknown = null
  let parser: Parser | null = null
  const library = (): Parser => {
    const made = parse({
      delimiter: source.delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: recordBytes,
      on_record: take,
    })
    made.on('error', (error) => {
      failure = error
    })
    // Nobody reads the parser's own output: records are taken as they are made, a hundredfold cheaper than one stream item each.
    made.resume()
    return made
  }
  const plain = new PlainLines(source.delimiter, take)
  const check = (): void => {
    if (refused !== null) throw refused
    if (failure !== null) throw brokenText(failure, number)
  }
  try {
    let first = true
    for await (const text of decodedText(source.path, source.encoding, onPacked)) {
      const said = first ? text.replace(/^sep=.\r?\n/i, '') : text
      first = false
      // From the first line on that is not plain the library reads, to the end.
      const rest = parser === null ? plain.write(said) : said
      if (rest !== null) {
        parser ??= library()
        await write(parser, rest)
      }
      check()
      sheet.lastRow = number
      if (rows.length > 0) {
        yield rows
        rows = []
      }
    }
    if (parser === null) {
      const rest = plain.end()
      if (rest !== null) {
        parser = library()
        await write(parser, rest)
      }
    }
    if (parser !== null) await finish(parser)
    check()
    sheet.lastRow = number
    if (rows.length > 0) yield rows
  } finally {
    parser?.destroy()
  }
}

const write = (parser: Parser, text: string): Promise<void> =>
  new Promise((resolve) => {
    parser.write(text, () => resolve())
  })

const finish = (parser: Parser): Promise<void> =>
  new Promise((resolve) => {
    parser.once('error', () => resolve())
    parser.once('close', () => resolve())
    parser.end(() => resolve())
  })

const toRow = (record: readonly string[], number: number, limits: WorkbookLimits): SheetRow | AppError | null => {
  let length = record.length
  while (length > 0 && record[length - 1] === '') length -= 1
  if (length === 0) return null
  if (length > limits.columns)
    return badFile(
      `Baris ${number} berisi lebih dari ${limits.columns} kolom.`,
      'Periksa tanda kutip dan pemisah kolom di baris itu, atau simpan sebagai .xlsx.',
    )
  const values: SheetRow['values'] = []
  for (let i = 0; i < length; i++) {
    const text = record[i] as string
    if (text.length > limits.cellText)
      return badFile(
        `Isi satu sel terlalu panjang (baris ${number}).`,
        'Periksa tanda kutip (") di baris itu: mungkin ada yang tidak ditutup.',
      )
    values.push(text === '' ? null : text)
  }
  return { number, values }
}

const brokenText = (error: unknown, rows: number): AppError => {
  if (error instanceof CsvError)
    return badFile(
      `Berkas CSV ini tidak dapat dibaca sesudah baris ${rows}: ada tanda kutip (") yang tidak ditutup.`,
      'Perbaiki tanda kutip di sekitar baris itu, atau buka di Excel dan simpan sebagai .xlsx.',
    )
  return badFile('Berkas CSV ini tidak dapat dibaca.', 'Buka di Excel dan simpan sebagai .xlsx.')
}
