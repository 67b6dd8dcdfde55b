import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { insertFact } from '../../src/main/core/person-facts/person-facts.repo.ts'
import type { LetterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { letters } from '../../src/shared/contract/letters.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let world: LetterWorld
let personId: number

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  personId = inline.db.first(inline.db.q.selectFrom('person').select('id'))?.id as number
})
afterEach(() => inline.close())

const by = { userId: 1, now: '2026-11-20T02:00:00.000Z' }
const listed = (decile: string, asOf: string): number =>
  insertFact(
    inline.db,
    personId,
    {
      kind: 'decile',
      key: 'decile',
      label: '',
      value: decile,
      status: '',
      from_date: null,
      to_date: null,
      expected_date: null,
      as_of: asOf,
      source: 'list',
      note: '',
    },
    by,
  )

type Draft = Parameters<typeof lettersHandlers.draft>[1]
const statement = (change: Partial<Draft> = {}): { id: number; version: number } =>
  lettersHandlers.draft(inline.context, {
    caseId: null,
    referralId: null,
    personId,
    kind: 'keterangan-dtsen',
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: {},
    copiesTo: [],
    purpose: 'spmb-afirmasi',
    ...change,
  })
const check = (found: boolean, decile: number | null = null): { id: number } =>
  lettersHandlers.recordCheck(inline.context, { personId, system: 'SIKS-NG', by: '', found, decile, status: null, note: '' })
const print = (draft: { id: number; version: number }) =>
  lettersHandlers.print(inline.context, { ...draft, choice: { insertAfter: null, typed: '', reason: '' } })
const textOf = async (sha256: string): Promise<string> =>
  (await readPdf(readArchivedFile(inline.db, sha256)?.bytes ?? new Uint8Array())).pages.map(({ text }) => text).join('\n')
