import type { DayCount, WorkCalendar } from '../../../shared/domain/working-days.ts'
import { addWorkingDays, dueAfter, workingDaysBetween } from '../../../shared/domain/working-days.ts'
import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import type { CalendarBody } from '../definitions/kinds.ts'

/** Key of the one calendar an office works by. */
export const calendarKey = 'hari-kerja'

/** The calendar in force, ready for counting. */
export interface OfficeCalendar extends WorkCalendar {
  body: CalendarBody
  version: number
}

/** A calendar's body made ready for counting. */
export const toWorkCalendar = (body: CalendarBody): WorkCalendar => ({
  workingWeekdays: body.workingWeekdays,
  holidays: new Set(body.holidays.map(({ date }) => date)),
  yearly: new Set(body.yearly.map(({ monthDay }) => monthDay)),
})

/** The calendar in force. */
export const officeCalendar = (db: Db): OfficeCalendar => {
  const { body, version } = definition(db, 'calendar', calendarKey)
  return { ...toWorkCalendar(body), body, version }
}

/** Counting of service limits on one day. */
export interface DueDays {
  /** The day after a programme's service limit. */
  after(days: number, count: DayCount): string
  /** The last day that still counts as due soon. */
  soonUntil: string
  /** Working days left until a day; negative = so many late. */
  left(dueDate: string): number
}

/** Reads the calendar once for a call. */
export const dueDays = (db: Db, today: string): DueDays => {
  const calendar = officeCalendar(db)
  const counted = new Map<string, number>()
  return {
    after: (days, count) => dueAfter(today, days, count, calendar),
    soonUntil: addWorkingDays(today, calendar.body.dueSoonDays, calendar),
    left: (dueDate) => {
      const left = counted.get(dueDate) ?? workingDaysBetween(today, dueDate, calendar)
      counted.set(dueDate, left)
      return left
    },
  }
}
