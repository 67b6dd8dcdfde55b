import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { people as contract } from '../../src/shared/contract/people.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { familyWriter, fillRegions, practiceFamilies } from '../harness/practice.ts'

let office: Inline
const families = practiceFamilies({ seed: 11, people: 5000, dirt: 0.03 })
const village = '52.01.09.2003'

/** People with names that the generator cannot make, so that each test has exactly one right answer. */
const known = [
  { name: 'H. MOH. DJOKO SOEPRAPTOMO', nik: '5201091203610077', regionCode: village },
  { name: 'ZAHRATUNNISA WIDYANINGRUM', nik: '5201097112957744', regionCode: village },
  { name: 'NUR KHASANATUL QAMARIAH', nik: '5201154505887301', regionCode: '52.01.15.2004' },
  { name: 'LA ODE BAHTERAWAN', nik: null, regionCode: '52.01.15.2004' },
  { name: 'PUTRI KHAIRUNNISAWATI', nik: null, regionCode: null },
]
const ids = new Map<string, number>()

beforeAll(() => {
  office = openInline()
  fillRegions(office.db)
  const write = familyWriter(office.db, { userId: 1, now: office.context.now() })
  office.db.raw.transaction(() => {
    for (const family of families) write(family)
  })()
  for (const { name, nik, regionCode } of known)
    ids.set(
      name,
      peopleHandlers.create(
        office.context,
        contract.create.input.parse({ name, nik, regionCode, kkNumber: nik === null ? null : nik.replace(/.{4}$/, '8642') }),
      ).id,
    )
})
afterAll(() => office.close())

const search = (text: string, areas: string[] = [], limit = 20) =>
  contract.search.output.parse(
    peopleHandlers.search({ ...office.context, actor: { ...office.context.actor, areas } }, { text, limit }),
  )
const names = (text: string, areas: string[] = []): string[] => search(text, areas).items.map(({ name }) => name)
const [djoko, zahra, nur, laOde, putri] = known.map(({ name }) => name) as [string, string, string, string, string]

describe('search by name', () => {
  it('puts the very name first and says why', () => {
    expect(search('zahratunnisa widyaningrum').items[0]).toMatchObject({ name: zahra, matched: 'name-start', score: 1 })
  })

  it('finds by the beginning, by a part, and by any spelling or title', () => {
    for (const text of [
      'joko suprap',
      'H. Moh. Djoko',
      'muhammad joko',
      'MUH DJOKO SOEPRAPTOMO',
      'praptomo',
      'Drs. Joko Supraptomo, M.Si',
    ])
      expect(names(text), text).toContain(djoko)
    for (const text of ['zahratun', 'tunnisa', 'ningrum']) expect(names(text), text).toContain(zahra)
  })

  it('finds words in any order, and words typed together or apart', () => {
    for (const text of ['qamariah nur', 'komariah khasanatul nur', 'nurkhasanatul', 'nur khasanatulqamariah'])
      expect(names(text), text).toContain(nur)
    for (const text of ['widya ningrum', 'zahratun nisa']) expect(names(text), text).toContain(zahra)
    expect(names('bahterawan la ode')).toContain(laOde)
    expect(names('la bahtera')).toContain(laOde)
  })

  it('finds despite a slip: letters swapped, lost, doubled or exchanged', () => {
    for (const text of [
      'zahratunisa',
      'zaharatunnisa',
      'zahrtaunnisa',
      'zahratunnisa widyaninrgum',
      'sahratunnisa widianingrum',
      'zahratumnisa',
    ])
      expect(names(text)[0], text).toBe(zahra)
    for (const text of ['bahterawn', 'bahtrewan', 'bahteravan', 'la ode batherawan']) expect(names(text)[0], text).toBe(laOde)
    expect(names('putri kairunisawati')[0]).toBe(putri)
  })

  it('finds somebody when one of three words is not in the register', () => {
    expect(names('nur khasanatul lombok')).toContain(nur)
    expect(names('nur wqqwxq yzzyx')).not.toContain(nur)
  })

  it('finds each of a hundred made-up people by one mistyped word', () => {
    const people = families
      .flatMap(({ members }) => members)
      .filter(({ name }) => name.split(' ').some((word) => word.length >= 7))
    let found = 0
    for (let index = 0; index < 100; index += 1) {
      const { name } = people[Math.floor((index * people.length) / 100)] as { name: string }
      const word = name.split(' ').find((part) => part.length >= 7) as string
      const typed = word.slice(0, 3) + word.charAt(4) + word.charAt(3) + word.slice(5)
      if (names(typed).some((hit) => nameKey(hit).includes(nameKey(word)))) found += 1
    }
    expect(found).toBeGreaterThanOrEqual(97)
  })

  it('answers little to little and nothing to nothing', () => {
    for (const text of ['', '   ', '...', '12', 'xqzwvk', '%', '"', "' OR 1=1 --", 'siti" OR "', 'NEAR(', '*'])
      expect(
        search(text).items.every(({ score }) => score >= 0.6),
        text,
      ).toBe(true)
    expect(names('xqzwvk')).toEqual([])
    expect(names('')).toEqual([])
  })

  it('shows the best of many and says that there are more', () => {
    const { items, total, more } = search('siti')
    expect(items).toHaveLength(20)
    expect(more).toBe(true)
    expect(total).toBeGreaterThan(20)
    expect(total).toBeLessThanOrEqual(300)
    expect(items.every(({ name }) => nameKey(name).startsWith('siti'))).toBe(true)
    expect(search('zahratunnisa').more).toBe(false)
  })
})

