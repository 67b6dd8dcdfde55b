import type { NeedFlow } from '../../../shared/domain/need-flow.ts'
import type { Register } from '../../../shared/domain/need-states.ts'
import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import type { NeedFlowBody } from '../definitions/kinds.ts'

/** A definition of kind `need-flow` made ready: a step that several states share becomes one step each, in the same order. */
export const toFlow = ({ name, states, path, start, steps }: NeedFlowBody): NeedFlow => ({
  name,
  states,
  path,
  start,
  steps: steps.flatMap(({ from, ...step }) => from.map((state) => ({ from: state, ...step }))),
})

/** The flow in force for a register: its key is the register's name. */
export const flowOf = (db: Db, register: Register): NeedFlow => toFlow(definition(db, 'need-flow', register).body)

/** Looks flows up once for a list of needs. */
export const flowReader = (db: Db): ((register: string) => NeedFlow) => {
  const known = new Map<string, NeedFlow>()
  return (register) => {
    const found = known.get(register) ?? flowOf(db, register as Register)
    known.set(register, found)
    return found
  }
}
