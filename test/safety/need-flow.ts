import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { flowOf } from '../../src/main/core/cases/flows.ts'
import { currentDefinitions } from '../../src/main/core/definitions/definitions.repo.ts'
import { newRandom } from '../../src/main/core/practice/random.ts'
import { servicesHandlers } from '../../src/main/core/services/services.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { findStep } from '../../src/shared/domain/need-flow.ts'
import { closedStates, type NeedState, needStates, registers } from '../../src/shared/domain/need-states.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { openInline } from '../harness/inline.ts'

/** What random walks through the flows showed. */
export interface Walked {
  sequences: number
  steps: number
  refused: number
  /** Register → states its needs stood in at some time. */
  visited: Record<string, Set<NeedState>>
}

const insist = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

/**
 * Random people of all roles try random steps on cases with one to three needs. After each try: the answer is what flow and
 * rights say, no need is lost, the history explains where every need stands, and the case is open exactly while one is.
 * @throws Error at the first walk that breaks a promise, with its number
 */
export const walkNeeds = (input: { sequences: number; seed: number }): Walked => {
  const inline = openInline()
  try {
    furnishOffice(inline)
    const client = addPerson(inline, { name: 'WARGA CONTOH' })
    const papers = allPapers(inline, 'pkh')
    const random = newRandom(input.seed)
    const { pick } = random
    const people = currentDefinitions(inline.db, 'role')
      .filter(({ body }) => body.permissions.includes('cases.read'))
      .map(({ key, body }) => asUser(inline, { name: `peran-${key}`, permissions: body.permissions }))
    const openers = people.filter(({ actor }) => actor.permissions.includes('cases.intake'))
    const outcome: Walked = { sequences: 0, steps: 0, refused: 0, visited: { layanan: new Set(), keluhan: new Set() } }
    for (; outcome.sequences < input.sequences; outcome.sequences++) {
      const at = (what: string): string => `walk ${outcome.sequences}: ${what}`
      const register = pick(registers)
      const flow = flowOf(inline.db, register)
      const opener = pick(openers)
      const { id } = inTransaction(inline, () =>
        casesHandlers.create(
          opener,
          contract.cases.create.input.parse({
            clientId: client,
            reporter: { kind: 'self' },
            summary: 'Uji',
            register,
            needs: Array.from({ length: random.whole(1, 2) + Number(random.chance(0.3)) }, () => ({
              programmeKey: 'pkh',
              category: 'kebutuhan',
              // Mostly a complete file; the others learn that a step asks for the papers.
              papers: random.chance(0.8) ? papers : [],
            })),
          }),
        ),
      )
      const begun = casesHandlers.get(inline.context, { id }).needs
      const stood = new Map(begun.map((need) => [need.id, [{ state: need.state, by: opener.actor.userId }]]))
      for (const { state } of begun) outcome.visited[register]?.add(state)
      for (let left = random.whole(8, 30); left > 0; left--) {
        const { needs } = casesHandlers.get(inline.context, { id })
        const need = pick(needs)
        // Mostly steps that go on, so that walks get far; sometimes an end, sometimes nonsense.
        const own = flow.steps.filter(({ from }) => from === need.state)
        const onward = own.filter((one) => !closedStates.has(one.to))
        const to = random.chance(0.2) ? pick(needStates) : pick(onward.length > 0 && random.chance(0.75) ? onward : own).to
        const rights = findStep(flow, need.state, to)?.permissions ?? []
        const able = people.filter(({ actor }) => rights.some((right) => actor.permissions.includes(right)))
        const mover = pick(able.length > 0 && random.chance(0.7) ? able : people)
        const step = findStep(flow, need.state, to)
        const note = random.chance(0.2) ? '' : 'alasan'
        const expected =
          step === undefined
            ? 'STATE'
            : !step.permissions.some((permission) => mover.actor.permissions.includes(permission))
              ? 'FORBIDDEN'
              : (step.asks.includes('note') && note === '') ||
                  (step.asks.includes('papers') && servicesHandlers.need(inline.context, { needId: need.id }).lacking.length > 0)
                ? 'VALIDATION'
                : 'none'
        const answer = refusal(() =>
          inTransaction(inline, () =>
            casesHandlers.moveNeed(
              mover,
              contract.cases.moveNeed.input.parse({ needId: need.id, version: need.version, to, note }),
            ),
          ),
        )
        insist(answer === expected, at(`${need.state} → ${to} by ${mover.actor.username}: ${answer} instead of ${expected}`))
        if (answer === 'none') {
          outcome.steps += 1
          stood.get(need.id)?.push({ state: to, by: mover.actor.userId })
          outcome.visited[register]?.add(to)
        } else outcome.refused += 1
      }
      const after = casesHandlers.get(inline.context, { id })
      insist(after.needs.length === begun.length, at('a need is lost'))
      const open = after.needs.filter(({ state }) => !closedStates.has(state))
      insist((after.state === 'open') === open.length > 0, at('the case is not open exactly while a need is'))
      insist(
        (refusal(() => casesHandlers.close(inline.context, { id })) === 'STATE') === open.length > 0,
        at('closing does not say what stands against it'),
      )
      const events = inline.db.all(
        inline.db.q
          .selectFrom('case_event')
          .selectAll()
          .where('case_id', '=', id)
          .where('to_state', 'is not', null)
          .orderBy('id'),
      )
      for (const need of after.needs) {
        const told = events.filter((event) => event.need_id === need.id).map((event) => ({ state: event.to_state, by: event.by }))
        insist(JSON.stringify(told) === JSON.stringify(stood.get(need.id)), at('the history does not explain the state'))
        insist(told.at(-1)?.state === need.state, at('the last step is not where the need stands'))
        insist(need.progress.find(({ phase }) => phase === 'now')?.state === need.state, at('the status bar points elsewhere'))
      }
    }
    return outcome
  } finally {
    inline.close()
  }
}
