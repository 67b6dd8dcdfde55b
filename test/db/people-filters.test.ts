import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { savedSearchesHandlers } from '../../src/main/core/saved-searches/saved-searches.service.ts'
import { people as contract, type PeopleFilter } from '../../src/shared/contract/people.ts'
import { savedSearches } from '../../src/shared/contract/saved-searches.ts'
import { permissions } from '../../src/shared/domain/permissions.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { familyWriter, fillRegions, practiceFamilies } from '../harness/practice.ts'

let office: Inline
beforeAll(() => {
  office = openInline()
  fillRegions(office.db)
  const write = familyWriter(office.db, { userId: 1, now: office.context.now() })
  office.db.raw.transaction(() => {
    for (const family of practiceFamilies({ seed: 13, people: 7000, dirt: 0.05 })) write(family)
  })()
  const now = office.context.now()
  const fact = (personId: number, kind: string, key: string, value: string, asOf: string): void =>
    void office.db.sql(
      `INSERT INTO person_fact (person_id, kind, key, value, as_of, source, created_at, created_by, updated_at, updated_by)
       VALUES (?, ?, ?, ?, ?, 'typed', ?, 1, ?, 1)`,
      personId,
      kind,
      key,
      value,
      asOf,
      now,
      now,
    )
  fact(10, 'decile', 'decile', '2', '2025-01-01')
  fact(10, 'decile', 'decile', '5', '2026-01-01')
  fact(11, 'decile', 'decile', '2', '2026-01-01')
  fact(12, 'register', 'dtsenStatus', 'DTSEN AKTIF', '2026-01-01')
  fact(13, 'programme', 'pkh', '', '2026-01-01')
})
afterAll(() => office.close())

const all = (filter: PeopleFilter, region: string | null = null, areas: string[] = []): number[] => {
  const context = { ...office.context, actor: { ...office.context.actor, areas } }
  const ids: number[] = []
  let cursor: string | null = null
  do {
    const page = contract.list.output.parse(peopleHandlers.list(context, { region, filter, cursor, limit: 211 }))
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null)
  return ids
}
const inSql = (condition: string): number[] =>
  office.db.sql<{ id: number }>(`SELECT id FROM person WHERE ${condition} ORDER BY name_key, id`).map(({ id }) => id)

describe('filters of the list of people', () => {
  it('let through exactly those who fit, in the order of names, however many they are', () => {
    const cases: [PeopleFilter, string][] = [
      [{ sex: 'P' }, "sex = 'P'"],
      [{ ageFrom: 1 }, "birth_date <= '2025-11-22'"],
      [{ ageFrom: 60 }, "birth_date <= '1966-11-22'"],
      [{ ageFrom: 5, ageTo: 5 }, "birth_date <= '2021-11-22' AND birth_date > '2020-11-22'"],
      [{ withoutNik: true }, 'nik IS NULL'],
      [{ disability: true, sex: 'L' }, "disability <> '' AND sex = 'L'"],
      [{ lifeStatus: 'dead' }, "life_status = 'dead'"],
      [{ updatedSince: '2026-11-22' }, '1 = 1'],
      [{ updatedSince: '2026-11-23' }, '1 = 0'],
      [{ decile: 2 }, 'id = 11'],
      [{ decile: 5 }, 'id = 10'],
      [{ registerStatus: 'DTSEN AKTIF' }, 'id = 12'],
      [{ programmeKey: 'pkh' }, 'id = 13'],
      [{ openCase: true }, '1 = 0'],
      [{ importId: 1 }, '1 = 0'],
    ]
    for (const [filter, condition] of cases) {
      const expected = inSql(condition)
      expect(all(filter), JSON.stringify(filter)).toEqual(expected)
      expect(peopleHandlers.count(office.context, { region: null, filter }).people).toBe(expected.length)
    }
  })

  it('go together with a region, an area and a typed text', () => {
    const wanted = inSql("sex = 'P' AND region_code LIKE '52.01.09.%'")
    expect(all({ sex: 'P' }, '52.01.09')).toEqual(wanted)
    expect(all({ sex: 'P' }, null, ['52.01.09'])).toEqual(wanted)
    const found = peopleHandlers.search(office.context, { text: 'siti', limit: 100, filter: { ageFrom: 60 }, region: null })
    expect(found.items.length).toBeGreaterThan(0)
    expect(found.items.every(({ birthDate }) => birthDate !== null && birthDate <= '1966-11-22')).toBe(true)
  })
})

describe('kept searches', () => {
  const as = (userId: number, without: string[] = []) => ({
    ...office.context,
    actor: { ...office.context.actor, userId, permissions: permissions.filter((one) => !without.includes(one)) },
  })
  const make = (context: ReturnType<typeof as>, name: string, shared: boolean) =>
    savedSearchesHandlers.create(
      context,
      savedSearches.create.input.parse({ name, text: 'siti', region: '52.01.09', filter: { ageFrom: 60 }, shared }),
    ).id
  const names = (context: ReturnType<typeof as>) =>
    savedSearches.list.output.parse(savedSearchesHandlers.list(context, {})).items.map(({ name, own }) => [name, own])

  it('are seen by their owner, and by everybody when shared', () => {
    office.db.sql(
      `INSERT INTO user (id, username, display_name, password_hash, updated_at, updated_by) VALUES (2, 'dua', 'Dua', '-', ?, 0)`,
      office.context.now(),
    )
    make(as(1), 'Lansia', false)
    const shared = make(as(1), 'Lansia bersama', true)
    expect(names(as(1))).toEqual([
      ['Lansia', true],
      ['Lansia bersama', true],
    ])
    expect(names(as(2))).toEqual([['Lansia bersama', false]])
    expect(savedSearchesHandlers.list(as(2), {}).items[0]).toMatchObject({
      text: 'siti',
      region: '52.01.09',
      filter: { ageFrom: 60 },
    })
    expect(() =>
      savedSearchesHandlers.update(as(2), { id: shared, version: 1, name: 'Lain', shared: false, pinned: true }),
    ).toThrow('milik petugas lain')
    expect(() => savedSearchesHandlers.remove(as(2, ['office.write']), { id: shared })).toThrow('milik petugas lain')
    expect(
      savedSearchesHandlers.update(as(1), { id: shared, version: 1, name: 'Baru', shared: false, pinned: false }).version,
    ).toBe(2)
    expect(() =>
      savedSearchesHandlers.update(as(1), { id: shared, version: 1, name: 'X', shared: false, pinned: false }),
    ).toThrow('baru saja diubah')
    expect(names(as(2))).toEqual([])
    savedSearchesHandlers.remove(as(1), { id: shared })
    expect(names(as(1))).toEqual([['Lansia', true]])
  })

  it('are shared only by who may change people', () => {
    expect(() => make(as(2, ['people.write']), 'Bersama', true)).toThrow('belum boleh membagikan')
    expect(make(as(2, ['people.write']), 'Sendiri', false)).toBeGreaterThan(0)
  })
})
