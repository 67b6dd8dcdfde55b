import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BundleHost, ownFrame } from '../harness/electron-bridge.ts'
import type { FrameStory } from '../harness/fake-electron-control.ts'

const office = {
  name: 'Dinas Sosial Kabupaten Lombok Barat',
  governmentName: 'PEMERINTAH KABUPATEN LOMBOK BARAT',
  districtCode: '52.01',
  city: 'Gerung',
}
const admin = { username: 'admin', displayName: 'Admin Uji', password: 'rahasia-uji-1' }

describe('messages to the built main bundle', () => {
  let host: BundleHost
  let folder: string
  const pick = (input: unknown, story: FrameStory = ownFrame): Promise<unknown> =>
    host.play('invoke', { channel: 'loket:pick-file', args: [input], story })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'loket-pick-'))
    host = await BundleHost.start()
  })
  afterAll(async () => {
    await host?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    ['another host', { frame: { address: 'app://evil/', sub: false } }],
    ['a host that begins like ours', { frame: { address: 'app://bundle.evil/', sub: false } }],
    ['another scheme', { frame: { address: 'https://bundle/', sub: false } }],
    ['a file', { frame: { address: 'file:///C:/bundle/', sub: false } }],
    ['an empty page', { frame: { address: 'about:blank', sub: false } }],
    ['a sub-frame of our own page', { frame: { address: 'app://bundle/', sub: true } }],
    ['a frame that has navigated away', { frame: null }],
    ['a destroyed frame', { frame: 'destroyed' }],
    ['another web contents', { ...ownFrame, foreignContents: true }],
  ] as [string, FrameStory][])('refuses %s on every channel', async (_name, story) => {
    for (const [channel, args] of [
      ['loket:call', ['app.status', {}]],
      ['loket:pick-file', [{}]],
    ] as [string, unknown[]][]) {
      const reply = await host.play('invoke', { channel, args, story })
      expect(reply, channel).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    }
    expect(host.record().some((asked) => asked.api === 'dialog.showOpenDialog')).toBe(false)
  })

  it('answers its own page', async () => {
    expect(await host.call('app.status', {})).toMatchObject({
      ok: true,
      value: { state: 'empty', host: 'electron', hostNote: '' },
    })
  })

  it('answers nonsense with a refusal, never with a crash', async () => {
    const sent: unknown[][] = [
      [],
      [null, null],
      [42, {}],
      [{ toString: 'app.status' }, {}],
      ['x'.repeat(1_000_000), {}],
      ['app.status', {}, 'more'],
      ['__proto__.constructor', {}],
      ['app.toString', {}],
    ]
    for (const args of sent) {
      const reply = await host.play('invoke', { channel: 'loket:call', args, story: ownFrame })
      expect(reply).toMatchObject({ ok: false, error: { code: 'UNKNOWN_PROCEDURE' } })
    }
    for (const input of [undefined, null, 7, 'x', [], { extra: 1 }, { nested: { deep: [1] } }])
      expect(await host.call('app.status', input)).toMatchObject({ ok: false, error: { code: 'VALIDATION' } })
  })

  it('opens no file for somebody who has not signed in', async () => {
    const file = join(folder, 'data.csv')
    writeFileSync(file, 'nama\nUji\n')
    await host.play('answerDialog', file)
    expect(await pick({})).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } })
  })

  it('makes the database at first start, its key wrapped by the system key store', { timeout: 60_000 }, async () => {
    const reply = await host.call('app.init', { mode: 'office', office, admin })
    expect(reply).toMatchObject({ ok: true, value: { recoveryKey: expect.stringMatching(/.{20,}/) } })
    expect(await host.call('app.status', {})).toMatchObject({ ok: true, value: { state: 'ready', officeName: office.name } })
    const keys = JSON.parse(readFileSync(join(host.data, 'keys.json'), 'utf8')) as { devices: Record<string, string> }
    expect(Object.keys(keys.devices)).toEqual(['safe-storage'])
    expect(readFileSync(join(host.data, 'loket.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
  })

  it('hands a picked file out as a ticket, never as a path', async () => {
    const file = join(folder, 'data.csv')
    await host.play('answerDialog', file)
    const reply = (await pick({ extensions: ['csv', 'xlsx'] })) as {
      ok: true
      value: { fileId: string; name: string; size: number }
    }
    expect(reply).toMatchObject({ ok: true, value: { name: 'data.csv', size: 9 } })
    expect(JSON.stringify(reply)).not.toContain(folder)
    const asked = host.record().findLast((entry) => entry.api === 'dialog.showOpenDialog')
    expect(asked?.args[0]).toMatchObject({
      properties: ['openFile', 'dontAddToRecent'],
      filters: [{ extensions: ['csv', 'xlsx'] }],
    })
    const guess = await host.get(`app://bundle/files/${encodeURIComponent(reply.value.fileId)}`)
    expect(guess.status, 'a picked file is read by the core, not handed to the page').toBe(404)
  })

  it('answers null when the dialog is cancelled, and refuses odd questions', async () => {
    expect(await pick({})).toEqual({ ok: true, value: null })
    for (const input of [{ extensions: ['../x'] }, { title: 7 }, { defaultPath: 'C:\\' }, 'x'])
      expect(await pick(input)).toMatchObject({ ok: false, error: { code: 'VALIDATION' } })
  })

  it('lets no stack, path, SQL or number cross the border', async () => {
    const replies = [
      await host.call('users.signIn', { username: 'admin', password: 'salah' }),
      await host.call('nothing.here', {}),
      await host.call('app.unlock', { recoveryKey: 'x' }),
      await host.call('people.get', { id: 999_999_999 }),
      await host.call('jobs.get', { id: 1 }),
    ]
    for (const reply of replies) {
      expect(reply.ok).toBe(false)
      expect(JSON.stringify(reply)).not.toMatch(/select |insert |\.js|\.ts\b|node_modules|at \w+ \(|\/tmp\//i)
    }
  })

  it('tells its page of changes, and only of changes', async () => {
    expect(await host.call('users.signIn', { username: 'admin', password: admin.password })).toMatchObject({ ok: true })
    const heard: [string, unknown[]][] = []
    const silence = host.onSend((channel, args) => heard.push([channel, args]))
    const { value } = (await host.call('office.get', {})) as { value: Record<string, unknown> }
    expect(heard, 'a question changes nothing').toEqual([])
    const { districtCode: _c, districtName: _d, provinceName: _p, practice: _t, hasLogo: _l, ...kept } = value
    expect(await host.call('office.update', { ...kept, phone: '(0370) 000000' })).toMatchObject({ ok: true })
    expect(heard).toEqual([['loket:event', [{ type: 'changed', domains: ['office'] }]]])
    silence()
  })
})

describe('the data key of the built main bundle', () => {
  it('opens the database again in the next run of the same profile, and asks for the recovery key in another', {
    timeout: 120_000,
  }, async () => {
    const data = mkdtempSync(join(tmpdir(), 'loket-key-'))
    const first = await BundleHost.start({ data })
    const made = (await first.call('app.init', { mode: 'office', office, admin })) as { value: { recoveryKey: string } }
    expect(await first.stop()).toBe(0)

    const again = await BundleHost.start({ data })
    expect(await again.call('app.status', {})).toMatchObject({ value: { state: 'ready' } })
    expect(await again.stop()).toBe(0)

    // Another computer or Windows account: the profile's key is another one.
    rmSync(join(data, 'electron', 'fake-storage-key'))
    const elsewhere = await BundleHost.start({ data })
    expect(await elsewhere.call('app.status', {})).toMatchObject({ value: { state: 'locked' } })
    expect(await elsewhere.call('app.unlock', { recoveryKey: made.value.recoveryKey })).toMatchObject({ ok: true })
    expect(await elsewhere.call('users.signIn', { username: 'admin', password: admin.password })).toMatchObject({ ok: true })
    expect(await elsewhere.stop()).toBe(0)
    rmSync(data, { recursive: true, force: true })
  })
})
