import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import type { CommandContext, JobContext } from '../../src/main/core/context.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { checkLetter } from '../../src/main/core/letter-proofs/check.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { readPdfPages } from '../../src/main/core/signing/pdf-pages.ts'
import { PdfReader } from '../../src/main/core/signing/pdf-reader.ts'
import { pdfsIn } from '../../src/main/core/signing/signed-uploads.ts'
import { signingHandlers } from '../../src/main/core/signing/signing.service.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, residentLetterKind, sampleLetterWorld } from '../harness/letters.ts'
import { revise, signPdf, streamOf } from '../harness/signed-pdf.ts'

const kind = 'keterangan-uji'
let inline: Inline
let world: LetterWorld
let personId: number
let mapId: number
/** Letters of the map, in order, with their archived bytes. */
let letters: { id: number; number: string; bytes: Buffer }[]

const noChoice = { insertAfter: null, typed: '', reason: '' }
const printed = async (purpose: string) => {
  const draft = lettersHandlers.draft(inline.context, {
    caseId: null,
    referralId: null,
    personId,
    kind,
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'A4',
    fields: { purpose },
    copiesTo: [],
  })
  const letter = await lettersHandlers.print(inline.context, { ...draft, choice: noChoice })
  const bytes = readArchivedFile(inline.db, letter.sha256)?.bytes ?? Buffer.alloc(0)
  return { id: letter.id, number: letter.number ?? '', bytes }
}
const makeMap = async (letterIds: number[], context: CommandContext & JobContext = inline.context): Promise<number> => {
  const { id } = signingHandlers.create(context, {
    signatoryId: world.signatoryId,
    actingId: null,
    title: 'Map uji',
    initialsNeeded: 0,
    letterIds,
  })
  signingHandlers.submit(context, { id, version: 1 })
  return id
}

beforeEach(async () => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  definitionsHandlers.save(inline.context, { kind: 'letter-template', key: kind, baseVersion: 0, body: residentLetterKind() })
  personId = inline.db.first(inline.db.q.selectFrom('person').select('id'))?.id as number
  letters = []
  for (const purpose of ['beasiswa', 'berobat', 'keringanan']) letters.push(await printed(purpose))
  mapId = await makeMap(letters.map(({ id }) => id))
  await signingHandlers.exportFiles(inline.context, { id: mapId, reason: '' })
})
afterEach(() => inline.close())

const sent: string[] = []
const upload = (name: string, bytes: Uint8Array): string => {
  const ref = `kiriman-${sent.push(name)}`
  writeFileSync(join(inline.context.dirs.tmp, ref), bytes)
  return inline.context.tickets.issue({
    source: { kind: 'upload', ref },
    name,
    mediaType: 'x',
    size: bytes.byteLength,
    userId: 1,
  })
}
const receive = async (files: Record<string, Uint8Array>, id: number | null = mapId) =>
  signingHandlers.receive(inline.context, { id, fileIds: Object.entries(files).map(([name, bytes]) => upload(name, bytes)) })
const states = async (files: Record<string, Uint8Array>) =>
  Object.fromEntries((await receive(files)).files.map(({ fileName, state }) => [fileName, state]))
const letter = (index: number) => letters[index] as { id: number; number: string; bytes: Buffer }
const map = () => signingHandlers.get(inline.context, { id: mapId })
const reprinted = (id: number): Buffer => {
  const { file } = lettersHandlers.reprint(inline.context, { id })
  return readArchivedFile(inline.db, inline.context.tickets.read(file.fileId, 1).source.ref)?.bytes ?? Buffer.alloc(0)
}
/** The same letter as a service writes it that does not keep the bytes: here the mark behind the first line. */
const rewritten = (bytes: Buffer): Buffer => {
  const other = Buffer.from(bytes)
  other[10] = 0xe2
  return other
}
const zipOf = async (files: Record<string, Uint8Array>): Promise<Buffer> => {
  const zip = new ZipFile()
  const path = join(inline.context.dirs.tmp, 'balik.zip')
  const written = pipeline(zip.outputStream, createWriteStream(path))
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(Buffer.from(bytes), name)
  zip.end()
  await written
  return readFileSync(path)
}

