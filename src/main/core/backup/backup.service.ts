import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CommandContext, type Handlers, internalCommand } from '../context.ts'
import { writeSetting } from '../settings.repo.ts'
import type { BackupManifest } from './write-backup.sqlite.ts'

const toRow = (manifest: BackupManifest) => ({
  name: manifest.name,
  createdAt: manifest.createdAt,
  reason: manifest.reason,
  size: manifest.size,
  sha256: manifest.sha256,
  verified: true,
  people: manifest.counts.person ?? 0,
  cases: manifest.counts.case_file ?? 0,
})

/** A manifest, or nothing where somebody spoilt the file: one bad copy must not hide the good ones. */
const readManifest = (path: string): BackupManifest[] => {
  try {
    return [JSON.parse(readFileSync(path, 'utf8')) as BackupManifest]
  } catch {
    return []
  }
}

/** Remembers the last verified backup for the status line. */
const noteBackup = internalCommand(
  'backup.note',
  (context: CommandContext, input: { name: string; sha256: string; at: string }) => {
    writeSetting(context.db, 'last-backup', input, { userId: context.actor.userId, now: context.now() })
    context.audit({ entity: 'backup', detail: { name: input.name, sha256: input.sha256 } })
    return null
  },
)

/** Use cases of backups. */
export const backupHandlers: Handlers<'backup'> = {
  make: async (context, { reason }) => {
    context.progress('Menyalin dan memeriksa data', 0, null)
    const manifest = context.backup(join(context.dirs.data, 'backups'), reason)
    await context.write(noteBackup, { name: manifest.name, sha256: manifest.sha256, at: manifest.createdAt })
    return toRow(manifest)
  },
  list: ({ dirs }) => {
    const folder = join(dirs.data, 'backups')
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => name.endsWith('.db.json') && existsSync(join(folder, name.slice(0, -'.json'.length))))
      .flatMap((name) => readManifest(join(folder, name)).map(toRow))
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  },
}

export const backupInternal = [noteBackup]
