import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import type { NeedFlowBody } from '../../src/main/core/definitions/kinds.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let agencyId: number
let caseId: number
let needId: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  const clientId = addPerson(inline, { name: 'SITI AMINAH' })
  agencyId = directoryHandlers.save(
    inline.context,
    contract.directory.save.input.parse({
      id: null,
      version: 0,
      name: 'RSUD Contoh',
      addressee: 'Direktur RSUD Contoh',
      level: 'kabupaten',
      answerDays: 7,
    }),
  ).id
  caseId = casesHandlers.create(
    inline.context,
    contract.cases.create.input.parse({
      clientId,
      reporter: { kind: 'self' },
      summary: 'Perlu berobat',
      needs: [{ programmeKey: 'biaya-perawatan', category: 'kebutuhan', papers: allPapers(inline, 'biaya-perawatan') }],
    }),
  ).id
  needId = casesHandlers.get(inline.context, { id: caseId }).needs[0]?.id as number
})
afterEach(() => inline.close())

const refer = (context = inline.context, request = 'Mohon keringanan biaya') =>
  referralsHandlers.create(context, contract.referrals.create.input.parse({ needId, agencyId, request }))
const list = (more = {}, context = inline.context) =>
  contract.referrals.list.output.parse(referralsHandlers.list(context, contract.referrals.list.input.parse(more)))
const need = () => casesHandlers.get(inline.context, { id: caseId }).needs[0]
const toDecision = () => {
  casesHandlers.moveNeed(inline.context, { needId, version: 1, to: 'verification', note: '', agencyId: null, dueDate: null })
  casesHandlers.moveNeed(inline.context, { needId, version: 2, to: 'waiting-decision', note: '', agencyId: null, dueDate: null })
}

describe('making a referral', () => {
  it('moves the need when it waits for the decision and the user may decide', () => {
    toDecision()
    const made = refer()
    expect(need()).toMatchObject({ state: 'referred', agencyName: 'RSUD Contoh', version: 4 })
    expect(referralsHandlers.get(inline.context, { id: made.id })).toMatchObject({
      state: 'made',
      stateLabel: 'Dibuat',
      dueDate: '2026-11-29',
      programmeName: 'Rekomendasi biaya perawatan rumah sakit',
      letterId: null,
    })
    const texts = casesHandlers.get(inline.context, { id: caseId }).history.map((event) => event.text)
    expect(texts).toContain('Rujukan ke RSUD Contoh dibuat; jawaban ditunggu sampai 29 November 2026.')
  })

  it('leaves the need where it is for a clerk, and at an earlier step', () => {
    const clerk = asUser(inline, { name: 'Petugas', permissions: ['cases.write', 'cases.handle', 'referrals.write'] })
    refer(clerk)
    expect(need()?.state).toBe('registered')
    toDecision()
    refer(clerk, 'Mohon rawat inap')
    expect(need()?.state).toBe('waiting-decision')
  })

  it('is made once, however often it is asked for, until it is answered; a draft is registered first', () => {
    const { id, version } = refer()
    expect(refusal(() => refer())).toBe('STATE')
    referralsHandlers.record(
      inline.context,
      contract.referrals.record.input.parse({ id, version, state: 'no-show', answer: '', answeredAt: null }),
    )
    expect(refusal(() => refer())).toBe('none')
    inline.db.sql("UPDATE need SET state = 'draft' WHERE id = ?", needId)
    expect(refusal(() => refer(inline.context, 'lain'))).toBe('STATE')
  })

  it('leaves the need where the office asks for more at that step', () => {
    const flow = definitionsHandlers.get(inline.context, { kind: 'need-flow', key: 'layanan', version: null })
    const body = structuredClone(flow.body) as NeedFlowBody
    body.steps = body.steps.map((step) => (step.to === 'referred' ? { ...step, asks: ['due-date'] } : step))
    definitionsHandlers.save(inline.context, { kind: 'need-flow', key: 'layanan', baseVersion: flow.version, body })
    toDecision()
    refer()
    expect(need()?.state).toBe('waiting-decision')
  })

  it('refuses a closed need, an agency out of use and a need of another area', () => {
    const elsewhere = asUser(inline, { name: 'Kader', areas: ['52.01.14'] })
    expect(refusal(() => refer(elsewhere))).toBe('NOT_FOUND')
    const { id: _id, version, ...fields } = directoryHandlers.get(inline.context, { id: agencyId })
    directoryHandlers.save(inline.context, { id: agencyId, version, ...fields, active: false })
    expect(refusal(() => refer())).toBe('VALIDATION')
    directoryHandlers.save(inline.context, { id: agencyId, version: version + 1, ...fields, active: true })
    casesHandlers.moveNeed(inline.context, { needId, version: 1, to: 'cancelled', note: 'batal', agencyId: null, dueDate: null })
    expect(refusal(() => refer())).toBe('STATE')
  })
})

