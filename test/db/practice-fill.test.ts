import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { officeKey, type StoredOffice } from '../../src/main/core/office/office.repo.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { fillPractice } from '../../src/main/core/practice/practice.service.ts'
import { writeSetting } from '../../src/main/core/settings.repo.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { fillRegions } from '../harness/practice.ts'

let office: Inline
const place = (practice: boolean, districtCode = '52.01'): void => {
  const stored: StoredOffice = {
    name: 'Dinas Sosial Latihan',
    governmentName: 'PEMERINTAH KABUPATEN LATIHAN',
    unitName: '',
    districtCode,
    address: '',
    phone: '',
    email: '',
    website: '',
    city: 'Gerung',
    unitCode: 'SLRT',
    timeZone: 'Asia/Makassar',
    districtName: 'Kabupaten Lombok Barat',
    provinceName: 'Nusa Tenggara Barat',
    practice,
    paper: 'F4',
    logoSha256: null,
  }
  writeSetting(office.db, officeKey, stored, { userId: 0, now: office.context.now() })
}
beforeEach(() => {
  office = openInline()
  fillRegions(office.db)
})
afterEach(() => office.close())

const everybody = () => office.db.all(office.db.q.selectFrom('person').select(['nik', 'name', 'region_code']).orderBy('id'))

describe('filling a practice office', () => {
  it('writes the asked number of people with their families, findable at once, the same for the same seed', async () => {
    place(true)
    expect(await office.context.write(fillPractice, { people: 700, seed: 5 })).toEqual({
      people: 700,
      families: expect.any(Number),
    })
    const first = everybody()
    expect(first).toHaveLength(700)
    expect(office.db.raw.pragma('foreign_key_check')).toEqual([])
    office.db.sql(`INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)`)
    const some = first[350] as { name: string; nik: string | null }
    expect(peopleHandlers.search(office.context, { text: some.name, limit: 100 }).items.map(({ name }) => name)).toContain(
      some.name,
    )
    const headless = office.db.sql(
      `SELECT family_id FROM family_member GROUP BY family_id HAVING sum(relation = 'Kepala Keluarga') <> 1 OR min(from_date) > '2026-11-22'`,
    )
    expect(headless).toEqual([])
    expect(office.audited).toContainEqual(
      expect.objectContaining({ entity: 'person', detail: expect.objectContaining({ people: 700, seed: 5 }) }),
    )
    office.close()
    office = openInline()
    fillRegions(office.db)
    place(true)
    await office.context.write(fillPractice, { people: 700, seed: 5 })
    expect(everybody()).toEqual(first)
  })

  it('never touches a real office', () => {
    place(false)
    expect(() => office.context.write(fillPractice, { people: 10, seed: 1 })).toThrow('kantor latihan')
    expect(everybody()).toEqual([])
  })

  it('says so when the district has no villages', () => {
    place(true, '99.99')
    expect(() => office.context.write(fillPractice, { people: 10, seed: 1 })).toThrow('Daftar desa')
  })
})
