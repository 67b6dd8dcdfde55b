import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { procedures } from '../../src/shared/contract/index.ts'
import { clientOf, makeOffice, type TestOffice } from '../harness/office.ts'

// What somebody with few rights, a hurried clerk or a power cut may try against the running core.

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice()
}, 60_000)
afterAll(() => office.close())

const password = 'kata-sandi-2'

/** A user with a role of the office's own that holds exactly these permissions. */
const userWith = async (username: string, permissions: string[], areas: string[] = []) => {
  await office.client.definitions.save({
    kind: 'role',
    key: `peran-${username}`,
    baseVersion: 0,
    body: { name: username, description: '', permissions },
  })
  const { id } = await office.client.users.create({
    username,
    displayName: username,
    password: 'kata-sandi-1',
    roles: [`peran-${username}`],
    areas,
  })
  const caller = await office.signIn(username, 'kata-sandi-1')
  await caller.client.users.changePassword({ current: 'kata-sandi-1', next: password })
  return { id, ...caller }
}

describe('somebody who may edit templates but not manage users', () => {
  it('cannot give himself rights by editing a role', async () => {
    const { client } = await userWith('penyusun', ['definitions.read', 'definitions.write'])
    const role = await client.definitions.get({ kind: 'role', key: 'peran-penyusun' })
    await expect(
      client.definitions.save({
        kind: 'role',
        key: 'peran-penyusun',
        baseVersion: role.version,
        body: { name: 'x', description: '', permissions: ['users.manage'] },
      }),
    ).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
    expect(office.app.state).toBe('ready')
  })
})

describe('an administrator in a hurry', () => {
  it('cannot take user management from everybody by editing the role', async () => {
    const role = await office.client.definitions.get({ kind: 'role', key: 'admin' })
    const body = role.body as { permissions: string[] }
    await expect(
      office.client.definitions.save({
        kind: 'role',
        key: 'admin',
        baseVersion: role.version,
        body: { ...body, permissions: body.permissions.filter((one) => one !== 'users.manage') },
      }),
    ).rejects.toMatchObject({ data: { code: 'STATE' } })
    expect((await office.client.users.list({})).length).toBeGreaterThan(0)
  })
})

describe('sessions', () => {
  it('in other windows end when the password is changed', async () => {
    const { connection } = await userWith('dua-jendela', ['people.read'])
    const other = await office.signIn('dua-jendela', password)
    await other.client.users.changePassword({ current: password, next: 'kata-sandi-3' })
    expect(connection.session).toBeNull()
    expect(other.connection.session).not.toBeNull()
  })

  it('end when an administrator sets a new password', async () => {
    const { id, connection } = await userWith('disetel', ['people.read'])
    const row = (await office.client.users.list({})).find((user) => user.id === id)
    await office.client.users.resetPassword({ id, version: row?.version ?? 0, password: 'kata-sandi-9' })
    expect(connection.session).toBeNull()
  })

  it('do not come back when somebody signs out while rights are being changed', async () => {
    const { id, connection } = await userWith('keluar', ['people.read'])
    const row = (await office.client.users.list({})).find((user) => user.id === id)
    // Signs out at the worst moment: right after the core looked who is signed in, before it has the new rights.
    let session = connection.session
    Object.defineProperty(connection, 'session', {
      get: () => {
        const seen = session
        if (new Error().stack?.includes('Connections.refresh') === true)
          queueMicrotask(() => {
            session = null
          })
        return seen
      },
      set: (value) => {
        session = value
      },
    })
    await office.client.users.update({
      id,
      version: row?.version ?? 0,
      displayName: 'Keluar',
      roles: ['viewer'],
      areas: [],
      active: true,
    })
    expect(session).toBeNull()
  })
})

describe('many wrong passwords at once', () => {
  it('do not hold up the work of others', async () => {
    const stranger = clientOf(office.app, office.app.connect())
    const begun = performance.now()
    const attempts = Array.from({ length: 12 }, () =>
      stranger.users
        .signIn({ username: 'tidak-ada', password: 'salah' })
        .catch((error: { data: { code: string } }) => error.data.code),
    )
    let attemptsDone = false
    void Promise.all(attempts).then(() => {
      attemptsDone = true
    })
    await office.client.people.create({ name: 'Warga Uji', nik: null })
    const saved = performance.now() - begun
    expect(attemptsDone).toBe(false)
    expect(saved).toBeLessThan(1500)
    for (const code of await Promise.all(attempts)) expect(['UNAUTHENTICATED', 'BUSY']).toContain(code)
  }, 30_000)

  it('sent side by side count like one after the other', async () => {
    await userWith('ditebak', ['people.read'])
    const stranger = clientOf(office.app, office.app.connect())
    const tries = [...Array.from({ length: 7 }, () => 'salah'), password]
    const outcomes = await Promise.all(
      tries.map((attempt) =>
        stranger.users.signIn({ username: 'ditebak', password: attempt }).then(
          () => 'in',
          (error: { data: { code: string } }) => error.data.code,
        ),
      ),
    )
    expect(outcomes).not.toContain('in')
    expect(outcomes.filter((one) => one === 'UNAUTHENTICATED').length).toBeLessThanOrEqual(4)
  }, 30_000)
})

