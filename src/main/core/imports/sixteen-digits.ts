import type { CellValue } from '../xlsx/reader.ts'
import { cellText } from './cell-text.ts'

/** What a NIK or family card cell holds. */
export type SixteenDigits =
  | { kind: 'none' }
  | { kind: 'number'; digits: string }
  /** Sixteen digits that are no real number (a village's temporary one, or all digits equal): kept, not used. */
  | { kind: 'temporary'; digits: string; code: 'leading-zero' | 'all-equal' }
  /** `length` = how many digits there are. */
  | { kind: 'refused'; code: 'number-lost' | 'masked' | 'digits' | 'length'; length?: number }

const plain = /^[1-9]\d{15}$/
const allEqual = /^(\d)\1{15}$/

/**
 * Reads a 16-digit number as people write it: with apostrophe, spaces, dots or hyphens. A number cell keeps 15 digits
 * at most (IEEE 754 as Excel uses it), so 16 digits in one are refused instead of guessed.
 */
export const readSixteenDigits = (value: CellValue | undefined): SixteenDigits => {
  // Nearly all of them: sixteen digits and nothing else.
  if (typeof value === 'string' && plain.test(value) && !allEqual.test(value)) return { kind: 'number', digits: value }
  if (typeof value === 'number' && Math.abs(value) >= 1e15) return { kind: 'refused', code: 'number-lost' }
  const text = cellText(value)
  if (text === '') return { kind: 'none' }
  const digits = /^\d{16}$/.test(text) ? text : text.replace(/[\s.'’`"=-]/g, '')
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text.replace(/\s/g, ''))) return { kind: 'refused', code: 'number-lost' }
  if (/^[\d*xX•]+$/.test(digits) && /[*•]|x{3}/i.test(digits)) return { kind: 'refused', code: 'masked' }
  if (!/^\d*$/.test(digits)) return { kind: 'refused', code: 'digits' }
  if (/^0*$/.test(digits)) return { kind: 'none' }
  if (digits.length !== 16) return { kind: 'refused', code: 'length', length: digits.length }
  if (digits.startsWith('0')) return { kind: 'temporary', digits, code: 'leading-zero' }
  if (allEqual.test(digits)) return { kind: 'temporary', digits, code: 'all-equal' }
  return { kind: 'number', digits }
}
