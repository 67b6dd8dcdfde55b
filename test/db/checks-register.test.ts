import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checksHandlers } from '../../src/main/core/checks/checks.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { checks } from '../../src/shared/contract/checks.ts'
import { people } from '../../src/shared/contract/people.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { addPerson, furnishOffice } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let office: Inline
beforeEach(() => {
  office = openInline()
  furnishOffice(office)
})
afterEach(() => office.close())

const kk = '5201140101100001'
/** A woman whose birth date is not that of her NIK, and her village. */
const odd = (more: Partial<Parameters<typeof addPerson>[1]> = {}): number =>
  addPerson(office, { name: 'SITI AMINAH', nik: '5201146212850001', birthDate: '1985-12-23', sex: 'P', ...more })
const personFindings = (id: number) => checksHandlers.ofPerson(office.context, { id }).person
const open = (id: number): string[] =>
  personFindings(id)
    .filter(({ accepted }) => accepted === null)
    .map(({ checkId }) => checkId)
const accept = (input: { checkId: string; personId?: number; familyId?: number; reason?: string }) =>
  checksHandlers.accept(office.context, checks.accept.input.parse({ reason: 'Dibetulkan Dukcapil 2019', ...input }))
const setBirthDate = (id: number, birthDate: string): void => {
  const { version } = peopleHandlers.get(office.context, { id })
  peopleHandlers.update(
    office.context,
    people.update.input.parse({ id, version, name: 'SITI AMINAH', birthDate, sex: 'P', regionCode: '52.01.01.1001' }),
  )
}
const refusal = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error.data.code
    throw error
  }
  throw new Error('it was not refused')
}
const list = (input: object = {}) => checksHandlers.list(office.context, checks.list.input.parse(input)).items
const summary = () => checksHandlers.summary(office.context, { region: null })

describe('a finding that somebody accepts with a reason', () => {
  it('is open no more, tells who and why, and comes back when the value changes', () => {
    const id = odd()
    expect(open(id)).toEqual(['nik-birth-differs'])
    accept({ checkId: 'nik-birth-differs', personId: id })
    expect(open(id)).toEqual([])
    expect(personFindings(id)[0]?.accepted).toMatchObject({ reason: 'Dibetulkan Dukcapil 2019', by: 'Admin Uji' })
    expect(peopleHandlers.get(office.context, { id }).warnings).toEqual([])
    setBirthDate(id, '1985-12-24')
    expect(open(id)).toEqual(['nik-birth-differs'])
    setBirthDate(id, '1985-12-23')
    expect(open(id)).toEqual([])
  })

  it('stands in the history of the person, and in the audit trail without the reason', () => {
    const id = odd()
    const before = office.audited.length
    const { id: acceptance } = accept({ checkId: 'nik-birth-differs', personId: id })
    checksHandlers.revoke(office.context, { id: acceptance })
    expect(open(id)).toEqual(['nik-birth-differs'])
    const { history } = peopleHandlers.get(office.context, { id })
    expect(history.map(({ field, before: was, after }) => [field, was, after])).toEqual([
      ['Diterima dengan alasan: Tanggal lahir beda dengan NIK', 'Dibetulkan Dukcapil 2019', ''],
      ['Diterima dengan alasan: Tanggal lahir beda dengan NIK', '', 'Dibetulkan Dukcapil 2019'],
    ])
    expect(office.audited.slice(before).map(({ entity, entityId }) => [entity, entityId])).toEqual([
      ['check', acceptance],
      ['check', acceptance],
    ])
    expect(JSON.stringify(office.audited)).not.toContain('Dukcapil 2019')
  })

  it('is refused without a reason, when it is not there, and when it must be mended', () => {
    const id = odd({ birthDate: '2026-12-22' })
    expect(checks.accept.input.safeParse({ checkId: 'birth-future', personId: id, reason: 'ya' }).success).toBe(false)
    expect(checks.accept.input.safeParse({ checkId: 'birth-future', reason: 'alasan cukup' }).success).toBe(false)
    expect(refusal(() => accept({ checkId: 'birth-future', personId: id }))).toBe('VALIDATION')
    expect(refusal(() => accept({ checkId: 'nik-sex-differs', personId: id }))).toBe('STATE')
    expect(refusal(() => accept({ checkId: 'nik-birth-differs', personId: 999 }))).toBe('NOT_FOUND')
  })

  it('of a family holds until a member joins', () => {
    const first = addPerson(office, { name: 'A', kk, relation: 'Anak', birthDate: '2000-01-01', sex: 'L' })
    const { familyId, family } = checksHandlers.ofPerson(office.context, { id: first })
    expect(family.map(({ checkId }) => checkId)).toEqual(['family-no-head'])
    accept({ checkId: 'family-no-head', familyId: familyId as number })
    const still = () => checksHandlers.ofFamily(office.context, { id: familyId as number }).filter((one) => one.accepted === null)
    expect(still()).toEqual([])
    addPerson(office, { name: 'B', kk, relation: 'Anak', birthDate: '2002-01-01', sex: 'L' })
    expect(still().map(({ checkId }) => checkId)).toEqual(['family-no-head'])
  })
})

