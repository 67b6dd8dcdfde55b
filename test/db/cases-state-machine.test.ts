import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { flowOf } from '../../src/main/core/cases/flows.ts'
import { currentDefinitions } from '../../src/main/core/definitions/definitions.repo.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import type { NeedFlowBody } from '../../src/main/core/definitions/kinds.ts'
import { flowProblems } from '../../src/shared/domain/need-flow.ts'
import { needStates, registers } from '../../src/shared/domain/need-states.ts'
import { addPerson, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { walkNeeds } from '../safety/need-flow.ts'

let inline: Inline
let client: number
beforeAll(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, { name: 'WARGA CONTOH' })
})
afterAll(() => inline.close())

const body = (key: string): NeedFlowBody =>
  structuredClone(currentDefinitions(inline.db, 'need-flow').find((flow) => flow.key === key)?.body as NeedFlowBody)
const save = (flow: NeedFlowBody): string =>
  refusal(() =>
    inTransaction(inline, () =>
      definitionsHandlers.save(inline.context, {
        kind: 'need-flow',
        key: 'keluhan',
        baseVersion: definitionsHandlers.get(inline.context, { kind: 'need-flow', key: 'keluhan', version: null }).version,
        body: flow,
      }),
    ),
  )

describe('the shipped flows', () => {
  it.each(registers)('%s: every state can be reached, ended and reopened', (register) => {
    expect(flowProblems(flowOf(inline.db, register))).toEqual([])
  })

  it('hold in 100 random walks of all roles, and the walks see every state', () => {
    const walked = walkNeeds({ sequences: 100, seed: 20_261_122 })
    expect(walked.steps).toBeGreaterThan(300)
    expect(walked.refused).toBeGreaterThan(300)
    const seen = new Set(registers.flatMap((register) => [...(walked.visited[register] ?? [])]))
    expect([...seen].sort()).toEqual(needStates.filter((state) => state !== 'draft').sort())
  })
})

describe('a flow that an office edits', () => {
  it('is refused when a state is left without a way in, a way out or a name, or an end without a reason', () => {
    const unreachable = body('keluhan')
    unreachable.steps = unreachable.steps.filter(({ to }) => to !== 'waiting-turn')
    expect(save(unreachable)).toBe('VALIDATION')
    const stuck = body('keluhan')
    stuck.steps = stuck.steps.map((step) => ({ ...step, from: step.from.filter((state) => state !== 'waiting-turn') }))
    expect(save({ ...stuck, steps: stuck.steps.filter(({ from }) => from.length > 0) })).toBe('VALIDATION')
    const nameless = body('keluhan')
    nameless.states = nameless.states.filter(({ key }) => key !== 'solved')
    expect(save(nameless)).toBe('VALIDATION')
    const silent = body('keluhan')
    silent.steps = silent.steps.map((step) => (step.to === 'refused' ? { ...step, asks: [] } : step))
    expect(save(silent)).toBe('VALIDATION')
  })

  it('is in force at once: other words, other rights, something to fill in', () => {
    const flow = body('keluhan')
    flow.steps = flow.steps.map((step) =>
      step.to === 'verification' && step.from.includes('registered')
        ? { ...step, label: 'Kirim ke Pak Kabid', permissions: ['cases.decide'], asks: ['due-date'] }
        : step,
    )
    expect(save(flow)).toBe('none')
    const clerk = asUser(inline, { name: 'Lapangan', permissions: ['cases.read', 'cases.write', 'cases.intake'] })
    const { id } = casesHandlers.create(clerk, {
      clientId: client,
      reporter: { kind: 'self' },
      channel: 'lapangan',
      register: 'keluhan',
      complaintKind: 'saran',
      summary: 'Uji',
      needs: [
        {
          programmeKey: 'pkh',
          category: 'kebutuhan',
          description: '',
          agencyId: null,
          dueDate: null,
          priority: 'biasa' as const,
          lane: '',
          papers: [],
        },
      ],
    })
    const need = casesHandlers.get(clerk, { id }).needs[0]
    const step = {
      needId: need?.id as number,
      version: 1,
      to: 'verification' as const,
      note: '',
      agencyId: null,
      dueDate: null,
    }
    expect(refusal(() => casesHandlers.moveNeed(clerk, step))).toBe('FORBIDDEN')
    expect(refusal(() => casesHandlers.moveNeed(inline.context, { ...step, dueDate: null }))).toBe('VALIDATION')
    casesHandlers.moveNeed(inline.context, { ...step, dueDate: '2026-12-05' })
    expect(casesHandlers.get(clerk, { id })).toMatchObject({
      register: 'keluhan',
      complaintKind: 'saran',
      needs: [{ state: 'verification', stateLabel: 'Diperiksa supervisor', dueDate: '2026-12-05' }],
    })
  })
})

describe('what a step sets going', () => {
  const open = () => {
    const { id } = casesHandlers.create(inline.context, {
      clientId: client,
      reporter: { kind: 'self' },
      channel: 'loket',
      register: 'layanan',
      complaintKind: '',
      summary: 'Uji',
      needs: [
        {
          programmeKey: 'pkh',
          category: 'kebutuhan',
          description: '',
          agencyId: null,
          dueDate: null,
          priority: 'biasa' as const,
          lane: '',
          papers: [],
        },
      ],
    })
    return { id, needId: casesHandlers.get(inline.context, { id }).needs[0]?.id as number }
  }
  const rest = { agencyId: null, dueDate: null }

  it('keeps one open notice per need: the newest that the resident was not told', () => {
    const { needId } = open()
    casesHandlers.moveNeed(inline.context, { needId, version: 1, to: 'papers-missing', note: 'KK belum ada', ...rest })
    casesHandlers.moveNeed(inline.context, { needId, version: 2, to: 'refused', note: 'bukan penduduk', ...rest })
    const notices = inline.db.all(inline.db.q.selectFrom('need_notice').selectAll().where('need_id', '=', needId))
    expect(notices).toMatchObject([{ state: 'refused', note: 'bukan penduduk', told_at: null }])
  })

  it('closing a case names what stands against it', () => {
    const { id } = open()
    expect(() => casesHandlers.close(inline.context, { id })).toThrow(
      /belum dapat ditutup: ".*" masih "Terdaftar", dipegang Admin Uji/,
    )
  })
})