const refusal = async (promise: Promise<unknown>): Promise<AppError['data']> => {
  try {
    await promise
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}

describe('a statement about the register', () => {
  it('prints the list it stands on, keeps it, and ends with the purpose’s validity', async () => {
    listed('2', '2026-11-01')
    const draft = statement({ applicant: { personId: null, name: 'BUDI UMPAMA', relation: 'Orang tua', phone: '' } })
    const printed = await print(draft)
    const text = (await textOf(printed.sha256)).replaceAll('\n', ' ')
    expect(text).toContain('berdasarkan daftar per tanggal 1 November 2026, terdaftar dalam Data Tunggal')
    expect(text).toContain('pada desil 2 (dua)')
    expect(text).toContain('atas permintaan Budi Umpama (orang tua) untuk keperluan pendaftaran sekolah')
    expect(text).toContain('30 (tiga puluh) hari, sampai dengan tanggal 21 Desember 2026')
    const letter = lettersHandlers.get(inline.context, { id: draft.id })
    expect(letter).toMatchObject({
      caseId: null,
      personId,
      validUntil: '2026-12-21',
      purposeLabel: 'pendaftaran sekolah jalur afirmasi (SPMB)',
    })
    expect(letter.register).toMatchObject({ state: 'ready', source: { kind: 'list', on: '2026-11-01', decile: '2' } })
  })

  it('is refused while the list is too old, until a look is recorded; then it names system, day, hour and who looked', async () => {
    listed('2', '2026-09-01')
    const draft = statement()
    expect(lettersHandlers.standing(inline.context, { personId, kind: 'keterangan-dtsen' })).toMatchObject({ state: 'old' })
    expect(await refusal(print(draft))).toMatchObject({
      code: 'STATE',
      field: 'register',
      message: expect.stringContaining('1 September 2026'),
    })
    check(true, 3)
    const text = (await textOf((await print(draft)).sha256)).replaceAll('\n', ' ')
    expect(text).toContain(
      'hasil pemeriksaan pada aplikasi SIKS-NG tanggal 22 November 2026 pukul 10.00 WITA oleh Admin Uji, terdaftar',
    )
    expect(text).toContain('pada desil 3 (tiga)')
    // What was found is now known about the resident wherever deciles are shown.
    const fact = inline.db.first(inline.db.q.selectFrom('person_fact').selectAll().where('source', '=', 'siks-ng'))
    expect(fact).toMatchObject({ value: '3', as_of: '2026-11-22' })
  })

  it('never says "not registered" because our copy does not know the resident', async () => {
    const draft = statement({ purpose: 'lain' })
    const refused = await refusal(print(draft))
    expect(refused.message).toContain('Itu belum berarti ia tidak terdaftar')
    check(false)
    const text = (await textOf((await print(draft)).sha256)).replaceAll('\n', ' ')
    expect(text).toContain('oleh Admin Uji, tidak ditemukan dalam Data Tunggal')
    expect(text).not.toContain('pada desil')
  })

  it('is not printed for a purpose whose decile the resident exceeds, nor without a purpose', async () => {
    listed('7', '2026-11-01')
    expect(await refusal(print(statement()))).toMatchObject({
      code: 'STATE',
      message: expect.stringContaining('desil 7'),
      hint: expect.stringContaining('usulkan pemutakhiran'),
    })
    expect(await refusal(print(statement({ purpose: '' })))).toMatchObject({ code: 'VALIDATION', field: 'purpose' })
    await print(statement({ purpose: 'lain' }))
  })

  it('does not take what the resident told us for a list', () => {
    listed('2', '2026-11-20')
    inline.db.run(inline.db.q.updateTable('person_fact').set({ source: 'typed' }))
    expect(lettersHandlers.standing(inline.context, { personId, kind: 'keterangan-dtsen' })).toMatchObject({ state: 'missing' })
  })

  it('shows an earlier letter for the same purpose as long as it is valid', async () => {
    listed('2', '2026-11-01')
    const { number } = await print(statement())
    const ask = (purpose: string) => lettersHandlers.earlier(inline.context, { personId, kind: 'keterangan-dtsen', purpose })
    expect(ask('spmb-afirmasi')).toMatchObject([{ number, validUntil: '2026-12-21' }])
    expect(ask('pip')).toEqual([])
    inline.db.run(inline.db.q.updateTable('letter').set({ valid_until: '2026-11-21' }))
    expect(ask('spmb-afirmasi')).toEqual([])
  })
})

describe('letters without a case', () => {
  it('about a resident are seen where the resident lives, and go along when records are merged', () => {
    const { id } = statement()
    const elsewhere = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.02'] } }
    const here = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.01'] } }
    expect(() => lettersHandlers.get(elsewhere, { id })).toThrow('tidak ditemukan')
    expect(lettersHandlers.get(here, { id })).toMatchObject({ id, clientName: 'SITI CONTOH AMINAH' })
    const book = letters.list.input.parse({})
    expect(lettersHandlers.list(here, { ...book, text: 'siti' }).items).toHaveLength(1)
    expect(lettersHandlers.list(elsewhere, book).items).toHaveLength(0)
  })

  it('about a village hold its list, which has to be filled before printing', async () => {
    const village = inline.db.first(inline.db.q.selectFrom('region').select('code').where('level', '=', 4))?.code as string
    const { caseId: _case, ...about } = { caseId: null, referralId: null, personId: null, regionCode: village }
    const content = { signatoryId: world.signatoryId, letterDate: '2026-11-22', paper: 'F4' as const, copiesTo: [] }
    const fields = { headName: 'Contoh Kepala Desa', matter: 'pemutakhiran DTSEN', count: '2', headPosition: 'Kepala Desa' }
    const draft = lettersHandlers.draft(inline.context, { ...about, caseId: null, kind: 'sptjm', ...content, fields })
    expect(await refusal(print(draft))).toMatchObject({ field: 'lists.people' })
    const rows: Record<string, string>[] = [
      { name: 'SITI', nik: '5201014506800001' },
      { name: '' },
      { name: 'BUDI', nik: '5201014506800002' },
    ]
    const saved = lettersHandlers.update(inline.context, { ...draft, ...content, fields, lists: { people: rows } })
    const text = await textOf((await print(saved)).sha256)
    expect(text).toContain('1. SITI 5201014506800001')
    expect(text).toContain('2. BUDI 5201014506800002')
    expect(text.replaceAll('\n', ' ')).toContain('sejumlah 2 (dua) orang')
    expect(text).toMatch(/DESA |KELURAHAN /)
    const nowhere = { ...about, regionCode: '52.01', caseId: null, kind: 'sptjm', ...content, fields }
    expect(() => lettersHandlers.draft(inline.context, nowhere)).toThrow('menyebut desa atau kelurahan')
  })

  it('refuse a kind that needs a case, and a resident where there is none', () => {
    expect(() => statement({ kind: 'surat-keterangan-pelayanan' })).toThrow('disusun dari sebuah kasus')
    expect(() => statement({ kind: 'surat-tugas', purpose: '' })).toThrow('tidak menyangkut satu warga')
    expect(() => statement({ personId: null })).toThrow('menyangkut seorang warga')
    expect(() => statement({ purpose: 'jalan-jalan' })).toThrow('Keperluan ini tidak ada')
  })

  it('wait in lanes: the medical emergency first, then the oldest', () => {
    const draft = (lane: string) => statement({ kind: 'keterangan-pbi-jk', purpose: '', lane }).id
    const [first, second, urgent] = [draft('biasa'), draft('biasa'), draft('darurat')]
    expect(lettersHandlers.waiting(inline.context, {}).map(({ id, urgent: now }) => [id, now])).toEqual([
      [urgent, true],
      [first, false],
      [second, false],
    ])
  })
})

describe('changing templates', () => {
  const body = (): LetterTemplateBody =>
    structuredClone(
      definitionsHandlers.get(inline.context, { kind: 'letter-template', key: 'keterangan-dtsen', version: null }).body,
    ) as unknown as LetterTemplateBody
  const save = (changed: LetterTemplateBody, baseVersion: number): void =>
    void definitionsHandlers.save(inline.context, {
      kind: 'letter-template',
      key: 'keterangan-dtsen',
      baseVersion,
      body: JSON.parse(JSON.stringify(changed)),
    })

  it('never changes an archived letter: the same bytes after a change, a retirement, and with the kind gone', async () => {
    listed('2', '2026-11-01')
    const draft = statement()
    const printed = await print(draft)
    const bytes = Buffer.from(readArchivedFile(inline.db, printed.sha256)?.bytes ?? [])
    const same = (): void => {
      const copy = lettersHandlers.reprint(inline.context, { id: draft.id })
      const ref = inline.context.tickets.read(copy.file.fileId, 1).source.ref
      expect(Buffer.compare(Buffer.from(readArchivedFile(inline.db, ref)?.bytes ?? []), bytes)).toBe(0)
    }
    expect(bytes.length).toBeGreaterThan(5000)
    const changed = body()
    changed.blocks = changed.blocks.filter(({ type }) => type !== 'identity')
    changed.paper = 'A4'
    save(changed, 1)
    same()
    save({ ...changed, retired: true }, 2)
    expect(lettersHandlers.kinds(inline.context, {}).some(({ key }) => key === 'keterangan-dtsen')).toBe(false)
    expect(() => statement()).toThrow('tidak dipakai lagi')
    same()
    inline.db.run(inline.db.q.deleteFrom('definition').where('kind', '=', 'letter-template'))
    same()
  })

  it('shows them filled with made-up people, and says what does not fit', async () => {
    const good = JSON.parse(JSON.stringify(body()))
    const shown = await lettersHandlers.previewTemplate(inline.context, { body: good, sample: 'panjang', headedPaper: false })
    expect(shown).toMatchObject({ pages: 2, problems: [] })
    const bad = { ...body(), subject: 'Surat {{person.nama}}' }
    const told = await lettersHandlers.previewTemplate(inline.context, {
      body: JSON.parse(JSON.stringify(bad)),
      sample: 'biasa',
      headedPaper: false,
    })
    expect(told.problems).toEqual([{ path: 'subject', message: 'Isian {{person.nama}} tidak dikenal.' }])
    const broken = await lettersHandlers.previewTemplate(inline.context, {
      body: { name: 'x' },
      sample: 'biasa',
      headedPaper: false,
    })
    expect(broken.file).toBeNull()
    expect(broken.problems.length).toBeGreaterThan(3)
  })

  it('go to another office as a file and come back the same', () => {
    const file = lettersHandlers.exportTemplate(inline.context, { key: 'keterangan-pbi-jk' })
    const path = join(inline.context.dirs.tmp, inline.context.tickets.read(file.fileId, 1).source.ref)
    const upload = (source: string) =>
      inline.context.tickets.issue({ source: { kind: 'path', ref: source }, name: 'x.json', mediaType: '', size: 10, userId: 1 })
    const read = lettersHandlers.readTemplateFile(inline.context, { fileId: upload(path) })
    expect(read).toMatchObject({
      key: 'keterangan-pbi-jk',
      name: 'Surat Keterangan Reaktivasi PBI-JK',
      exists: true,
      problems: [],
    })
    expect(read.body).toEqual(
      definitionsHandlers.get(inline.context, { kind: 'letter-template', key: 'keterangan-pbi-jk', version: null }).body,
    )
    const deep = join(inline.context.dirs.tmp, 'dalam.json')
    const [open, close] = ['['.repeat(100_000), ']'.repeat(100_000)]
    writeFileSync(deep, `{"berkas":"loket-jenis-surat","kantor":"","tanggal":"","kunci":"a","badan":${open}${close}}`)
    expect(() => lettersHandlers.readTemplateFile(inline.context, { fileId: upload(deep) })).toThrow('isinya tidak terbaca')
    const other = join(inline.context.dirs.tmp, 'lain.json')
    writeFileSync(other, '{"berkas":"lain"}')
    expect(() => lettersHandlers.readTemplateFile(inline.context, { fileId: upload(other) })).toThrow('bukan berkas jenis surat')
  })

  it('are not set while they are far too large: the counter’s thread stays free', async () => {
    const found = definitionsHandlers.get(inline.context, { kind: 'letter-template', key: 'keterangan-pbi-jk', version: null })
    const body = found.body as { blocks: unknown[] }
    const huge = { ...body, blocks: [...body.blocks, ...Array.from({ length: 3000 }, () => ({ type: 'page-break' }))] }
    const preview = await lettersHandlers.previewTemplate(inline.context, {
      body: JSON.parse(JSON.stringify(huge)),
      sample: 'biasa',
      headedPaper: false,
    })
    expect(preview).toMatchObject({ file: null, problems: [{ path: 'blocks' }] })
  })
})
