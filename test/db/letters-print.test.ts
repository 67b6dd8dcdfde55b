import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InternalCommand, JobContext } from '../../src/main/core/context.ts'
import { archiveFile, readArchivedFile, sha256 } from '../../src/main/core/files/archive.repo.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { officeKey } from '../../src/main/core/office/office.repo.ts'
import { writeSetting } from '../../src/main/core/settings.repo.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld, sampleOffice, samplePng } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let world: LetterWorld

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

const content = (change: { letterDate?: string; fields?: Record<string, string> } = {}) => ({
  signatoryId: world.signatoryId,
  letterDate: '2026-11-22',
  paper: 'F4' as const,
  fields: {},
  copiesTo: ['Arsip'],
  unitCode: '',
  ...change,
})

const draftReferral = (letterDate = '2026-11-22'): { id: number; version: number } =>
  lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: world.referralId,
    kind: 'rujukan-umum',
    ...content({ letterDate }),
  })
const draftCertificate = (letterDate = '2026-11-22'): { id: number; version: number } =>
  lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: null,
    kind: 'surat-keterangan-pelayanan',
    ...content({ letterDate, fields: { purpose: 'berobat' } }),
  })
const print = (draft: { id: number; version: number }, context: JobContext = inline.context) =>
  lettersHandlers.print(context, { ...draft, choice: { insertAfter: null, typed: '', reason: 'Rapat kemarin' } })
const archived = (hash: string): Uint8Array => readArchivedFile(inline.db, hash)?.bytes ?? new Uint8Array()
const count = (table: 'archived_file' | 'sequence' | 'letter_copy'): number =>
  inline.db.all(inline.db.q.selectFrom(table).selectAll()).length
const refusal = async (promise: Promise<unknown>): Promise<AppError['data']> => {
  try {
    await promise
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}

describe('printing a letter', () => {
  it('gives it a number and keeps the very bytes', async () => {
    const draft = draftReferral()
    const printed = await print(draft)
    expect(printed.number).toBe('400.9.14.4/001/SLRT/XI/2026')
    expect(printed.pages).toBe(1)
    expect(printed.file).toMatchObject({
      name: 'Surat-400.9.14.4-001-SLRT-XI-2026.pdf',
      mediaType: 'application/pdf',
      size: archived(printed.sha256).byteLength,
    })
    expect(inline.context.tickets.read(printed.file.fileId, 1).source).toEqual({ kind: 'archive', ref: printed.sha256 })
    expect(sha256(archived(printed.sha256))).toBe(printed.sha256)
    const { text } = (await readPdf(archived(printed.sha256))).pages[0] ?? { text: '' }
    for (const part of [
      'Nomor : 400.9.14.4/001/SLRT/XI/2026',
      'Sifat : Segera',
      'Hal : Rujukan layanan Reaktivasi PBI-JK',
      'Yth. Direktur RSUD Contoh',
      'Nama : SITI CONTOH AMINAH',
      'Tempat/Tgl Lahir : Gerung, 5 Juni 1980',
      'No. KK : 5201994506800001',
      'NIK : 5201014506800001',
      'Alamat : Jl. Melati 2, Dusun Karang, RT 003/RW 001',
      'Kecamatan : Gerung',
      'Mohon keringanan biaya perawatan selama reaktivasi diproses.',
      'a.n. Kepala Dinas Sosial',
      'NIP. 19700101 199503 1 999',
    ])
      expect(text).toContain(part)
    const letter = lettersHandlers.get(inline.context, { id: draft.id })
    expect(letter).toMatchObject({ state: 'printed', printedBy: 'Admin Uji', sha256: printed.sha256, version: 2 })
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'letter', entityId: draft.id, caseId: world.caseId })
    expect(JSON.stringify(inline.audited)).not.toMatch(/SITI|520101450/)
  })

  it('moves its referral on and writes the case history', async () => {
    await print(draftReferral())
    const referral = inline.db.first(inline.db.q.selectFrom('referral').selectAll().where('id', '=', world.referralId))
    expect(referral).toMatchObject({ state: 'printed', version: 2 })
    const events = inline.db.all(inline.db.q.selectFrom('case_event').select('text').where('kind', '=', 'letter'))
    expect(events).toEqual([{ text: 'Surat Rujukan nomor 400.9.14.4/001/SLRT/XI/2026 dicetak.' }])
  })

  it('refuses a letter with an empty required field and names the field', async () => {
    const draft = lettersHandlers.draft(inline.context, {
      caseId: world.caseId,
      referralId: null,
      kind: 'surat-keterangan-pelayanan',
      ...content(),
    })
    expect(await refusal(print(draft))).toMatchObject({ code: 'VALIDATION', field: 'fields.purpose' })
    expect(count('sequence')).toBe(0)
  })

  it('refuses a stale version', async () => {
    const draft = draftReferral()
    lettersHandlers.update(inline.context, { ...draft, ...content() })
    expect(await refusal(print(draft))).toMatchObject({ code: 'CONFLICT' })
  })
})

