import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { officeHandlers } from '../../src/main/core/office/office.service.ts'
import type { InputOf } from '../../src/shared/contract/index.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let world: LetterWorld
beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
})
afterEach(() => inline.close())

const refusal = (deed: () => unknown): AppError['data'] => {
  try {
    deed()
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}

const period = (change: Partial<InputOf<'office.saveActing'>> = {}) => ({
  id: null,
  version: 0,
  signatoryId: world.signatoryId,
  kind: 'plt' as const,
  name: 'Pengganti Contoh, S.H.',
  rank: 'Penata (III/c)',
  nip: '198001012005011998',
  from: '2026-11-20',
  to: '2026-12-19',
  decree: '800/1234/BKPSDM/2026',
  ...change,
})
const saveActing = (change: Partial<InputOf<'office.saveActing'>> = {}) =>
  officeHandlers.saveActing(inline.context, period(change))

const draft = (letterDate: string) =>
  lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: world.referralId,
    kind: 'rujukan-umum',
    signatoryId: world.signatoryId,
    letterDate,
    paper: 'F4',
    fields: {},
    copiesTo: [],
  })
const printOn = async (letterDate: string, reason = ''): Promise<{ id: number; text: string }> => {
  const letter = draft(letterDate)
  const printed = await lettersHandlers.print(inline.context, { ...letter, choice: { insertAfter: null, typed: '', reason } })
  const { bytes } = readArchivedFile(inline.db, printed.sha256) ?? { bytes: Buffer.alloc(0) }
  return { id: letter.id, text: (await readPdf(bytes)).pages.map(({ text }) => text).join('\n') }
}

describe('whoever acts for a post', () => {
  it('signs letters dated in the period, with the right line; the holder signs all others', async () => {
    saveActing()
    const before = await printOn('2026-11-19')
    expect(before.text).toContain('Contoh Penanda Tangan, S.Sos., M.Si.')
    expect(before.text).not.toContain('Plt.')
    const first = await printOn('2026-11-20')
    expect(first.text).toMatch(/a\.n\. Kepala Dinas Sosial\n[\s\S]*Plt\. Kepala Bidang Perlindungan/)
    expect(first.text).toContain('Pengganti Contoh, S.H.')
    expect(first.text).toContain('Penata (III/c)')
    expect(first.text).toContain('NIP. 19800101 200501 1 998')
    expect(first.text).not.toContain('Contoh Penanda Tangan')
    const later = await printOn('2026-12-20', 'Bertanggal sesudah masa Plt.')
    expect(later.text).toContain('Contoh Penanda Tangan, S.Sos., M.Si.')
    expect(lettersHandlers.get(inline.context, { id: first.id }).signatory).toBe('Pengganti Contoh, S.H.')
    expect(lettersHandlers.get(inline.context, { id: before.id }).signatory).toBe('Contoh Penanda Tangan, S.Sos., M.Si.')
  })

  it('is followed by drafts at once, and by no printed letter', async () => {
    const printed = await printOn('2026-11-21')
    const open = draft('2026-11-21')
    const { id } = saveActing({ kind: 'plh', from: '2026-11-21', to: '2026-11-21' })
    expect(lettersHandlers.get(inline.context, { id: open.id }).signatory).toBe('Pengganti Contoh, S.H.')
    expect(lettersHandlers.get(inline.context, { id: printed.id }).signatory).toBe('Contoh Penanda Tangan, S.Sos., M.Si.')
    const preview = await lettersHandlers.preview(inline.context, { id: open.id })
    const { source } = inline.context.tickets.read(preview.file.fileId, 1)
    const pdf = await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))
    expect(pdf.pages[0]?.text).toContain('Plh. Kepala Bidang Perlindungan')
    // Not used by a printed letter yet: it may go again.
    officeHandlers.removeActing(inline.context, { id, version: 1 })
    expect(lettersHandlers.get(inline.context, { id: open.id }).signatory).toBe('Contoh Penanda Tangan, S.Sos., M.Si.')
  })

  it('never meets another on one day: the refusal names who and when', () => {
    saveActing()
    expect(refusal(() => saveActing({ name: 'Orang Lain', from: '2026-12-19', to: '2027-01-10' }))).toMatchObject({
      code: 'VALIDATION',
      message: 'Masa ini bertumpuk dengan Plt. Pengganti Contoh, S.H., 20 November 2026 sampai 19 Desember 2026.',
    })
    expect(refusal(() => saveActing({ from: '2026-11-01', to: '2026-11-20' })).message).toContain('bertumpuk')
    expect(refusal(() => saveActing({ from: '2026-11-01', to: '2027-11-20' })).message).toContain('bertumpuk')
    expect(refusal(() => saveActing({ from: '2026-12-30', to: '2026-12-29' }))).toMatchObject({ field: 'to' })
    // The next day on, another post, and the period itself made shorter are no overlap.
    const next = saveActing({ name: 'Orang Lain', from: '2026-12-20', to: '2027-01-10' })
    saveActing({ id: next.id, version: 1, name: 'Orang Lain', from: '2026-12-21', to: '2027-01-05' })
    expect(refusal(() => saveActing({ id: next.id, version: 1, from: '2026-12-21', to: '2027-01-05' })).code).toBe('CONFLICT')
    const post = officeHandlers.saveSignatory(inline.context, {
      id: null,
      version: 0,
      name: 'Sekretaris Contoh',
      rank: '',
      nip: '',
      position: 'Sekretaris',
      onBehalfOf: '',
      throughPosition: '',
      active: true,
    })
    saveActing({ signatoryId: post.id })
    expect(officeHandlers.signatories(inline.context, {}).map(({ acting }) => acting.length)).toEqual([2, 1])
  })

  it('stays on record once a letter was printed under it', async () => {
    const { id } = saveActing()
    await printOn('2026-11-22')
    expect(refusal(() => officeHandlers.removeActing(inline.context, { id, version: 1 }))).toMatchObject({
      code: 'STATE',
      message: 'Masa ini sudah dipakai pada 1 surat atau map.',
    })
  })
})

describe('signing on behalf', () => {
  const save = (onBehalfOf: string, throughPosition: string) =>
    officeHandlers.saveSignatory(inline.context, {
      id: world.signatoryId,
      version: 1,
      name: 'Kabid Contoh, S.Sos.',
      rank: 'Pembina (IV/a)',
      nip: '',
      position: 'Kepala Bidang Contoh',
      onBehalfOf,
      throughPosition,
      active: true,
    })

  it('through a post in between prints u.b. between the two posts', async () => {
    save('Kepala Dinas Sosial', 'Sekretaris')
    const { text } = await printOn('2026-11-22')
    expect(text).toMatch(/a\.n\. Kepala Dinas Sosial\n[\s\S]*Sekretaris\n[\s\S]*u\.b\.\n[\s\S]*Kepala Bidang Contoh,\n/)
  })

  it('needs the post it is on behalf of', () => {
    expect(refusal(() => save('', 'Sekretaris'))).toMatchObject({ code: 'VALIDATION', field: 'onBehalfOf' })
  })
})
