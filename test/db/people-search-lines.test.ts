import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { familiesHandlers } from '../../src/main/core/families/families.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { cases as caseContract } from '../../src/shared/contract/cases.ts'
import { families as familyContract } from '../../src/shared/contract/families.ts'
import type { PersonHit } from '../../src/shared/contract/people.ts'
import { people as contract } from '../../src/shared/contract/people.ts'
import { type Permission, permissions } from '../../src/shared/domain/permissions.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { familyWriter, fillRegions, practiceFamilies, regionsOf } from '../harness/practice.ts'

let office: Inline
const [first, second] = ['52.01.09.2003', '52.01.15.2004'] as const
const names = new Map(regionsOf('52.01').map(({ code, name }) => [code, name]))
const villageName = (code: string): string => names.get(code) as string

const known = [
  {
    name: 'H. MOH. DJOKO SOEPRAPTOMO',
    nik: '5201091203610077',
    regionCode: first,
    birthDate: '1961-03-12',
    motherName: 'SITTI CHODIDJAHWATI',
    phone: '0812-3456-7890',
    address: 'Jl. Flamboyantari No. 7',
    hamlet: 'Dusun Pasirgombong',
    rt: '002',
    rw: '05',
  },
  {
    name: 'ZAHRATUNNISA WIDYANINGRUM',
    nik: '5201097112957744',
    regionCode: first,
    birthDate: '1995-12-31',
    motherName: 'RAKHMAWATININGSIH',
    phone: '+62 813 9999 1234',
  },
  {
    name: 'ZAHRATUNNISA WIDYANINGRUM',
    regionCode: second,
    birthDate: '1987-05-12',
    motherName: 'DEWI KUSUMARINI',
    rt: '2',
    rw: '5',
  },
] as const
let ids: number[]

beforeAll(() => {
  office = openInline()
  fillRegions(office.db)
  const write = familyWriter(office.db, { userId: 1, now: office.context.now() })
  office.db.raw.transaction(() => {
    for (const family of practiceFamilies({ seed: 12, people: 4000, dirt: 0.03 })) write(family)
  })()
  ids = known.map(
    (person) =>
      peopleHandlers.create(
        office.context,
        contract.create.input.parse({
          nik: null,
          kkNumber: 'nik' in person ? person.nik.replace(/.{4}$/, '8642') : null,
          ...person,
        }),
      ).id,
  )
})
afterAll(() => office.close())

const search = (text: string, options: { areas?: string[]; without?: Permission } = {}) =>
  contract.search.output.parse(
    peopleHandlers.search(
      {
        ...office.context,
        actor: {
          ...office.context.actor,
          areas: options.areas ?? [],
          permissions: permissions.filter((one) => one !== options.without),
        },
      },
      { text, limit: 20 },
    ),
  )
const foundIds = (text: string, areas: string[] = []): number[] => search(text, { areas }).items.map(({ id }) => id)
const [djoko, zahra, otherZahra] = [0, 1, 2].map((index) => () => ids[index] as number) as [
  () => number,
  () => number,
  () => number,
]
const marked = (hit: PersonHit | undefined): Record<string, string[]> =>
  Object.fromEntries(
    (hit?.reasons ?? []).map(({ field, text, marks }) => [field, marks.map(([from, to]) => text.slice(from, to))]),
  )

