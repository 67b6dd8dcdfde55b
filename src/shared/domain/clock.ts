/**
 * A time of day as people type it (`8`, `8.00`, `08:30`), as `HH:MM`; '' stays ''.
 * @returns null when it is no time of day
 */
export const readClock = (typed: string): string | null => {
  const text = typed.trim()
  if (text === '') return ''
  const found = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(text)
  const [hour, minute] = [Number(found?.[1] ?? 24), Number(found?.[2] ?? 0)]
  return hour > 23 || minute > 59 ? null : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
