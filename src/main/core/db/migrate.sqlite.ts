import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/domain/errors.ts'
import type { RawDatabase } from './database.ts'
import { type Migration, migrations as released } from './migrations/index.ts'

/** Hash of a migration's SQL; a released migration that was edited afterwards is an error. */
export const migrationHash = (migration: Migration): string =>
  createHash('sha256').update(migration.sql.join('\n;\n')).digest('hex')

/** Ids not applied yet, in order. */
export const pendingMigrations = (raw: RawDatabase, list: readonly Migration[] = released): Migration[] => {
  const current = raw.pragma('user_version', { simple: true }) as number
  return list.filter((migration) => migration.id > current)
}

/**
 * Applies all pending migrations in one transaction; on any failure the file is as before.
 * Foreign keys are switched off outside the transaction (inside, SQLite ignores it) and checked before the commit.
 * @returns ids that were applied
 * @throws Error when a released migration was changed, or leaves broken foreign keys
 */
export const migrate = (raw: RawDatabase, appVersion: string, now: string, list: readonly Migration[] = released): number[] => {
  const pending = pendingMigrations(raw, list)
  raw.pragma('foreign_keys = OFF')
  try {
    raw.exec('BEGIN IMMEDIATE')
    raw.exec(
      'CREATE TABLE IF NOT EXISTS schema_migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL, app_version TEXT NOT NULL) STRICT',
    )
    const ledger = raw.prepare('SELECT id, sha256 FROM schema_migration').all() as { id: number; sha256: string }[]
    for (const { id, sha256 } of ledger) {
      const known = list.find((migration) => migration.id === id)
      if (known !== undefined && migrationHash(known) !== sha256)
        throw new AppError('DATABASE', `Susunan data tidak cocok dengan program (migrasi ${id}).`, {
          hint: 'Pasang ulang program dari sumber resmi. Data tidak diubah.',
        })
    }
    const record = raw.prepare('INSERT INTO schema_migration (id, name, sha256, applied_at, app_version) VALUES (?, ?, ?, ?, ?)')
    for (const migration of pending) {
      for (const statement of migration.sql) raw.exec(statement)
      migration.run?.(raw)
      record.run(migration.id, migration.name, migrationHash(migration), now, appVersion)
    }
    const broken = raw.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error(`migration leaves ${broken.length} broken foreign keys`)
    const last = pending.at(-1)
    if (last !== undefined) raw.pragma(`user_version = ${last.id}`)
    raw.exec('COMMIT')
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK')
    throw error
  } finally {
    raw.pragma('foreign_keys = ON')
  }
  return pending.map((migration) => migration.id)
}
