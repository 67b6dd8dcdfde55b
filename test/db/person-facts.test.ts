import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { personFactsHandlers } from '../../src/main/core/person-facts/person-facts.service.ts'
import { type FactInput, factInput } from '../../src/shared/contract/person-facts.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let person: number
const here = '52.01.14.2001'
const fields = {
  nik: null,
  birthPlace: '',
  birthDate: '1990-01-01',
  sex: 'P' as const,
  religion: '',
  maritalStatus: '',
  education: '',
  occupation: '',
  disability: '',
  motherName: '',
  fatherName: '',
  phone: '',
  address: '',
  hamlet: '',
  rt: '',
  rw: '',
  regionCode: here,
}
const create = (name: string, kkNumber: string | null = null, relation = ''): number =>
  peopleHandlers.create(inline.context, { ...fields, name, kkNumber, relation }).id

beforeEach(() => {
  inline = openInline()
  person = create('SITI UJI')
})
afterEach(() => inline.close())

type Raw = Parameters<typeof factInput.parse>[0]
const parse = (fact: Raw): FactInput => factInput.parse(fact)
const add = (fact: Raw, personId = person) => personFactsHandlers.add(inline.context, { personId, fact: parse(fact) })
const list = (id = person) => personFactsHandlers.list(inline.context, { id })
const told = { asOf: '2026-10-18', source: 'siks-ng' as const }

