import type { Programme } from '../../shared/contract/programmes.ts'
import { dueAfter } from '../../shared/domain/working-days.ts'
import { longDate } from './format.ts'
import { useCall } from './query.ts'
import { useOfficeTime } from './session.ts'

type Limit = Pick<Programme, 'serviceDays' | 'serviceDaysIn'>

/** The day a need that is recorded today is due, counted as the core counts; null until the calendar is there. */
export const useServiceDue = (): ((limit: Limit) => string | null) => {
  const { today } = useOfficeTime()
  const { data } = useCall('calendar.get', {})
  return ({ serviceDays, serviceDaysIn }) =>
    data === undefined
      ? null
      : dueAfter(today, serviceDays, serviceDaysIn, {
          workingWeekdays: data.workingWeekdays,
          holidays: new Set(data.holidays.map(({ date }) => date)),
          yearly: new Set(data.yearly.map(({ monthDay }) => monthDay)),
        })
}

/** The same in words: `25 November 2026 (3 hari kerja)`. */
export const useServiceLimit = (): ((limit: Limit) => string) => {
  const dueOf = useServiceDue()
  return (limit) => {
    const words = `${limit.serviceDays} hari${limit.serviceDaysIn === 'kerja' ? ' kerja' : ''}`
    const due = dueOf(limit)
    return due === null ? words : `${longDate(due)} (${words})`
  }
}
