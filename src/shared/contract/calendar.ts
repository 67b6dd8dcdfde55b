import { z } from 'zod'
import { fileId, nothing } from './common.ts'
import { job, query } from './procedure.ts'

export const holiday = z.strictObject({
  date: z.string(),
  name: z.string(),
  kind: z.enum(['nasional', 'cuti-bersama', 'lokal']),
})
export type Holiday = z.infer<typeof holiday>

export const officeCalendar = z.strictObject({
  version: z.int(),
  workingWeekdays: z.array(z.int()),
  yearly: z.array(z.strictObject({ monthDay: z.string(), name: z.string() })),
  holidays: z.array(holiday),
  loadedYears: z.array(z.int()),
  dueSoonDays: z.int(),
  source: z.string(),
  /** Whether the decided list of this year was loaded; without it movable days off count as working days. */
  thisYearLoaded: z.boolean(),
})
export type OfficeCalendar = z.infer<typeof officeCalendar>

export const calendarCheck = z.strictObject({
  rows: z.int(),
  years: z.array(z.int()),
  added: z.array(holiday),
  removed: z.array(holiday),
  unchanged: z.int(),
  problems: z.array(
    z.strictObject({ sheet: z.string(), row: z.int(), column: z.string(), value: z.string(), message: z.string() }),
  ),
  /** What would be written; handed back when it is. '' = nothing to write. */
  digest: z.string(),
})
export type CalendarCheck = z.infer<typeof calendarCheck>

export const calendar = {
  get: query({ access: 'signed-in', input: nothing, output: officeCalendar }),
  /** Reads a list of days off (xlsx or csv: date, name, kind) and says what it would change. Writes nothing. */
  checkFile: job({ access: 'definitions.write', input: z.strictObject({ fileId }), output: calendarCheck }),
  /** Writes what `checkFile` said: the days off of the file's years are replaced by the file's. */
  applyFile: job({
    access: 'definitions.write',
    input: z.strictObject({ fileId, digest: z.string().min(1) }),
    output: z.strictObject({ version: z.int(), added: z.int(), removed: z.int() }),
  }),
}
