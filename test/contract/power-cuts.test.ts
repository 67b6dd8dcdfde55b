import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../src/main/core/app.ts'
import { openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { takeHostLock } from '../../src/main/core/host-lock.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { recoverySecret } from '../../src/main/core/keystore/recovery.ts'
import { unseal } from '../../src/main/core/keystore/seal.ts'
import { adminPassword, clientOf, exampleOffice, makeOffice, runJob, type TestOffice, workerFile } from '../harness/office.ts'

// Power cuts, dead threads, lost files: what an office PC does to a data folder.

const root = resolve(import.meta.dirname, '../..')
const cleanUp: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

const office = async (): Promise<TestOffice> => {
  const made = await makeOffice()
  cleanUp.push(() => made.close())
  return made
}

const openWith = async (data: string, workerFile: string, keyDir = join(data, '..', 'key')): Promise<App> => {
  const app = await createApp({
    dirs: { data, resources: join(root, 'resources') },
    workerFile,
    version: '0.0.0-test',
    host: 'cli',
    keystore: fileKeystore(keyDir),
  })
  cleanUp.push(() => app.close())
  return app
}

describe('a thread that dies', () => {
  it('fails the call that killed it, and the next ones are served by a new thread', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loket-office-'))
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
    const app = await openWith(join(folder, 'data'), join(root, 'test/harness/dying-worker.ts'))
    const connection = app.connect()
    const client = clientOf(app, connection)
    await client.app.init({
      mode: 'office',
      office: exampleOffice(),
      admin: { username: 'admin', displayName: 'Administrator Uji', password: adminPassword },
    })
    await expect(client.people.search({ text: 'MATI-reader' })).rejects.toMatchObject({ data: { code: 'INTERNAL' } })
    expect((await client.people.search({ text: 'siti' })).items).toEqual([])
    await expect(client.people.create({ name: 'MATI-writer', nik: null })).rejects.toMatchObject({ data: { code: 'INTERNAL' } })
    const saved = await client.people.create({ name: 'Sesudah Itu', nik: null })
    expect((await client.people.get({ id: saved.id })).name).toBe('Sesudah Itu')
    expect((await client.people.search({ text: 'MATI-writer'.replace('-writer', '') })).items).toEqual([])
    const path = join(folder, 'x.xlsx')
    writeFileSync(path, 'x')
    const { fileId } = app.registerPath(connection, path)
    await expect(runJob(app, connection, 'imports.prepare', { fileId, label: 'MATI-job' })).rejects.toMatchObject({
      data: { code: 'INTERNAL' },
    })
    expect((await runJob(app, connection, 'backup.make', {})).people).toBe(1)
    expect((await client.audit.verify({})).firstBad).toBeNull()
  }, 60_000)
})

describe('closing', () => {
  it('lets nothing new begin, and closing twice is one closing', async () => {
    const { app, admin, client } = await office()
    const closing = app.close()
    await expect(client.people.create({ name: 'Terlambat', nik: null })).rejects.toMatchObject({ data: { code: 'BUSY' } })
    const late = await app.dispatch(admin, 'backup.make', {})
    expect(late).toMatchObject({ ok: false, error: { code: 'BUSY' } })
    await Promise.all([closing, app.close()])
  })
})

describe('a locked folder', () => {
  it('is opened once when the key is sent twice', async () => {
    const made = await office()
    await made.app.close()
    const app = await openWith(made.data, workerFile, join(made.data, '..', 'other-key'))
    expect(app.state).toBe('locked')
    const client = clientOf(app, app.connect())
    const both = await Promise.allSettled([
      client.app.unlock({ recoveryKey: made.recoveryKey }),
      client.app.unlock({ recoveryKey: made.recoveryKey }),
    ])
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
    await client.users.signIn({ username: 'admin', password: adminPassword })
  }, 60_000)
})

describe('a recovery key that nobody wrote down', () => {
  it('is replaced until one was retyped, and not afterwards', async () => {
    const made = await office()
    const { recoveryKey } = await made.client.app.newRecoveryKey({})
    await expect(made.client.app.confirmRecoveryKey({ recoveryKey: made.recoveryKey })).rejects.toThrow(/tidak cocok/)
    await made.client.app.confirmRecoveryKey({ recoveryKey })
    await expect(made.client.app.newRecoveryKey({})).rejects.toMatchObject({ data: { code: 'STATE' } })
    expect((await made.client.audit.list({ limit: 1 })).items[0]).toMatchObject({ action: 'app.newRecoveryKey' })
    await made.app.close()
    const app = await openWith(made.data, workerFile, join(made.data, '..', 'other-key'))
    const client = clientOf(app, app.connect())
    await expect(client.app.unlock({ recoveryKey: made.recoveryKey })).rejects.toThrow(/tidak cocok/)
    await client.app.unlock({ recoveryKey })
    await client.users.signIn({ username: 'admin', password: adminPassword })
  }, 60_000)
})

