import { addDays } from './dates.ts'

/** Which days an office works. */
export interface WorkCalendar {
  /** 1 = Monday … 7 = Sunday. */
  workingWeekdays: readonly number[]
  /** Days off, `YYYY-MM-DD`: national, *cuti bersama*, local. */
  holidays: ReadonlySet<string>
  /** Days off that fall on the same day every year, `MM-DD`. */
  yearly: ReadonlySet<string>
}

/** How the days of a service limit are counted. */
export const dayCounts = ['kerja', 'kalender'] as const
export type DayCount = (typeof dayCounts)[number]

/** A limit of days never looks further than this; a calendar without a working day must not hang the program. */
const farthest = 3700

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** Whether an office is open on a day. */
export const isWorkingDay = (day: string, calendar: WorkCalendar): boolean =>
  calendar.workingWeekdays.includes(weekdayOf(day)) && !calendar.holidays.has(day) && !calendar.yearly.has(day.slice(5))

/**
 * The day after so many working days; the starting day itself does not count (a request on Friday with one day is due on
 * Monday). With 0 or less: the day itself.
 * @returns `YYYY-MM-DD`
 */
export const addWorkingDays = (day: string, count: number, calendar: WorkCalendar): string => {
  let left = count
  let at = day
  for (let step = 0; left > 0 && step < farthest; step += 1) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) left -= 1
  }
  return at
}

/**
 * Working days after `from` up to and including `to`; negative when `to` lies before `from` (so many working days late).
 */
export const workingDaysBetween = (from: string, to: string, calendar: WorkCalendar): number => {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  let at = from
  for (let step = 0; at < to && step < farthest; step += 1) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) count += 1
  }
  return count
}

/** When something is due that takes so many days from `day`. */
export const dueAfter = (day: string, days: number, count: DayCount, calendar: WorkCalendar): string =>
  count === 'kalender' ? addDays(day, days) : addWorkingDays(day, days, calendar)
