import { stat } from 'node:fs/promises'
import { Parser } from 'htmlparser2'
import { badFile } from '../xlsx/bad-file.ts'
import type { SheetRow } from '../xlsx/cells.ts'
import type { WorkbookLimits } from '../xlsx/limits.ts'
import { HtmlRows } from './html-rows.ts'
import type { TableFile, TableSheet } from './table-file.ts'
import { decodedText, detectEncoding, type TextEncodingName } from './text-stream.ts'

/** A page of 100 MB holds some hundred thousand rows; larger ones come from no report program. */
const pageBytes = 100 * 1024 * 1024

/**
 * Opens a web page with a table, as report programs write it under the name .xls. Tables inside tables are looked through:
 * the depth with most rows holds the data, everything above it is title, everything below it is left out.
 */
export const openHtml = async (path: string, limits: WorkbookLimits): Promise<TableFile> => {
  const { size } = await stat(path)
  if (size > Math.min(pageBytes, limits.totalBytes))
    throw badFile(
      'Halaman web ini terlalu besar untuk dibaca.',
      'Buka di Excel, simpan sebagai .xlsx, lalu impor berkas yang baru.',
    )
  const encoding = await detectEncoding(path)
  const { depth, words, name } = await survey(path, encoding)
  const sheet: TableSheet = {
    name,
    hidden: false,
    lastRow: 0,
    packedSize: size,
    rows: (onPacked) => readRows(sheet, { path, encoding, depth, limits }, onPacked),
  }
  return { kind: 'html', sheets: [sheet], properties: words, close: () => {} }
}

/** First pass: at which depth of tables most rows stand, the page's title, and the sheet name that Excel notes in a comment. */
const survey = async (path: string, encoding: TextEncodingName): Promise<{ depth: number; words: string[]; name: string }> => {
  const rows: number[] = []
  let depth = 0
  let title = ''
  let inTitle = false
  let name = ''
  const parser = new Parser({
    onopentagname: (tag) => {
      if (tag === 'table') depth += 1
      else if (tag === 'tr') rows[depth] = (rows[depth] ?? 0) + 1
      else if (tag === 'title') inTitle = true
    },
    onclosetag: (tag) => {
      if (tag === 'table' && depth > 0) depth -= 1
      else if (tag === 'title') inTitle = false
    },
    ontext: (text) => {
      if (inTitle && title.length < 1000) title += text
    },
    oncomment: (text) => {
      name ||= /<x:Name>([^<]{1,100})<\/x:Name>/i.exec(text.slice(0, 20_000))?.[1]?.trim() ?? ''
    },
  })
  for await (const text of decodedText(path, encoding)) parser.write(text)
  parser.end()
  if (rows.length === 0)
    throw badFile(
      'Berkas ini halaman web tanpa tabel.',
      'Bila halaman ini disimpan dari Excel, datanya ada di folder di sebelahnya. Buka di Excel, simpan sebagai .xlsx, lalu impor lagi.',
    )
  let best = 0
  for (let i = 0; i < rows.length; i++) if ((rows[i] ?? 0) > (rows[best] ?? 0)) best = i
  return { depth: best, words: [title.trim()].filter((word) => word !== ''), name: name || 'Tabel' }
}

async function* readRows(
  sheet: TableSheet,
  source: { path: string; encoding: TextEncodingName; depth: number; limits: WorkbookLimits },
  onPacked?: (bytes: number) => void,
): AsyncGenerator<SheetRow[]> {
  const rows = new HtmlRows(source.depth, source.limits)
  const parser = new Parser(rows)
  for await (const text of decodedText(source.path, source.encoding, onPacked)) {
    parser.write(text)
    const taken = rows.take()
    sheet.lastRow = rows.lastRow
    if (taken.length > 0) yield taken
  }
  parser.end()
  const taken = rows.take()
  sheet.lastRow = rows.lastRow
  if (taken.length > 0) yield taken
}
