import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachmentsHandlers } from '../../src/main/core/attachments/attachments.service.ts'
import { readCameraWords } from '../../src/main/core/attachments/exif.ts'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice, inTransaction, refusal, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { photo } from '../harness/photos.ts'

let inline: Inline
let client: number
let caseId: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, { name: 'SITI AMINAH', nik: '5201014107900001' })
  caseId = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter: { kind: 'self' },
        summary: 'Rumah rusak',
        needs: [{ programmeKey: 'rutilahu', category: 'kebutuhan' }],
      }),
    ),
  ).id
})
afterEach(() => inline.close())

const gerung = { latitude: -8.683, longitude: 116.123 }
let uploads = 0
const upload = (bytes: Uint8Array, name: string, context = inline.context): string => {
  uploads += 1
  const ref = `${uploads}.upload`
  writeFileSync(join(context.dirs.tmp, ref), bytes)
  return context.tickets.issue({
    source: { kind: 'upload', ref },
    name,
    mediaType: 'application/octet-stream',
    size: bytes.byteLength,
    userId: context.actor.userId,
  })
}
const add = (bytes: Uint8Array, name: string, more: Record<string, unknown> = {}, context = inline.context) =>
  attachmentsHandlers.add(
    context,
    contract.attachments.add.input.parse({ place: { of: 'case', id: caseId }, fileId: upload(bytes, name, context), ...more }),
  )
const list = (place: Record<string, unknown> = { of: 'case', id: caseId }, context = inline.context) =>
  contract.attachments.list.output.parse(attachmentsHandlers.list(context, contract.attachments.list.input.parse({ place })))
const bytesOf = (fileId: string): Buffer => {
  const { source } = inline.context.tickets.read(fileId, 1)
  return readFileSync(join(inline.context.dirs.tmp, source.ref))
}
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF')

describe('a file at a case', () => {
  it('is what its content says, gets a small picture, and no screen sees a path', async () => {
    await add(await photo(), 'C:\\Users\\siti\\foto rumah.pdf')
    await add(pdf, '../../../etc/surat.jpg', { title: 'Surat desa' })
    const [letter, picture] = list()
    expect(picture).toMatchObject({ kind: 'image', name: 'foto rumah.jpg', width: 1200, height: 900 })
    expect(picture?.thumbnail?.mediaType).toBe('image/jpeg')
    expect(letter).toMatchObject({ kind: 'pdf', name: 'surat.pdf', title: 'Surat desa', thumbnail: null })
    expect(JSON.stringify(list())).not.toContain(inline.context.dirs.data)
    const view = attachmentsHandlers.view(inline.context, { id: picture?.id as number })
    expect(inline.context.tickets.read(view.file.fileId, 1).source.kind).toBe('archive')
    const history = casesHandlers.get(inline.context, { id: caseId }).history.map(({ text }) => text)
    expect(history).toContain('Berkas "Surat desa" ditambahkan.')
    expect(inline.audited.filter(({ entity }) => entity === 'attachment')).toHaveLength(2)
  })

  it('is refused when it is no photo or PDF, too large, damaged, there already, or for somebody else’s village', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)])
    expect((await refusalOf(() => add(heic, 'IMG_1.HEIC'))).message).toContain('HEIC')
    expect((await refusalOf(() => add(Buffer.alloc(21 * 1024 * 1024), 'besar.jpg'))).message).toContain('20 MB')
    const whole = await photo()
    expect((await refusalOf(() => add(whole.subarray(0, 900), 'potong.jpg'))).code).toBe('BAD_FILE')
    await add(whole, 'satu.jpg')
    expect((await refusalOf(() => add(whole, 'dua.jpg'))).code).toBe('STATE')
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    expect((await refusalOf(() => add(pdf, 'x.pdf', {}, village))).code).toBe('NOT_FOUND')
    expect(refusal(() => list({ of: 'case', id: caseId }, village))).toBe('NOT_FOUND')
    expect(refusal(() => attachmentsHandlers.view(village, { id: list()[0]?.id as number }))).toBe('NOT_FOUND')
    expect(list()).toHaveLength(1)
  })

  it('goes out of sight with a reason that stays, and cannot be opened any more', async () => {
    const { id } = await add(await photo(), 'salah.jpg')
    inTransaction(inline, () => attachmentsHandlers.remove(inline.context, { id, version: 1, reason: 'Milik warga lain' }))
    expect(list()[0]).toMatchObject({ removedReason: 'Milik warga lain', removedBy: 'Admin Uji', thumbnail: null })
    expect(refusal(() => attachmentsHandlers.view(inline.context, { id }))).toBe('STATE')
    expect((await refusalOf(() => attachmentsHandlers.copy(inline.context, { id, kind: 'plain' }))).code).toBe('STATE')
    expect(refusal(() => attachmentsHandlers.remove(inline.context, { id, version: 2, reason: 'lagi' }))).toBe('STATE')
  })

  it('can hang on a person instead, seen only by those who see people', async () => {
    await add(pdf, 'ktp.pdf', { place: { of: 'person', id: client } })
    expect(list({ of: 'person', id: client })).toHaveLength(1)
    expect(list()).toHaveLength(0)
    const other = asUser(inline, { name: 'Kasus', permissions: ['cases.read', 'cases.write'] })
    expect(refusal(() => list({ of: 'person', id: client }, other))).toBe('FORBIDDEN')
  })
})

