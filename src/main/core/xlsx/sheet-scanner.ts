import { badFile, damaged } from './bad-file.ts'
import type { CellValue, SheetRow } from './cells.ts'
import { type DateCell, serialDay } from './date-cells.ts'
import type { WorkbookLimits } from './limits.ts'
import type { SharedStrings } from './shared-strings.ts'
import { unescapeControl } from './text.ts'
import { doctypeRefused } from './xml.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  strings: SharedStrings
  /** By cell style: whether its number format shows a day. */
  dateStyles: readonly boolean[]
  date1904: boolean
  limits: WorkbookLimits
}

const lt = 0x3c
const gt = 0x3e
const slash = 0x2f
const quote = 0x22
const apostrophe = 0x27
const colon = 0x3a
const space = 0x20
const equals = 0x3d

const nothing = Buffer.alloc(0)
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Decodes the five XML entities and character numbers; any other entity would need a document type, which is refused. */
const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&([^;\s]*);?/g, (whole, name: string) => {
        const known = entities[name]
        if (known !== undefined) return known
        const point = /^#x[0-9a-fA-F]{1,6}$/.test(name)
          ? Number.parseInt(name.slice(2), 16)
          : /^#\d{1,7}$/.test(name)
            ? Number(name.slice(1))
            : Number.NaN
        if (!whole.endsWith(';') || !(point <= 0x10ffff)) throw damaged('isi lembar')
        return String.fromCodePoint(point)
      })
    : text

/**
 * Reads the cells out of a sheet's XML, piece by piece, straight from the bytes.
 *
 * Hand-written because it was measured: a sheet of 100,000 x 30 cells takes saxes 2.7 s for bare events, while the whole
 * reader over this scanner gives all rows with values in 1.3 s. It knows what a sheet may hold - elements, attributes, text, CDATA, comments,
 * instructions, any namespace prefix - and refuses a document type. Everything else in a workbook is read by saxes.
 */
export class SheetScanner {
  readonly #context: SheetContext
  #left: Buffer = nothing
  #rows: SheetRow[] = []
  #values: CellValue[] = []
  #filled = false
  #row = 0
  #column = -1
  #inRow = false
  #inCell = false
  #closed = false
  /** Cell type by its first letters: '' or n, s, str, inlineStr, b, e, d. */
  #type = ''
  #style = 0
  #text = ''
  #hasText = false
  /** Index of a shared string, read from its digits without making a text of them. */
  #shared = -1
  #capturing = false
  #phonetic = 0
  readonly #days = new Map<number, DateCell | null>()
  /** Highest row number met, also of rows without values. */
  lastRow = 0

  constructor(context: SheetContext) {
    this.#context = context
  }

