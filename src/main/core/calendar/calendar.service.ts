import { createHash } from 'node:crypto'
import type { CalendarCheck } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { type Handlers, internalCommand, type JobContext } from '../context.ts'
import { insertDefinition } from '../definitions/definition-rows.repo.ts'
import type { CalendarBody } from '../definitions/kinds.ts'
import { bodyHash } from '../definitions/shipped.ts'
import { uploadedFile } from '../files/files.ts'
import { readHolidayFile } from './calendar-file.ts'
import { calendarKey, officeCalendar } from './work-calendar.ts'

const write = internalCommand(
  'calendar.apply-file',
  (context, input: { body: CalendarBody; baseVersion: number; years: number[]; added: number; removed: number }) => {
    if (officeCalendar(context.db).version !== input.baseVersion)
      throw new AppError('CONFLICT', 'Kalender baru saja diubah orang lain.', { hint: 'Periksa berkasnya sekali lagi.' })
    const version = input.baseVersion + 1
    insertDefinition(context.db, {
      kind: 'calendar',
      key: calendarKey,
      version,
      name: input.body.name,
      body: JSON.stringify(input.body),
      hash: bodyHash(input.body),
      origin: 'office',
      created_at: context.now(),
      created_by: context.actor.userId,
    })
    context.audit({
      entity: 'definition',
      detail: { kind: 'calendar', version, years: input.years.map(String), added: input.added, removed: input.removed },
    })
    return version
  },
)

/** Commands of the calendar for the registry. */
export const calendarInternal = [write]

/** What a file would make of the calendar in force: the days off of its years become the file's. */
const plan = async (
  context: JobContext,
  fileId: string,
): Promise<{ check: CalendarCheck; body: CalendarBody; baseVersion: number }> => {
  const { body, version } = officeCalendar(context.db)
  const { holidays, problems, rows } = await readHolidayFile(context, uploadedFile(context, fileId).path)
  const years = [...new Set(holidays.map(({ date }) => Number(date.slice(0, 4))))].sort()
  const here = body.holidays.filter(({ date }) => years.includes(Number(date.slice(0, 4))))
  const same = (one: CalendarBody['holidays'][number], other: CalendarBody['holidays'][number]): boolean =>
    one.date === other.date && one.name === other.name && one.kind === other.kind
  const added = holidays.filter((one) => !here.some((other) => same(one, other)))
  const removed = here.filter((one) => !holidays.some((other) => same(one, other)))
  const next: CalendarBody = {
    ...body,
    holidays: [...body.holidays.filter((one) => !here.includes(one)), ...holidays].sort((one, other) =>
      one.date.localeCompare(other.date),
    ),
    loadedYears: [...new Set([...body.loadedYears, ...years])].sort(),
  }
  const nothing = added.length === 0 && removed.length === 0 && years.every((year) => body.loadedYears.includes(year))
  const digest = nothing
    ? ''
    : createHash('sha256')
        .update(JSON.stringify([version, next]))
        .digest('hex')
  return {
    check: { rows, years, added, removed, unchanged: holidays.length - added.length, problems, digest },
    body: next,
    baseVersion: version,
  }
}

/** Use cases of the calendar by which service limits are counted. */
export const calendarHandlers: Handlers<'calendar'> = {
  get: (context) => {
    const { body, version } = officeCalendar(context.db)
    const { workingWeekdays, yearly, holidays, loadedYears, dueSoonDays, source } = body
    const thisYearLoaded = loadedYears.includes(Number(context.today().slice(0, 4)))
    return { version, workingWeekdays, yearly, holidays, loadedYears, dueSoonDays, source, thisYearLoaded }
  },

  checkFile: async (context, { fileId }) => (await plan(context, fileId)).check,

  applyFile: async (context, { fileId, digest }) => {
    const { check, body, baseVersion } = await plan(context, fileId)
    if (check.problems.length > 0)
      throw new AppError('BAD_FILE', 'Masih ada baris yang tidak dapat dibaca.', {
        hint: 'Perbaiki berkasnya, lalu periksa lagi.',
      })
    if (check.digest !== digest)
      throw new AppError('CONFLICT', 'Kalender atau berkasnya berubah sejak diperiksa.', {
        hint: 'Periksa berkasnya sekali lagi.',
      })
    const [added, removed] = [check.added.length, check.removed.length]
    const version = await context.write(write, { body, baseVersion, years: check.years, added, removed })
    return { version, added, removed }
  },
}
