import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobContext } from '../../src/main/core/context.ts'
import { letterNumbersHandlers } from '../../src/main/core/letters/letter-numbers.service.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { saveUnitRow } from '../../src/main/core/office/office.repo.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import type { NumberRules } from '../../src/shared/domain/letter-number.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

const kind = 'surat-keterangan-pelayanan'
const everything = {
  text: '',
  state: null,
  toHandOver: false,
  kind: null,
  from: null,
  to: null,
  mark: null,
  order: 'newest' as const,
  cursor: null,
}
let inline: Inline
let world: LetterWorld

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

const rule = (change: Partial<NumberRules>, of = kind): void => {
  const found = letterNumbersHandlers.overview(inline.context, {}).kinds.find(({ key }) => key === of)
  if (found === undefined) throw new Error(of)
  letterNumbersHandlers.saveRules(inline.context, {
    kind: of,
    baseVersion: found.version,
    numbering: { ...found.numbering, ...change },
  })
}
const draft = (letterDate = '2026-11-22', unitCode = ''): { id: number; version: number } =>
  lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: null,
    kind,
    signatoryId: world.signatoryId,
    letterDate,
    paper: 'F4',
    fields: { purpose: 'berobat' },
    copiesTo: [],
    unitCode,
  })
const choose = (change: { insertAfter?: number; typed?: string; reason?: string } = {}) => ({
  insertAfter: null,
  typed: '',
  reason: '',
  ...change,
})
const print = (
  letter: { id: number; version: number },
  change: Parameters<typeof choose>[0] = {},
  context: JobContext = inline.context,
) => lettersHandlers.print(context, { ...letter, choice: choose(change) })
const numbered = async (letterDate?: string, change: Parameters<typeof choose>[0] = {}, unit = ''): Promise<string | null> =>
  (await print(draft(letterDate, unit), change)).number
