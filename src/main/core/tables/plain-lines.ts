import type { Delimiter } from './delimiter.ts'

const quote = 0x22

/**
 * Parts one line of well-formed CSV; null where quotation marks stand as no writer of ours or Excel sets them, or where
 * the record goes on in the next line. Such a line is the library's.
 */
export const splitLine = (line: string, delimiter: Delimiter): string[] | null => {
  if (!line.includes('"')) return line.split(delimiter)
  const fields: string[] = []
  for (let at = 0; ; ) {
    if (line.charCodeAt(at) === quote) {
      let end = line.indexOf('"', at + 1)
      while (end !== -1 && line.charCodeAt(end + 1) === quote) end = line.indexOf('"', end + 2)
      if (end === -1 || (end + 1 < line.length && line[end + 1] !== delimiter)) return null
      const text = line.slice(at + 1, end)
      fields.push(text.includes('"') ? text.replaceAll('""', '"') : text)
      if (end + 1 === line.length) return fields
      at = end + 2
    } else {
      const end = line.indexOf(delimiter, at)
      const text = end === -1 ? line.slice(at) : line.slice(at, end)
      if (text.includes('"')) return null
      fields.push(text)
      if (end === -1) return fields
      at = end + 1
    }
  }
}

/**
 * Takes the records of a text as long as every line is one well-formed record; four times as fast as the library, which
 * reads whatever follows. Most files never need it.
 */
export class PlainLines {
  readonly #delimiter: Delimiter
  readonly #take: (record: string[]) => void
  #left = ''

  /** @param take called with each record */
  constructor(delimiter: Delimiter, take: (record: string[]) => void) {
    this.#delimiter = delimiter
    this.#take = take
  }

  /** Takes the whole lines of a piece of text. @returns null, or the text from the first line on that is not plain */
  write(piece: string): string | null {
    const text = this.#left === '' ? piece : this.#left + piece
    this.#left = ''
    let at = 0
    for (;;) {
      const end = text.indexOf('\n', at)
      if (end === -1) break
      // A lone carriage return inside is a line end of old programs, or dirt: not ours to judge.
      const line = text.slice(at, text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end)
      const record = line.includes('\r') ? null : splitLine(line, this.#delimiter)
      if (record === null) return text.slice(at)
      this.#take(record)
      at = end + 1
    }
    if (text.length - at > longestLine) return text.slice(at)
    this.#left = text.slice(at)
    return null
  }

  /** The last line, if it does not end in a line break. @returns null, or its text when it is not plain */
  end(): string | null {
    const line = this.#left
    this.#left = ''
    if (line === '') return null
    const record = line.includes('\r') ? null : splitLine(line, this.#delimiter)
    if (record === null) return line
    this.#take(record)
    return null
  }
}

/** A longer line is no list of people; the library has limits and words for it. */
const longestLine = 1 << 20
