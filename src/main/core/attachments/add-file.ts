import { readFileSync } from 'node:fs'
import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { checkPhoto, type PhotoFinding } from '../../../shared/domain/photo-check.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { byNow } from '../cases/need-flow.service.ts'
import { internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { archiveFile, sha256 } from '../files/archive.repo.ts'
import { uploadedFile } from '../files/files.ts'
import { hangsOn, photoBounds } from './attachment-access.ts'
import { insertAttachment, listAttachments, placesOfForm } from './attachments.repo.ts'
import { readCameraWords } from './exif.ts'
import { largestFile, pixelsOf, sniff } from './sniff.ts'

type Input = ParsedInputOf<'attachments.add'>

const extensions = { jpeg: 'jpg', png: 'png', pdf: 'pdf' } as const
const types = { jpeg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' } as const

/** What the writer needs to keep a file. */
interface ReadyFile {
  place: Input['place']
  title: string
  name: string
  mediaType: string
  bytes: Uint8Array
  thumbnail: Uint8Array | null
  width: number | null
  height: number | null
  takenAt: string
  latitude: number | null
  longitude: number | null
  formKey: string
  formVersion: number | null
  slot: string
  findings: PhotoFinding[]
}

/** Archives the bytes and hangs the file on its case or person, in one transaction. */
export const commitFile = internalCommand('attachments.commit', (context, input: ReadyFile) => {
  const on = hangsOn(context, input.place, true)
  const by = byNow(context)
  const hash = sha256(input.bytes)
  const twin = listAttachments(context.db, on).find((row) => row.removed_at === null && row.sha256 === hash)
  if (twin !== undefined)
    throw new AppError('STATE', `Berkas yang sama sudah ada: "${twin.title}".`, {
      field: 'fileId',
      hint: 'Pilih berkas yang lain.',
    })
  const { bytes, thumbnail, findings, place: _place, ...file } = input
  const id = insertAttachment(
    context.db,
    on,
    {
      ...file,
      size: bytes.byteLength,
      sha256: archiveFile(context.db, bytes, input.mediaType, by.now),
      thumbSha256: thumbnail === null ? null : archiveFile(context.db, thumbnail, 'image/jpeg', by.now),
      findings: JSON.stringify(findings),
    },
    by,
  )
  if (on.caseId !== null)
    insertCaseEvent(
      context.db,
      { caseId: on.caseId, needId: on.needId, kind: 'file', text: `Berkas "${input.title}" ditambahkan.` },
      by,
    )
  context.audit({
    entity: 'attachment',
    entityId: id,
    caseId: on.caseId,
    detail: { type: input.mediaType, size: bytes.byteLength, slot: input.slot, findings: findings.length },
  })
  return { id }
})

const formOf = (context: QueryContext, input: Input) => {
  if (input.formKey === '') return null
  const form = currentDefinitions(context.db, 'photo-form').find(({ key }) => key === input.formKey)
  const slot = form?.body.slots.find(({ key }) => key === input.slot)
  if (form === undefined || slot === undefined)
    throw new AppError('VALIDATION', 'Daftar foto itu tidak ada atau sudah berubah.', {
      field: 'slot',
      hint: 'Muat ulang halaman ini.',
    })
  return { form, slot }
}

/** A name without folders, with the ending that its content has. */
const tidyName = (name: string, extension: string): string => {
  const base = name
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} ()_-]+/gu, ' ')
    .trim()
  return `${(base === '' ? 'berkas' : base).slice(0, 80)}.${extension}`
}

/**
 * Takes in an uploaded file. What it is, is read from its content; pictures are looked at before they are decoded.
 * @throws AppError BAD_FILE, NOT_FOUND, FORBIDDEN, VALIDATION, STATE for a file that is there already
 */
export const addFile = async (context: JobContext, input: Input): Promise<{ id: number; findings: PhotoFinding[] }> => {
  const on = hangsOn(context, input.place, true)
  const wanted = formOf(context, input)
  const upload = uploadedFile(context, input.fileId)
  if (upload.size > largestFile)
    throw new AppError('BAD_FILE', `Berkas ini lebih besar dari ${largestFile / 1024 / 1024} MB.`, {
      field: 'fileId',
      hint: 'Perkecil fotonya, atau pindai PDF-nya dengan mutu lebih rendah.',
    })
  context.progress('Memeriksa berkas', 0, 3)
  const bytes = readFileSync(upload.path)
  const kind = sniff(bytes)
  if (wanted !== null && kind === 'pdf')
    throw new AppError('BAD_FILE', 'Yang diminta di sini foto, bukan PDF.', { field: 'fileId', hint: 'Pilih foto JPG atau PNG.' })
  const name = tidyName(upload.name, extensions[kind])
  const title = input.title !== '' ? input.title : (wanted?.slot.label ?? name)
  const base = { place: input.place, title, name, mediaType: types[kind], bytes: new Uint8Array(bytes) }
  context.throwIfCancelled()
  if (kind === 'pdf') {
    const plain = { thumbnail: null, width: null, height: null, takenAt: '', latitude: null, longitude: null }
    const { id } = await context.write(commitFile, { ...base, ...plain, formKey: '', formVersion: null, slot: '', findings: [] })
    return { id, findings: [] }
  }
  pixelsOf(kind, bytes)
  const words = await readCameraWords(bytes)
  context.progress('Membaca gambar', 1, 3)
  // The decoder is native and large; only the thread that needs it loads it.
  const { lookAt } = await import('./pictures.ts')
  const seen = await lookAt(bytes)
  const findings =
    wanted === null
      ? []
      : checkPhoto(
          { size: bytes.byteLength, width: seen.width, height: seen.height, place: words.place, contrast: seen.contrast },
          { ...wanted.form.body, gps: wanted.slot.gps },
          photoBounds(context),
          placesOfForm(context.db, on, wanted.form.key),
        )
  context.throwIfCancelled()
  context.progress('Menyimpan', 2, 3)
  const { id } = await context.write(commitFile, {
    ...base,
    thumbnail: new Uint8Array(seen.thumbnail),
    width: seen.width,
    height: seen.height,
    takenAt: words.takenAt,
    latitude: words.place?.latitude ?? null,
    longitude: words.place?.longitude ?? null,
    formKey: wanted?.form.key ?? '',
    formVersion: wanted?.form.version ?? null,
    slot: wanted?.slot.key ?? '',
    findings,
  })
  context.progress('Menyimpan', 3, 3)
  return { id, findings }
}
