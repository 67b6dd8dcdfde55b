import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { mustBePresent, visibleAttachment } from './attachment-access.ts'
import { readCameraWords } from './exif.ts'

/** Writes down that a copy of a file left the program. */
export const recordCopy = internalCommand('attachments.record-copy', (context, input: { id: number; kind: string }) => {
  const file = visibleAttachment(context, input.id)
  context.audit({ entity: 'attachment', entityId: input.id, caseId: file.case_id, detail: { copy: input.kind } })
  return null
})

/**
 * A copy that leaves: for upload (with place and time), or without anything the camera wrote.
 * @throws AppError NOT_FOUND, STATE for a removed file, VALIDATION for an upload copy of a PDF
 */
export const copyFile = async (context: JobContext, input: { id: number; kind: 'upload' | 'plain' }) => {
  context.progress('Menyiapkan salinan', 0, 1)
  const file = visibleAttachment(context, input.id)
  mustBePresent(file)
  const kept = readArchivedFile(context.db, file.sha256)
  if (kept === undefined) throw new AppError('NOT_FOUND', 'Isi berkas ini tidak ditemukan.', { hint: 'Periksa cadangan data.' })
  const base = file.name.replace(/\.[^.]*$/, '')
  if (file.media_type === 'application/pdf') {
    if (input.kind === 'upload')
      throw new AppError('VALIDATION', 'Salinan unggah hanya untuk foto.', { field: 'kind', hint: 'Unduh PDF-nya saja.' })
    await context.write(recordCopy, input)
    return { file: tmpBytesRef(context, kept.bytes, `${base}.pdf`, mediaTypes.pdf, 'pdf') }
  }
  const words = await readCameraWords(kept.bytes)
  const kind = file.media_type === 'image/png' ? 'png' : 'jpeg'
  const { plainCopy, uploadCopy } = await import('./pictures.ts')
  const bytes =
    input.kind === 'upload' ? await uploadCopy(kept.bytes, words) : await plainCopy(kind, kept.bytes, words.orientation)
  await context.write(recordCopy, input)
  context.progress('Menyiapkan salinan', 1, 1)
  const png = input.kind === 'plain' && kind === 'png'
  const name = `${base}${input.kind === 'upload' ? '-unggah' : ''}.${png ? 'png' : 'jpg'}`
  return { file: tmpBytesRef(context, bytes, name, png ? 'image/png' : 'image/jpeg', png ? 'png' : 'jpg') }
}