describe('several things in one line', () => {
  it('narrows a name by village, sub-district, or both', () => {
    expect(foundIds('zahratunnisa').sort()).toEqual([zahra(), otherZahra()].sort())
    expect(foundIds(`zahratunnisa ${villageName(first)}`)).toEqual([zahra()])
    expect(foundIds(`zahratunnisa desa ${villageName(second)}`)).toEqual([otherZahra()])
    expect(foundIds(`zahratunnisa kec. ${villageName('52.01.15')}`)).toEqual([otherZahra()])
    const [hit] = search(`zahra ${villageName(first)}`).items
    expect(hit?.reasons.map(({ field }) => field)).toEqual(['name', 'region'])
    expect(marked(hit)).toMatchObject({ name: ['ZAHRA'], region: [villageName(first)] })
  })

  it('keeps finding the misspelled name in the village', () => {
    expect(foundIds(`zaharatunisa ${villageName(first)}`)).toEqual([zahra()])
  })

  it('narrows a name by year and by day of birth', () => {
    expect(foundIds('zahratunnisa 1995')).toEqual([zahra()])
    expect(foundIds('zahratunnisa 12-05-1987')).toEqual([otherZahra()])
    expect(foundIds('zahratunnisa 31 tahun')).toEqual([zahra()])
    expect(marked(search('zahratunnisa 1987').items[0])).toMatchObject({ birth: ['1987'] })
    expect(foundIds('31/12/1995')).toContain(zahra())
  })

  it('finds by the name of the mother, in any spelling, alone or beside the name', () => {
    for (const text of [
      'joko ibu khadijahwati',
      'djoko ibu siti chodidjahwati',
      'ibu khodijahwati',
      'khodijahwati',
      'ibu chodidjawati',
    ])
      expect(foundIds(text), text).toContain(djoko())
    const [hit] = search('joko ibu khodijahwati').items
    expect(hit).toMatchObject({ id: djoko() })
    expect(marked(hit)).toEqual({ name: ['JOKO'], mother: ['CHODIDJAHWATI'] })
    expect(foundIds('zahratunnisa ibu dewi')).toEqual([otherZahra()])
  })

  it('finds by street and hamlet, said so or not', () => {
    for (const text of ['jl flamboyantari', 'joko flamboyantari', 'pasirgombong', 'joko dusun pasirgombong'])
      expect(foundIds(text), text).toContain(djoko())
    expect(marked(search('joko flamboyantari').items[0])).toMatchObject({ name: ['JOKO'], address: ['Flamboyantari'] })
  })

  it('finds by RT and RW in a village, however they are written', () => {
    for (const text of [
      `rt 02 rw 05 ${villageName(first)}`,
      `RT.002/RW.005 ${villageName(first)}`,
      `rt 2/5 ${villageName(first)}`,
    ]) {
      const { items } = search(text)
      expect(items.length, text).toBeGreaterThan(0)
      expect(
        items.every(({ regionCode }) => regionCode === first),
        text,
      ).toBe(true)
    }
    expect(foundIds(`zahratunnisa rt 02 rw 05`)).toEqual([otherZahra()])
    expect(search('zahratunnisa rt 03').note).toBe('partial')
  })

  it('finds the people of a village by its name alone', () => {
    const { items } = search(villageName(second))
    expect(items.some(({ regionCode }) => regionCode === second)).toBe(true)
  })

  it('says so when nobody fits everything, and shows who fits the name', () => {
    const { items, note } = search('zahratunnisa widyaningrum 1901')
    expect(note).toBe('partial')
    expect(items.map(({ id }) => id).sort()).toEqual([zahra(), otherZahra()].sort())
    expect(search('xqzwvk 1901')).toMatchObject({ items: [], note: null })
  })

  it('stays inside the area of the user, whatever is typed', () => {
    for (const text of [
      'ibu khodijahwati',
      'jl flamboyantari',
      '081234567890',
      'djoko 1961',
      `rt 02 rw 05 ${villageName(first)}`,
    ]) {
      expect(foundIds(text, [first]), text).toContain(djoko())
      for (const { regionCode } of search(text, { areas: [second] }).items) expect(regionCode, text).toBe(second)
    }
  })

  it('follows a change of what it finds by', () => {
    const person = peopleHandlers.create(
      office.context,
      contract.create.input.parse({
        name: 'PINDAHRUMAH UJI',
        nik: null,
        regionCode: first,
        motherName: 'LAMAWATI',
        birthDate: '1990-01-01',
      }),
    )
    peopleHandlers.update(
      office.context,
      contract.update.input.parse({
        id: person.id,
        version: 1,
        name: 'PINDAHRUMAH UJI',
        regionCode: second,
        motherName: 'BARUWATI',
        birthDate: '1991-01-01',
      }),
    )
    expect(foundIds('pindahrumah 1990').length).toBe(1)
    expect(search('pindahrumah 1990').note).toBe('partial')
    expect(search('pindahrumah 1991').note).toBe(null)
    expect(foundIds('pindahrumah ibu baruwati')).toEqual([person.id])
    expect(foundIds(`pindahrumah ${villageName(second)}`)).toEqual([person.id])
    office.db.sql(`INSERT INTO person_fts_words (person_fts_words, rank) VALUES ('integrity-check', 1)`)
  })
})

describe('telephone numbers', () => {
  it('are found however they are typed and stored, and by their last digits', () => {
    for (const text of [
      '081234567890',
      '0812 3456 7890',
      '+6281234567890',
      '62 812-3456-7890',
      '567890',
      '7890',
      'joko 7890',
      'hp joko 081234567890',
    ])
      expect(foundIds(text), text).toContain(djoko())
    for (const text of ['081399991234', '991234']) expect(foundIds(text), text).toContain(zahra())
    expect(search('081234567890').items[0]).toMatchObject({ id: djoko(), matched: 'phone' })
    expect(foundIds('081234567891')).not.toContain(djoko())
  })
})