describe('a photo that a form wants', () => {
  const slot = { formKey: 'foto-rumah-2026', slot: 'depan' }

  it('is looked at on arrival: place, box of the office, distance, size', async () => {
    expect((await add(await photo({ place: gerung, takenAt: '2026-11-20T09:08:07' }), 'a.jpg', slot)).findings).toEqual([])
    const lost = await add(await photo({ hue: 40 }), 'b.jpg', { ...slot, slot: 'dalam' })
    expect(lost.findings[0]?.fix).toContain('sebagai Dokumen')
    const far = await add(await photo({ hue: 80, place: { latitude: -8.5, longitude: 116.1 } }), 'c.jpg', {
      ...slot,
      slot: 'jamban',
    })
    expect(far.findings[0]?.text).toContain('km dari foto lain')
    inTransaction(inline, () =>
      attachmentsHandlers.setBounds(inline.context, { bounds: { south: -8.4, north: -8.1, west: 116, east: 116.2 } }),
    )
    const out = await add(await photo({ hue: 120, place: gerung, width: 400, height: 300 }), 'd.jpg', slot)
    expect(out.findings.map(({ level }) => level)).toEqual(['error', 'error'])
    expect(list().map((row) => row.slotLabel)).toContain('Rumah tampak depan')
    expect((await add(await photo({ hue: 160 }), 'kk.jpg', { ...slot, slot: 'kk' })).findings).toEqual([])
    expect((await refusalOf(() => add(pdf, 'kk.pdf', slot))).message).toContain('bukan PDF')
    expect((await refusalOf(() => add(pdf, 'kk.pdf', { ...slot, slot: 'atap' }))).code).toBe('VALIDATION')
  })

  it('helps to find the box of the office from the photos that came so far', async () => {
    const help = (bounds: { south: number; north: number; west: number; east: number } | null) =>
      attachmentsHandlers.boundsHelp(inline.context, { bounds })
    expect(help(null)).toEqual({ photos: 0, suggested: null, outside: 0 })
    await add(await photo({ place: gerung }), 'a.jpg', slot)
    await add(await photo({ hue: 40, place: { latitude: -8.5, longitude: 116.3 } }), 'b.jpg', { ...slot, slot: 'dalam' })
    await add(await photo({ hue: 80, place: { latitude: 51.5, longitude: -0.1 } }), 'c.jpg', { ...slot, slot: 'jamban' })
    const { photos, suggested, outside } = help({ south: -8.6, north: -8.4, west: 116, east: 117 })
    expect([photos, outside]).toEqual([3, 2])
    expect(suggested).toEqual({ south: -8.703, north: -8.48, west: 116.103, east: 116.32 })
    expect(contract.attachments.setBounds.input.safeParse({ bounds: suggested }).success).toBe(true)
    const wrong = contract.attachments.setBounds.input.safeParse({ bounds: { south: 8.4, north: 8.9, west: 116, east: 117 } })
    expect(wrong.error?.issues[0]?.message).toContain('di luar Indonesia')
  })

  it('leaves as an upload copy with place and time, or plain without both', async () => {
    const { id } = await add(
      await photo({ width: 2400, height: 1200, place: gerung, takenAt: '2026-11-20T09:08:07' }),
      'a.jpg',
      slot,
    )
    const upload = await attachmentsHandlers.copy(inline.context, { id, kind: 'upload' })
    const words = await readCameraWords(bytesOf(upload.file.fileId))
    expect(words.takenAt).toBe('2026-11-20T09:08:07')
    expect(words.place?.latitude).toBeCloseTo(gerung.latitude, 5)
    const plain = await attachmentsHandlers.copy(inline.context, { id, kind: 'plain' })
    expect(await readCameraWords(bytesOf(plain.file.fileId))).toMatchObject({ place: null, takenAt: '' })
    expect(inline.audited.filter(({ entity }) => entity === 'attachment')).toHaveLength(3)
  })
})
