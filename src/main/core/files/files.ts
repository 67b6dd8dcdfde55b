import { randomUUID } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FileRef } from '../../../shared/contract/common.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { QueryContext } from '../context.ts'

/** Media types we hand out. */
export const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  zip: 'application/zip',
  csv: 'text/csv; charset=utf-8',
} as const

/** A new file name under `tmp/`; the folder is emptied at every start. */
export const newTmpPath = (context: Pick<QueryContext, 'dirs'>, extension: string): string =>
  join(context.dirs.tmp, `${randomUUID()}.${extension}`)

/** Hands out a file that was written under `tmp/` (see newTmpPath). */
export const tmpFileRef = (context: QueryContext, path: string, name: string, mediaType: string): FileRef => {
  const size = statSync(path).size
  const fileId = context.tickets.issue({
    source: { kind: 'tmp', ref: basename(path) },
    name,
    mediaType,
    size,
    userId: context.actor.userId,
  })
  return { fileId, name, mediaType, size }
}

/** Writes bytes under `tmp/` and hands them out. */
export const tmpBytesRef = (
  context: QueryContext,
  bytes: Uint8Array,
  name: string,
  mediaType: string,
  extension: string,
): FileRef => {
  const path = newTmpPath(context, extension)
  writeFileSync(path, bytes)
  return tmpFileRef(context, path, name, mediaType)
}

/** Hands out an archived file. */
export const archiveFileRef = (
  context: QueryContext,
  sha256: string,
  name: string,
  mediaType: string,
  size: number,
): FileRef => ({
  fileId: context.tickets.issue({
    source: { kind: 'archive', ref: sha256 },
    name,
    mediaType,
    size,
    userId: context.actor.userId,
  }),
  name,
  mediaType,
  size,
})

/**
 * The path of an uploaded or picked file.
 * @throws AppError NOT_FOUND for anything that is not an upload of this user
 */
export const uploadedFile = (context: QueryContext, fileId: string): { path: string; name: string; size: number } => {
  const ticket = context.tickets.read(fileId, context.actor.userId)
  if (ticket.source.kind === 'upload')
    return { path: join(context.dirs.tmp, basename(ticket.source.ref)), name: ticket.name, size: ticket.size }
  if (ticket.source.kind === 'path') return { path: ticket.source.ref, name: ticket.name, size: ticket.size }
  throw new AppError('NOT_FOUND', 'Berkas ini tidak dapat dibaca sebagai kiriman.', { hint: 'Pilih berkasnya sekali lagi.' })
}