describe('search by number', () => {
  it('finds a full NIK or family card, however it is typed', () => {
    for (const text of ['5201097112957744', '5201 0971 1295 7744', '520109.711295.7744', 'NIK 5201097112957744 a.n. Zahra'])
      expect(
        search(text).items.map(({ name, matched }) => [name, matched]),
        text,
      ).toEqual([[zahra, 'nik']])
    expect(search('5201097112958642').items.map(({ name, matched }) => [name, matched])).toEqual([[zahra, 'kk']])
  })

  it('finds by the beginning, the end, the inside and the masked form that lists show', () => {
    for (const text of [
      '52010971129577',
      '957744',
      '7744',
      '11295774',
      '520109••••••7744',
      '520109******7744',
      '520109 7744',
      '••••7744',
    ])
      expect(names(text), text).toContain(zahra)
    expect(names('520109••••••8642')).toContain(zahra)
  })

  it('finds the whole family by its card', () => {
    const family = families.find(({ members }) => members.length >= 4)
    if (family === undefined) throw new Error('no large family')
    expect(names(family.kkNumber).sort()).toEqual(family.members.map(({ name }) => name.trim().replace(/\s+/g, ' ')).sort())
    expect(names(family.kkNumber.slice(4, 14))).toEqual(
      expect.arrayContaining([family.members[0]?.name.trim().replace(/\s+/g, ' ')]),
    )
  })

  it('finds a temporary number that stood in place of a NIK', () => {
    const id = ids.get(laOde) as number
    office.db.run(office.db.q.updateTable('person').set({ original_number: '0052010100000042' }).where('id', '=', id))
    expect(search('0052010100000042').items.map((hit) => hit.id)).toEqual([id])
  })

  it('asks for four digits at least', () => {
    expect(search('520').items).toEqual([])
    expect(search('5201').items.length).toBe(20)
  })

  it('shows no full number in any answer', () => {
    expect(JSON.stringify(search('5201097112957744'))).not.toContain('5201097112957744')
  })
})

describe('search inside an area', () => {
  it('finds the own people by every way and nobody else', () => {
    for (const text of [
      'zahratunnisa',
      'ningrum zahra',
      'zaharatunnisa',
      '957744',
      '5201097112957744',
      '520109••••••7744',
      '5201097112958642',
      '109711295864',
    ])
      expect(names(text, [village]), text).toContain(zahra)
    for (const text of [
      'zahratunnisa',
      'ningrum zahra',
      'zaharatunnisa',
      '957744',
      '5201097112957744',
      '520109••••••7744',
      '5201097112958642',
      '109711295864',
    ])
      expect(names(text, ['52.01.15']), text).not.toContain(zahra)
    expect(names('khasanatul', [village, '52.01.15'])).toEqual([nur])
  })

  it('never shows a person of another village, whatever is typed', () => {
    for (const text of ['siti', 'muhammad', 'a', 'nur aini', '5201', '9', 'lestari', 'sitti aminha'])
      for (const { regionCode } of search(text, [village], 100).items) expect(regionCode).toBe(village)
  })

  it('shows people without a village only to the whole district', () => {
    expect(names('khairunnisawati')).toEqual([putri])
    expect(names('khairunnisawati', ['52.01'])).toEqual([])
  })

  it('finds nobody in an area where nobody lives', () => {
    expect(names('siti', ['52.01.01.9999'])).toEqual([])
  })
})

