import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeBackup } from '../../src/main/core/backup/write-backup.sqlite.ts'
import type { CommandContext, InternalCommand, JobContext } from '../../src/main/core/context.ts'
import type { Db } from '../../src/main/core/db/database.ts'
import { migrate } from '../../src/main/core/db/migrate.sqlite.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { installShippedDefinitions } from '../../src/main/core/definitions/shipped.ts'
import { Tickets } from '../../src/main/core/files/tickets.ts'
import { silentLog } from '../../src/main/core/log/log.ts'
import { type Actor, permissions } from '../../src/shared/domain/permissions.ts'
import { templates } from './templates.ts'

/** Key of every test database: tests run encrypted, as the app does. */
export const testKey = Buffer.alloc(32, 7)

/** One context that serves as query, command and job context, over one connection: for tests of services without threads. */
export interface Inline {
  db: Db
  context: CommandContext & JobContext
  /** Actions recorded by `audit` since the start. */
  audited: { entity: string; entityId?: number | null }[]
  close(): void
}

/** A closed database file with an empty office, made once for each day a run believes in: migrating takes a second, copying none. */
const emptyOffice = (resources: string, now: string): string => {
  const file = join(templates, `${now.slice(0, 10)}.db`)
  if (existsSync(file)) return file
  const made = `${file}.${process.pid}`
  const db = openDatabase(made, { key: testKey, role: 'writer', create: true })
  migrate(db.raw, '0.0.0-test', now)
  installShippedDefinitions(db, resources, now)
  db.run(
    db.q
      .insertInto('user')
      .values({ username: 'admin', display_name: 'Admin Uji', password_hash: '-', updated_at: now, updated_by: 0 }),
  )
  db.run(db.q.insertInto('user_role').values({ user_id: 1, role_key: 'admin' }))
  // Closed without looking at its statistics: those of an empty office would lead every test's queries astray.
  closeDatabase(db, 'reader')
  // Another test file may have made it meanwhile; one takes the place of the other whole.
  renameSync(made, file)
  return file
}

/** A fresh encrypted database with all migrations and shipped definitions, and a context of an all-powerful user 1. */
export const openInline = (options: { today?: string; actor?: Partial<Actor> } = {}): Inline => {
  const data = mkdtempSync(join(tmpdir(), 'loket-test-'))
  const tmp = join(data, 'tmp')
  mkdirSync(tmp)
  const resources = resolve(import.meta.dirname, '../../resources')
  const now = `${options.today ?? '2026-11-22'}T02:00:00.000Z`
  const file = join(data, 'loket.db')
  copyFileSync(emptyOffice(resources, now), file)
  const db = openDatabase(file, { key: testKey, role: 'writer' })
  // No power is cut here (test/safety does that): waiting for the disk at each of a hundred thousand commits would be the longest part.
  db.raw.pragma('synchronous = OFF')
  const audited: Inline['audited'] = []
  const context: Inline['context'] = {
    db,
    actor: {
      userId: 1,
      username: 'admin',
      displayName: 'Admin Uji',
      roles: ['admin'],
      permissions: [...permissions],
      areas: [],
      ...options.actor,
    },
    now: () => now,
    today: () => now.slice(0, 10),
    tickets: new Tickets(),
    log: silentLog,
    dirs: { data, tmp, resources },
    jobId: 1,
    audit: (event) => void audited.push(event),
    progress: () => {},
    throwIfCancelled: () => {},
    backup: (folder, reason) => writeBackup(db, { folder, key: testKey, reason, now, version: '0.0.0-test' }),
    write: <I, O>(command: InternalCommand<I, O>, input: I): Promise<O> =>
      Promise.resolve(db.raw.transaction(() => command.run(context, structuredClone(input)))() as O),
  }
  return {
    db,
    context,
    audited,
    close: () => {
      closeDatabase(db, 'writer')
      rmSync(data, { recursive: true, force: true })
    },
  }
}