describe('following a referral', () => {
  it('records the answer with its day, tells the case, and leaves the need to the clerk', () => {
    toDecision()
    const { id } = refer()
    const before = need()
    const saved = referralsHandlers.record(inline.context, {
      id,
      version: 1,
      state: 'done',
      answer: 'Biaya ditanggung penuh',
      answeredAt: '2026-11-21',
      via: '',
      source: 'screen',
    })
    expect(saved.version).toBe(2)
    expect(referralsHandlers.get(inline.context, { id })).toMatchObject({
      state: 'done',
      answeredAt: '2026-11-21',
      overdue: false,
    })
    expect(need()).toEqual(before)
    expect(casesHandlers.get(inline.context, { id: caseId }).history.at(-1)).toMatchObject({
      text: 'Rujukan ke RSUD Contoh: Selesai (21 November 2026). Usul langkah berikutnya: Rujukan sudah diserahkan.',
      note: 'Biaya ditanggung penuh',
    })
  })

  it('keeps the day of each answer, not that of the first', () => {
    const { id } = refer()
    const on = (version: number, state: string, answeredAt: string | null) =>
      referralsHandlers.record(
        inline.context,
        contract.referrals.record.input.parse({ id, version, state, answer: 'ditangani', answeredAt }),
      )
    on(1, 'handled', '2026-11-20')
    on(2, 'done', null)
    expect(referralsHandlers.get(inline.context, { id })).toMatchObject({ state: 'done', answeredAt: '2026-11-22' })
    expect(casesHandlers.get(inline.context, { id: caseId }).history.at(-1)?.text).toContain('(22 November 2026)')
  })

  it('refuses an answer without words, from the future, or over a stale version', () => {
    const { id } = refer()
    const record = (more: object) => () =>
      referralsHandlers.record(
        inline.context,
        contract.referrals.record.input.parse({ id, version: 1, state: 'refused', answer: 'kuota habis', ...more }),
      )
    expect(refusal(record({ answer: '' }))).toBe('VALIDATION')
    expect(refusal(record({ answeredAt: '2026-11-23' }))).toBe('VALIDATION')
    expect(refusal(record({}))).toBe('none')
    expect(refusal(record({}))).toBe('CONFLICT')
    expect(referralsHandlers.get(inline.context, { id }).answeredAt).toBe('2026-11-22')
  })

  it('lists waiting ones by due day, page by page, and those past it', () => {
    const made = Array.from({ length: 5 }, (_, at) => refer(inline.context, `Permintaan ${at}`).id)
    const late = { ...inline.context, today: () => '2026-12-20' }
    referralsHandlers.record(inline.context, {
      id: made[0] as number,
      version: 1,
      state: 'no-show',
      answer: '',
      answeredAt: null,
      via: '',
      source: 'screen',
    })
    inline.db.run(
      inline.db.q
        .updateTable('referral')
        .set({ due_date: '2026-11-01' })
        .where('id', '=', made[4] as number),
    )
    const first = list({ waiting: true, limit: 2 })
    const second = list({ waiting: true, limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map((row) => row.id)).toEqual([made[4], made[1], made[2], made[3]])
    expect(second.next).toBeNull()
    expect(list({ overdue: true }).items.map((row) => row.id)).toEqual([made[4]])
    expect(list({ overdue: true }, late).items).toHaveLength(4)
    expect(list().items.map((row) => row.id)).toEqual([...made].reverse())
    expect(list({ agencyId: 999 }).items).toHaveLength(0)
    expect(casesHandlers.dashboard(inline.context, {}).referralsWaiting).toBe(list({ waiting: true }).items.length)
    expect(list({}, asUser(inline, { name: 'Kader', areas: ['52.01.14'] })).items).toHaveLength(0)
  })
})
