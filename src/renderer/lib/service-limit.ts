import type { Programme } from '../../shared/contract/programmes.ts'
import { dueAfter } from '../../shared/domain/working-days.ts'
import { longDate } from './format.ts'
import { useCall } from './query.ts'
import { useOfficeTime } from './session.ts'

/** Says when a need that is recorded today is due: `25 November 2026 (3 hari kerja)`, counted as the core counts. */
export const useServiceLimit = (): ((programme: Pick<Programme, 'serviceDays' | 'serviceDaysIn'>) => string) => {
  const { today } = useOfficeTime()
  const { data } = useCall('calendar.get', {})
  return ({ serviceDays, serviceDaysIn }) => {
    const words = `${serviceDays} hari${serviceDaysIn === 'kerja' ? ' kerja' : ''}`
    if (data === undefined) return words
    const due = dueAfter(today, serviceDays, serviceDaysIn, {
      workingWeekdays: data.workingWeekdays,
      holidays: new Set(data.holidays.map(({ date }) => date)),
      yearly: new Set(data.yearly.map(({ monthDay }) => monthDay)),
    })
    return `${longDate(due)} (${words})`
  }
}
