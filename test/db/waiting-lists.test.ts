import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { programmesHandlers } from '../../src/main/core/programmes/programmes.service.ts'
import { waitingHandlers } from '../../src/main/core/waiting/waiting.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
})
afterEach(() => inline.close())

const move = (needId: number, to: string, day = '2026-11-22') =>
  inTransaction(inline, () => {
    const version = inline.db.first(inline.db.q.selectFrom('need').select('version').where('id', '=', needId))?.version ?? 0
    return casesHandlers.moveNeed(
      { ...inline.context, today: () => day },
      contract.cases.moveNeed.input.parse({ needId, version, to, note: 'alasan' }),
    )
  })
const waits = (name: string, day: string, region = '52.01.01.1001') => {
  const clientId = addPerson(inline, { name, region })
  const { id } = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId,
        reporter: { kind: 'self' },
        summary: 'Rumah bocor',
        needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan', papers: allPapers(inline, 'rutilahu') }],
      }),
    ),
  )
  const needId = casesHandlers.get(inline.context, { id }).needs[0]?.id as number
  for (const to of ['verification', 'waiting-decision', 'waiting-turn']) move(needId, to, day)
  return { id, needId }
}
const list = (more = {}, context = inline.context) =>
  contract.waiting.list.output.parse(waitingHandlers.list(context, contract.waiting.list.input.parse(more)))
const free = () =>
  inTransaction(inline, () => waitingHandlers.freePlace(inline.context, { programmeKey: 'rutilahu', reason: 'Kuota bertambah' }))

describe('a waiting list', () => {
  it('is joined and left by the steps of the need, and stands by priority, then day', () => {
    waits('KEDUA', '2026-11-10')
    const first = waits('PERTAMA', '2026-11-01')
    waits('KETIGA', '2026-11-12')
    expect(list().items.map(({ name, turn }) => [turn, name])).toEqual([
      [1, 'PERTAMA'],
      [2, 'KEDUA'],
      [3, 'KETIGA'],
    ])
    const third = list().items[2]
    inTransaction(inline, () =>
      waitingHandlers.setPriority(inline.context, {
        id: third?.id as number,
        version: third?.version as number,
        priority: 1,
        reason: 'rumah roboh',
      }),
    )
    expect(list().items.map(({ name }) => name)).toEqual(['KETIGA', 'PERTAMA', 'KEDUA'])
    move(first.needId, 'verification')
    expect(list().items.map(({ name }) => name)).toEqual(['KETIGA', 'KEDUA'])
    expect(list({ state: 'left' }).items).toMatchObject([{ name: 'PERTAMA', turn: null, endedReason: 'alasan' }])
  })

  it('proposes the next family for a free place, the one after when it passes, and counts who took one', () => {
    waits('PERTAMA', '2026-11-01')
    const second = waits('KEDUA', '2026-11-02')
    expect(free().proposed).toMatchObject({ name: 'PERTAMA' })
    const offered = list({ state: 'offered' }).items[0]
    const passed = inTransaction(inline, () =>
      waitingHandlers.pass(inline.context, { id: offered?.id as number, version: offered?.version as number, reason: 'pindah' }),
    )
    expect(passed.proposed).toMatchObject({ name: 'KEDUA' })
    move(second.needId, 'solved')
    expect(waitingHandlers.programmes(inline.context, {})).toMatchObject([
      { key: 'rutilahu', waiting: 1, offered: 0, placed: 1, freePlaces: 0 },
    ])
    expect(list().items.map(({ name }) => name)).toEqual(['PERTAMA'])
    expect(waitingHandlers.history(inline.context, { id: offered?.id as number }).map(({ text }) => text)).toEqual([
      'Masuk daftar tunggu, terhitung 1 November 2026.',
      'Ditawari tempat: Kuota bertambah.',
      'Dilewati: pindah.',
    ])
  })

  it('keeps a place that nobody can take, and says when all are offered', () => {
    expect(free().proposed).toBeNull()
    waits('BARU', '2026-11-20')
    const propose = () => inTransaction(inline, () => waitingHandlers.propose(inline.context, { programmeKey: 'rutilahu' }))
    expect(propose().proposed).toMatchObject({ name: 'BARU' })
    expect(refusal(propose)).toBe('STATE')
  })

  it('shows a user their own villages only, and lets them give away no place', async () => {
    waits('LUAR', '2026-11-01', '52.01.14.2001')
    waits('DALAM', '2026-11-02')
    const limited = asUser(inline, { name: 'Desa', areas: ['52.01.01.1001'] })
    expect(list({}, limited).items.map(({ name, turn }) => [turn, name])).toEqual([[2, 'DALAM']])
    expect(refusal(() => waitingHandlers.freePlace(limited, { programmeKey: 'rutilahu', reason: 'x' }))).toBe('FORBIDDEN')
    expect((await waitingHandlers.print(limited, contract.waiting.print.input.parse({}))).rows).toBe(1)
    expect(list({ limit: 1 }).next).not.toBeNull()
    expect(list({ limit: 1, cursor: list({ limit: 1 }).next }).items.map(({ name }) => name)).toEqual(['DALAM'])
  })
})

describe('suggestions', () => {
  it('name programmes with reason and papers, until the family asks for them', () => {
    const mother = addPerson(inline, { name: 'IBU', sex: 'P', birthDate: '1990-01-01', kk: '5201010101010001' })
    addPerson(inline, { name: 'ANAK', sex: 'L', birthDate: '2015-01-01', kk: '5201010101010001' })
    const by = { created_at: 'x', created_by: 1, updated_at: 'x', updated_by: 1 }
    inline.db.run(
      inline.db.q
        .insertInto('person_fact')
        .values({ person_id: mother, kind: 'decile', key: 'decile', value: '2', as_of: '2026-10-01', source: 'list', ...by }),
    )
    const found = () => contract.programmes.suggest.output.parse(programmesHandlers.suggest(inline.context, { id: mother }))
    const pkh = found().find(({ key }) => key === 'pkh')
    expect(pkh).toMatchObject({ verdict: 'yes', openCase: null })
    expect(pkh?.reasons.join(' ')).toMatch(/Desil 2.*ANAK \(11 tahun\)/)
    expect(pkh?.papers).toContain('KTP pemohon')
    inTransaction(inline, () =>
      casesHandlers.create(
        inline.context,
        contract.cases.create.input.parse({
          clientId: mother,
          reporter: { kind: 'self' },
          summary: 'PKH',
          needs: [{ programmeKey: 'pkh', category: 'kebutuhan' }],
        }),
      ),
    )
    expect(found().find(({ key }) => key === 'pkh')?.openCase).toMatchObject({ number: 'SLRT-2026-0001' })
    const outside = asUser(inline, { name: 'Luar', areas: ['52.01.14'] })
    expect(refusal(() => programmesHandlers.suggest(outside, { id: mother }))).toBe('NOT_FOUND')
  })
})
