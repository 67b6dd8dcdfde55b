import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A cell: text stays text whatever it looks like (NIK keep all digits), numbers are numbers, null and '' are empty. */
export type XlsxCell = string | number | null

/** One sheet, written row by row. */
export interface XlsxSheet {
  /** At most 31 characters. */
  name: string
  /** Widths in characters, from column A. */
  widths: readonly number[]
  /** Row number of the headings; it is bold and stays in view. 0 = none. */
  headerRow: number
  rows: Iterable<readonly XlsxCell[]> | AsyncIterable<readonly XlsxCell[]>
}

/** What a workbook says about itself; no date and no user, because the same content must give the same bytes. */
export interface XlsxProperties {
  title: string
  creator: string
}

/** Most rows and columns that a sheet can hold (ECMA-376, Excel). */
export const sheetLimits = { rows: 1_048_576, columns: 16_384 }

/**
 * The ZIP's own clock: the first hour that its format knows, told in local time because yazl writes local time. So the
 * bytes are the same in every time zone.
 */
const zipTime = (): Date => new Date(1980, 0, 1, 12, 0, 0)
const chunkLength = 64 * 1024

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Text as XML 1.0 can hold it; what only looks like Excel's own `_x0041_` escape is escaped itself. */
const xml = (text: string): string => (plain.test(text) ? text : escaped(text))
/** Printable ASCII without the signs that need care: most cells; a sheet is written in a third of the time. */
const plain = /^[ !#-%'-;=?-^`-~]*$/
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (sign) => entities[sign] as string)
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** `1` → `A`, `27` → `AA`. */
const letters = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : `${letters(Math.floor((column - 1) / 26))}${String.fromCharCode(65 + ((column - 1) % 26))}`

/** Style 0 numbers, 1 text (format `@`, so that editing a cell does not turn it into a number), 2 headings. */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const contentTypes = (sheets: number): string =>
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${Array.from({ length: sheets }, (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`

const packageParts = `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const core = ({ title, creator }: XlsxProperties): string =>
  `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(creator)}</dc:creator></cp:coreProperties>`

const workbook = (sheets: readonly XlsxSheet[]): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${sheets.map((sheet, index) => `<sheet name="${xml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`

const workbookParts = (sheets: number): string =>
  `${head}<Relationships xmlns="${packageRelations}">${Array.from({ length: sheets }, (_, index) => `<Relationship Id="rId${index + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets + 1}" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`

const cellXml = (value: XlsxCell, column: number, row: number, isHeader: boolean): string => {
  if (value === null || value === '') return ''
  const place = `${letters(column)}${row}`
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`cell ${place} is no finite number`)
    return `<c r="${place}"${isHeader ? ' s="2"' : ''}><v>${value}</v></c>`
  }
  return `<c r="${place}" s="${isHeader ? 2 : 1}" t="inlineStr"><is><t xml:space="preserve">${xml(value)}</t></is></c>`
}

const sheetXml = async function* (sheet: XlsxSheet): AsyncGenerator<Buffer> {
  const pane =
    sheet.headerRow === 0
      ? ''
      : `<pane ySplit="${sheet.headerRow}" topLeftCell="A${sheet.headerRow + 1}" activePane="bottomLeft" state="frozen"/>`
  // The columns' own style is text, so that rows that people add below keep their long numbers too.
  const columns = sheet.widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" style="1" customWidth="1"/>`)
    .join('')
  let text = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>`
  let number = 0
  for await (const row of sheet.rows) {
    number += 1
    if (number > sheetLimits.rows || row.length > sheetLimits.columns)
      throw new RangeError(`sheet "${sheet.name}" is larger than a sheet can be`)
    const isHeader = number === sheet.headerRow
    const cells = row.map((value, index) => cellXml(value, index + 1, number, isHeader)).join('')
    if (cells !== '') text += `<row r="${number}">${cells}</row>`
    if (text.length >= chunkLength) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(`${text}</sheetData></worksheet>`)
}

/**
 * Writes a workbook whose bytes depend on nothing but its content (under one version of Node's zlib): parts in a fixed
 * order, fixed ZIP times, inline strings, no dates and no user inside. National files are written by it, so that an
 * archived file can be proven by its hash.
 * @throws RangeError for a sheet larger than Excel can hold, or a number that is none
 */
export const writeXlsx = async (path: string, sheets: readonly XlsxSheet[], properties: XlsxProperties): Promise<void> => {
  const zip = new ZipFile()
  const options = { mtime: zipTime(), mode: 0o100644, compress: true, compressionLevel: 6, forceDosTimestamp: true }
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name, options)
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', packageParts)
  add('docProps/core.xml', core(properties))
  add('xl/workbook.xml', workbook(sheets))
  add('xl/_rels/workbook.xml.rels', workbookParts(sheets.length))
  add('xl/styles.xml', styles)
  const failed = new Promise<never>((_resolve, reject) => {
    zip.on('error', reject)
    for (const [index, sheet] of sheets.entries()) {
      const stream = Readable.from(sheetXml(sheet), { objectMode: false })
      // yazl does not hand on the error of a stream that it reads: without this the file would just never end
      stream.on('error', reject)
      zip.addReadStream(stream, `xl/worksheets/sheet${index + 1}.xml`, options)
    }
  })
  zip.end()
  const file = createWriteStream(path)
  try {
    await Promise.race([pipeline(zip.outputStream, file), failed])
  } catch (error) {
    file.destroy()
    throw error
  }
}
