import type { SopBody } from '../../../shared/contract/service-bodies.ts'
import type { SopStep } from '../../../shared/contract/services.ts'
import { inForce } from '../../../shared/domain/eligibility.ts'
import type { Db } from '../db/database.ts'
import { currentDefinitions, type Definition, definition } from '../definitions/definitions.repo.ts'
import { sopTicks } from './papers.repo.ts'

/** An SOP in force on a day for a service: one that names it, else one for everything; undefined where the office has none. */
export const sopFor = (db: Db, programmeKey: string, register: string, today: string): Definition<'sop'> | undefined => {
  const fitting = currentDefinitions(db, 'sop').filter(
    ({ body }) => (body.register === '' || body.register === register) && inForce([body], today).length === 1,
  )
  return (
    fitting.find(({ body }) => body.programmes.includes(programmeKey)) ?? fitting.find(({ body }) => body.programmes.length === 0)
  )
}

/**
 * The SOP a need follows: the version its first tick was made with, else the one in force. Ticks in the SOP of another
 * service, from before the need's service was changed, do not count.
 */
export const sopOfNeed = (
  db: Db,
  need: { id: number; programme_key: string; register: string },
  today: string,
): Definition<'sop'> | undefined => {
  for (const tick of sopTicks(db, need.id)) {
    const begun = definition(db, 'sop', tick.sop_key, tick.sop_version)
    if (begun.body.programmes.length === 0 || begun.body.programmes.includes(need.programme_key)) return begun
  }
  return sopFor(db, need.programme_key, need.register, today)
}

/**
 * Steps of an SOP with what is done: by hand, or because the need came to the state the step names.
 * @param stations states the need entered, oldest first
 */
export const sopSteps = (
  db: Db,
  needId: number,
  sop: { key: string; body: Pick<SopBody, 'steps'> },
  stations: readonly { state: string; at: string }[],
): SopStep[] => {
  const ticks = new Map(
    sopTicks(db, needId)
      .filter(({ sop_key }) => sop_key === sop.key)
      .map((row) => [row.step_key, row]),
  )
  return sop.body.steps.map((step) => {
    const passed = step.doneAt === '' ? undefined : stations.find(({ state }) => state === step.doneAt)
    const tick = ticks.get(step.key)
    return {
      key: step.key,
      text: step.text,
      role: step.role,
      screen: step.screen,
      doneBySelf: step.doneAt !== '',
      doneAt: step.doneAt,
      done: passed !== undefined || tick !== undefined,
      at: passed?.at ?? tick?.done_at ?? null,
      by: passed === undefined ? (tick?.by_name ?? '') : '',
    }
  })
}