const refusal = async (deed: () => unknown): Promise<AppError['data']> => {
  try {
    await deed()
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}
const get = (id: number) => lettersHandlers.get(inline.context, { id })
const unit = (code: string): void => {
  saveUnitRow(
    inline.db,
    { id: null, version: 0, code, name: code, regionCode: null, active: true },
    { userId: 1, now: inline.context.now() },
  )
}

describe('sequences', () => {
  it('of one kind count for that kind alone', async () => {
    rule({ scope: 'kind' })
    expect(await numbered()).toBe('400.9.14.1/001/SLRT/XI/2026')
    rule({ scope: 'kind', archiveCode: '400.9.14.9' }, 'rujukan-umum')
    expect(await numbered()).toBe('400.9.14.1/002/SLRT/XI/2026')
    const keys = inline.db.all(inline.db.q.selectFrom('sequence').select(['key', 'last']).where('key', 'like', 'jenis:%'))
    expect(keys).toEqual([{ key: `jenis:${kind}`, last: 2 }])
  })

  it('per unit run beside each other', async () => {
    unit('KEC-01')
    rule({ scope: 'unit' })
    const numbers = [await numbered(), await numbered(undefined, {}, 'KEC-01'), await numbered()]
    expect(numbers).toEqual(['400.9.14.1/001/SLRT/XI/2026', '400.9.14.1/001/KEC-01/XI/2026', '400.9.14.1/002/SLRT/XI/2026'])
    expect(() => draft(undefined, 'TIDAK-ADA')).toThrow('Unit TIDAK-ADA')
  })

  it('that never begin again go on over the new year; patterns without a year begin again', async () => {
    const back = { reason: 'Tahun lalu' }
    rule({ restart: 'never', pattern: '{kode}/{urut}/OR' })
    expect([await numbered('2025-12-31', back), await numbered('2026-01-02')]).toEqual(['400.9.14.1/1/OR', '400.9.14.1/2/OR'])
    rule({ restart: 'yearly', scope: 'kind', pattern: '{kode}/{urut}/BJ' })
    expect([await numbered('2025-12-31', back), await numbered('2026-01-02')]).toEqual(['400.9.14.1/1/BJ', '400.9.14.1/1/BJ'])
    expect(lettersHandlers.byNumber(inline.context, { number: '400.9.14.1/1/BJ' })).toMatchObject({ letterDate: '2026-01-02' })
  })

  it('never give one number twice in a year, though one begins again and the other does not', async () => {
    rule({ restart: 'never', pattern: '{kode}/{urut}/OR' })
    expect(await numbered()).toBe('400.9.14.1/1/OR')
    rule({ restart: 'yearly', scope: 'kind' })
    expect(await refusal(() => numbered())).toMatchObject({
      code: 'STATE',
      message: 'Nomor 400.9.14.1/1/OR sudah dipakai surat lain.',
    })
  })

  it('taken over from a book on paper go on behind its last number, never back', async () => {
    const place = { key: 'surat-keluar', year: 2026 }
    letterNumbersHandlers.start(inline.context, { ...place, last: 128, reason: 'Buku lama' })
    expect(await numbered()).toBe('400.9.14.1/129/SLRT/XI/2026')
    expect(await refusal(() => letterNumbersHandlers.start(inline.context, { ...place, last: 100, reason: 'x' }))).toMatchObject({
      code: 'VALIDATION',
      field: 'last',
    })
    const { sequences } = letterNumbersHandlers.overview(inline.context, {})
    expect(sequences.find(({ key }) => key === 'surat-keluar')).toMatchObject({ last: 129, used: 1, missingCount: 0 })
  })

  it('count by today’s rules even for a draft that was made under others', async () => {
    const old = draft()
    rule({ source: 'typed' })
    expect((await print(old)).number).toBeNull()
  })
})

describe('a kind whose numbers the agenda gives', () => {
  beforeEach(() => rule({ source: 'typed' }))

  it('prints an open line; the book is completed later and the archived bytes stay', async () => {
    const letter = draft()
    const printed = await print(letter)
    expect(printed).toMatchObject({ number: null, file: { name: `Surat-tanpa-nomor-${letter.id}.pdf` } })
    const before = get(letter.id)
    expect(before).toMatchObject({ state: 'printed', number: null, numberOpen: true, numberSource: 'typed' })
    const { bytes } = inline.db.first(
      inline.db.q.selectFrom('archived_file').select('bytes').where('sha256', '=', printed.sha256),
    ) ?? {
      bytes: Buffer.alloc(0),
    }
    expect((await readPdf(bytes)).pages[0]?.text).toContain('400.9.14.1/………………/SLRT/XI/2026')
    const open = lettersHandlers.list(inline.context, { ...everything, mark: 'open', limit: 10 }).items
    expect(open.map(({ id }) => id)).toEqual([letter.id])
    expect(letterNumbersHandlers.overview(inline.context, {}).waiting).toBe(1)
    lettersHandlers.enterNumbers(inline.context, { items: [{ id: letter.id, version: 2, number: '128', reason: '' }] })
    expect(get(letter.id)).toMatchObject({
      number: '400.9.14.1/128/SLRT/XI/2026',
      numberOpen: false,
      sha256: printed.sha256,
      version: 3,
    })
    expect(letterNumbersHandlers.overview(inline.context, {}).waiting).toBe(0)
    expect(lettersHandlers.reprint(inline.context, { id: letter.id }).file.size).toBe(bytes.byteLength)
  })

  it('prints the number that is known already', async () => {
    expect(await numbered(undefined, { typed: '045' })).toBe('400.9.14.1/045/SLRT/XI/2026')
    expect(await numbered(undefined, { typed: '45a' })).toBe('400.9.14.1/045.a/SLRT/XI/2026')
    expect(await numbered(undefined, { typed: 'B-12/SRIKANDI/2026' })).toBe('B-12/SRIKANDI/2026')
    for (const typed of ['45', 'B-12/SRIKANDI/2026'])
      expect(await refusal(() => numbered(undefined, { typed }))).toMatchObject({ code: 'VALIDATION', field: 'choice.typed' })
  })

  it('refuses an item out of the order of the dates until it is explained, and then enters none', async () => {
    const [first, second, third] = [draft('2026-11-02'), draft('2026-11-05'), draft('2026-11-09')]
    for (const letter of [first, second, third]) await print(letter)
    const item = (letter: { id: number }, number: string, reason = '') => ({ id: letter.id, version: 2, number, reason })
    const enter = (...items: ReturnType<typeof item>[]) => lettersHandlers.enterNumbers(inline.context, { items })
    enter(item(first, '10'), item(third, '14'))
    const before = get(second.id).version
    const slip = await refusal(() => inline.db.raw.transaction(() => enter(item(second, '41')))())
    expect(slip).toMatchObject({ code: 'CONFIRM', field: 'items.0.number' })
    expect(get(second.id)).toMatchObject({ version: before, number: null })
    enter(item(second, '41', 'Agenda tidak urut'))
    expect(get(second.id)).toMatchObject({ dateMark: 'back', numberReason: 'Agenda tidak urut' })
    const again = { id: second.id, version: 3, number: '12' }
    expect(await refusal(() => enter({ ...again, reason: '' }))).toMatchObject({ code: 'CONFIRM', field: 'items.0.reason' })
    enter({ ...again, reason: 'Salah ketik' })
    expect(get(second.id)).toMatchObject({
      number: '400.9.14.1/012/SLRT/XI/2026',
      numberReason: 'Agenda tidak urut; Nomor 400.9.14.1/041/SLRT/XI/2026 diganti: Salah ketik',
    })
  })

  it('never lets the program give a number that the agenda gave', async () => {
    await numbered(undefined, { typed: '2' })
    rule({ source: 'automatic' })
    expect([await numbered(), await numbered(), await numbered()].map((number) => number?.split('/')[1])).toEqual([
      '001',
      '003',
      '004',
    ])
  })

  it('never stops the program with a whole number that looks like the next one: it is stepped over', async () => {
    await numbered(undefined, { typed: '400.9.14.1/002/SLRT/XI/2026 bis' })
    await numbered(undefined, { typed: '400.9.14.1/001.a/SLRT/XI/2026' })
    rule({ sequence: 'agenda' })
    await numbered(undefined, { typed: '400.9.14.1/002/SLRT/XI/2026' })
    rule({ source: 'automatic' })
    expect([await numbered(), await numbered()]).toEqual(['400.9.14.1/001/SLRT/XI/2026', '400.9.14.1/003/SLRT/XI/2026'])
    expect(await refusal(() => numbered(undefined, { insertAfter: 1, reason: 'Terlewat' }))).toMatchObject({ code: 'STATE' })
  })

  it('far ahead by a slip of the finger leave the overview of sequences quick: gaps are counted, fifty are named', async () => {
    await numbered(undefined, { typed: '9999999' })
    rule({ source: 'automatic' })
    await numbered()
    const { sequences } = letterNumbersHandlers.overview(inline.context, {})
    const [sequence] = sequences.filter(({ used }) => used > 0)
    expect(sequence).toMatchObject({ last: 9_999_999, missingCount: 9_999_997 })
    expect(sequence?.missing.slice(0, 2)).toEqual([2, 3])
    expect(sequence?.missing).toHaveLength(50)
  })

  it('can be cancelled before it has a number', async () => {
    const letter = draft()
    await print(letter)
    lettersHandlers.cancel(inline.context, { id: letter.id, version: 2, reason: 'Salah orang' })
    expect(get(letter.id)).toMatchObject({ state: 'cancelled', number: null, numberOpen: false })
  })
})

describe('ranges and quotas', () => {
  const place = { key: 'surat-keluar', year: 2026 }
  const add = (first: number, last: number, more: { day?: string; unitCode?: string } = {}) =>
    letterNumbersHandlers.addRange(inline.context, { ...place, day: null, unitCode: '', note: '', first, last, ...more })
  const value = (number: string | null): string => number?.split('/')[1] ?? ''

  it('are for those who serve the whole office: one village does not decide where the others take their numbers', async () => {
    const village = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.01.2001'] } }
    const input = { key: 'x', year: 2026, day: null, unitCode: '', first: 900, last: 900, note: '' }
    expect(await refusal(() => letterNumbersHandlers.addRange(village, input))).toMatchObject({ code: 'FORBIDDEN' })
    const range = letterNumbersHandlers.addRange(inline.context, input)
    expect(await refusal(() => letterNumbersHandlers.closeRange(village, range))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusal(() => letterNumbersHandlers.addRange(inline.context, { ...input, day: '2027-01-02' }))).toMatchObject({
      code: 'VALIDATION',
      field: 'day',
    })
  })

  it('of this PC are used up in order, then the print says so', async () => {
    add(500, 501)
    expect([value(await numbered()), value(await numbered())]).toEqual(['500', '501'])
    const { code, hint } = await refusal(() => numbered())
    expect([code, hint]).toEqual(['STATE', expect.stringContaining('Tambahkan rentang')])
    add(900, 999)
    expect(value(await numbered())).toBe('900')
    expect(lettersHandlers.nextNumber(inline.context, { id: draft().id })).toMatchObject({ left: 99, asks: null })
  })

  it('of a unit are for that unit, the others for everybody else', async () => {
    unit('KEC-01')
    add(1, 100)
    add(101, 200, { unitCode: 'KEC-01' })
    expect(value(await numbered())).toBe('001')
    expect(value(await numbered('2026-11-20', {}, 'KEC-01'))).toBe('101')
    expect(value(await numbered())).toBe('002')
  })

  it('never overlap, and never hold a number that is in the book', async () => {
    await numbered()
    expect(await refusal(() => add(1, 5))).toMatchObject({ code: 'VALIDATION', field: 'first' })
    add(10, 20)
    expect(await refusal(() => add(20, 30))).toMatchObject({ message: 'Bertabrakan dengan rentang 10–20.' })
    expect(await refusal(() => add(30, 29))).toMatchObject({ field: 'last' })
  })

  it('closed name what was not used; what was left may be handed out anew', async () => {
    const { id, version } = add(10, 14)
    await numbered()
    expect(letterNumbersHandlers.closeRange(inline.context, { id, version }).unused).toEqual([11, 12, 13, 14])
    expect(await refusal(() => letterNumbersHandlers.closeRange(inline.context, { id, version }))).toMatchObject({
      code: 'CONFLICT',
    })
    expect(await refusal(() => add(10, 12))).toMatchObject({ code: 'VALIDATION' })
    add(11, 12)
    expect(value(await numbered())).toBe('011')
  })

  it('of a day serve letters of that day alone', async () => {
    rule({ source: 'quota' })
    expect(await refusal(() => numbered('2026-11-20'))).toMatchObject({
      code: 'STATE',
      message: expect.stringContaining('20 November 2026'),
    })
    add(120, 121, { day: '2026-11-20' })
    add(150, 151, { day: '2026-11-22' })
    expect([value(await numbered('2026-11-20')), value(await numbered('2026-11-22'))]).toEqual(['120', '150'])
    const late = draft('2026-11-20')
    expect(await refusal(() => print(late))).toMatchObject({ code: 'CONFIRM', field: 'choice.reason' })
    expect(value((await print(late, { reason: 'Berkas tertinggal' })).number)).toBe('121')
    expect(get(late.id)).toMatchObject({ dateMark: 'back', numberSource: 'quota', numberReason: 'Berkas tertinggal' })
  })
})

describe('numbers slipped in and dates that do not fit', () => {
  beforeEach(async () => {
    for (const day of ['2026-11-02', '2026-11-05', '2026-11-20']) await numbered(day)
  })

  it('are asked about first, with the number slipped in ready', async () => {
    const late = draft('2026-11-07')
    expect(lettersHandlers.nextNumber(inline.context, { id: late.id })).toMatchObject({
      number: '400.9.14.1/004/SLRT/XI/2026',
      asks: 'before-last',
      last: { number: '400.9.14.1/003/SLRT/XI/2026', letterDate: '2026-11-20' },
      insert: { after: 2, afterNumber: '400.9.14.1/002/SLRT/XI/2026', number: '400.9.14.1/002.a/SLRT/XI/2026' },
    })
    const refused = await refusal(() => print(late))
    expect(refused).toMatchObject({ code: 'CONFIRM', field: 'choice.reason' })
    expect(refused.message).toContain('20 November 2026')
    expect(await refusal(() => print(late, { insertAfter: 2 }))).toMatchObject({ code: 'VALIDATION', field: 'choice.reason' })
    expect((await print(late, { insertAfter: 2, reason: 'Rapat luar kota' })).number).toBe('400.9.14.1/002.a/SLRT/XI/2026')
    expect(get(late.id)).toMatchObject({ inserted: true, numberReason: 'Rapat luar kota' })
    expect(await numbered('2026-11-06', { insertAfter: 2, reason: 'Satu lagi' })).toBe('400.9.14.1/002.b/SLRT/XI/2026')
    expect(await numbered()).toBe('400.9.14.1/004/SLRT/XI/2026')
    const marked = lettersHandlers.list(inline.context, { ...everything, mark: 'inserted', limit: 10 }).items
    expect(marked.map(({ number }) => number?.split('/')[1])).toEqual(['002.b', '002.a'])
  })

  it('take the next number with a reason, marked in the book', async () => {
    expect(await numbered('2026-11-07', { reason: 'Diminta pimpinan' })).toBe('400.9.14.1/004/SLRT/XI/2026')
    expect(await refusal(() => numbered('2026-11-30'))).toMatchObject({ code: 'CONFIRM' })
    await numbered('2026-11-30', { reason: 'Undangan minggu depan' })
    const dated = lettersHandlers.list(inline.context, { ...everything, mark: 'dated', limit: 10 }).items
    expect(dated.map((row) => [row.dateMark, row.numberReason])).toEqual([
      ['ahead', 'Undangan minggu depan'],
      ['back', 'Diminta pimpinan'],
    ])
    // A letter dated ahead does not make every letter of today a late one.
    expect(await numbered('2026-11-22')).toBe('400.9.14.1/006/SLRT/XI/2026')
  })

  it('are never slipped in behind a letter dated back, which stands where its date does not belong', async () => {
    const asked = (day: string) => lettersHandlers.nextNumber(inline.context, { id: draft(day).id }).insert?.after
    expect(await numbered('2026-11-07', { reason: 'Diminta pimpinan' })).toContain('/004/')
    await numbered('2026-11-21')
    expect([asked('2026-11-08'), asked('2026-11-20'), asked('2026-11-01')]).toEqual([2, 3, undefined])
    expect(await numbered('2026-11-20', { insertAfter: 3, reason: 'Tertinggal' })).toContain('/003.a/')
  })

  it('wait until nothing on the paper is missing: the field is named before a number is spoken of', async () => {
    const { id, version } = draft()
    const change = { signatoryId: world.signatoryId, letterDate: '2026-11-22', paper: 'F4' as const, copiesTo: [] }
    lettersHandlers.update(inline.context, { id, version, ...change, fields: { purpose: '' } })
    expect(lettersHandlers.nextNumber(inline.context, { id })).toMatchObject({
      number: null,
      problem: { message: 'Isian "Keperluan surat" belum diisi.', field: 'fields.purpose' },
    })
  })

  it('stand only where the dates around them allow it, and behind a number that is in the book', async () => {
    const reason = 'Sisipan'
    for (const [day, insertAfter] of [
      ['2026-11-07', 1],
      ['2026-11-07', 3],
      ['2026-11-07', 99],
    ] as const)
      expect(await refusal(() => numbered(day, { insertAfter, reason }))).toMatchObject({
        code: 'VALIDATION',
        field: 'choice.insertAfter',
      })
  })

  it('list in the order of a book on paper, page by page', async () => {
    await numbered('2026-11-06', { insertAfter: 2, reason: 'x' })
    draft()
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { number: string | null }[]; next: string | null } = lettersHandlers.list(inline.context, {
        ...everything,
        order: 'number',
        cursor,
        limit: 2,
      })
      seen.push(...page.items.map(({ number }) => number?.split('/')[1] ?? ''))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(['001', '002', '002.a', '003'])
    const days = lettersHandlers.list(inline.context, { ...everything, from: '2026-11-05', to: '2026-11-06', limit: 9 }).items
    expect(days.map(({ letterDate }) => letterDate)).toEqual(['2026-11-06', '2026-11-05'])
  })
})
