import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/shared/domain/dates.ts'
import {
  addWorkingDays,
  dueAfter,
  isWorkingDay,
  type WorkCalendar,
  weekdayOf,
  workingDaysBetween,
} from '../../src/shared/domain/working-days.ts'

const calendar: WorkCalendar = {
  workingWeekdays: [1, 2, 3, 4, 5],
  holidays: new Set(['2026-12-24']),
  yearly: new Set(['12-25', '01-01']),
}

describe('working days', () => {
  it('does not count the starting day, weekends or days off', () => {
    expect(weekdayOf('2026-11-22')).toBe(7)
    expect(addWorkingDays('2026-11-22', 3, calendar)).toBe('2026-11-25')
    expect(addWorkingDays('2026-11-20', 1, calendar)).toBe('2026-11-23')
    expect(addWorkingDays('2026-12-23', 1, calendar)).toBe('2026-12-28')
    expect(addWorkingDays('2026-12-31', 1, calendar)).toBe('2027-01-04')
    expect(addWorkingDays('2026-12-25', 0, calendar)).toBe('2026-12-25')
    expect(dueAfter('2026-11-20', 3, 'kalender', calendar)).toBe('2026-11-23')
  })

  it('counts a six-day week where the office works one', () => {
    const six = { ...calendar, workingWeekdays: [1, 2, 3, 4, 5, 6] }
    expect(addWorkingDays('2026-11-20', 1, six)).toBe('2026-11-21')
  })

  it('tells how many are left, and how many too late', () => {
    expect(workingDaysBetween('2026-11-20', '2026-11-23', calendar)).toBe(1)
    expect(workingDaysBetween('2026-11-23', '2026-11-20', calendar)).toBe(-1)
    expect(workingDaysBetween('2026-11-22', '2026-11-22', calendar)).toBe(0)
  })

  it('agrees with itself for any day, limit and calendar, and ends on a working day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 200 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 3200 }), { maxLength: 40 }),
        (offset, days, workingWeekdays, off) => {
          const own: WorkCalendar = {
            workingWeekdays,
            holidays: new Set(off.map((at) => addDays('2024-01-01', at))),
            yearly: new Set(['12-25']),
          }
          const from = addDays('2024-01-01', offset)
          const due = addWorkingDays(from, days, own)
          expect(isWorkingDay(due, own)).toBe(true)
          expect(workingDaysBetween(from, due, own)).toBe(days)
          expect(workingDaysBetween(due, from, own)).toBe(-days)
        },
      ),
    )
  })

  it('ends also for a calendar without a single working day', () => {
    expect(addWorkingDays('2026-11-22', 3, { workingWeekdays: [], holidays: new Set(), yearly: new Set() }) > '2030').toBe(true)
  })
})
