import type { NeedState } from '../../../shared/domain/need-states.ts'

const otherDesk: ReadonlySet<NeedState> = new Set(['verification', 'waiting-decision'])
const firstDesk: ReadonlySet<NeedState> = new Set(['returned', 'papers-missing'])

/**
 * Who holds a need after a step. Handing it to another desk puts it down for whoever takes it there (unless it was given
 * to somebody on purpose); sending it back gives it to the one who registered it; every other step leaves it.
 * @param mover user who takes the step
 * @param registeredBy user who opened the case, or null when they no longer work here
 */
export const holderAfter = (to: NeedState, holder: number | null, mover: number, registeredBy: number | null): number | null => {
  if (firstDesk.has(to)) return registeredBy ?? holder
  if (otherDesk.has(to) && holder === mover) return null
  return holder
}
