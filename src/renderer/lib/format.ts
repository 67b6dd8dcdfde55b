import { clockTime, dayIn, shortDate } from '../../shared/domain/dates.ts'

export { longDate, monthTitle, shortDate } from '../../shared/domain/dates.ts'

const numbers = new Intl.NumberFormat('id-ID')

/** `1234.5` → `1.234,5`. */
export const number = (value: number): string => numbers.format(value)

/** Bytes → `12,4 MB`. */
export const fileSize = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${numbers.format(Math.max(1, Math.round(bytes / 1024)))} KB`
    : `${numbers.format(Math.round(bytes / 104_857.6) / 10)} MB`

/** Instant → `22/11/2026 14.05 WITA`; null → ''. */
export const instantText = (instant: string | null, timeZone: string): string =>
  instant === null || instant === '' ? '' : `${shortDate(dayIn(instant, timeZone))} ${clockTime(instant, timeZone)}`

/** Instant → `hari ini 14.05 WITA`, `kemarin 16.02 WITA` or `22/11/2026 14.05 WITA`. */
export const nearInstant = (instant: string, timeZone: string, now: Date = new Date()): string => {
  const day = dayIn(instant, timeZone)
  if (day === dayIn(now, timeZone)) return `hari ini ${clockTime(instant, timeZone)}`
  if (day === dayIn(new Date(now.getTime() - 86_400_000), timeZone)) return `kemarin ${clockTime(instant, timeZone)}`
  return instantText(instant, timeZone)
}

/** Day of an instant in the office's zone as `22/11/2026`; null → ''. */
export const instantDay = (instant: string | null, timeZone: string): string =>
  instant === null || instant === '' ? '' : shortDate(dayIn(instant, timeZone))

/** `L` → Laki-laki, `P` → Perempuan, null → ''. */
export const sexText = (sex: 'L' | 'P' | null): string => (sex === 'L' ? 'Laki-laki' : sex === 'P' ? 'Perempuan' : '')

/** Typed day `22/11/2026`, `22-11-2026`, `22112026` or `22/11/26` → `2026-11-22`; null when it is no day. */
export const parseDay = (typed: string): string | null => {
  const match = /^(\d{1,2})[\s./-]?(\d{1,2})[\s./-]?(\d{4}|\d{2})$/.exec(typed.trim())
  if (match === null) return null
  const [, dayPart = '', monthPart = '', yearPart = ''] = match
  const century = Number(yearPart) > new Date().getFullYear() % 100 ? 1900 : 2000
  const year = yearPart.length === 4 ? Number(yearPart) : century + Number(yearPart)
  const date = new Date(Date.UTC(year, Number(monthPart) - 1, Number(dayPart)))
  const real = date.getUTCMonth() === Number(monthPart) - 1 && date.getUTCDate() === Number(dayPart)
  return real ? date.toISOString().slice(0, 10) : null
}
