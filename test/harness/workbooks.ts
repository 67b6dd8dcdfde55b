import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A cell of a test workbook: text (shared string), number, boolean, a raw piece of cell XML, or nothing. */
export type TestCell = string | number | boolean | null | { xml: string } | { inline: string } | { number: number; style: number }

/** One sheet of a test workbook; a row may name its own number to leave a gap. */
export interface TestSheet {
  name: string
  hidden?: boolean | undefined
  rows: Iterable<TestCell[] | { number: number; cells: TestCell[] }>
}

export interface TestWorkbookOptions {
  title?: string
  date1904?: boolean
  /** Text of custom.xml's one property. */
  customProperty?: string
  /** Strings inside the cells instead of in the shared table. */
  inline?: boolean
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const letters = (index: number): string => {
  let text = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const flushAt = 256 * 1024

function* sheetXml(sheet: TestSheet, strings: Map<string, number>, inline: boolean): Generator<Buffer> {
  let out = `${head}<worksheet xmlns="${main}"><sheetData>`
  let number = 0
  for (const given of sheet.rows) {
    const cells = Array.isArray(given) ? given : given.cells
    number = Array.isArray(given) ? number + 1 : given.number
    out += `<row r="${number}">`
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]
      if (cell === null || cell === undefined) continue
      const ref = `${letters(i)}${number}`
      if (typeof cell === 'string') {
        if (inline) {
          out += `<c r="${ref}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`
          continue
        }
        let at = strings.get(cell)
        if (at === undefined) {
          at = strings.size
          strings.set(cell, at)
        }
        out += `<c r="${ref}" t="s"><v>${at}</v></c>`
      } else if (typeof cell === 'number') out += `<c r="${ref}"><v>${cell}</v></c>`
      else if (typeof cell === 'boolean') out += `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`
      else if ('xml' in cell) out += cell.xml.replaceAll('{ref}', ref)
      else if ('inline' in cell)
        out += `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.inline)}</t></is></c>`
      else out += `<c r="${ref}" s="${cell.style}"><v>${cell.number}</v></c>`
    }
    out += '</row>'
    if (out.length > flushAt) {
      yield Buffer.from(out)
      out = ''
    }
  }
  yield Buffer.from(`${out}</sheetData></worksheet>`)
}

function* stringsXml(strings: Map<string, number>): Generator<Buffer> {
  let out = `${head}<sst xmlns="${main}" count="${strings.size}" uniqueCount="${strings.size}">`
  for (const text of strings.keys()) {
    out += `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`
    if (out.length > flushAt) {
      yield Buffer.from(out)
      out = ''
    }
  }
  yield Buffer.from(`${out}</sst>`)
}

/** Styles 0 general, 1 built-in date 14, 2 own format dd mmmm yyyy, 3 own number format with a quoted d ("hari"), 4 text. */
const stylesXml = `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="170" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="171" formatCode="0&quot; hari&quot;"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="49"/></cellXfs></styleSheet>`

/**
 * Writes an .xlsx file as Excel lays it out (shared strings, styles), streaming: large ones need little memory.
 * @returns how many different shared strings it holds
 */
