import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext, JobContext } from '../../src/main/core/context.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'

const everything = {
  text: '',
  state: null,
  toHandOver: false,
  kind: null,
  from: null,
  to: null,
  mark: null,
  order: 'newest' as const,
}
const byRules = { insertAfter: null, typed: '', reason: '' }
let inline: Inline
let world: LetterWorld
let other: LetterWorld

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  other = sampleLetterWorld(inline.db, { village: '52.01.02.2001', number: 'SLRT-2026-0013', nik: '5201024506800002' })
})
afterEach(() => inline.close())

const content = (own: LetterWorld) => ({
  signatoryId: own.signatoryId,
  letterDate: '2026-11-22',
  paper: 'F4' as const,
  fields: {},
  copiesTo: [],
  unitCode: '',
})
const draft = (own: LetterWorld, change: object = {}, context: CommandContext = inline.context) =>
  lettersHandlers.draft(context, {
    caseId: own.caseId,
    referralId: own.referralId,
    kind: 'rujukan-umum',
    ...content(own),
    ...change,
  })
const villager = (): CommandContext & JobContext => ({
  ...inline.context,
  actor: { ...inline.context.actor, areas: ['52.01.01.2001'] },
})

describe('drafts', () => {
  it('are offered by kind, with the fields each asks for', () => {
    const kinds = lettersHandlers.kinds(inline.context, {})
    expect(kinds.length).toBeGreaterThanOrEqual(18)
    expect(kinds.map(({ key, needsReferral, paper }) => [key, needsReferral, paper])).toEqual(
      expect.arrayContaining([
        ['rujukan-umum', true, 'F4'],
        ['surat-keterangan-pelayanan', false, 'F4'],
        ['tanda-terima', false, 'A4'],
      ]),
    )
    const certificate = kinds.find(({ key }) => key === 'surat-keterangan-pelayanan')
    expect(certificate?.fields.map(({ name, required }) => [name, required])).toEqual([
      ['purpose', true],
      ['note', false],
    ])
  })

  it('hold no number, show what they are about, and take over changes', () => {
    const { id, version } = draft(world)
    expect(lettersHandlers.get(inline.context, { id })).toMatchObject({
      number: null,
      state: 'draft',
      subject: 'Rujukan layanan Reaktivasi PBI-JK a.n. Siti Contoh Aminah',
      addressee: 'Direktur RSUD Contoh',
      clientName: 'SITI CONTOH AMINAH',
      caseNumber: 'SLRT-2026-0012',
      fields: { dtsen: '', note: '' },
      copies: 0,
    })
    const changed = { ...content(world), id, version, paper: 'A4' as const, fields: { note: 'Segera' }, copiesTo: ['Camat'] }
    expect(lettersHandlers.update(inline.context, changed)).toEqual({ id, version: 2 })
    expect(lettersHandlers.get(inline.context, { id })).toMatchObject({
      paper: 'A4',
      fields: { dtsen: '', note: 'Segera' },
      copiesTo: ['Camat'],
    })
    expect(() => lettersHandlers.update(inline.context, changed)).toThrow('baru saja diubah')
  })

  it.each([
    ['a referral letter without a referral', { referralId: null }, 'memerlukan rujukan'],
    ['a certificate with a referral', { kind: 'surat-keterangan-pelayanan' }, 'tidak memakai rujukan'],
    ['a kind that does not exist', { kind: 'tidak-ada' }, 'Tidak ada letter-template'],
    ['a field the kind does not have', { fields: { lain: 'x' } }, 'Isian "lain" tidak ada'],
    ['a signatory that does not exist', { signatoryId: 999 }, 'Penanda tangan tidak ditemukan'],
    ['a year far away', { letterDate: '2062-11-22' }, 'terlalu jauh'],
  ])('refuse %s', (_what, change, message) => {
    expect(() => draft(world, change)).toThrow(message)
  })

  it('refuse the referral of another case', () => {
    expect(() => draft(world, { referralId: other.referralId })).toThrow('tidak ditemukan dalam kasus ini')
  })
})

describe('the letters book', () => {
  it('lists newest first, page by page, without loss or repetition', () => {
    const ids = Array.from({ length: 7 }, () => draft(world).id)
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page: { items: { id: number }[]; next: string | null } = lettersHandlers.list(inline.context, {
        ...everything,
        cursor,
        limit: 3,
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(ids.toReversed())
  })

  it('finds by words of number, subject, addressee, name and state, and takes wildcards literally', async () => {
    const first = draft(world)
    const second = draft(other)
    const printed = await lettersHandlers.print(inline.context, { ...first, choice: byRules })
    const find = (text: string, state: 'draft' | 'printed' | null = null): number[] =>
      lettersHandlers.list(inline.context, { ...everything, text, state, cursor: null, limit: 10 }).items.map(({ id }) => id)
    expect(find('/001/SLRT')).toEqual([first.id])
    expect(find('aminah siti')).toEqual([second.id, first.id])
    expect(find('Siti Contoh')).toEqual([second.id, first.id])
    expect(find('rsud')).toEqual([second.id, first.id])
    expect(find('SLRT-2026-0013')).toEqual([second.id])
    expect(find('%')).toEqual([])
    expect(find('', 'draft')).toEqual([second.id])
    expect(lettersHandlers.byNumber(inline.context, { number: printed.number ?? '' })).toMatchObject({ id: first.id })
    expect(lettersHandlers.byNumber(inline.context, { number: 'tidak ada' })).toBeNull()
  })
})

describe('a user limited to a village', () => {
  it('neither sees nor touches letters of other villages', async () => {
    const own = draft(world)
    const foreign = draft(other)
    const { number } = await lettersHandlers.print(inline.context, { ...foreign, choice: byRules })
    const context = villager()
    expect(lettersHandlers.list(context, { ...everything, cursor: null, limit: 10 }).items.map(({ id }) => id)).toEqual([own.id])
    expect(lettersHandlers.byNumber(context, { number: number ?? '' })).toBeNull()
    const lost = expect.objectContaining({ data: expect.objectContaining({ code: 'NOT_FOUND' }) })
    const attempts: (() => unknown)[] = [
      () => lettersHandlers.get(context, { id: foreign.id }),
      () => lettersHandlers.update(context, { ...content(other), ...foreign }),
      () => lettersHandlers.reprint(context, { id: foreign.id }),
      () => lettersHandlers.cancel(context, { id: foreign.id, version: 2, reason: 'x' }),
      () => draft(other, {}, context),
    ]
    for (const attempt of attempts) expect(attempt).toThrow(lost)
    await expect(lettersHandlers.preview(context, { id: foreign.id })).rejects.toEqual(lost)
    await expect(lettersHandlers.print(context, { id: foreign.id, version: 2, choice: byRules })).rejects.toEqual(lost)
    expect(lettersHandlers.get(context, { id: own.id }).id).toBe(own.id)
  })
})
