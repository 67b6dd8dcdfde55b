import type { Handler } from 'htmlparser2'
import { badFile } from '../xlsx/bad-file.ts'
import type { SheetRow } from '../xlsx/cells.ts'
import type { WorkbookLimits } from '../xlsx/limits.ts'

/** Tags that begin a new line: Excel gives each line of text above a table a row of its own. */
const lines = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'br', 'hr', 'center', 'li', 'table', 'tr'])
const unseen = new Set(['script', 'style', 'title', 'head', 'template', 'xml'])

/**
 * Makes rows out of a page's tags. A cell over several columns stands in the first of them; a cell over several rows stands in
 * each of them, as everybody reads it.
 */
export class HtmlRows implements Partial<Handler> {
  readonly #limits: WorkbookLimits
  readonly #dataDepth: number
  #depth = 0
  #hidden = 0
  #rows: SheetRow[] = []
  #values: SheetRow['values'] | null = null
  #column = 0
  #cell: { text: string; span: number; rows: number } | null = null
  #line = ''
  /** By column: a value that goes on in the next rows, and in how many of them. */
  #spans = new Map<number, { value: string | null; left: number }>()
  /** Number of the last row. */
  lastRow = 0

  /** @param dataDepth how many tables the data stand in: 1 for a table that is in no other */
  constructor(dataDepth: number, limits: WorkbookLimits) {
    this.#dataDepth = dataDepth
    this.#limits = limits
  }

  /** The rows that ended since the last call. */
  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  onopentag = (name: string, attributes: Record<string, string>): void => {
    if (unseen.has(name)) this.#hidden += 1
    if (this.#depth < this.#dataDepth && lines.has(name)) this.#endLine()
    if (name === 'table') {
      if (this.#depth === this.#dataDepth) this.#endCell()
      this.#depth += 1
      if (this.#depth === this.#dataDepth) this.#spans.clear()
      return
    }
    if (this.#depth !== this.#dataDepth) return
    if (name === 'tr') {
      this.#endRow()
      this.#values = []
      this.#column = 0
    } else if (name === 'td' || name === 'th') {
      this.#endCell()
      this.#values ??= []
      this.#cell = { text: '', span: spanOf(attributes.colspan), rows: spanOf(attributes.rowspan) }
    } else if (this.#cell !== null && lines.has(name)) this.#cell.text += ' '
  }

  onclosetag = (name: string): void => {
    if (unseen.has(name) && this.#hidden > 0) this.#hidden -= 1
    if (name === 'table') {
      if (this.#depth === this.#dataDepth) this.#endRow()
      if (this.#depth > 0) this.#depth -= 1
    } else if (this.#depth < this.#dataDepth) {
      if (lines.has(name)) this.#endLine()
    } else if (this.#depth === this.#dataDepth) {
      if (name === 'tr') this.#endRow()
      else if (name === 'td' || name === 'th') this.#endCell()
    }
  }

  ontext = (text: string): void => {
    if (this.#hidden > 0) return
    if (this.#cell !== null && this.#depth === this.#dataDepth) {
      this.#cell.text += text
      if (this.#cell.text.length > this.#limits.cellText * 4) throw this.#tooLong()
    } else if (this.#depth < this.#dataDepth && this.#line.length < this.#limits.cellText) this.#line += text
  }

  onend = (): void => {
    this.#endRow()
    this.#endLine()
  }

  #tooLong(): Error {
    return badFile(`Isi satu sel terlalu panjang (baris ${this.lastRow + 1}).`, 'Periksa berkas itu di Excel.')
  }

  #endLine(): void {
    const text = squeezed(this.#line)
    this.#line = ''
    if (text !== null) this.#push([text])
  }

  /** Puts cells from the rows above where this row has come to. */
  #goOn(values: SheetRow['values']): void {
    for (let above = this.#spans.get(this.#column); above !== undefined; above = this.#spans.get(this.#column)) {
      this.#put(values, this.#column, above.value)
      above.left -= 1
      if (above.left === 0) this.#spans.delete(this.#column)
      this.#column += 1
    }
  }

  #endCell(): void {
    const cell = this.#cell
    const values = this.#values
    this.#cell = null
    if (cell === null || values === null) return
    const text = squeezed(cell.text)
    if (text !== null && text.length > this.#limits.cellText) throw this.#tooLong()
    this.#goOn(values)
    // A span far beyond the last column is a mistake, or meant to keep us busy.
    for (let i = 0; i < cell.span && (i === 0 || this.#column <= this.#limits.columns); i++) {
      const value = i === 0 ? text : null
      this.#put(values, this.#column, value)
      if (cell.rows > 1) this.#spans.set(this.#column, { value, left: cell.rows - 1 })
      this.#column += 1
    }
  }

  #put(values: SheetRow['values'], column: number, value: string | null): void {
    if (value === null) return
    if (column >= this.#limits.columns)
      throw badFile(
        `Tabel ini memiliki isi di luar kolom ke-${this.#limits.columns} (baris ${this.lastRow + 1}).`,
        'Buka di Excel, hapus kolom yang tidak perlu, simpan sebagai .xlsx, lalu impor lagi.',
      )
    while (values.length < column) values.push(null)
    values[column] = value
  }

  #endRow(): void {
    this.#endCell()
    const values = this.#values
    this.#values = null
    if (values === null) return
    // Cells from above may also stand behind the row's own last cell.
    const last = Math.max(-1, ...this.#spans.keys())
    while (this.#column <= last) {
      this.#goOn(values)
      this.#column += 1
    }
    this.#push(values)
  }

  #push(values: SheetRow['values']): void {
    this.lastRow += 1
    if (this.lastRow > this.#limits.rows)
      throw badFile('Tabel ini memiliki terlalu banyak baris.', 'Bagi datanya menjadi beberapa berkas.')
    if (values.length > 0) this.#rows.push({ number: this.lastRow, values })
  }
}

const spanOf = (text: string | undefined): number => {
  const span = Number.parseInt(text ?? '', 10)
  return span >= 1 ? Math.min(span, 1000) : 1
}

const squeezed = (text: string): string | null => {
  const tight = text.replace(/\s+/g, ' ').trim()
  return tight === '' ? null : tight
}
