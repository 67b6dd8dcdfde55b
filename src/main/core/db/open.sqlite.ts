import { existsSync } from 'node:fs'
import Driver from 'better-sqlite3'
import { AppError } from '../../../shared/domain/errors.ts'
import { Db } from './database.ts'
import { newestMigration } from './migrations/index.ts'

/** Marks our files (ASCII "LSLR"); another program's database is refused instead of being changed. */
export const applicationId = 0x4c534c52

/** What a connection is for; decides write access and cache. */
export type ConnectionRole = 'writer' | 'reader'

export interface OpenOptions {
  /** Raw 256-bit data key; an empty one leaves the file unencrypted, which only measurements ask for (`openKeys` never gives one). */
  key: Buffer
  role: ConnectionRole
  /** Only the first start and the restore of a backup may create a file. */
  create?: boolean
}

/** Unlocks an opened connection in SQLCipher 4 format, which ordinary SQLCipher tools can open too. */
export const applyKey = (raw: Driver.Database, key: Buffer): void => {
  if (key.length === 0) return
  raw.pragma("cipher='sqlcipher'")
  raw.pragma('legacy=4')
  raw.pragma(`key="x'${key.toString('hex')}'"`)
}

/**
 * Opens the database file. The only place that opens one.
 * @throws AppError DATABASE when the file is missing, foreign, damaged, of another key, or of a newer version
 */
export const openDatabase = (file: string, options: OpenOptions): Db => {
  const exists = existsSync(file)
  if (!exists && options.create !== true)
    throw new AppError('DATABASE', 'Berkas data tidak ditemukan.', {
      hint: 'Periksa folder data, atau pulihkan dari cadangan.',
    })
  const raw = new Driver(file, { readonly: options.role === 'reader', timeout: 5000 })
  try {
    applyKey(raw, options.key)
    try {
      raw.prepare('SELECT count(*) FROM sqlite_schema').get()
    } catch {
      throw new AppError('DATABASE', 'Berkas data tidak dapat dibuka: kuncinya tidak cocok atau berkasnya rusak.', {
        hint: 'Jangan hapus berkas ini. Gunakan kunci pemulihan, atau pulihkan dari cadangan.',
      })
    }
    const found = raw.pragma('application_id', { simple: true })
    if (exists && found !== applicationId && found !== 0)
      throw new AppError('DATABASE', 'Berkas ini bukan data Loket SLRT.', { hint: 'Pilih folder data yang lain.' })
    refuseNewer(raw)
    if (options.role === 'writer') {
      raw.pragma('journal_mode = WAL')
      if (found === 0) raw.pragma(`application_id = ${applicationId}`)
    }
    raw.pragma('synchronous = FULL')
    raw.pragma('foreign_keys = ON')
    raw.pragma('trusted_schema = OFF')
    raw.pragma('cell_size_check = ON')
    raw.pragma('mmap_size = 0')
    raw.pragma('temp_store = MEMORY')
    raw.pragma(`cache_size = ${options.role === 'writer' ? -65536 : -16384}`)
    raw.pragma('wal_autocheckpoint = 1000')
    raw.pragma('journal_size_limit = 67108864')
    return new Db(raw)
  } catch (error) {
    raw.close()
    throw error
  }
}

const refuseNewer = (raw: Driver.Database): void => {
  const found = raw.pragma('user_version', { simple: true }) as number
  if (found > newestMigration)
    throw new AppError('DATABASE', 'Data ini dibuat oleh Loket SLRT versi yang lebih baru.', {
      hint: 'Pasang versi yang lebih baru di komputer ini. Data tidak diubah.',
    })
}

/** Closes a connection; the writer leaves a small file without a -wal beside it. */
export const closeDatabase = (db: Db, role: ConnectionRole): void => {
  if (!db.raw.open) return
  try {
    if (role === 'writer') {
      db.raw.pragma('optimize')
      db.raw.pragma('wal_checkpoint(TRUNCATE)')
    }
  } finally {
    // Also on a full disk: a thread never ends with its connection open.
    db.raw.close()
  }
}