describe('a backup', () => {
  it('opens on any computer with the printed recovery key alone', async () => {
    const made = await office()
    const backup = await made.job('backup.make', {})
    const folder = join(made.data, 'backups')
    const manifest = JSON.parse(readFileSync(join(folder, `${backup.name}.json`), 'utf8')) as {
      recovery: { salt: string; sealed: string }
    }
    const key = unseal(recoverySecret(made.recoveryKey, Buffer.from(manifest.recovery.salt, 'base64')), manifest.recovery.sealed)
    const copy = openDatabase(join(folder, backup.name), { key, role: 'reader' })
    expect(copy.raw.prepare('SELECT count(*) AS n FROM user').get()).toEqual({ n: 1 })
    copy.raw.close()
  }, 60_000)

  it('that was cut off is cleared away by the next one', async () => {
    const made = await office()
    const { name } = await made.job('backup.make', {})
    writeFileSync(join(made.data, 'backups', 'tmp-0000'), 'half')
    writeFileSync(join(made.data, 'backups', `${name}.json.99.tmp`), 'half')
    await made.job('backup.make', {})
    expect(readdirSync(join(made.data, 'backups')).filter((one) => one.includes('tmp'))).toEqual([])
  }, 60_000)

  it('list still opens when somebody spoilt a manifest', async () => {
    const made = await office()
    const { name } = await made.job('backup.make', {})
    writeFileSync(join(made.data, 'backups', '20200101-000000-manual.db'), 'x')
    writeFileSync(join(made.data, 'backups', '20200101-000000-manual.db.json'), '{"half')
    expect((await made.client.backup.list({})).map((one) => one.name)).toEqual([name])
  }, 60_000)
})

describe('a first start beside the remains of an older office', () => {
  it('keeps the key file that old backups need, and lets no old journal into the new data', async () => {
    const made = await office()
    await made.job('backup.make', {})
    await made.client.people.create({ name: 'Lama Sekali', nik: null })
    const oldKeys = readFileSync(join(made.data, 'keys.json'), 'utf8')
    const journal = readFileSync(join(made.data, 'loket.db-wal'))
    expect(journal.length).toBeGreaterThan(0)
    await made.app.close()
    // The data file is lost; its journal, its keys and its backups are still there.
    rmSync(join(made.data, 'loket.db'))
    writeFileSync(join(made.data, 'loket.db-wal'), journal)
    const app = await openWith(made.data, workerFile)
    expect(app.state).toBe('empty')
    const client = clientOf(app, app.connect())
    await client.app.init({
      mode: 'office',
      office: exampleOffice(),
      admin: { username: 'admin', displayName: 'Administrator Uji', password: adminPassword },
    })
    expect((await client.people.count({})).people).toBe(0)
    const kept = readdirSync(made.data).filter((name) => name.startsWith('keys-'))
    expect(kept.map((name) => readFileSync(join(made.data, name), 'utf8'))).toEqual([oldKeys])
  }, 60_000)

  it('that is refused leaves no keys behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loket-office-'))
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
    const data = join(folder, 'data')
    const app = await openWith(data, workerFile)
    const client = clientOf(app, app.connect())
    const refused = client.app.init({
      mode: 'office',
      office: { ...exampleOffice(), districtCode: '99.99' },
      admin: { username: 'admin', displayName: 'Administrator Uji', password: adminPassword },
    })
    await expect(refused).rejects.toMatchObject({ data: { code: 'VALIDATION', field: 'office.districtCode' } })
    expect(readdirSync(data).filter((name) => name.startsWith('keys') || name.startsWith('baru'))).toEqual([])
  }, 60_000)
})

describe('the host lock', () => {
  it('that is damaged is not mistaken for another owner', () => {
    const folder = mkdtempSync(join(tmpdir(), 'loket-lock-'))
    cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'host-lock.db'), 'x'.repeat(8192))
    expect(() => takeHostLock(folder, 'cli', '2026-11-22T00:00:00Z')).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'DISK' }) }),
    )
    expect(existsSync(join(folder, 'host-lock.db'))).toBe(true)
  })
})
