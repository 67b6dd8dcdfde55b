import { addDays } from '../../../shared/domain/dates.ts'

/** Hours that Indonesian zones are ahead of UTC; none has summer time. */
const hoursAhead: Record<string, number> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }

/** First instant of a local day and of the next one, ISO-8601 UTC. */
export const dayBounds = (day: string, timeZone: string): { start: string; end: string } => {
  const instant = (local: string): string =>
    new Date(Date.parse(`${local}T00:00:00Z`) - (hoursAhead[timeZone] ?? 7) * 3_600_000).toISOString()
  return { start: instant(day), end: instant(addDays(day, 1)) }
}