  /** Takes the next bytes and gives the rows that ended in them. */
  write(chunk: Buffer): SheetRow[] {
    const bytes = this.#left.length === 0 ? chunk : Buffer.concat([this.#left, chunk])
    // One tag or one text of this length is no sheet; without the limit each next piece would be copied again and again.
    if (this.#left.length > 4 * 1024 * 1024) throw damaged('isi lembar')
    const used = this.#scan(bytes)
    this.#left = used === bytes.length ? nothing : bytes.subarray(used)
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /**
   * Tells the scanner that the sheet ended.
   * @throws AppError BAD_FILE when it ended in the middle
   */
  end(): void {
    if (!this.#closed || this.#inRow) throw damaged('isi lembar')
  }

  /** Returns how many bytes were understood; the rest waits for the next piece. */
  #scan(bytes: Buffer): number {
    const length = bytes.length
    let at = 0
    for (;;) {
      let open = at
      while (open < length && bytes[open] !== lt) open++
      if (open >= length) {
        // Text whose end is not there yet is kept only where somebody wants it.
        return this.#capturing ? at : length
      }
      if (this.#capturing && open > at) this.#take(bytes, at, open, true)
      if (open + 1 >= length) return open
      const first = bytes[open + 1] as number
      if (first === 0x21 || first === 0x3f) {
        const next = this.#skipSpecial(bytes, open, first)
        if (next === -1) return open
        at = next
        continue
      }
      let end = open + 1
      let quoted = 0
      for (; end < length; end++) {
        const byte = bytes[end] as number
        if (quoted !== 0) {
          if (byte === quoted) quoted = 0
        } else if (byte === gt) break
        else if (byte === quote || byte === apostrophe) quoted = byte
      }
      if (end >= length) return open
      this.#tag(bytes, open + 1, end)
      at = end + 1
    }
  }

  /** Comments, CDATA, instructions; -1 when the end is not there yet. */
  #skipSpecial(bytes: Buffer, open: number, first: number): number {
    if (first === 0x3f) {
      const end = bytes.indexOf('?>', open)
      return end === -1 ? -1 : end + 2
    }
    if (bytes.length - open < 9) return -1
    const head = bytes.toString('latin1', open, open + 9)
    if (head.startsWith('<!--')) {
      const end = bytes.indexOf('-->', open + 4)
      return end === -1 ? -1 : end + 3
    }
    if (head === '<![CDATA[') {
      const end = bytes.indexOf(']]>', open)
      if (end === -1) return -1
      if (this.#capturing) this.#take(bytes, open + 9, end, false)
      return end + 3
    }
    throw doctypeRefused()
  }

  #take(bytes: Buffer, from: number, to: number, escaped: boolean): void {
    if (this.#type === 's' && !this.#hasText) {
      const index = digits(bytes, from, to)
      if (index >= 0) {
        this.#shared = index
        this.#hasText = true
        return
      }
    }
    if (this.#text.length > this.#context.limits.cellText) return
    const text = bytes.toString('utf8', from, Math.min(to, from + this.#context.limits.cellText * 8))
    const decoded = escaped ? decodeEntities(text) : text
    this.#text = this.#hasText ? this.#text + decoded : decoded
    this.#hasText = true
  }

  /** Handles the tag whose inside stands in [from, to). */
  #tag(bytes: Buffer, from: number, to: number): void {
    const closing = bytes[from] === slash
    let start = closing ? from + 1 : from
    let end = start
    for (; end < to; end++) {
      const byte = bytes[end] as number
      if (byte === colon) start = end + 1
      else if (byte <= space || byte === slash) break
    }
    const size = end - start
    const letter = bytes[start] as number
    const selfClosing = !closing && bytes[to - 1] === slash
    if (size === 1) {
      // c, v, t, f
      if (letter === 0x63) {
        if (closing) this.#closeCell()
        else {
          this.#openCell(bytes, end, to)
          if (selfClosing) this.#closeCell()
        }
      } else if (this.#inCell && (letter === 0x76 || letter === 0x74)) {
        this.#capturing = !closing && !selfClosing && this.#phonetic === 0
      }
      return
    }
    if (size === 3) {
      if (letter === 0x72 && bytes[start + 1] === 0x6f && bytes[start + 2] === 0x77) {
        if (closing) this.#closeRow()
        else {
          this.#openRow(bytes, end, to)
          if (selfClosing) this.#closeRow()
        }
      } else if (letter === 0x72 && bytes[start + 1] === 0x50 && !selfClosing) this.#phonetic += closing ? -1 : 1
      return
    }
    if ((closing || selfClosing) && size === 9 && bytes.toString('latin1', start, end) === 'worksheet') this.#closed = true
  }

  #openRow(bytes: Buffer, from: number, to: number): void {
    if (this.#inRow) throw damaged('isi lembar')
    let number = this.#row + 1
    for (let at = from; at < to; ) {
      const found = attribute(bytes, at, to)
      if (found === null) break
      if (found.nameTo - found.nameFrom === 1 && bytes[found.nameFrom] === 0x72) number = digits(bytes, found.from, found.to)
      at = found.to + 1
    }
    if (!(number > this.#row)) throw damaged('isi lembar')
    if (number > this.#context.limits.rows)
      throw badFile('Lembar ini memiliki terlalu banyak baris.', 'Bagi datanya menjadi beberapa berkas.')
    this.#row = number
    this.lastRow = number
    this.#column = -1
    this.#inRow = true
    this.#values = []
    this.#filled = false
  }

  #closeRow(): void {
    if (!this.#inRow || this.#inCell) throw damaged('isi lembar')
    this.#inRow = false
    if (this.#filled) this.#rows.push({ number: this.#row, values: this.#values })
  }

  #openCell(bytes: Buffer, from: number, to: number): void {
    if (!this.#inRow || this.#inCell) throw damaged('isi lembar')
    this.#inCell = true
    this.#column += 1
    this.#type = ''
    this.#style = 0
    this.#text = ''
    this.#hasText = false
    this.#shared = -1
    // Attributes are read in place: this runs once for every cell of the file.
    let at = from
    while (at < to) {
      while (at < to && ((bytes[at] as number) <= space || bytes[at] === slash)) at++
      const nameFrom = at
      while (at < to && bytes[at] !== equals) at++
      const nameSize = at - nameFrom
      at++
      while (at < to && bytes[at] !== quote && bytes[at] !== apostrophe) at++
      const mark = bytes[at]
      const valueFrom = ++at
      while (at < to && bytes[at] !== mark) at++
      if (nameSize === 1) {
        const name = bytes[nameFrom]
        if (name === 0x72) this.#column = columnOf(bytes, valueFrom, at, this.#column)
        else if (name === 0x74) this.#type = typeOf(bytes, valueFrom, at)
        else if (name === 0x73) this.#style = digits(bytes, valueFrom, at)
      }
      at++
    }
  }

  #closeCell(): void {
    if (!this.#inCell) throw damaged('isi lembar')
    this.#inCell = false
    this.#capturing = false
    if (!this.#hasText) return
    const value = this.#value()
    if (value === null || value === '') return
    const column = this.#column
    if (column >= this.#context.limits.columns)
      throw badFile(
        `Lembar ini memiliki isi di luar kolom ke-${this.#context.limits.columns} (baris ${this.#row}).`,
        'Hapus isi di kolom-kolom yang jauh di kanan, simpan, lalu impor lagi.',
      )
    const values = this.#values
    while (values.length < column) values.push(null)
    values[column] = value
    this.#filled = true
  }

  #value(): CellValue {
    const text = this.#text
    switch (this.#type) {
      case '':
      case 'n': {
        const number = Number(text)
        if (Number.isNaN(number)) return text.trim()
        if (this.#style !== 0 && this.#context.dateStyles[this.#style] === true) return this.#day(number) ?? number
        return text.trim() === '' ? null : number
      }
      case 's': {
        const shared = this.#context.strings.get(this.#shared >= 0 && text === '' ? this.#shared : Number(text))
        if (shared === undefined) throw damaged('daftar teks')
        return shared
      }
      case 'b':
        return text.trim() === '1' || text.trim() === 'true'
      case 'e':
        return { error: text }
      case 'd':
        return /^\d{4}-\d{2}-\d{2}/.test(text) ? { date: text.slice(0, 10) } : text
      default:
        if (text.length > this.#context.limits.cellText)
          throw badFile(`Isi satu sel terlalu panjang (baris ${this.#row}).`, 'Periksa berkas itu di Excel.')
        return unescapeControl(text)
    }
  }

  #day(serial: number): DateCell | null {
    const known = this.#days.get(serial)
    if (known !== undefined) return known
    const date = serialDay(serial, this.#context.date1904)
    const cell = date === null ? null : { date }
    if (this.#days.size < 100_000) this.#days.set(serial, cell)
    return cell
  }
}

const attribute = (
  bytes: Buffer,
  from: number,
  end: number,
): { nameFrom: number; nameTo: number; from: number; to: number } | null => {
  let at = from
  while (at < end && ((bytes[at] as number) <= space || bytes[at] === slash)) at++
  const nameFrom = at
  while (at < end && bytes[at] !== equals && (bytes[at] as number) > space) at++
  const nameTo = at
  while (at < end && bytes[at] !== quote && bytes[at] !== apostrophe) at++
  if (at >= end) return null
  const mark = bytes[at]
  const valueFrom = ++at
  while (at < end && bytes[at] !== mark) at++
  return { nameFrom, nameTo, from: valueFrom, to: at }
}

const digits = (bytes: Buffer, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return to > from ? value : Number.NaN
}

/** `AB12` → 27. A cell without letters stands after the one before it. */
const columnOf = (bytes: Buffer, from: number, to: number, otherwise: number): number => {
  let column = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    const letter = byte >= 97 && byte <= 122 ? byte - 96 : byte >= 65 && byte <= 90 ? byte - 64 : 0
    if (letter === 0) break
    column = column * 26 + letter
  }
  if (column > 16_384) throw damaged('alamat sel')
  return column === 0 ? otherwise : column - 1
}

const typeOf = (bytes: Buffer, from: number, to: number): string => {
  if (to - from === 1) {
    const byte = bytes[from]
    return byte === 0x73 ? 's' : byte === 0x6e ? 'n' : byte === 0x62 ? 'b' : byte === 0x65 ? 'e' : byte === 0x64 ? 'd' : 'str'
  }
  return 'str'
}
