import { serialDay } from '../xlsx/date-cells.ts'
import type { CellValue } from '../xlsx/reader.ts'
import { cellText } from './cell-text.ts'

/** First three letters of month names, Indonesian and English, and common shortenings. */
const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  mrt: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  ags: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The day as text, or null when the calendar has none such (or it is older than any living person's). */
const made = (year: number, month: number, day: number): string | null => {
  if (!(year >= 1850 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return null
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (day > (monthDays[month - 1] as number) + (leap ? 1 : 0)) return null
  return `${year}-${two(month)}-${two(day)}`
}

/** Two digits of a year: later than today's mean the century before. */
const fullYear = (text: string, today: string): number => {
  if (text.length === 4) return Number(text)
  const short = Number(text)
  return short > Number(today.slice(2, 4)) ? 1900 + short : 2000 + short
}

/**
 * The day a cell means, `YYYY-MM-DD`: Excel dates, serial numbers, `1990-12-31`, `31-12-1990`, `31/12/90`, `31 Des 1990`,
 * `19901231`, each also with a time behind. null = no day; undefined = empty (also 00-00-0000).
 */
export const readDay = (value: CellValue | undefined, today: string): string | null | undefined => {
  if (typeof value === 'number') return readSerial(value)
  const text = cellText(value)
  if (text === '') return undefined
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso !== null && iso[1] !== '0000') return made(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const bare = text
    .replace(/^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,\s*/i, '')
    .replace(/[T ]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?Z?$/, '')
    .replace(/\s*([-/.,])\s*/g, '$1')
  if (/^[0\-/. ]+$/.test(bare)) return undefined
  let match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(bare)
  if (match !== null) return made(Number(match[1]), Number(match[2]), Number(match[3]))
  match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(bare)
  if (match !== null) return made(fullYear(match[3] as string, today), Number(match[2]), Number(match[1]))
  match = /^(\d{1,2})[-/. ]?([a-z]{3,9})[-/., ]?(\d{4}|\d{2})$/i.exec(bare)
  if (match !== null) {
    const month = months[(match[2] as string).slice(0, 3).toLowerCase()]
    return month === undefined ? null : made(fullYear(match[3] as string, today), month, Number(match[1]))
  }
  match = /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
  if (match !== null) return made(Number(match[1]), Number(match[2]), Number(match[3]))
  return /^\d{4,5}$/.test(bare) ? readSerial(Number(bare)) : null
}

/** A number in a date column whose format was lost: a serial of Excel's 1900 system, or `YYYYMMDD`. */
const readSerial = (value: number): string | null => {
  if (Number.isInteger(value) && value > 18_500_000 && value < 21_000_000)
    return made(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100)
  return value >= 3000 && value < 80_000 ? serialDay(value, false) : null
}
