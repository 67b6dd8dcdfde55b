import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { regionsHandlers } from '../../src/main/core/regions/regions.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type RegionBench, regionBench } from '../harness/regions.ts'

let inline: Inline
let bench: RegionBench
const people: Record<string, number> = {}
let caseId = 0
beforeEach(async () => {
  inline = openInline()
  furnishOffice(inline)
  bench = regionBench(inline)
  const old = '52.01.14.2001'
  people.head = addPerson(inline, { name: 'AHMAD', region: old, kk: '5201140101100001', relation: 'Kepala Keluarga' })
  people.wife = addPerson(inline, { name: 'BAIQ', region: old, kk: '5201140101100001', relation: 'Istri' })
  people.alone = addPerson(inline, { name: 'CINDE', region: old })
  people.other = addPerson(inline, { name: 'DEDI', region: '52.01.01.2001' })
  caseId = casesHandlers.create(
    inline.context,
    contract.cases.create.input.parse({
      clientId: people.wife,
      reporter: { kind: 'self' },
      summary: 'Uji',
      needs: [{ programmeKey: 'pkh', category: 'kebutuhan' }],
    }),
  ).id
})
afterEach(() => {
  bench.close()
  inline.close()
})

const end = (successors: string[]): Promise<unknown> =>
  bench.take(
    'list',
    bench.csv(
      'akhir.csv',
      `kode,nama,kode pengganti\n${successors.map((code) => `52.01.14.2001,Kekeri,${code}\n${code},Pengganti ${code.slice(-1)},\n`).join('')}`,
    ),
  )
const regionsOf = (table: string): (string | null)[] =>
  inline.db.sql<{ region_code: string | null }>(`SELECT region_code FROM ${table} ORDER BY id`).map((row) => row.region_code)
const register = (): string =>
  JSON.stringify(
    ['person', 'family', 'case_file'].map((table) => inline.db.sql(`SELECT id, region_code FROM ${table} ORDER BY id`)),
  )
const move = (personIds: number[] | null, to: string) =>
  regionsHandlers.move(inline.context, { from: '52.01.14.2001', to, personIds })

describe('people of a village that has ended', () => {
  it('are listed with what it became; its old code says until when it was valid', async () => {
    expect(regionsHandlers.ended(inline.context, {})).toEqual([])
    await end(['52.01.14.2002'])
    expect(regionsHandlers.ended(inline.context, {})).toEqual([
      {
        code: '52.01.14.2001',
        name: 'Kekeri',
        validTo: '2025-12-31',
        above: 'Gunungsari',
        successors: [{ code: '52.01.14.2002', name: 'Pengganti 2' }],
        people: 3,
        families: 1,
        cases: 1,
        users: 0,
      },
    ])
    const person = peopleHandlers.get(inline.context, { id: people.alone as number })
    expect(person.village).toBe('Kekeri (sampai 31/12/2025)')
    const paged = regionsHandlers.endedPeople(inline.context, { code: '52.01.14.2001', cursor: null, limit: 2 })
    const rest = regionsHandlers.endedPeople(inline.context, { code: '52.01.14.2001', cursor: paged.next, limit: 2 })
    expect([...paged.items, ...rest.items].map(({ name }) => name)).toEqual(['AHMAD', 'BAIQ', 'CINDE'])
    expect(rest.next).toBeNull()
  })

  it('move all at once with history, and the move can be taken back exactly', async () => {
    await end(['52.01.14.2002'])
    const before = register()
    const moved = move(null, '52.01.14.2002')
    expect(moved).toMatchObject({ people: 3, families: 1, cases: 1 })
    expect(regionsOf('person')).toEqual(['52.01.14.2002', '52.01.14.2002', '52.01.14.2002', '52.01.01.2001'])
    expect([regionsOf('family'), regionsOf('case_file')]).toEqual([['52.01.14.2002'], ['52.01.14.2002']])
    expect(regionsHandlers.ended(inline.context, {})).toEqual([])
    const { history } = peopleHandlers.get(inline.context, { id: people.alone as number })
    expect(history[0]).toMatchObject({ field: 'Desa/Kelurahan', after: 'Pengganti 2', by: 'Admin Uji' })
    expect(casesHandlers.get(inline.context, { id: caseId }).village).toBe('Pengganti 2')
    expect(regionsHandlers.moves(inline.context, {})).toMatchObject([{ people: 3, families: 1, cases: 1, undoneAt: null }])

    expect(regionsHandlers.undoMove(inline.context, { moveId: moved.moveId })).toEqual({ restored: 5, kept: 0 })
    expect(register()).toBe(before)
    expect(() => regionsHandlers.undoMove(inline.context, { moveId: moved.moveId })).toThrow('sudah dibatalkan')
  })

  it('are chosen when there are several successors: a person takes the family and its cases along', async () => {
    await end(['52.01.14.2002', '52.01.14.2003'])
    expect(move([people.head as number], '52.01.14.2002')).toMatchObject({ people: 2, families: 1, cases: 1 })
    expect(regionsOf('person')).toEqual(['52.01.14.2002', '52.01.14.2002', '52.01.14.2001', '52.01.01.2001'])
    expect(move(null, '52.01.14.2003')).toMatchObject({ people: 1, families: 0, cases: 0 })
    expect(regionsOf('person')[2]).toBe('52.01.14.2003')
    expect(() => move(null, '52.01.14.2003')).toThrow('Tidak ada lagi')
  })

  it('a person who was moved on since stays when the move is taken back, and is counted', async () => {
    await end(['52.01.14.2002'])
    const { moveId } = move(null, '52.01.14.2002')
    inline.db.raw.prepare('UPDATE person SET region_code = ? WHERE id = ?').run('52.01.01.2001', people.alone)
    expect(regionsHandlers.undoMove(inline.context, { moveId })).toEqual({ restored: 4, kept: 1 })
    expect(regionsOf('person')[2]).toBe('52.01.01.2001')
  })

  it('cannot be moved out of a valid village, into an ended one, or by a user of an area', async () => {
    expect(() => move(null, '52.01.01.2001')).toThrow('masih berlaku')
    await end(['52.01.14.2002'])
    expect(() => move(null, '52.01.14.2001')).toThrow('Wilayah tujuan')
    expect(() => move(null, '52.01.14')).toThrow('Wilayah tujuan')
    const limited = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.14.2001'] } }
    expect(() => regionsHandlers.move(limited, { from: '52.01.14.2001', to: '52.01.14.2002', personIds: null })).toThrow(
      'petugas seluruh kabupaten',
    )
    const elsewhere = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.01'] } }
    expect(regionsHandlers.ended(elsewhere, {})).toEqual([])
    expect(regionsHandlers.endedPeople(elsewhere, { code: '52.01.14.2001', cursor: null, limit: 10 }).items).toEqual([])
  })
})
