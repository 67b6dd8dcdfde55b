import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, clientOf, makeOffice, type TestOffice } from '../harness/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await makeOffice()
})
afterAll(() => office.close())

describe('sign-in', () => {
  it('refuses a wrong password and an unknown name with the same words', async () => {
    const stranger = clientOf(office.app, office.app.connect())
    const wrong = await stranger.users
      .signIn({ username: 'admin', password: 'salah-sekali' })
      .catch((error: Error) => error.message)
    const unknown = await stranger.users
      .signIn({ username: 'tidak-ada', password: 'salah-sekali' })
      .catch((error: Error) => error.message)
    expect(wrong).toMatch(/tidak cocok/)
    expect(unknown).toBe(wrong)
  })

  it('locks an account for a while after five wrong passwords, also for the right one', async () => {
    await office.client.users.create({
      username: 'terkunci',
      displayName: 'Uji Kunci',
      password: 'kata-sandi-1',
      roles: ['front-office'],
    })
    const stranger = clientOf(office.app, office.app.connect())
    for (let attempt = 0; attempt < 5; attempt += 1)
      await stranger.users.signIn({ username: 'terkunci', password: 'salah' }).catch(() => {})
    await expect(stranger.users.signIn({ username: 'terkunci', password: 'kata-sandi-1' })).rejects.toThrow(
      /Terlalu banyak percobaan/,
    )
  })

  it('lets somebody with a first password do nothing but change it', async () => {
    await office.client.users.create({
      username: 'baru',
      displayName: 'Petugas Baru',
      password: 'kata-sandi-1',
      roles: ['front-office'],
    })
    const { client, connection } = await office.signIn('baru', 'kata-sandi-1')
    await expect(client.people.search({ text: 'siti' })).rejects.toThrow(/Kata sandi pertama harus diganti/)
    await client.users.changePassword({ current: 'kata-sandi-1', next: 'kata-sandi-2' })
    expect(connection.session?.mustChangePassword).toBe(false)
    expect((await client.people.search({ text: 'siti' })).items).toEqual([])
  })

  it('is forgotten by sign-out', async () => {
    const { client } = await office.signIn('admin', adminPassword)
    await client.users.signOut({})
    expect(await client.users.me({})).toBeNull()
    await expect(client.people.count({})).rejects.toThrow(/belum masuk/)
  })
})

describe('rights', () => {
  it('taken away work at once in windows that are open', async () => {
    const { id } = await office.client.users.create({
      username: 'dicabut',
      displayName: 'Uji Cabut',
      password: 'kata-sandi-1',
      roles: ['back-office'],
    })
    const { client, connection } = await office.signIn('dicabut', 'kata-sandi-1')
    await client.users.changePassword({ current: 'kata-sandi-1', next: 'kata-sandi-2' })
    await client.directory.list({})
    const row = (await office.client.users.list({})).find((user) => user.id === id)
    await office.client.users.update({
      id,
      version: row?.version ?? 0,
      displayName: 'Uji Cabut',
      roles: ['back-office'],
      areas: [],
      active: false,
    })
    expect(connection.session).toBeNull()
    await expect(client.directory.list({})).rejects.toThrow(/belum masuk/)
  })

  it('follow the role as the office defines it', async () => {
    await office.client.users.create({ username: 'peran', displayName: 'Uji Peran', password: 'kata-sandi-1', roles: ['viewer'] })
    const { client } = await office.signIn('peran', 'kata-sandi-1')
    await client.users.changePassword({ current: 'kata-sandi-1', next: 'kata-sandi-2' })
    await expect(client.backup.list({})).rejects.toThrow(/tidak boleh/)
    const role = await office.client.definitions.get({ kind: 'role', key: 'viewer' })
    const body = role.body as { permissions: string[] }
    await office.client.definitions.save({
      kind: 'role',
      key: 'viewer',
      baseVersion: role.version,
      body: { ...body, permissions: [...body.permissions, 'backup.make'] },
    })
    expect(await client.backup.list({})).toEqual([])
  })

  it('cannot all be taken from the last administrator', async () => {
    const admin = (await office.client.users.list({})).find((user) => user.username === 'admin')
    await expect(
      office.client.users.update({
        id: admin?.id ?? 0,
        version: admin?.version ?? 0,
        displayName: 'A',
        roles: ['viewer'],
        areas: [],
        active: true,
      }),
    ).rejects.toThrow(/mengelola pengguna/)
  })

  it('a definition that does not fit its kind is refused with its place, and the old version stays', async () => {
    const role = await office.client.definitions.get({ kind: 'role', key: 'supervisor' })
    const refused = office.client.definitions.save({
      kind: 'role',
      key: 'supervisor',
      baseVersion: role.version,
      body: { name: 'X', description: '', permissions: ['everything'] },
    })
    await expect(refused).rejects.toMatchObject({ data: { code: 'VALIDATION', field: 'body.permissions.0' } })
    expect((await office.client.definitions.get({ kind: 'role', key: 'supervisor' })).version).toBe(role.version)
  })
})

describe('what happened', () => {
  it('stands in the audit trail, unbroken, after every kind of call', async () => {
    const people = await office.client.people.create({ name: 'Siti Uji', nik: null })
    await office.client.people.get({ id: people.id })
    const listed = await office.client.audit.list({ limit: 10 })
    expect(listed.items.map((event) => event.action).slice(0, 2)).toEqual(['audit.view', 'people.create'])
    expect((await office.client.audit.verify({})).firstBad).toBeNull()
  })

  it('survives closing and opening again', async () => {
    const before = await office.client.audit.verify({})
    office = await office.reopen()
    const after = await office.client.audit.verify({})
    expect(after.firstBad).toBeNull()
    expect(after.events).toBeGreaterThan(before.events)
  })
})
