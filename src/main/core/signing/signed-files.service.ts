import { readFileSync } from 'node:fs'
import type { ReceivedFile } from '../../../shared/contract/signing.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { letterFileName } from '../../../shared/domain/letter-number.ts'
import { type CommandContext, internalCommand, type JobContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { archiveFile, readArchivedFile, sha256 } from '../files/archive.repo.ts'
import { mediaTypes, uploadedFile } from '../files/files.ts'
import { visibleLetter } from '../letters/letter-access.ts'
import { readLetterData } from '../letters/letter-data.ts'
import { stepRefusal, takeLetterStep } from '../letters/life.ts'
import { fillText } from '../letters/placeholders.ts'
import { comparePdf } from './compare-pdf.ts'
import { settleMap, signedFileOf } from './letter-maps.repo.ts'
import type { PdfPage } from './pdf-pages.ts'
import { PdfReader } from './pdf-reader.ts'
import { pdfSignatures, revisionHashes } from './pdf-signature.ts'
import { largestZip, type NamedFile, pdfsIn } from './signed-uploads.ts'
import { insertSignedFile, letterByHash, listMaps, type MapItemRecord, mapItems, updateItem } from './signing.repo.ts'
import { byNow, mustStand, visibleMap } from './signing-access.ts'

/** A letter that may be signed electronically: it lies in a map at its signer's, or came back from there. */
interface Candidate {
  item: MapItemRecord
  mapId: number
  sha256: string
  /** Code of proof that is printed on it; '' = none. */
  code: string
  /** What its file name holds, however a service changes the rest of it. */
  stem: string
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const candidatesOf = (context: JobContext, id: number | null): Candidate[] => {
  const maps =
    id === null ? listMaps(context.db, context.actor, true).filter(({ state }) => state === 'signing') : [visibleMap(context, id)]
  if (id !== null)
    for (const map of maps)
      mustStand(map, ['signing', 'done'], 'Cetak atau ekspor map lebih dahulu, lalu kirim berkasnya ke layanan tanda tangan.')
  return maps.flatMap((map) =>
    mapItems(context.db, map.id).flatMap((item): Candidate[] => {
      if (item.item_state === 'out' || item.sha256 === null || item.data === null) return []
      const data = readLetterData(item.data)
      return [
        {
          item,
          mapId: map.id,
          sha256: item.sha256,
          code: data.verification?.code ?? '',
          stem: stemOf(item),
        },
      ]
    }),
  )
}

/** A short number alone (`12/2026`) would be found in any name; then the whole name it was handed out with counts. */
const stemOf = (item: MapItemRecord): string => {
  const number = plain(item.number ?? `tanpa-nomor-${item.id}`)
  return number.length >= 10 ? number : plain(letterFileName(item.number ?? number, false).replace(/\.pdf$/i, ''))
}

/** The only one of some, or undefined. */
const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

/** Which letter a file is that does not begin with our bytes: by the code on it, its name, the number on it. */
const matchOf = (file: NamedFile, text: string, candidates: readonly Candidate[]): Candidate | undefined => {
  const [name, words] = [plain(file.name), plain(text)]
  const coded = candidates.filter(({ code }) => code !== '')
  return (
    only(coded.filter(({ code }) => words.includes(plain(code)))) ??
    only(coded.filter(({ code }) => name.includes(plain(code)))) ??
    only(longest(candidates.filter(({ stem }) => name.includes(stem)))) ??
    only(candidates.filter(({ item }) => item.number !== null && words.includes(plain(item.number))))
  )
}

/** `…-12` is also found in `…-123`: the longest name is meant. */
const longest = (found: readonly Candidate[]): Candidate[] => {
  const length = Math.max(0, ...found.map(({ stem }) => stem.length))
  return found.filter(({ stem }) => stem.length === length)
}

const textOf = (pages: readonly PdfPage[]): string =>
  pages.map(({ pieces }) => pieces.map(({ text }) => text).join(' ')).join(' ')

/** A file with a few pages more is told as an altered letter; beyond that it is none. */
const sparePages = 20

/** What stands where signers sign: the only words that the picture of a signature may lie upon. */
const signatureWords = (context: JobContext, item: MapItemRecord): string[] => {
  if (item.data === null) return []
  const { signatory, values } = readLetterData(item.data)
  const { blocks } = definition(context.db, 'letter-template', item.kind, item.template_version).body
  const texts = blocks.flatMap((block) =>
    block.type !== 'signature'
      ? []
      : [
          block.heading,
          ...block.signers.flatMap(({ heading, position, name, rank, nip }) => [heading, position, name, rank, nip]),
        ],
  )
  const { name, rank, nip, position, onBehalfOf, throughPosition = '' } = signatory
  return [
    name,
    rank,
    `NIP. ${nip}`,
    position,
    `a.n. ${onBehalfOf}`,
    `u.b. ${throughPosition}`,
    ...texts.map((text) => fillText(text, values)),
  ]
}

type Verdict = Omit<ReceivedFile, 'fileName'>

const refused = (state: ReceivedFile['state'], message: string, match?: Candidate): Verdict => ({
  state,
  letterId: match?.item.id ?? null,
  number: match?.item.number ?? null,
  message,
})

/** The letter outside these maps that a file begins with, or undefined. */
const otherLetter = (context: JobContext, revisions: readonly string[]): { number: string | null } | undefined => {
  for (const hash of revisions) {
    const letter = letterByHash(context.db, hash)
    if (letter !== undefined) return letter
  }
  return undefined
}

/** The letter itself counts as signed, where the office follows that and nobody marked it before. */
export const markSigned = (context: CommandContext, letterId: number, way: 'folder' | 'file'): void => {
  const letter = visibleLetter(context, letterId)
  if (stepRefusal(context, letter, 'signed') === null)
    takeLetterStep(context, letter, 'signed', { on: null, to: '', relation: '', desk: '', way })
}

/** Keeps a signed file beside the archived one; the letter counts as signed from then on. */
const keepSigned = internalCommand(
  'signing.keep-signed',
  (
    context,
    input: {
      mapId: number
      itemId: number
      letterId: number
      original: string
      before: string | null
      intact: boolean
      bytes: Uint8Array
    },
  ) => {
    const map = visibleMap(context, input.mapId)
    mustStand(map, ['signing', 'done'], 'Muat ulang map.')
    if ((signedFileOf(context.db, input.letterId)?.sha256 ?? null) !== input.before)
      throw new AppError('CONFLICT', 'Berkas surat ini baru saja diterima orang lain.', { hint: 'Muat ulang map.' })
    const by = byNow(context)
    const hash = archiveFile(context.db, input.bytes, mediaTypes.pdf, by.now)
    insertSignedFile(
      context.db,
      { letterId: input.letterId, sha256: hash, originalSha256: input.original, intact: input.intact },
      by,
    )
    updateItem(context.db, input.itemId, { state: 'signed', message: '' }, by)
    markSigned(context, input.letterId, 'file')
    settleMap(context.db, map.id, by)
    context.audit({
      entity: 'letter',
      entityId: input.letterId,
      detail: { map: map.id, sha256: hash, original: input.original, intact: input.intact },
    })
    return null
  },
)

/** Commands that only the taking back sends. */
export const signedInternal = [keepSigned]

/** Looks at one file and keeps it where it is the signed form of a letter that waits for it. */
const receiveOne = async (
  context: JobContext,
  reader: PdfReader,
  file: NamedFile,
  candidates: readonly Candidate[],
): Promise<Verdict> => {
  let pages: PdfPage[]
  try {
    const longest = Math.max(...candidates.map(({ item }) => item.pages ?? 1))
    pages = await reader.read(file.bytes, longest + sparePages)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refused('unreadable', [error.data.message, error.data.hint ?? ''].join(' ').trim())
  }
  const revisions = revisionHashes(file.bytes)
  const byBytes = candidates.find((one) => revisions.includes(one.sha256))
  const other = byBytes === undefined ? otherLetter(context, revisions) : undefined
  if (other !== undefined)
    return refused('foreign', `Ini surat nomor ${other.number ?? '(menyusul)'}, yang tidak ada dalam map ini.`)
  const match = byBytes ?? matchOf(file, textOf(pages), candidates)
  if (match === undefined)
    return refused(
      'foreign',
      'Berkas ini tidak cocok dengan surat mana pun dalam map ini: isi, kode, dan namanya tidak dikenali.',
    )
  const hash = sha256(file.bytes)
  if (hash === match.sha256)
    return refused('unsigned', 'Ini berkas yang diekspor; belum ada tanda tangan elektronik di dalamnya.', match)
  const earlier = signedFileOf(context.db, match.item.id)
  if (earlier?.sha256 === hash) return refused('twice', 'Berkas yang sama sudah diterima.', match)
  const signatures = pdfSignatures(file.bytes)
  const archived = readArchivedFile(context.db, match.sha256)
  if (archived === undefined)
    throw new AppError('DATABASE', 'Arsip sebuah surat tidak ditemukan.', { hint: 'Pulihkan data dari cadangan.' })
  const { altered, sameDrawing } = comparePdf(
    await reader.read(archived.bytes, match.item.pages ?? 1),
    pages,
    signatureWords(context, match.item),
  )
  // What was changed weighs more than a missing signature: it is what has to be asked about.
  if (altered !== null) return refused('altered', `Isi surat berbeda dari arsip. ${altered} Berkas ini tidak disimpan.`, match)
  if (signatures.length === 0) return refused('unsigned', 'Berkas ini belum memuat tanda tangan elektronik.', match)
  if (signatures.some(({ intact }) => !intact))
    return refused(
      'altered',
      'Berkas ini diubah setelah ditandatangani: sidiknya tidak cocok lagi dengan tanda tangannya.',
      match,
    )
  if (earlier !== undefined && !revisions.includes(earlier.sha256))
    return refused('twice', 'Surat ini sudah punya berkas bertanda tangan yang lain; yang lama tetap dipakai.', match)
  const intact = revisions.includes(match.sha256) && sameDrawing
  await context.write(keepSigned, {
    mapId: match.mapId,
    itemId: match.item.item_id,
    letterId: match.item.id,
    original: match.sha256,
    before: earlier?.sha256 ?? null,
    intact,
    bytes: file.bytes,
  })
  return {
    state: 'kept',
    letterId: match.item.id,
    number: match.item.number,
    message: intact
      ? 'Tersimpan. Berkas asli utuh di dalamnya.'
      : 'Tersimpan. Tulisannya sama; layanan tanda tangan menyusun ulang berkasnya.',
  }
}

/** Takes signed files back: each is matched with its letter, compared, and kept or refused with the reason. */
export const receiveFiles = async (context: JobContext, input: { id: number | null; fileIds: string[] }) => {
  const candidates = candidatesOf(context, input.id)
  if (candidates.length === 0)
    throw new AppError('STATE', 'Tidak ada surat yang menunggu berkas bertanda tangan.', {
      hint: 'Cetak atau ekspor map lebih dahulu.',
    })
  const files: ReceivedFile[] = []
  const reader = new PdfReader()
  try {
    for (const [index, fileId] of input.fileIds.entries()) {
      const upload = uploadedFile(context, fileId)
      context.throwIfCancelled()
      context.progress('Memeriksa berkas', index, input.fileIds.length)
      const found =
        upload.size > largestZip
          ? { files: [], refused: 'Berkas ini lebih besar dari 500 MB. Kirim dalam beberapa bagian.' }
          : await pdfsIn({ name: upload.name, bytes: readFileSync(upload.path) })
      if (found.refused !== null)
        files.push({ fileName: upload.name, state: 'unreadable', letterId: null, number: null, message: found.refused })
      for (const file of found.files) {
        context.throwIfCancelled()
        files.push({ fileName: file.name, ...(await receiveOne(context, reader, file, candidates)) })
      }
    }
  } finally {
    await reader.close()
  }
  context.progress('Selesai', input.fileIds.length, input.fileIds.length)
  return { files, kept: files.filter(({ state }) => state === 'kept').length }
}