describe('the list of people', () => {
  const all = (
    region: string | null,
    areas: string[],
    limit: number,
  ): { id: number; name: string; regionCode: string | null }[] => {
    const items = []
    let cursor: string | null = null
    do {
      const page = contract.list.output.parse(
        peopleHandlers.list({ ...office.context, actor: { ...office.context.actor, areas } }, { region, cursor, limit }),
      )
      items.push(...page.items)
      cursor = page.next
    } while (cursor !== null)
    return items
  }
  const order = (items: { name: string }[]): boolean =>
    items.every(({ name }, at) => at === 0 || nameKey((items[at - 1] as { name: string }).name) <= nameKey(name))

  it('goes through everybody once, in the order of names, page by page', () => {
    const items = all(null, [], 499)
    expect(new Set(items.map(({ id }) => id)).size).toBe(5000 + known.length)
    expect(items).toHaveLength(5000 + known.length)
    expect(order(items)).toBe(true)
  })

  it('narrows to a village, a sub-district or the district, in the same order', () => {
    for (const region of [village, '52.01.09', '52.01']) {
      const items = all(region, [], 100)
      expect(items).toHaveLength(peopleHandlers.count(office.context, { region }).people)
      expect(items.every(({ regionCode }) => regionCode === region || regionCode?.startsWith(`${region}.`))).toBe(true)
      expect(order(items)).toBe(true)
    }
    expect(all('52.01', ['52.01.09'], 100)).toHaveLength(all('52.01.09', [], 100).length)
    expect(all('52.0', [], 100)).toEqual([])
  })

  it('refuses a cursor it did not make', () => {
    expect(() => peopleHandlers.list(office.context, { region: null, cursor: 'abc', limit: 10 })).toThrow('Penanda halaman')
  })
})

describe('words that come later', () => {
  const add = (name: string): number =>
    peopleHandlers.create(office.context, contract.create.input.parse({ name, nik: null, regionCode: village })).id
  const rename = (id: number, to: Record<string, string>): void => {
    const { version, name, regionCode } = peopleHandlers.get(office.context, { id })
    peopleHandlers.update(office.context, contract.update.input.parse({ id, version, name, regionCode, ...to }))
  }

  it('are known with their slips as soon as somebody is written down or renamed', () => {
    search('siti')
    const id = add('QORIROTUL WAHYUNINGTYAS')
    expect(names('qorirottul wahyuningtas')).toEqual(['QORIROTUL WAHYUNINGTYAS'])
    rename(id, { name: 'BEATRIXIANA WAHYUNINGTYAS', motherName: 'Xantippeia' })
    expect(names('beatrixjana')).toEqual(['BEATRIXIANA WAHYUNINGTYAS'])
    expect(names('wahyuningtyas ibu xantipeia')).toEqual(['BEATRIXIANA WAHYUNINGTYAS'])
  })

  it('are those of the people who got the ids of others', () => {
    const [last] = office.db.sql<{ id: number }>('SELECT max(id) AS id FROM person')
    const id = add('GONDOSULISTYOWATI')
    expect(id).toBe((last?.id ?? 0) + 1)
    expect(names('gondosulistyowatti')).toEqual(['GONDOSULISTYOWATI'])
    // As an import that is taken back does, and the next one.
    office.db.sql('DELETE FROM person WHERE id = ?', id)
    office.db.sql(
      `INSERT INTO import_package (id, uid, label, file_name, file_sha256, profile_key, profile_version, state, counts, problem_counts, columns, prepared_at, prepared_by)
       VALUES (991, x'01', '', 'uji.xlsx', '', 'uji', 1, 'applied', '{}', '{}', '[]', '2026-11-22T02:00:00.000Z', 1)`,
    )
    expect(add('JAYENGPRANOTO')).toBe(id)
    office.db.sql('UPDATE person SET created_import_id = 991 WHERE id = ?', id)
    expect(names('jayengpranotto')).toEqual(['JAYENGPRANOTO'])
  })
})
