import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendAudit, auditHead } from '../../src/main/core/audit/audit.repo.ts'
import { backupHandlers } from '../../src/main/core/backup/backup.service.ts'
import { type BackupManifest, verifyCopy, writeBackup } from '../../src/main/core/backup/write-backup.sqlite.ts'
import { sha256 } from '../../src/main/core/files/archive.repo.ts'
import { type Inline, openInline, testKey } from '../harness/inline.ts'

let inline: Inline
let folder: string
beforeEach(() => {
  inline = openInline()
  appendAudit(inline.db, {
    at: inline.context.now(),
    userId: 1,
    action: 'test',
    entity: 'x',
    entityId: null,
    caseId: null,
    detail: '{}',
  })
  folder = join(inline.context.dirs.data, 'backups')
})
afterEach(() => inline.close())

describe('a backup', () => {
  it('is an encrypted, verified copy with a manifest that anchors the audit chain', () => {
    const made = writeBackup(inline.db, { folder, key: testKey, reason: 'manual', now: inline.context.now(), version: '1' })
    const bytes = readFileSync(join(folder, made.name))
    expect(sha256(bytes)).toBe(made.sha256)
    expect(bytes.subarray(0, 6).toString()).not.toBe('SQLite')
    expect(made).toMatchObject({ auditHead: auditHead(inline.db).hash, auditSeq: 1, counts: { user: 1, audit_event: 1 } })
    expect(JSON.parse(readFileSync(join(folder, `${made.name}.json`), 'utf8')) as BackupManifest).toEqual(made)
    expect(verifyCopy(join(folder, made.name), testKey).counts).toEqual(made.counts)
  })

  it('that was damaged on the way does not verify', () => {
    const made = writeBackup(inline.db, { folder, key: testKey, reason: 'manual', now: inline.context.now(), version: '1' })
    const bytes = readFileSync(join(folder, made.name))
    bytes.fill(0x55, 4096 * 3, 4096 * 3 + 64)
    writeFileSync(join(folder, made.name), bytes)
    expect(() => verifyCopy(join(folder, made.name), testKey)).toThrow()
  })

  it('that cannot be written leaves nothing half made', () => {
    mkdirSync(folder)
    expect(() =>
      writeBackup(inline.db, { folder, key: Buffer.alloc(32, 1), reason: 'manual', now: inline.context.now(), version: '1' }),
    ).toThrow()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is listed newest first and remembered for the status line', async () => {
    const row = await backupHandlers.make(inline.context, { reason: 'manual' })
    expect(backupHandlers.list(inline.context, {})).toEqual([row])
    expect(existsSync(join(folder, row.name))).toBe(true)
    const noted = inline.db.raw.prepare("SELECT value FROM setting WHERE key = 'last-backup'").get() as { value: string }
    expect(JSON.parse(noted.value)).toMatchObject({ name: row.name, sha256: row.sha256 })
  })
})