describe('letters that are signed electronically', () => {
  it('leave one by one, byte for byte, named by place and number', async () => {
    const { file, letters: count } = await signingHandlers.exportFiles(inline.context, { id: mapId, reason: '' })
    expect(count).toBe(3)
    const { source } = inline.context.tickets.read(file?.fileId ?? '', 1)
    const { files } = await pdfsIn({ name: 'x.zip', bytes: readFileSync(join(inline.context.dirs.tmp, source.ref)) })
    expect(files.map(({ name }) => name)).toEqual([1, 2, 3].map((at) => expect.stringMatching(`^${at}-.*000${at}.*\\.pdf$`)))
    expect(files.map(({ bytes }) => Buffer.compare(bytes, letter(files.findIndex((one) => one.bytes === bytes)).bytes))).toEqual([
      0, 0, 0,
    ])
    expect(map()).toMatchObject({ state: 'signing', exportedAt: expect.any(String) })
  })

  it('come back several at once under whatever names, are kept beside the archived ones, and are what a reprint gives', async () => {
    const [a, b, c] = letters.map(({ bytes }) => signPdf(bytes))
    const result = await receive({
      'unduhan (3).pdf': c as Buffer,
      'semua.zip': await zipOf({ 'hasil/apa saja.pdf': a as Buffer, 'b.pdf': b as Buffer, 'catatan.txt': Buffer.from('x') }),
    })
    expect(result.kept).toBe(3)
    expect(result.files.map(({ fileName, state, number }) => [fileName, state, number])).toEqual([
      ['unduhan (3).pdf', 'kept', letter(2).number],
      ['apa saja.pdf', 'kept', letter(0).number],
      ['b.pdf', 'kept', letter(1).number],
    ])
    expect(result.files[0]?.message).toBe('Tersimpan. Berkas asli utuh di dalamnya.')
    expect(map()).toMatchObject({
      state: 'done',
      signed: 3,
      items: [{ signedFile: true }, { signedFile: true }, { signedFile: true }],
    })
    expect(reprinted(letter(0).id).equals(a as Buffer)).toBe(true)
    const stored = lettersHandlers.get(inline.context, { id: letter(0).id }).sha256 ?? ''
    expect(readArchivedFile(inline.db, stored)?.bytes.equals(letter(0).bytes)).toBe(true)
    expect(signingHandlers.ofLetter(inline.context, { letterId: letter(0).id })).toMatchObject({
      map: { itemState: 'signed' },
      signedFile: { intact: true, receivedBy: 'Admin Uji' },
    })
    // Whoever asks is told that the signed file is the genuine letter.
    const asked = { text: '', name: '', fileId: upload('dari warga.pdf', a as Buffer) }
    expect(checkLetter(inline.context, asked)).toMatchObject({ reason: 'same-file', fileSame: true })
    expect(JSON.stringify(inline.audited)).not.toMatch(/SITI|unduhan|apa saja/)
  })

  it('are refused when their text was altered, before the signature or after it: the file and the reason are named', async () => {
    const other = await printed('beasiswa luar negeri')
    const foreignText = revise(letter(0).bytes, {
      content: (drawing) => drawing.replace(/\[<[0-9a-f]+>.*?\] TJ/, '[<00010002>] TJ'),
    })
    const altered = revise(foreignText, { signature: {} })
    const after = revise(signPdf(letter(1).bytes), { content: (drawing) => `${drawing}\n1 1 1 rg 0 0 500 500 re f\n` })
    const covered = Buffer.from(signPdf(letter(2).bytes))
    covered.write('9', covered.lastIndexOf('/Rect [300') + 7)
    const result = await receive({ 'ubah isi.pdf': altered, 'ubah sesudah.pdf': after, 'ubah byte.pdf': covered })
    expect(result).toMatchObject({ kept: 0 })
    expect(result.files.map(({ fileName, state, letterId }) => [fileName, state, letterId])).toEqual([
      ['ubah isi.pdf', 'altered', letter(0).id],
      ['ubah sesudah.pdf', 'altered', letter(1).id],
      ['ubah byte.pdf', 'altered', letter(2).id],
    ])
    expect(result.files[0]?.message).toMatch(/^Isi surat berbeda dari arsip\. Halaman 1: .* Berkas ini tidak disimpan\.$/)
    expect(result.files[1]?.message).toContain('gambar, garis, bidang atau bentuk huruf pada halaman berubah')
    expect(result.files[2]?.message).toContain('diubah setelah ditandatangani')
    // Another letter under the name and number of this one, written anew so that its own bytes do not tell.
    const named = await receive({ [`${letter(0).number.replaceAll('/', '-')}.pdf`]: signPdf(rewritten(other.bytes)) })
    expect(named.files[0]).toMatchObject({ state: 'altered', letterId: letter(0).id })
    expect(named.files[0]?.message).toContain('tertulis')
    expect(map()).toMatchObject({ state: 'signing', signed: 0 })
    expect(reprinted(letter(0).id).equals(letter(0).bytes)).toBe(true)
  })

  it('may carry the picture of a signature upon the signer’s own lines and nowhere else', async () => {
    const { bytes } = letter(0)
    const [page] = await readPdfPages(bytes)
    const over = (words: string): Buffer => {
      const piece = page?.pieces.find(({ text }) => text.includes(words))
      if (piece === undefined) throw new Error(words)
      const { x, y, width, height } = piece
      return revise(bytes, { signature: { field: [x - 2, y - 2, x + width + 2, y + height + 2] } })
    }
    const { files } = await receive({ 'a.pdf': over('SITI CONTOH AMINAH') })
    expect(files).toMatchObject([
      { state: 'altered', message: expect.stringContaining('gambar tanda tangan menutupi tulisan “: SITI CONTOH AMINAH”') },
    ])
    expect(await states({ 'b.pdf': over('Contoh Penanda Tangan') })).toEqual({ 'b.pdf': 'kept' })
  })

  it('cannot keep the desk busy: what asks for too much is refused before or while it is read', async () => {
    const object = (number: number, body: Buffer | string): Buffer =>
      Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(body as string, 'latin1'), Buffer.from('\nendobj\n')])
    const pdf = (drawing: Buffer, ...more: Buffer[]): Buffer =>
      Buffer.concat([
        Buffer.from('%PDF-1.4\n'),
        object(1, '<< /Type /Catalog /Pages 2 0 R >>'),
        object(2, '<< /Type /Pages /Count 1 /Kids [3 0 R] >>'),
        object(
          3,
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 10 0 R >> >> >>',
        ),
        object(4, drawing),
        ...more,
        Buffer.from('trailer\n<< /Root 1 0 R /Size 100 >>\n%%EOF\n'),
      ])
    // A hundred kilobytes that unpack to seventy megabytes.
    const packed = pdf(streamOf(Buffer.alloc(70 * 1024 * 1024, 32)))
    expect(packed.length).toBeLessThan(150_000)
    expect(await states({ 'a.pdf': packed })).toEqual({ 'a.pdf': 'unreadable' })
    // Two kilobytes of drawings within drawings: a thousand million steps.
    const inside = Array.from({ length: 8 }, (_none, at) =>
      object(
        10 + at,
        streamOf(
          Buffer.from(at === 7 ? '0 0 m 1 1 l S ' : '/F Do '.repeat(10)),
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${11 + at} 0 R >> >> `,
        ),
      ),
    )
    const nested = pdf(streamOf(Buffer.from('/F Do '.repeat(10))), ...inside)
    expect(nested.length).toBeLessThan(3000)
    const reader = new PdfReader(3000)
    try {
      await expect(reader.read(nested, 1)).rejects.toMatchObject({ data: { code: 'BAD_FILE' } })
      // The next file is read as ever.
      expect(await reader.read(letter(0).bytes, 1)).toHaveLength(1)
      await expect(reader.read(letter(0).bytes, 0)).rejects.toThrow('1 halaman, lebih panjang')
    } finally {
      await reader.close()
    }
  })

  it('are told apart when unsigned, back a second time, unknown, of another map, or no PDF at all', async () => {
    const outside = await printed('lain')
    const signed = signPdf(letter(0).bytes)
    expect(
      await states({
        'belum.pdf': letter(1).bytes,
        'sudah.pdf': signed,
        'sudah lagi.pdf': signed,
        'berbeda.pdf': revise(letter(0).bytes, { signature: { field: [300, 50, 390, 80] } }),
        'surat lain.pdf': signPdf(outside.bytes),
        'gambar.pdf': Buffer.from('GIF89a bukan pdf'),
        'kosong.zip': await zipOf({ 'a.txt': Buffer.from('x') }),
      }),
    ).toEqual({
      'belum.pdf': 'unsigned',
      'sudah.pdf': 'kept',
      'sudah lagi.pdf': 'twice',
      'berbeda.pdf': 'twice',
      'surat lain.pdf': 'foreign',
      'gambar.pdf': 'unreadable',
      'kosong.zip': 'unreadable',
    })
    const { files } = await receive({ 'surat lain.pdf': signPdf(outside.bytes) })
    expect(files[0]?.message).toBe(`Ini surat nomor ${outside.number}, yang tidak ada dalam map ini.`)
    // A second signature over the first one takes its place.
    const both = signPdf(signed)
    expect(await states({ 'dua.pdf': both })).toEqual({ 'dua.pdf': 'kept' })
    expect(reprinted(letter(0).id).equals(both)).toBe(true)
    expect(map()).toMatchObject({ state: 'signing', signed: 1 })
  })

  it('are found by number and name where a service wrote the file anew, which is said', async () => {
    // The same drawing under other bytes: nothing of ours stands in front.
    const result = await receive({ 'signed_dokumen.pdf': signPdf(rewritten(letter(1).bytes)) })
    expect(result.files[0]).toMatchObject({
      state: 'kept',
      letterId: letter(1).id,
      message: 'Tersimpan. Tulisannya sama; layanan tanda tangan menyusun ulang berkasnya.',
    })
    expect(signingHandlers.ofLetter(inline.context, { letterId: letter(1).id })?.signedFile?.intact).toBe(false)
  })

  it('are taken back for any open map at once, and for none before it was printed', async () => {
    const late = await printed('akhir')
    const second = await makeMap([late.id])
    await expect(receive({ 'a.pdf': signPdf(late.bytes) }, second)).rejects.toThrow(AppError)
    await signingHandlers.print(inline.context, { id: second, reason: '' })
    const result = await receive({ 'a.pdf': signPdf(late.bytes), 'b.pdf': signPdf(letter(2).bytes) }, null)
    expect(result.files.map(({ state, letterId }) => [state, letterId])).toEqual([
      ['kept', late.id],
      ['kept', letter(2).id],
    ])
    expect(signingHandlers.get(inline.context, { id: second }).state).toBe('done')
    expect(map().state).toBe('signing')
  })
})
