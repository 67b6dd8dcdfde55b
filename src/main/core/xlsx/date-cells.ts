/** A cell that Excel shows as a date. `date` is `YYYY-MM-DD`; the time of day is dropped. */
export interface DateCell {
  date: string
}

const dayMilliseconds = 86_400_000
const base1900 = Date.UTC(1899, 11, 30)
const base1904 = Date.UTC(1904, 0, 1)

/**
 * The day of an Excel serial number, or null when it is none.
 * In the 1900 system day 60 is 29 February 1900, which never was; the days before it are counted from one day later.
 */
export const serialDay = (serial: number, date1904: boolean): string | null => {
  if (!Number.isFinite(serial) || serial < (date1904 ? 0 : 1) || serial > 2_958_465) return null
  const whole = Math.floor(serial)
  const shift = !date1904 && whole < 60 ? 1 : 0
  return new Date((date1904 ? base1904 : base1900) + (whole + shift) * dayMilliseconds).toISOString().slice(0, 10)
}

/** Whether a number format (by id, or its own code) shows a day; ids as in ECMA-376 part 1, 18.8.30. */
export const isDateFormat = (id: number, code: string | undefined): boolean => {
  if (code === undefined) return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase()
  // A bare "m" beside hours or seconds means minutes: only days and years tell a date for certain.
  return /[dy]/.test(bare) || (/m/.test(bare) && !/[hs]/.test(bare) && !/general|standard|umum/.test(bare))
}
