import { createHash, randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/domain/errors.ts'
import { auditHead } from '../audit/audit.repo.ts'
import type { Db } from '../db/database.ts'
import { openDatabase } from '../db/open.sqlite.ts'
import { writeFileWhole } from '../files/write-whole.ts'
import type { RecoveryWrap } from '../keystore/key-file.ts'

/** What stands beside every backup copy. */
export interface BackupManifest {
  format: 1
  name: string
  createdAt: string
  reason: string
  appVersion: string
  schemaVersion: number
  size: number
  sha256: string
  counts: Record<string, number>
  auditSeq: number
  auditHead: string
  /** What the printed recovery key opens, so that the copy outlives the computer it was made on; null in tests without keys. */
  recovery: RecoveryWrap | null
}

export interface BackupOptions {
  /** Existing folder that the copy goes to. */
  folder: string
  key: Buffer
  reason: string
  now: string
  version: string
  recovery?: RecoveryWrap | null
}

const hashFile = (path: string): string => {
  const hash = createHash('sha256')
  const handle = openSync(path, 'r')
  const buffer = Buffer.alloc(1 << 20)
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) hash.update(buffer.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

const countTables = ['person', 'family', 'case_file', 'need', 'referral', 'letter', 'submission', 'audit_event', 'user'] as const

/**
 * Makes a verified copy: VACUUM INTO a temporary name, open the copy read-only, integrity and foreign keys, counts,
 * SHA-256, flush, rename, manifest. Works from a reader and on encrypted data (the copy has the same key).
 * @throws AppError DATABASE when the copy does not verify (it is removed)
 */
export const writeBackup = (db: Db, options: BackupOptions): BackupManifest => {
  mkdirSync(options.folder, { recursive: true })
  // Backups are made one at a time: what lies here half made was cut off by a power cut.
  for (const left of readdirSync(options.folder))
    if (left.startsWith('tmp-') || left.endsWith('.tmp')) rmSync(join(options.folder, left), { force: true })
  const temporary = join(options.folder, `tmp-${randomUUID()}`)
  const name = `${options.now.replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}-${options.reason}.db`
  try {
    db.raw.prepare('VACUUM INTO ?').run(temporary)
    const verified = verifyCopy(temporary, options.key)
    const handle = openSync(temporary, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    const manifest: BackupManifest = {
      format: 1,
      name,
      createdAt: options.now,
      reason: options.reason,
      appVersion: options.version,
      size: statSync(temporary).size,
      sha256: hashFile(temporary),
      ...verified,
      recovery: options.recovery ?? null,
    }
    renameSync(temporary, join(options.folder, name))
    writeFileWhole(join(options.folder, `${name}.json`), `${JSON.stringify(manifest, null, 2)}\n`)
    return manifest
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Opens a copy read-only and checks it. */
export const verifyCopy = (
  path: string,
  key: Buffer,
): Pick<BackupManifest, 'counts' | 'schemaVersion' | 'auditSeq' | 'auditHead'> => {
  const copy = openDatabase(path, { key, role: 'reader' })
  try {
    const integrity = copy.raw.pragma('integrity_check', { simple: true })
    const broken = copy.raw.pragma('foreign_key_check') as unknown[]
    if (integrity !== 'ok' || broken.length > 0)
      throw new AppError('DATABASE', 'Salinan cadangan tidak lolos pemeriksaan.', {
        hint: 'Periksa cakram, lalu buat cadangan lagi. Cadangan lama tetap ada.',
      })
    const tables = new Set(
      (copy.raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
        (row) => row.name,
      ),
    )
    const counts = Object.fromEntries(
      countTables
        .filter((table) => tables.has(table))
        .map((table) => [table, (copy.raw.prepare(`SELECT count(*) AS n FROM "${table}"`).get() as { n: number }).n]),
    )
    const head = tables.has('audit_event') ? auditHead(copy) : { seq: 0, hash: '' }
    return {
      counts,
      schemaVersion: copy.raw.pragma('user_version', { simple: true }) as number,
      auditSeq: head.seq,
      auditHead: head.hash,
    }
  } finally {
    copy.raw.close()
  }
}