describe('facts about a person', () => {
  it('keep every decile as it was received; the newest list counts, whenever it was typed', () => {
    add({ kind: 'decile', value: 2, asOf: '2026-10-18', source: 'list' })
    add({ kind: 'decile', value: 4, asOf: '2025-12-31', source: 'siks-ng' })
    const { items, decile } = list()
    expect(items.map(({ value, asOf, current }) => [value, asOf, current])).toEqual([
      ['2', '2026-10-18', true],
      ['4', '2025-12-31', false],
    ])
    expect(decile).toMatchObject({ key: 'decile', value: '2', asOf: '2026-10-18', source: 'list', of: null })
  })

  it('show the decile of the family where the person has none', () => {
    const head = create('BUDI UJI', '5201140101120009', 'Kepala Keluarga')
    const wife = create('ANI UJI', '5201140101120009', 'Istri')
    add({ kind: 'decile', value: 3, ...told }, head)
    expect(list(wife).decile).toMatchObject({ value: '3', of: { personId: head, name: 'BUDI UJI' } })
    add({ kind: 'decile', value: 5, ...told }, wife)
    expect(list(wife).decile).toMatchObject({ value: '5', of: null })
  })

  it('refuse deciles above ten, days ahead and days that contradict each other', () => {
    expect(() => add({ kind: 'decile', value: 11, ...told })).toThrow(/1 sampai 10/)
    expect(() => add({ kind: 'decile', value: 3, asOf: '2026-11-23', source: 'list' })).toThrow(/masa depan/)
    expect(() => add({ kind: 'programme', programmeKey: 'pkh', from: '2024-02-01', to: '2023-01-01', ...told })).toThrow(
      /lebih awal/,
    )
    expect(() => add({ kind: 'programme', programmeKey: null, ...told })).toThrow(/Nama program/)
    expect(() => add({ kind: 'programme', programmeKey: 'tidak-ada', ...told })).toThrow(/daftar layanan/)
    expect(factInput.safeParse({ kind: 'decile', value: 3, asOf: '2026-10-18', source: 'file' }).success).toBe(false)
    expect(list().items).toEqual([])
  })

  it('end a membership on a day, mend it, and mask its number until it is revealed', () => {
    const made = add({ kind: 'programme', programmeKey: 'pkh', number: '5201123456789012', from: '2024-02-01', ...told })
    expect(list().items[0]).toMatchObject({ kind: 'programme', key: 'pkh', current: true, status: 'active' })
    expect(list().items[0]?.value).toBe('520112••••••9012')
    expect(personFactsHandlers.reveal(inline.context, { id: made.id })).toEqual({ value: '5201123456789012' })
    const mended = personFactsHandlers.update(inline.context, {
      id: made.id,
      version: made.version,
      fact: parse({ kind: 'programme', programmeKey: 'pkh', status: 'suspended', from: '2024-03-01', ...told }),
    })
    expect(list().items[0]).toMatchObject({ fromDate: '2024-03-01', status: 'suspended', value: '520112••••••9012' })
    const end = { id: made.id, on: '2026-11-01', note: 'graduasi' }
    expect(() => personFactsHandlers.end(inline.context, { ...end, version: made.version })).toThrow(/orang lain/)
    expect(() => personFactsHandlers.end(inline.context, { ...end, version: mended.version, on: '2024-01-01' })).toThrow(/antara/)
    personFactsHandlers.end(inline.context, { ...end, version: mended.version })
    expect(list().items[0]).toMatchObject({ toDate: '2026-11-01', current: false, note: 'graduasi' })
  })

  it('are removed only with their version, and stay in the history', () => {
    const made = add({ kind: 'dtsen-status', value: 'DTSEN AKTIF - ASESMEN MENINGGAL', ...told })
    const fact = parse({ kind: 'pregnancy', ...told })
    expect(() => personFactsHandlers.update(inline.context, { ...made, fact })).toThrow(/Jenis catatan/)
    expect(() => personFactsHandlers.end(inline.context, { ...made, on: '2026-11-01', note: '' })).toThrow(/tidak diakhiri/)
    personFactsHandlers.remove(inline.context, { ...made, reason: 'salah orang' })
    expect(list().items).toEqual([])
    expect(inline.db.sql('SELECT removed_reason FROM person_fact')).toEqual([{ removed_reason: 'salah orang' }])
    const { history } = peopleHandlers.get(inline.context, { id: person })
    expect(history.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['Status DTSEN', 'DTSEN AKTIF - ASESMEN MENINGGAL (per 18/10/2026)', ''],
      ['Status DTSEN', '', 'DTSEN AKTIF - ASESMEN MENINGGAL (per 18/10/2026)'],
    ])
  })

  it('hold several disabilities and numbers of a person at once, of one kind of number the newest', () => {
    add({ kind: 'disability', type: 'Fisik', degree: 'Sedang', ...told })
    add({ kind: 'disability', type: 'Netra', ...told })
    add({ kind: 'number', type: 'bpjs', number: '0001234567890', asOf: '2020-01-01', source: 'document' })
    add({ kind: 'number', type: 'bpjs', number: '0009876543210', ...told })
    add({ kind: 'number', type: 'paspor', number: 'C1234567', ...told })
    const { items } = list()
    // The short word of forms and letters is the first one.
    expect(peopleHandlers.get(inline.context, { id: person }).disability).toBe('Fisik')
    expect(items.filter(({ kind, current }) => kind === 'disability' && current)).toHaveLength(2)
    expect(items.filter(({ kind, current }) => kind === 'number' && current).map(({ value }) => value)).toEqual([
      '••••••••',
      '000987•••3210',
    ])
  })

  it('of people in other villages are out of reach', () => {
    const made = add({ kind: 'decile', value: 2, ...told })
    inline.close()
    inline = openInline({ actor: { areas: ['52.01.14.2002'] } })
    inline.db.sql(
      "INSERT INTO person (uid, name, name_key, region_code, updated_at, updated_by) VALUES (x'01', 'X', 'x', ?, '', 1)",
      here,
    )
    inline.db.sql(
      "INSERT INTO person_fact (person_id, kind, key, value, as_of, source, created_at, created_by, updated_at, updated_by) VALUES (1, 'decile', 'decile', '2', '2026-01-01', 'list', '', 1, '', 1)",
    )
    for (const run of [
      () => list(1),
      () => add({ kind: 'decile', value: 1, ...told }, 1),
      () => personFactsHandlers.end(inline.context, { id: 1, version: 1, on: '2026-11-01', note: '' }),
      () => personFactsHandlers.remove(inline.context, { id: made.id, version: 1, reason: 'x' }),
      () => personFactsHandlers.reveal(inline.context, { id: 1 }),
    ])
      expect(run).toThrow(/tidak ditemukan/)
  })
})