describe('numbers', () => {
  it('run on across kinds that share a sequence, and start again with the year of the letter', async () => {
    const numbers = []
    for (const draft of [
      draftReferral('2026-12-30'),
      draftCertificate('2026-12-31'),
      draftReferral('2027-01-04'),
      draftReferral('2026-12-29'),
      draftCertificate('2027-01-05'),
    ])
      numbers.push((await print(draft)).number)
    expect(numbers).toEqual([
      '400.9.14.4/001/SLRT/XII/2026',
      '400.9.14.1/002/SLRT/XII/2026',
      '400.9.14.4/001/SLRT/I/2027',
      '400.9.14.4/003/SLRT/XII/2026',
      '400.9.14.1/002/SLRT/I/2027',
    ])
  })

  it('are not given twice by a double click', async () => {
    const draft = draftReferral()
    const results = await Promise.allSettled([print(draft), print(draft)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const later = await refusal(print(draft))
    expect(later.code).toBe('STATE')
    expect(later.message).toContain('400.9.14.4/001/SLRT/XI/2026')
    expect((await print(draftReferral())).number).toBe('400.9.14.4/002/SLRT/XI/2026')
  })

  it('that moved while the page was set are set again on the page', async () => {
    const [first, second] = [draftReferral(), draftReferral()]
    let between = true
    const context: JobContext = {
      ...inline.context,
      write: async (command, input) => {
        if (between) {
          between = false
          await print(second)
        }
        return inline.context.write(command, input)
      },
    }
    const printed = await print(first, context)
    expect(printed.number).toBe('400.9.14.4/002/SLRT/XI/2026')
    expect((await readPdf(archived(printed.sha256))).pages[0]?.text).toContain('Nomor : 400.9.14.4/002/SLRT/XI/2026')
  })

  it('of 60 interleaved prints, with clerks stopping now and then, have no gap and no double', async () => {
    const drafts = Array.from({ length: 60 }, (_unused, index) => (index % 3 === 0 ? draftCertificate() : draftReferral()))
    let stopped = 0
    const clerk = async (own: { id: number; version: number }[]): Promise<void> => {
      for (const [index, draft] of own.entries()) {
        let calls = 0
        const impatient: JobContext = {
          ...inline.context,
          throwIfCancelled: () => {
            calls += 1
            if (index % 7 === 3 && calls === 2) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
          },
        }
        try {
          await print(draft, impatient)
        } catch (error) {
          if (!(error instanceof AppError) || error.data.code !== 'CANCELLED') throw error
          stopped += 1
          await print(draft)
        }
      }
    }
    await Promise.all([0, 1, 2].map((start) => clerk(drafts.filter((_draft, index) => index % 3 === start))))
    expect(stopped).toBeGreaterThan(6)
    const letters = inline.db.all(inline.db.q.selectFrom('letter').select(['number', 'number_value', 'sha256', 'state']))
    expect(letters.every(({ state }) => state === 'printed')).toBe(true)
    expect(letters.map(({ number_value }) => number_value).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 60 }, (_unused, index) => index + 1),
    )
    expect(new Set(letters.map(({ number }) => number)).size).toBe(60)
    expect(new Set(letters.map((letter) => letter.sha256)).size).toBe(60)
    expect(inline.db.all(inline.db.q.selectFrom('sequence').selectAll())).toEqual([{ key: 'surat-keluar', year: 2026, last: 60 }])
  }, 120_000)

  it('and archive roll back together when the writer dies before the commit', async () => {
    const draft = draftReferral()
    const context: JobContext = {
      ...inline.context,
      write: <I, O>(command: InternalCommand<I, O>, input: I): Promise<O> =>
        inline.context.write(
          {
            ...command,
            run: (inner, value: I): O => {
              command.run(inner, value)
              throw new Error('power cut')
            },
          },
          input,
        ),
    }
    await expect(async () => print(draft, context)).rejects.toThrow('power cut')
    expect([count('archived_file'), count('sequence')]).toEqual([0, 0])
    expect(lettersHandlers.get(inline.context, { id: draft.id })).toMatchObject({ state: 'draft', number: null })
    expect((await print(draft)).number).toBe('400.9.14.4/001/SLRT/XI/2026')
  })

  it('that another sequence already gave are refused in words', async () => {
    const row = inline.db.first(
      inline.db.q.selectFrom('definition').selectAll().where('kind', '=', 'letter-template').where('key', '=', 'rujukan-umum'),
    )
    const body = JSON.parse(row?.body ?? '{}') as { numbering: { sequence: string } }
    body.numbering.sequence = 'lain'
    const copy = { ...row, id: undefined, key: 'rujukan-lain', body: JSON.stringify(body), hash: 'x' }
    inline.db.run(inline.db.q.insertInto('definition').values(copy as never))
    await print(draftReferral())
    const other = lettersHandlers.draft(inline.context, {
      caseId: world.caseId,
      referralId: world.referralId,
      kind: 'rujukan-lain',
      ...content(),
    })
    expect(await refusal(print(other))).toMatchObject({ code: 'STATE', message: expect.stringContaining('sudah dipakai') })
  })
})

