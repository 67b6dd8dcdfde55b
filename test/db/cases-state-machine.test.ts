import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { closedStates, type NeedState, needStates, needSteps, stepsFrom } from '../../src/shared/domain/need-states.ts'
import { addPerson, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let client: number
beforeAll(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, { name: 'WARGA CONTOH' })
})
afterAll(() => inline.close())

describe('every path through the state machine', () => {
  it('keeps one history line per step, in order, and the case open exactly while a need is open', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.record({ need: fc.nat(), step: fc.nat(), wild: fc.option(fc.constantFrom(...needStates)) }), {
          maxLength: 25,
        }),
        (count, moves) => {
          const { id } = inTransaction(inline, () =>
            casesHandlers.create(
              inline.context,
              contract.cases.create.input.parse({
                clientId: client,
                reporter: { kind: 'self' },
                summary: 'Uji',
                needs: Array.from({ length: count }, () => ({ programmeKey: 'pkh', category: 'kebutuhan' })),
              }),
            ),
          )
          const expected = new Map<number, NeedState[]>()
          for (const need of casesHandlers.get(inline.context, { id }).needs) expected.set(need.id, ['registered'])
          for (const move of moves) {
            const { needs } = casesHandlers.get(inline.context, { id })
            const need = needs[move.need % needs.length] as (typeof needs)[number]
            const steps = stepsFrom(need.state, inline.context.actor.permissions)
            const to = move.wild ?? (steps[move.step % steps.length] as (typeof steps)[number]).to
            const allowed = steps.some((step) => step.to === to)
            const code = refusal(() =>
              inTransaction(inline, () =>
                casesHandlers.moveNeed(inline.context, { needId: need.id, version: need.version, to, note: 'alasan' }),
              ),
            )
            expect(code).toBe(allowed ? 'none' : 'STATE')
            if (allowed) expected.get(need.id)?.push(to)
            const after = casesHandlers.get(inline.context, { id })
            const anyOpen = after.needs.some((one) => !closedStates.has(one.state))
            expect(after.state).toBe(anyOpen ? 'open' : 'closed')
          }
          const events = inline.db.all(
            inline.db.q.selectFrom('case_event').selectAll().where('case_id', '=', id).where('kind', '=', 'moved').orderBy('id'),
          )
          for (const [needId, states] of expected) {
            const own = events.filter((event) => event.need_id === needId)
            expect(own.map((event) => event.to_state)).toEqual(states.slice(1))
            expect(own.map((event) => event.from_state)).toEqual(states.slice(0, -1))
          }
          const flips = inline.db.all(
            inline.db.q
              .selectFrom('case_event')
              .select('kind')
              .where('case_id', '=', id)
              .where('kind', 'in', ['closed', 'reopened'])
              .orderBy('id'),
          )
          for (const [index, flip] of flips.entries()) expect(flip.kind).toBe(index % 2 === 0 ? 'closed' : 'reopened')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('reaches every state from the first one, and every state has a way on', () => {
    const reached = new Set<NeedState>(['registered'])
    for (let grew = true; grew; ) {
      grew = false
      for (const step of needSteps)
        if (reached.has(step.from) && !reached.has(step.to)) {
          reached.add(step.to)
          grew = true
        }
    }
    expect([...reached].sort()).toEqual(needStates.filter((state) => state !== 'draft').sort())
    for (const state of needStates) expect(needSteps.some((step) => step.from === state)).toBe(true)
  })
})
