import { deskOf } from '../../../shared/domain/desks.ts'
import type { HolderRule, NeedFlow } from '../../../shared/domain/need-flow.ts'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Db } from '../db/database.ts'
import { rightsOf } from '../users/rights.ts'
import { findUser, userAreas } from './cases.repo.ts'

/**
 * Who holds a need after a step. Handing it to another desk puts it down for whoever takes it there, unless it was given on
 * purpose to somebody who works there; sending it back gives it to the one who registered it, or to that desk where they
 * cannot go on with it; every other step leaves it. Nobody is left holding what only another desk can move.
 * @param worksThere whether a user can take the usual next step from where the need stands then
 */
export const holderAfter = (
  rule: HolderRule,
  { holder, mover, registeredBy }: { holder: number | null; mover: number; registeredBy: number | null },
  worksThere: (userId: number) => boolean,
): number | null => {
  if (rule === 'keep') return holder
  const wanted = rule === 'registrar' ? [registeredBy, holder] : [holder === mover ? null : holder]
  return wanted.find((userId) => userId !== null && worksThere(userId)) ?? null
}

/** Whether a user works here, serves the region and has a right of the desk where a state stands. */
export const worksAt = (db: Db, userId: number, at: { flow: NeedFlow; state: NeedState; region: string | null }): boolean => {
  if (findUser(db, userId)?.active !== 1 || !inArea({ areas: userAreas(db, userId) }, at.region)) return false
  const rights = rightsOf(db, userId)
  return deskOf(at.flow, at.state).some((right) => rights.includes(right))
}