describe('previews', () => {
  it('show a draft with an open number and DRAF, and take nothing', async () => {
    const draft = draftReferral()
    const { file, pages } = await lettersHandlers.preview(inline.context, { id: draft.id })
    expect(pages).toBe(1)
    const { source } = inline.context.tickets.read(file.fileId, 1)
    expect(source.kind).toBe('tmp')
    const { readFileSync } = await import('node:fs')
    const pdf = await readPdf(readFileSync(`${inline.context.dirs.tmp}/${source.ref}`))
    expect(pdf.pages[0]?.text).toContain('Nomor : 400.9.14.4/……/SLRT/XI/2026')
    expect(pdf.pages[0]?.text).toContain('DRAF')
    expect([count('sequence'), count('archived_file')]).toEqual([0, 0])
  })

  it('show a printed letter from its snapshot, marked, without counting as a copy', async () => {
    const draft = draftReferral()
    await print(draft)
    inline.db.run(inline.db.q.updateTable('person').set({ name: 'NAMA BARU' }))
    const { file } = await lettersHandlers.preview(inline.context, { id: draft.id })
    const { readFileSync } = await import('node:fs')
    const { source } = inline.context.tickets.read(file.fileId, 1)
    const { text } = (await readPdf(readFileSync(`${inline.context.dirs.tmp}/${source.ref}`))).pages[0] ?? { text: '' }
    expect(text).toContain('ARSIP')
    expect(text).toContain('Nama : SITI CONTOH AMINAH')
    expect(count('letter_copy')).toBe(0)
  })
})