describe('tickets for files', () => {
  it('show neither path nor user to the screen', () => {
    const path = join(office.data, 'rahasia-di-sini.xlsx')
    writeFileSync(path, 'x')
    const { fileId } = office.app.registerPath(office.admin, path)
    for (const part of fileId.split('.')) {
      expect(Buffer.from(part, 'base64url').toString('utf8')).not.toContain('rahasia')
      expect(Buffer.from(part, 'base64url').toString('utf8')).not.toContain('userId')
    }
  })

  it('that were changed in any letter, cut or made up open nothing', async () => {
    const path = join(office.data, 'biasa.xlsx')
    writeFileSync(path, 'x')
    const { fileId } = office.app.registerPath(office.admin, path)
    const forged = ['', '.', 'AAAA', fileId.slice(0, 20), fileId.slice(0, -4), `${fileId}AAAA`, '%zz', '../../keys.json']
    for (let at = 0; at < fileId.length; at += 7)
      forged.push(`${fileId.slice(0, at)}${fileId[at] === 'A' ? 'B' : 'A'}${fileId.slice(at + 1)}`)
    for (const ticket of forged)
      await expect(office.app.openFile(office.admin, ticket), ticket).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
  })

  it('are not given to somebody who must change a first password', async () => {
    await office.client.users.create({
      username: 'pertama',
      displayName: 'Pertama',
      password: 'kata-sandi-1',
      roles: ['viewer'],
    })
    const { connection } = await office.signIn('pertama', 'kata-sandi-1')
    expect(() => office.app.registerUpload(connection, 'x.upload', 'x', 1)).toThrow(/harus diganti/)
    await expect(office.app.openFile(connection, 'x')).rejects.toThrow(/harus diganti/)
  })
})

describe('files in tmp', () => {
  it('are swept when their tickets have ended, while the program runs on', async () => {
    const old = join(office.app.tmp, 'lama.pdf')
    const fresh = join(office.app.tmp, 'baru.pdf')
    for (const path of [old, fresh]) writeFileSync(path, 'x')
    utimesSync(old, new Date(), new Date(Date.now() - 13 * 60 * 60 * 1000))
    const later = Date.now() + 61 * 60 * 1000
    const clock = vi.spyOn(Date, 'now').mockReturnValue(later)
    try {
      await office.app.dispatch(office.admin, 'reports.exportMonthly', { month: '2026-11' })
    } finally {
      clock.mockRestore()
    }
    expect(existsSync(old)).toBe(false)
    expect(existsSync(fresh)).toBe(true)
  })

  it('that cannot be written fail the job in words, and the next job runs', async () => {
    rmSync(office.app.tmp, { recursive: true })
    await expect(office.job('reports.exportMonthly', { month: '2026-11' })).rejects.toMatchObject({
      data: { code: expect.stringMatching(/NOT_FOUND|DISK/) },
    })
    mkdirSync(office.app.tmp)
    expect((await office.job('reports.exportMonthly', { month: '2026-11' })).rows).toBe(0)
    expect(readdirSync(office.app.tmp).length).toBe(1)
  }, 30_000)
})

describe('an impatient finger', () => {
  it('does not pile up jobs without end', async () => {
    const replies = []
    for (let press = 0; press < 30; press += 1) replies.push(await office.app.dispatch(office.admin, 'backup.make', {}))
    expect(replies.some((reply) => !reply.ok && reply.error.code === 'BUSY')).toBe(true)
    for (const job of await office.client.jobs.active({})) await office.client.jobs.cancel({ id: job.id })
    while ((await office.client.jobs.active({})).length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await office.job('backup.make', {})).verified).toBe(true)
  }, 60_000)
})

describe('input of thousands of brackets', () => {
  it('is refused as wrong input', async () => {
    for (const depth of [1_000, 20_000, 200_000]) {
      const body = JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown
      const input = { kind: 'programme', key: 'x', baseVersion: 0, body }
      expect(await office.app.dispatch(office.admin, 'definitions.save', input)).toMatchObject({
        ok: false,
        error: { code: 'VALIDATION' },
      })
    }
  })
})

describe('page markers', () => {
  it('that were made up are refused in words, never as a fault of ours', async () => {
    const forged = [[], [{}], [[]], [null], ['x'], [true], [-1], ['a', {}], [{ a: 1 }, 2], [1.5], ['9'.repeat(99), 1]].map(
      (values) => Buffer.from(JSON.stringify(values)).toString('base64url'),
    )
    const failures: string[] = []
    for (const [name, procedure] of procedures) {
      const shape = (procedure.input as unknown as { shape?: Record<string, unknown> }).shape ?? {}
      if (!('cursor' in shape)) continue
      for (const cursor of forged) {
        for (const extra of [{}, { waiting: true }]) {
          const input = {
            ...('id' in shape ? { id: 1 } : {}),
            ...('text' in shape ? { text: '' } : {}),
            ...('waiting' in shape ? extra : {}),
            cursor,
            limit: 5,
          }
          const reply = await office.app.dispatch(office.admin, name, input)
          if (!reply.ok && reply.error.code === 'INTERNAL') failures.push(`${name} ${Buffer.from(cursor, 'base64url')}`)
        }
      }
    }
    expect(failures).toEqual([])
  })
})
