import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { draftsHandlers } from '../../src/main/core/drafts/drafts.service.ts'
import { noticesHandlers } from '../../src/main/core/notices/notices.service.ts'
import { referralsHandlers } from '../../src/main/core/referrals/referrals.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

const screens = resolve(import.meta.dirname, '../../src/renderer')
const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name)
        ? [readFileSync(join(folder, entry.name), 'utf8')]
        : [],
  )

/** Keys that the screens give to `useDraft`, as they are written there; the form before sign-in belongs to nobody. */
const keysOfScreens = (): string[] =>
  sources(screens)
    .flatMap((text) => [...text.matchAll(/(?:useDraft\(|draftKey=\{?)(?:`([^`]+)`|'([^']+)'|"([^"]+)")/g)])
    .map(([, template, plain, attribute]) => template ?? plain ?? attribute ?? '')
    .filter((key) => key !== 'first-start')

let inline: Inline
/** Numbers of the records that the keys speak of, by the words in front of them. */
let ids: Record<string, number>
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  const client = addPerson(inline, { name: 'SITI AMINAH', nik: '5201014107900001' })
  const caseId = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter: { kind: 'self' },
        summary: 'Kartu tidak aktif',
        needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kepesertaan', papers: allPapers(inline, 'reaktivasi-pbi-jk') }],
      }),
    ),
  ).id
  const need = casesHandlers.get(inline.context, { id: caseId }).needs[0]?.id as number
  inTransaction(inline, () =>
    casesHandlers.moveNeed(
      inline.context,
      contract.cases.moveNeed.input.parse({ needId: need, version: 1, to: 'papers-missing', note: 'KK' }),
    ),
  )
  const notice = noticesHandlers.ofCase(inline.context, { caseId })[0]?.id as number
  inTransaction(inline, () =>
    casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId: need, version: 2, to: 'registered' })),
  )
  inTransaction(inline, () =>
    casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId: need, version: 3, to: 'verification' })),
  )
  const agency = inTransaction(inline, () =>
    directoryHandlers.save(
      inline.context,
      contract.directory.save.input.parse({
        id: null,
        version: 0,
        name: 'RSUD Contoh',
        addressee: 'Direktur',
        level: 'kabupaten',
      }),
    ),
  ).id
  const referral = inTransaction(inline, () =>
    referralsHandlers.create(
      inline.context,
      contract.referrals.create.input.parse({ needId: need, agencyId: agency, request: 'Mohon dilayani', urgency: 'biasa' }),
    ),
  ).id
  ids = {
    'case.new': client,
    consultation: client,
    people: client,
    case: caseId,
    'case.note': caseId,
    need,
    'need.new': caseId,
    step: need,
    remind: need,
    escalate: need,
    referral: need,
    'referral.answer': referral,
    'notices.tell': notice,
    agency,
  }
})
afterEach(() => inline.close())

/** A key with the numbers of real records in it: `step.${need.id}.${step.to}` → `step.1.solved`. */
const filled = (key: string): string => {
  const before = key.split('.$')[0] ?? ''
  let first = true
  return key.replace(/\$\{[^}]*\}/g, () => {
    const value = first ? String(ids[before] ?? `?${before}`) : 'solved'
    first = false
    return value
  })
}
const listed = (context = inline.context) => draftsHandlers.list(context, {})
const keep = (key: string, context = inline.context) => draftsHandlers.save(context, { key, body: { note: 'x' } })

describe('the list of half-filled forms', () => {
  it('names every form of the screens and knows the page it goes on with', () => {
    const keys = keysOfScreens()
    expect(keys.map((key) => key.split('.$')[0])).toEqual(
      expect.arrayContaining([
        'case.new',
        'people',
        'case',
        'need',
        'step',
        'referral.answer',
        'notices.tell',
        'agency',
        'office',
      ]),
    )
    for (const key of keys) keep(filled(key))
    const rows = new Map(listed().map((row) => [row.key, row]))
    expect(rows.size).toBe(new Set(keys).size)
    for (const key of keys) {
      const row = rows.get(filled(key))
      expect(row?.title, key).not.toBe('Isian')
      expect(row?.place, key).not.toBe('none')
    }
  })

  it('says whom or what a form is about', () => {
    const titles = (...keys: string[]): string[] => {
      for (const key of keys) keep(key)
      const rows = new Map(listed().map((row) => [row.key, row.title]))
      return keys.map((key) => rows.get(key) ?? '')
    }
    const { case: caseId, need, agency, people } = ids
    expect(
      titles(`case.new.${people}`, `people.${people}`, `case.${caseId}`, `need.${need}`, `agency.${agency}`, 'agency.baru'),
    ).toEqual([
      'Loket: SITI AMINAH',
      'Ubah data warga: SITI AMINAH',
      'Ubah kasus: SITI AMINAH, SLRT-2026-0001',
      'Ubah kebutuhan: SITI AMINAH, SLRT-2026-0001',
      'Ubah lembaga: RSUD Contoh',
      'Lembaga baru',
    ])
  })

  it('tells neither name nor number of what lies outside the reader’s area', () => {
    const elsewhere = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    for (const key of ['case', 'need', 'notices.tell', 'referral.answer', 'people']) keep(`${key}.${ids[key]}`, elsewhere)
    const rows = listed(elsewhere)
    expect(rows).toHaveLength(5)
    expect(JSON.stringify(rows)).not.toMatch(/SITI|SLRT-2026/)
    for (const { key, place } of rows) if (!key.startsWith('people')) expect(place, key).toBe('none')
  })
})
