import { createHash } from 'node:crypto'
import type { Db } from '../db/database.ts'

/** SHA-256 of bytes, lower-case hex. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Keeps bytes for ever under their hash (triggers forbid change and deletion). The same bytes are kept once.
 * @returns the SHA-256
 */
export const archiveFile = (db: Db, bytes: Uint8Array, mediaType: string, now: string): string => {
  const hash = sha256(bytes)
  db.run(
    db.q
      .insertInto('archived_file')
      .values({
        sha256: hash,
        media_type: mediaType,
        size: bytes.byteLength,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('sha256').doNothing()),
  )
  return hash
}

/** The bytes of an archived file, or undefined. */
export const readArchivedFile = (db: Db, hash: string): { mediaType: string; bytes: Buffer } | undefined => {
  const row = db.first(db.q.selectFrom('archived_file').select(['media_type', 'bytes']).where('sha256', '=', hash))
  return row === undefined ? undefined : { mediaType: row.media_type, bytes: row.bytes }
}