describe('a look at the whole register', () => {
  it('finds people and families, is replaced by the next, and leaves accepted findings out', async () => {
    const id = odd({ kk, relation: 'Istri' })
    addPerson(office, { name: 'TANPA NIK', birthDate: '1990-01-01', sex: 'L' })
    expect(summary()).toEqual({ lastScan: null, accepted: 0, counts: [] })
    expect(list()).toEqual([])
    expect(await checksHandlers.scan(office.context, {})).toEqual({ people: 2, families: 1, findings: 3 })
    expect(list().map(({ checkId, name }) => [checkId, name])).toEqual([
      ['nik-birth-differs', 'SITI AMINAH'],
      ['nik-missing', 'TANPA NIK'],
      ['family-no-head', 'SITI AMINAH'],
    ])
    expect(list({ severity: 'error' }).map(({ checkId }) => checkId)).toEqual(['family-no-head'])
    expect(list({ checkId: 'nik-missing' })).toHaveLength(1)
    expect(list({ checkId: 'no-such-check' })).toEqual([])
    const { id: acceptance } = accept({ checkId: 'nik-birth-differs', personId: id })
    expect(list({ checkId: 'nik-birth-differs' })).toEqual([])
    expect(summary()).toMatchObject({ accepted: 1, lastScan: { people: 2, families: 1 } })
    await checksHandlers.scan(office.context, {})
    expect(list().map(({ checkId }) => checkId)).toEqual(['nik-missing', 'family-no-head'])
    checksHandlers.revoke(office.context, { id: acceptance })
    expect(list({ checkId: 'nik-birth-differs' })).toHaveLength(1)
    expect(office.db.sql<{ n: number }>('SELECT count(DISTINCT scan_id) AS n FROM check_finding')).toEqual([{ n: 1 }])
  })

  it('leaves the former result as it was when it is stopped', async () => {
    odd()
    await checksHandlers.scan(office.context, {})
    odd({ nik: '5201146212850002' })
    let asked = 0
    const stopped = {
      ...office.context,
      throwIfCancelled: () => {
        asked += 1
        if (asked === 3) throw new AppError('CANCELLED', 'Dihentikan.', { hint: '' })
      },
    }
    await expect(checksHandlers.scan(stopped, {})).rejects.toThrow('Dihentikan')
    expect(list()).toHaveLength(1)
    await checksHandlers.scan(office.context, {})
    expect(list()).toHaveLength(2)
  })

  it('walks more than one chunk and hands the list out page by page', async () => {
    const insert = office.db.raw.prepare(
      `INSERT INTO person (uid, name, name_key, birth_date, sex, region_code, updated_at, updated_by)
       VALUES (randomblob(16), 'WARGA', 'warga', '1990-01-01', 'L', '52.01.01.1001', '2026-01-01', 1)`,
    )
    office.db.raw.transaction(() => {
      for (let i = 0; i < 4100; i += 1) insert.run()
    })()
    expect(await checksHandlers.scan(office.context, {})).toMatchObject({ people: 4100, findings: 4100 })
    let cursor: string | null = null
    let seen = 0
    do {
      const page = checksHandlers.list(office.context, checks.list.input.parse({ cursor, limit: 500 }))
      seen += page.items.length
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toBe(4100)
    expect(summary().counts).toEqual([{ checkId: 'nik-missing', title: 'NIK belum ada', severity: 'warning', open: 4100 }])
  })

  it('shows a user of one village that village alone', async () => {
    const here = odd({ region: '52.01.14.2001', kk, relation: 'Kepala Keluarga' })
    const there = odd({ nik: '5201146212850002', name: 'RAHASIA', kk, relation: 'Anak' })
    await checksHandlers.scan(office.context, {})
    accept({ checkId: 'nik-birth-differs', personId: there })
    const limited = { ...office.context, actor: { ...office.context.actor, areas: ['52.01.14.2001'] } }
    const seen = [
      checksHandlers.list(limited, checks.list.input.parse({})),
      checksHandlers.accepted(limited, checks.accepted.input.parse({})),
      checksHandlers.summary(limited, { region: null }),
    ]
    expect(JSON.stringify(seen)).not.toContain('RAHASIA')
    expect(seen[1]).toEqual({ items: [], next: null })
    expect(checksHandlers.ofPerson(limited, { id: here }).person).toHaveLength(1)
    expect(refusal(() => checksHandlers.ofPerson(limited, { id: there }))).toBe('NOT_FOUND')
    expect(refusal(() => checksHandlers.scan(limited, {}))).toBe('FORBIDDEN')
  })
})