describe('reprints', () => {
  it('hand out the archived bytes whatever changed since, and are logged one by one', async () => {
    const draft = draftReferral()
    const printed = await print(draft)
    const before = Buffer.from(archived(printed.sha256))
    inline.db.run(inline.db.q.updateTable('person').set({ name: 'NAMA BARU' }))
    writeSetting(inline.db, officeKey, { ...sampleOffice, name: 'Dinas Lain' }, { userId: 1, now: inline.context.now() })
    for (const copy of [1, 2]) {
      const again = lettersHandlers.reprint(inline.context, { id: draft.id })
      expect(again).toMatchObject({ number: printed.number, copy })
      const { source } = inline.context.tickets.read(again.file.fileId, 1)
      expect(source).toEqual({ kind: 'archive', ref: printed.sha256 })
      expect(Buffer.compare(before, Buffer.from(archived(source.ref)))).toBe(0)
      expect(again.file).toMatchObject({ name: printed.file.name, size: before.byteLength })
    }
    expect(lettersHandlers.get(inline.context, { id: draft.id })).toMatchObject({
      copies: 2,
      copyLog: [
        { copy: 1, by: 'Admin Uji' },
        { copy: 2, by: 'Admin Uji' },
      ],
    })
    expect(inline.audited.filter(({ entityId }) => entityId === draft.id)).toHaveLength(4)
  })

  it('are refused for a draft', () => {
    const draft = draftReferral()
    expect(() => lettersHandlers.reprint(inline.context, { id: draft.id })).toThrow('belum dicetak')
  })
})

describe('a cancelled letter', () => {
  it('keeps its number in the book; the next one goes on', async () => {
    const draft = draftReferral()
    const { number } = await print(draft)
    const cancelled = lettersHandlers.cancel(inline.context, { id: draft.id, version: 2, reason: 'Salah lembaga' })
    expect(cancelled).toEqual({ id: draft.id, version: 3 })
    expect(lettersHandlers.byNumber(inline.context, { number: number ?? '' })).toMatchObject({
      id: draft.id,
      number,
      state: 'cancelled',
    })
    expect(() => lettersHandlers.reprint(inline.context, { id: draft.id })).toThrow('dibatalkan')
    expect(() => lettersHandlers.cancel(inline.context, { id: draft.id, version: 3, reason: 'x' })).toThrow('sudah dibatalkan')
    const referral = inline.db.first(inline.db.q.selectFrom('referral').select('state').where('id', '=', world.referralId))
    expect(referral?.state).toBe('made')
    expect((await print(draftReferral())).number).toBe('400.9.14.4/002/SLRT/XI/2026')
  })

  it('that was never printed has no number', () => {
    const draft = draftReferral()
    lettersHandlers.cancel(inline.context, { ...draft, reason: 'Tidak jadi' })
    expect(lettersHandlers.get(inline.context, { id: draft.id })).toMatchObject({ state: 'cancelled', number: null })
  })
})

describe('the office', () => {
  it('of practice marks its letters on paper and in the file name', async () => {
    writeSetting(inline.db, officeKey, { ...sampleOffice, practice: true }, { userId: 1, now: inline.context.now() })
    const printed = await print(draftReferral())
    expect(printed.file.name).toBe('LATIHAN-Surat-400.9.14.4-001-SLRT-XI-2026.pdf')
    const pdf = await readPdf(archived(printed.sha256))
    expect(pdf.pages[0]?.text).toContain('LATIHAN')
    expect(pdf.info.title).toContain('LATIHAN')
  })

  it('puts its logo on the letter', async () => {
    const logoSha256 = archiveFile(inline.db, samplePng(300, 300), 'image/png', inline.context.now())
    writeSetting(inline.db, officeKey, { ...sampleOffice, logoSha256 }, { userId: 1, now: inline.context.now() })
    const printed = await print(draftReferral())
    expect((await readPdf(archived(printed.sha256))).pages[0]?.images).toEqual([{ width: 300, height: 300 }])
  })
})
