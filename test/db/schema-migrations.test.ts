import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Driver from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, pendingMigrations } from '../../src/main/core/db/migrate.sqlite.ts'
import { type Migration, migrations, newestMigration } from '../../src/main/core/db/migrations/index.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { testKey } from '../harness/inline.ts'
import { describeSchema } from '../harness/schema-text.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loket-schema-'))
  file = join(folder, 'loket.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = '2026-11-22T02:00:00.000Z'
const fresh = () => {
  const db = openDatabase(file, { key: testKey, role: 'writer', create: true })
  migrate(db.raw, 'test', now)
  return db
}

describe('opening a database', () => {
  it('uses a SQLite without the WAL-reset bug (3.51.3 or newer)', () => {
    const db = fresh()
    const { v } = db.raw.prepare('SELECT sqlite_version() AS v').get() as { v: string }
    const [major, minor, patch] = v.split('.').map(Number) as [number, number, number]
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003)
    db.raw.close()
  })

  it('is durable and distrustful by its pragmas', () => {
    const db = fresh()
    const pragma = (name: string) => db.raw.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('cell_size_check')).toBe(1)
    db.raw.close()
  })

  it('keeps no readable text in the file or its -wal', () => {
    const db = fresh()
    db.run(db.q.insertInto('setting').values({ key: 'rahasia', value: '"SITI AMINAH"', updated_at: now, updated_by: 0 }))
    expect(readFileSync(file).includes('SITI AMINAH')).toBe(false)
    expect(readFileSync(`${file}-wal`).includes('SITI AMINAH')).toBe(false)
    expect(readFileSync(file).subarray(0, 15).toString()).not.toBe('SQLite format 3')
    db.raw.close()
  })

  it('refuses another key, and says what to do', () => {
    closeDatabase(fresh(), 'writer')
    expect(() => openDatabase(file, { key: Buffer.alloc(32, 9), role: 'writer' })).toThrow(/kuncinya tidak cocok/)
  })

  it('refuses a database of a newer version and leaves it untouched', () => {
    const db = fresh()
    db.raw.pragma(`user_version = ${newestMigration + 10}`)
    closeDatabase(db, 'writer')
    const before = sha256(readFileSync(file))
    expect(() => openDatabase(file, { key: testKey, role: 'writer' })).toThrow(/versi yang lebih baru/)
    expect(sha256(readFileSync(file))).toBe(before)
  })

  it("refuses another program's database and a file that is none", () => {
    const db = openDatabase(file, { key: testKey, role: 'writer', create: true })
    db.raw.pragma('application_id = 12345')
    db.raw.exec('CREATE TABLE foreign_table (x)')
    closeDatabase(db, 'writer')
    expect(() => openDatabase(file, { key: testKey, role: 'writer' })).toThrow(/bukan data Loket SLRT/)
    const text = join(folder, 'text.db')
    writeFileSync(text, 'not a database at all, but long enough to be read as a page'.repeat(100))
    expect(() => openDatabase(text, { key: testKey, role: 'writer' })).toThrow(/tidak dapat dibuka/)
  })

  it('does not make a file where none is', () => {
    expect(() => openDatabase(join(folder, 'missing.db'), { key: testKey, role: 'writer' })).toThrow(/tidak ditemukan/)
  })
})

