import { maskNumber } from '../../../shared/domain/nik.ts'
import { cellText } from '../imports/cell-text.ts'
import type { CellValue } from '../xlsx/reader.ts'

const longest = 80

/** A text with every long number masked: what NIK and family card look like can be seen, whose they are not. */
export const maskLong = (text: string): string =>
  text.replace(/\d(?:[\s.'’-]?\d){9,}/g, (digits) => maskNumber(digits.replace(/\D/g, '')))

/** A cell as the preview shows it. */
export const shownCell = (value: CellValue): string => {
  if (typeof value === 'object' && value !== null && 'error' in value) return value.error.slice(0, 20)
  const text = maskLong(cellText(value))
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
