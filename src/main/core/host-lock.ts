import { mkdirSync, readFileSync, realpathSync, statfsSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { AppError } from '../../shared/domain/errors.ts'
import { writeFileWhole } from './files/write-whole.ts'

/** Who holds a data folder. */
export interface HostOwner {
  host: string
  pid: number
  user: string
  computer: string
  since: string
}

const hostWords: Record<string, string> = {
  electron: 'aplikasi Loket SLRT',
  browser: 'Loket SLRT di peramban',
  cli: 'perintah baris',
}

// File system magic numbers of Linux: NFS, CIFS, SMB2, AFS. SQLite's WAL does not work over a network (sqlite.org/wal.html).
const networkFileSystems = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x5346414f])

/**
 * Refuses data folders on a network drive: WAL needs shared memory of one computer.
 * @throws AppError DATABASE
 */
export const refuseNetworkFolder = (dataDir: string): void => {
  const real = realpathSync.native(dataDir)
  const onNetwork =
    process.platform === 'win32'
      ? real.startsWith('\\\\') && !real.startsWith('\\\\?\\')
      : networkFileSystems.has(statfsSync(real).type)
  if (onNetwork)
    throw new AppError('DATABASE', 'Folder data berada di drive jaringan.', {
      hint: 'Pindahkan folder data ke cakram di komputer ini; data di jaringan mudah rusak.',
    })
}

/**
 * Takes the data folder for this process. The lock is an exclusive transaction on a tiny database, so the operating
 * system frees it even when the process is killed.
 * @returns a function that gives the folder back
 * @throws AppError OWNED naming the first owner, DISK when the lock cannot be taken for another reason
 */
export const takeHostLock = (dataDir: string, host: string, now: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true })
  refuseNetworkFolder(dataDir)
  const ownerFile = join(dataDir, 'host.json')
  let lock: Driver.Database | undefined
  try {
    lock = new Driver(join(dataDir, 'host-lock.db'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (!/^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: unknown }).code)))
      throw new AppError('DISK', 'Folder data tidak dapat dipakai: penanda pemakainya rusak atau tidak dapat ditulis.', {
        hint: 'Periksa izin folder data, lalu hapus berkas host-lock.db di dalamnya; berkas itu tidak memuat data.',
      })
    throw new AppError('OWNED', `Folder data ini sedang dipakai oleh ${describeOwner(ownerFile)}.`, {
      hint: 'Tutup Loket SLRT yang itu lebih dahulu, atau gunakan jendela yang sudah terbuka.',
    })
  }
  const owner: HostOwner = { host, pid: process.pid, user: userInfo().username, computer: hostname(), since: now }
  writeFileWhole(ownerFile, `${JSON.stringify(owner, null, 2)}\n`)
  return () => {
    if (lock.inTransaction) lock.exec('ROLLBACK')
    lock.close()
  }
}

const describeOwner = (ownerFile: string): string => {
  try {
    const owner = JSON.parse(readFileSync(ownerFile, 'utf8')) as HostOwner
    return `${hostWords[owner.host] ?? owner.host} (pengguna ${owner.user} di ${owner.computer}, proses ${owner.pid}, sejak ${owner.since})`
  } catch {
    return 'proses lain'
  }
}