describe('the schema', () => {
  it('has only STRICT tables', () => {
    const db = fresh()
    const loose = (db.raw.pragma('table_list') as { name: string; type: string; strict: number }[]).filter(
      (table) => table.type === 'table' && table.strict === 0 && !table.name.startsWith('sqlite_'),
    )
    expect(loose.map((table) => table.name)).toEqual([])
    db.raw.close()
  })

  it('is written down in docs/database-schema.md and src/main/core/db/tables', () => {
    const db = fresh()
    const written = readFileSync(resolve(import.meta.dirname, '../../docs/database-schema.md'), 'utf8')
    expect(written).toBe(describeSchema(db.raw))
    const tables = resolve(import.meta.dirname, '../../src/main/core/db/tables')
    const types = readdirSync(tables)
      .map((name) => readFileSync(join(tables, name), 'utf8'))
      .join('\n')
    for (const table of db.raw.pragma('table_list') as { name: string; type: string }[]) {
      if (table.type !== 'table' || /^sqlite_|^schema_migration$/.test(table.name)) continue
      const name = table.name.replace(/(^|_)(\w)/g, (_all, _line, letter: string) => letter.toUpperCase())
      const declared =
        new RegExp(`export interface ${name}Table \\{\\n([\\s\\S]*?)\\n\\}`).exec(types)?.[1] ?? `no type for ${table.name}`
      const columns = (db.raw.pragma(`table_info("${table.name}")`) as { name: string }[]).map((column) => column.name)
      expect([
        table.name,
        ...declared
          .split('\n')
          .filter((line) => !line.trim().startsWith('/**'))
          .map((line) => line.trim().split(':')[0]),
      ]).toEqual([table.name, ...columns])
    }
    db.raw.close()
  })
})

describe('migrations', () => {
  it('rise and are applied once', () => {
    const ids = migrations.map((migration) => migration.id)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    const db = fresh()
    expect(pendingMigrations(db.raw)).toEqual([])
    expect(migrate(db.raw, 'test', now)).toEqual([])
    db.raw.close()
  })

  const add = (more: Partial<Migration>): Migration[] => [
    ...migrations,
    { id: newestMigration + 10, name: 'next', sql: [], ...more },
  ]

  it('leave nothing behind when one fails half-way', () => {
    const db = fresh()
    const list = add({ sql: ['CREATE TABLE half (x INTEGER) STRICT', 'INSERT INTO no_such_table VALUES (1)'] })
    expect(() => migrate(db.raw, 'test', now, list)).toThrow()
    expect(db.raw.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'").get()).toEqual({ n: 0 })
    expect(db.raw.pragma('user_version', { simple: true })).toBe(newestMigration)
    expect(db.raw.pragma('foreign_keys', { simple: true })).toBe(1)
    db.raw.close()
  })

  it('are rolled back when they break a foreign key', () => {
    const db = fresh()
    const list = add({ sql: ["INSERT INTO user_role (user_id, role_key) VALUES (999, 'admin')"] })
    expect(() => migrate(db.raw, 'test', now, list)).toThrow(/foreign keys/)
    expect(db.raw.prepare('SELECT count(*) AS n FROM user_role').get()).toEqual({ n: 0 })
    db.raw.close()
  })

  it('notice a released migration that was edited afterwards', () => {
    const db = fresh()
    const edited = migrations.map((migration, index) =>
      index === 0 ? { ...migration, sql: [...migration.sql, '-- edited'] } : migration,
    )
    expect(() => migrate(db.raw, 'test', now, edited)).toThrow(/tidak cocok dengan program/)
    db.raw.close()
  })
})

describe('what must stay for ever', () => {
  it('archived files and audit events can be neither changed nor deleted', () => {
    const db = fresh()
    db.raw.prepare("INSERT INTO archived_file VALUES ('h', 'application/pdf', 1, x'00', ?)").run(now)
    db.raw.prepare("INSERT INTO audit_event VALUES (1, ?, 0, 'a', 'e', NULL, NULL, '{}', 'p', 'h')").run(now)
    for (const statement of [
      "UPDATE archived_file SET media_type = 'x'",
      'DELETE FROM archived_file',
      "UPDATE audit_event SET action = 'x'",
      'DELETE FROM audit_event',
    ])
      expect(() => db.raw.exec(statement)).toThrow(/never/)
    db.raw.close()
  })

  it('the plain driver cannot read the file', () => {
    closeDatabase(fresh(), 'writer')
    const plain = new Driver(file)
    expect(() => plain.prepare('SELECT * FROM sqlite_schema').all()).toThrow(/not a database/)
    plain.close()
  })
})
