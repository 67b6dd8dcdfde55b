import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextScanId, removeStalePairs } from '../../src/main/core/duplicates/duplicates.repo.ts'
import { duplicatesHandlers } from '../../src/main/core/duplicates/duplicates.service.ts'
import { duplicates as contract } from '../../src/shared/contract/duplicates.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { fillWithDoubles } from '../harness/duplicates.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let office: Inline
let pairs: ReturnType<typeof fillWithDoubles>['pairs']
beforeAll(async () => {
  office = openInline()
  pairs = fillWithDoubles(office.db, { seed: 3, people: 3000, doubles: 180 }).pairs
  await duplicatesHandlers.scan(office.context, {})
})
afterAll(() => office.close())

const list = (input: Record<string, unknown> = {}, context = office.context) =>
  contract.list.output.parse(duplicatesHandlers.list(context, contract.list.input.parse(input)))
const all = (state = 'open', context = office.context) => {
  const items = []
  let cursor: string | null = null
  do {
    const answer = list({ state, cursor, limit: 37 }, context)
    items.push(...answer.items)
    cursor = answer.next
  } while (cursor !== null)
  return items
}
const key = (a: number, b: number): string => `${Math.min(a, b)}/${Math.max(a, b)}`
const limited = (...areas: string[]): Inline['context'] => ({ ...office.context, actor: { ...office.context.actor, areas } })

describe('comparing the register with itself', () => {
  it('finds people who were entered twice with every kind of slip, and few others', () => {
    const found = new Map(all().map((pair) => [key(pair.a.id, pair.b.id), pair]))
    const missed = pairs.filter(({ original, double }) => !found.has(key(original, double)))
    expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(4)
    const wrong = found.size - (pairs.length - missed.length)
    expect(wrong).toBeLessThanOrEqual(pairs.length * 0.03)
  })

  it('lists the best first, each pair once, over all pages', () => {
    const items = all()
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((a, b) => b - a))
  })

  it('says in words what agreed, and shows both sides with masked numbers', () => {
    const swapped = pairs.find(({ kind }) => kind === 'birth-swapped')
    const pair = all().find(({ a, b }) => key(a.id, b.id) === key(swapped?.original ?? 0, swapped?.double ?? 0))
    expect(pair?.fields.map(({ label }) => label)).toEqual([
      'NIK',
      'Nama',
      'Tanggal lahir',
      'Jenis kelamin',
      'Nama ibu',
      'Tempat lahir',
      'Desa/Kelurahan',
      'Alamat',
      'Telepon',
      'No. KK',
    ])
    expect(pair?.fields.find(({ field }) => field === 'name')?.words).toMatch(/^Sama/)
    expect(pair?.fields.find(({ field }) => field === 'number')).toMatchObject({ verdict: 'unknown', points: 0 })
    expect(JSON.stringify([pair?.a, pair?.b])).not.toMatch(/\d{16}/)
  })

  it('comes to the same pairs again, and forgets one whose data were corrected', async () => {
    const before = all().map(({ a, b, score }) => [a.id, b.id, score])
    const again = await duplicatesHandlers.scan(office.context, {})
    expect(all().map(({ a, b, score }) => [a.id, b.id, score])).toEqual(before)
    expect(again.open).toBe(before.length)
    const [first] = all()
    const kept = office.db.sql<{ name: string; name_key: string; birth_date: string }>(
      'SELECT name, name_key, birth_date FROM person WHERE id = ?',
      first?.b.id,
    )[0]
    office.db.sql(
      "UPDATE person SET name = 'LAIN SEKALI', name_key = 'lain sekali', birth_date = '1931-02-03', nik = '1101010101310001' WHERE id = ?",
      first?.b.id,
    )
    await duplicatesHandlers.scan(office.context, {})
    expect(all().some(({ id }) => id === first?.id)).toBe(false)
    office.db.sql(
      'UPDATE person SET name = ?, name_key = ?, birth_date = ?, nik = NULL WHERE id = ?',
      kept?.name,
      kept?.name_key,
      kept?.birth_date,
      first?.b.id,
    )
    await duplicatesHandlers.scan(office.context, {})
  })

  it('never asks again about people who were said to differ, whichever was named first, until somebody takes that back', async () => {
    const [first, second] = all()
    const sum = duplicatesHandlers.summary(office.context, {}).open
    duplicatesHandlers.markDifferent(office.context, { personId: first?.b.id ?? 0, otherId: first?.a.id ?? 0 })
    duplicatesHandlers.markDifferent(office.context, { personId: second?.a.id ?? 0, otherId: second?.b.id ?? 0 })
    await duplicatesHandlers.scan(office.context, {})
    const open = new Set(all().map(({ a, b }) => key(a.id, b.id)))
    for (const pair of [first, second]) expect(open.has(key(pair?.a.id ?? 0, pair?.b.id ?? 0))).toBe(false)
    expect(duplicatesHandlers.summary(office.context, {})).toMatchObject({ open: sum - 2, different: 2 })
    expect(all('different').map(({ decidedBy }) => decidedBy)).toEqual(['Admin Uji', 'Admin Uji'])
    const running = nextScanId(office.db)
    duplicatesHandlers.reopen(office.context, { personId: first?.a.id ?? 0, otherId: first?.b.id ?? 0 })
    // A scan that was under way meanwhile, and ends now, leaves the pair that is asked about anew.
    office.db.raw.exec('SAVEPOINT scan_end')
    removeStalePairs(office.db, running)
    expect(all().map(({ a, b }) => key(a.id, b.id))).toEqual([key(first?.a.id ?? 0, first?.b.id ?? 0)])
    office.db.raw.exec('ROLLBACK TO scan_end')
    office.db.raw.exec('RELEASE scan_end')
    expect(duplicatesHandlers.summary(office.context, {})).toMatchObject({ open: sum - 1, different: 1 })
    expect(() => duplicatesHandlers.reopen(office.context, { personId: first?.a.id ?? 0, otherId: first?.b.id ?? 0 })).toThrow(
      /tidak dicatat/,
    )
  })

  it('shows a user of a village only pairs of which both sides live there', () => {
    const village = all().find(({ a, b }) => a.regionCode === b.regionCode)?.a.regionCode as string
    const seen = all('open', limited(village))
    expect(seen.length).toBeGreaterThan(0)
    for (const { a, b } of seen) expect([a.regionCode, b.regionCode]).toEqual([village, village])
    expect(duplicatesHandlers.summary(limited(village), {})).toMatchObject({ open: seen.length, lastScan: { people: 0 } })
    const elsewhere = all().find(({ a }) => a.regionCode !== village)
    expect(() =>
      duplicatesHandlers.markDifferent(limited(village), { personId: elsewhere?.a.id ?? 0, otherId: elsewhere?.b.id ?? 0 }),
    ).toThrow(/tidak ditemukan/)
    expect(() => duplicatesHandlers.scan(limited(village), {})).toThrow(AppError)
  })

  it('can be stopped between chunks, and keeps what was decided', async () => {
    const before = all('different').length
    let calls = 0
    const stopping: Inline['context'] = {
      ...office.context,
      throwIfCancelled: () => {
        calls += 1
        if (calls > 8) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
      },
    }
    await expect(duplicatesHandlers.scan(stopping, {})).rejects.toThrow('dihentikan')
    expect(all('different')).toHaveLength(before)
    expect(all().length).toBeGreaterThan(100)
  })
})

