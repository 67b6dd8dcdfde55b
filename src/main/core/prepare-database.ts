import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeBackup } from './backup/write-backup.sqlite.ts'
import type { Db } from './db/database.ts'
import { migrate, pendingMigrations } from './db/migrate.sqlite.ts'
import { renewShippedDefinitions } from './definitions/shipped.ts'
import { recoveryWrap } from './keystore/key-file.ts'
import { nowOf } from './workers/make-context.ts'
import type { WorkerSettings } from './workers/protocol.ts'

/**
 * Brings an opened database up to this program's version: a verified backup first when a migration is pending, then the
 * migrations, then the shipped definitions.
 */
export const prepareDatabase = (settings: WorkerSettings, db: Db): void => {
  const now = nowOf(settings)
  if (pendingMigrations(db.raw).length > 0) {
    mkdirSync(join(settings.dirs.data, 'backups'), { recursive: true })
    writeBackup(db, {
      folder: join(settings.dirs.data, 'backups'),
      key: Buffer.from(settings.key),
      reason: 'before-migration',
      now,
      version: settings.version,
      recovery: recoveryWrap(settings.dirs.data),
    })
    migrate(db.raw, settings.version, now)
  }
  db.raw.transaction(() => renewShippedDefinitions(db, settings.dirs.resources, now, settings.version)).immediate()
}
