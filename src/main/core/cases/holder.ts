import type { HolderRule } from '../../../shared/domain/need-flow.ts'

/**
 * Who holds a need after a step. Handing it to another desk puts it down for whoever takes it there (unless it was given
 * to somebody on purpose); sending it back gives it to the one who registered it; every other step leaves it.
 * @param mover user who takes the step
 * @param registeredBy user who opened the case, or null when they no longer work here
 */
export const holderAfter = (
  rule: HolderRule,
  holder: number | null,
  mover: number,
  registeredBy: number | null,
): number | null => {
  if (rule === 'registrar') return registeredBy ?? holder
  if (rule === 'release' && holder === mover) return null
  return holder
}
