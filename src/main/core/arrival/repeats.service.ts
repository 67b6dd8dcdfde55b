import type { Repeat } from '../../../shared/contract/arrival.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { stateLabel } from '../../../shared/domain/need-flow.ts'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import { flowReader } from '../cases/flows.ts'
import type { QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { visiblePerson } from './arrival-people.ts'
import { readCounterSettings } from './counter-settings.ts'
import { needsForProgrammes, personAndFamily } from './repeats.repo.ts'

/** Ends that served nobody: the same need may be asked for again without a word. */
const unserved: ReadonlySet<string> = new Set(['cancelled', 'duplicate'])

/** Earlier needs of the same kind that a clerk should know of before writing another one. */
export const repeatsOf = (context: QueryContext, input: { personId: number; programmeKeys: string[] }): { items: Repeat[] } => {
  visiblePerson(context, input.personId)
  const keys = [...new Set(input.programmeKeys)]
  if (keys.length === 0) return { items: [] }
  const office = readCounterSettings(context.db).settings.repeatDays
  const own = new Map(currentDefinitions(context.db, 'programme').map(({ key, body }) => [key, body.repeatDays]))
  const days = (key: string): number => own.get(key) ?? office
  const since = (key: string): string => addDays(context.today(), -days(key))
  const rows = needsForProgrammes(context.db, context.actor, {
    personIds: personAndFamily(context.db, input.personId),
    programmeKeys: keys,
    closedSince: keys.map(since).sort()[0] as string,
  })
  const name = programmeNamer(context.db)
  const flow = flowReader(context.db)
  return {
    items: rows
      .filter((row) => row.closed_at === null || (!unserved.has(row.state) && row.closed_at >= since(row.programme_key)))
      .map((row) => ({
        needId: row.id,
        caseId: row.case_id,
        caseNumber: row.number,
        personName: row.name,
        samePerson: row.client_id === input.personId,
        programmeKey: row.programme_key,
        programmeName: name(row.programme_key, row.programme_version),
        stateLabel: stateLabel(flow(row.register), row.state as NeedState),
        open: row.closed_at === null,
        openedDay: row.opened_day,
        closedAt: row.closed_at,
        withinDays: days(row.programme_key),
      })),
  }
}