describe('other numbers', () => {
  it('are found whole or by their beginning, and shown as the reason', () => {
    const insert = (personId: number, kind: string, key: string, value: string): void => {
      const now = office.context.now()
      office.db.sql(
        `INSERT INTO person_fact (person_id, kind, key, value, as_of, source, created_at, created_by, updated_at, updated_by)
         VALUES (?, ?, ?, ?, '2026-01-01', 'typed', ?, 1, ?, 1)`,
        personId,
        kind,
        key,
        value,
        now,
        now,
      )
    }
    insert(djoko(), 'register', 'dtksId', '520109000100777')
    insert(zahra(), 'number', 'bpjs', '0001456789012')
    insert(otherZahra(), 'register', 'dtksId', 'DTKS-77AB-0042')
    expect(search('520109000100777').items).toMatchObject([
      { id: djoko(), matched: 'number', reasons: [{ field: 'number', text: '520109000100777' }] },
    ])
    expect(foundIds('0001456789012')).toEqual([zahra()])
    expect(foundIds('bpjs zahra 0001456')).toEqual([zahra()])
    expect(foundIds('dtks-77ab-0042')).toEqual([otherZahra()])
    expect(search('520109000100777', { without: 'people.reveal' }).items.map(({ id }) => id)).toEqual([djoko()])
    expect(foundIds('520109000100777', [second])).toEqual([])
    office.db.sql(`UPDATE person_fact SET removed_at = '2026-11-22T00:00:00.000Z' WHERE value = '0001456789012'`)
    expect(foundIds('0001456789012')).toEqual([])
  })
})

describe('somebody who may not see numbers in full', () => {
  const masked = (text: string) => search(text, { without: 'people.reveal' })
  const nik = '5201097112957744'
  const kk = '5201097112958642'

  it('finds by a whole number and by the digits that a mask shows', () => {
    for (const text of [nik, kk, '520109', '7744', '520109••••••7744', '520109 7744', 'zahratunnisa 7744'])
      expect(
        masked(text).items.map(({ id }) => id),
        text,
      ).toEqual(text === '520109' ? expect.any(Array) : expect.arrayContaining([zahra()]))
  })

  it('never learns a hidden digit from who is found', () => {
    for (const digits of [nik, kk])
      for (let from = 0; from < 16; from += 1)
        for (let to = from + 4; to <= 16; to += 1) {
          if (from === 0 && (to <= 6 || to === 16)) continue
          if (from >= 12) continue
          const part = digits.slice(from, to)
          const wrong = `${part.slice(0, -1)}${(Number(part.at(-1)) + 1) % 10}`
          for (const way of [part, `${part}••••`, `••••${part}`, `zahratunnisa ${part}`, `520109••${part}`]) {
            const other = way.replace(part, wrong)
            expect(
              masked(way).items.some(({ id, matched }) => id === zahra() && (matched === 'nik' || matched === 'kk')),
              way,
            ).toBe(masked(other).items.some(({ id, matched }) => id === zahra() && (matched === 'nik' || matched === 'kk')))
          }
        }
  })

  it('is told how to look for a number instead', () => {
    expect(masked('5201097112')).toMatchObject({ items: [], note: 'full-number' })
    expect(search('5201097112').items.length).toBeGreaterThan(0)
  })
})

describe('lists of cases and families for somebody who may not see numbers in full', () => {
  it('do not tell hidden digits either', () => {
    const actor = { ...office.context.actor, permissions: permissions.filter((one) => one !== 'people.reveal') }
    const hidden = { ...office.context, actor }
    const now = office.context.now()
    office.db.sql(
      `INSERT INTO case_file (uid, number, opened_at, opened_day, opened_by, client_id, reporter_kind, channel, summary, region_code, updated_at, updated_by)
       VALUES (x'01', 'UJI-1', ?, '2026-11-22', 1, ?, 'self', 'loket', 'Uji', ?, ?, 1)`,
      now,
      zahra(),
      first,
      now,
    )
    const cases = (context: typeof office.context, text: string) =>
      casesHandlers.list(context, caseContract.list.input.parse({ text })).items.length
    const families = (context: typeof office.context, text: string) =>
      familiesHandlers.list(context, familyContract.list.input.parse({ text })).items.length
    expect(cases(office.context, '5201097112')).toBe(1)
    expect(families(office.context, '52010971129586')).toBe(1)
    for (const text of ['5201097', '5201097112', '520109711295774']) expect(cases(hidden, text), text).toBe(0)
    for (const text of ['5201097', '5201097112', '520109711295864']) expect(families(hidden, text), text).toBe(0)
    expect(cases(hidden, '5201097112957744')).toBe(1)
    expect(families(hidden, '5201097112958642')).toBe(1)
  })
})