export const writeWorkbook = async (path: string, sheets: TestSheet[], options: TestWorkbookOptions = {}): Promise<number> => {
  const zip = new ZipFile()
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name)
  const strings = new Map<string, number>()
  add(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
  )
  add(
    '_rels/.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  add(
    'docProps/core.xml',
    `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(options.title ?? '')}</dc:title></cp:coreProperties>`,
  )
  if (options.customProperty !== undefined)
    add(
      'docProps/custom.xml',
      `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Status"><vt:lpwstr>${escapeXml(options.customProperty)}</vt:lpwstr></property></Properties>`,
    )
  add(
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${options.date1904 === true ? ' date1904="1"' : ''}/><sheets>${sheets.map((sheet, i) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${i + 1}"${sheet.hidden === true ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  )
  add(
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId${sheets.length + 2}" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  )
  add('xl/styles.xml', stylesXml)
  for (const [i, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${i + 1}.xml`, { compressionLevel: 6 }, (callback) =>
      callback(null, Readable.from(sheetXml(sheet, strings, options.inline === true))),
    )
  zip.addReadStreamLazy('xl/sharedStrings.xml', { compressionLevel: 6 }, (callback) =>
    callback(null, Readable.from(stringsXml(strings))),
  )
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return strings.size
}

/** Writes any parts as a ZIP file: for bombs, broken parts and other bad workbooks. */
export const writeParts = async (path: string, parts: Record<string, string | Iterable<Buffer>>): Promise<void> => {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) {
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), name)
    else zip.addReadStreamLazy(name, (callback) => callback(null, Readable.from(content)))
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

/** The parts of a smallest valid workbook with this XML as its one sheet, to be bent by a test. */
export const minimalParts = (sheet: string | Iterable<Buffer>): Record<string, string | Iterable<Buffer>> => ({
  '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheet,
})

/** A small seeded generator of numbers in [0, 1): the same seed gives the same people. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const firstNames =
  'Ahmad Siti Muhammad Nur Budi Dewi Agus Sri Joko Rina Hendra Wati Slamet Yuni Bambang Lestari Eko Fitri Dedi Ratna Rudi Indah Wahyu Mega Arif Putri Hasan Aisyah Zainal Kartini Lalu Baiq Made Ketut Wayan Komang'.split(
    ' ',
  )
const lastNames =
  'Saputra Wulandari Hidayat Lestari Santoso Rahayu Kurniawan Handayani Setiawan Utami Nugroho Maharani Firmansyah Anggraini Gunawan Safitri Ramadhan Puspita Hakim Permata Wijaya Kusuma Pratama Hasanah Susanto Mulyani Yusuf Salim Basri Amin'.split(
    ' ',
  )
const places = 'Mataram Giri Menang Praya Selong Tanjung Sumbawa Taliwang Dompu Bima Narmada'.split(' ')

/** The 30 headers of `populationRows`, in the coded layout of village systems. */
export const populationHeaders =
  'alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id pendidikan_sedang_id pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id akta_lahir cacat_id cara_kb_id hamil ktp_el status_rekam status_dasar suku'.split(
    ' ',
  )

const two = (value: number): string => String(value).padStart(2, '0')

/** Generated people in families of four, 30 cells each; numbers are valid in shape and fit birth date and sex. Nobody real. */
export function* populationRows(count: number, seed: number, options: { numberOffset?: number } = {}): Generator<string[]> {
  const random = seeded(seed)
  const pick = (list: string[]): string => list[Math.floor(random() * list.length)] as string
  const offset = options.numberOffset ?? 0
  let kk = ''
  let father = ''
  let mother = ''
  let street = ''
  for (let i = 0; i < count; i++) {
    const place = i % 4
    const serial = i + offset
    const region = `5201${two(1 + (Math.floor(serial / 9000) % 80))}`
    if (place === 0) {
      kk = `${region}${two(1 + Math.floor(random() * 28))}${two(1 + Math.floor(random() * 12))}${two(Math.floor(random() * 24))}${String((serial % 9999) + 1).padStart(4, '0')}`
      father = `${pick(firstNames)} ${pick(lastNames)}`
      mother = `${pick(firstNames)} ${pick(lastNames)}`
      street = `Jl. ${pick(lastNames)} No. ${1 + Math.floor(random() * 200)}`
    }
    const woman = place === 1 || (place > 1 && random() < 0.5)
    const year = place < 2 ? 1960 + Math.floor(random() * 35) : 1995 + Math.floor(random() * 28)
    const month = 1 + Math.floor(random() * 12)
    const day = 1 + Math.floor(random() * 28)
    const nik = `${region}${two(woman ? day + 40 : day)}${two(month)}${two(year % 100)}${String((serial % 9999) + 1).padStart(4, '0')}`
    yield [
      street,
      `Dusun ${pick(lastNames)}`,
      two(1 + Math.floor(random() * 9)).padStart(3, '0'),
      two(1 + Math.floor(random() * 9)).padStart(3, '0'),
      place === 0 ? father : place === 1 ? mother : `${pick(firstNames)} ${pick(lastNames)}`,
      kk,
      nik,
      woman ? '2' : '1',
      pick(places),
      `${year}-${two(month)}-${two(day)}`,
      String(1 + Math.floor(random() * 6)),
      String(1 + Math.floor(random() * 10)),
      '18',
      String(1 + Math.floor(random() * 88)),
      place < 2 ? '2' : '1',
      place === 0 ? '1' : place === 1 ? '3' : '4',
      '1',
      '',
      pick(firstNames),
      '',
      pick(firstNames),
      String(1 + Math.floor(random() * 13)),
      '',
      '7',
      '99',
      '2',
      '2',
      '3',
      '1',
      'Sasak',
    ]
  }
}
