import type { CellValue } from '../xlsx/reader.ts'

/** Spellings of "nothing" in files of village offices. */
const empties = new Set(['-', '--', '---', '–', '—', '.', 'NULL', 'null', '#N/A', 'N/A', '0000-00-00'])
const plain = /^[!-&(-<>-~]+(?: [!-~]+)*$/

/**
 * A cell as one line of text: white space squeezed, invisible characters and Excel's leading apostrophe dropped,
 * `="123"` unwrapped (ministry files write numbers so). '' for an empty cell and for spellings of "nothing".
 */
export const cellText = (value: CellValue | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') {
    const text = plain.test(value) ? value : tidy(value)
    return text.length < 11 && empties.has(text) ? '' : text
  }
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'Ya' : 'Tidak'
  return 'date' in value ? value.date : ''
}

const tidy = (value: string): string =>
  value
    .replace(/[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is dropped here
    .replace(/[\s\u0000-\u001f\u007f\u00a0]+/g, ' ')
    .trim()
    .replace(/^=\s*"(.*)"$/, '$1')
    .replace(/^['’`]+(?=.)/, '')
    .trim()

/** A number as Excel shows it: at most 15 digits count, no exponent up to a thousand million million. */
export const numberText = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return Math.abs(value) < 1e15 ? String(Number(value.toPrecision(15))) : value.toFixed(0)
}