describe('before a new person is registered', () => {
  const check = (input: Record<string, unknown>, context = office.context) =>
    contract.check.output.parse(duplicatesHandlers.check(context, contract.check.input.parse(input)))
  const person = (id: number) =>
    office.db.sql<{
      nik: string
      name: string
      birth_date: string
      sex: string
      mother_name: string
      region_code: string
      birth_place: string
    }>('SELECT nik, name, birth_date, sex, mother_name, region_code, birth_place FROM person WHERE id = ?', id)[0] as {
      nik: string
      name: string
      birth_date: string
      sex: string
      mother_name: string
      region_code: string
      birth_place: string
    }

  it('finds who is meant by nearly the same name and birth date, with the reasons', () => {
    const known = person(100)
    const [first] = check({
      name: `${known.name.slice(0, 3)}${known.name.slice(4)}`,
      birthDate: known.birth_date,
      sex: known.sex,
      motherName: known.mother_name,
      regionCode: known.region_code,
    })
    expect(first).toMatchObject({ person: { id: 100 } })
    expect(first?.fields.find(({ field }) => field === 'birthDate')?.verdict).toBe('agree')
    expect(JSON.stringify(first)).not.toMatch(/\d{16}/)
  })

  it('finds the holder of the number, however different the name', () => {
    const known = person(200)
    expect(check({ name: 'ORANG LAIN', nik: known.nik })[0]).toMatchObject({ person: { id: 200 } })
    expect(check({ name: 'ORANG LAIN', nik: known.nik, exceptId: 200 }).some(({ person: { id } }) => id === 200)).toBe(false)
  })

  it('asks nothing about a stranger, and nothing about people outside the area', () => {
    expect(check({ name: 'ZAKARIAS WONGSOREJO', birthDate: '1966-03-09', sex: 'L' })).toEqual([])
    const known = person(300)
    const form = { name: known.name, birthDate: known.birth_date, sex: known.sex, nik: known.nik }
    const other = known.region_code === '52.01.01.1001' ? '52.01.14.2001' : '52.01.01.1001'
    expect(check(form, limited(known.region_code))[0]).toMatchObject({ person: { id: 300 } })
    expect(check(form, limited(other)).some(({ person: { id } }) => id === 300)).toBe(false)
    expect(check({})).toEqual([])
  })
})
