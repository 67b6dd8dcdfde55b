import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BundleHost } from '../harness/electron-bridge.ts'
import type { Asked } from '../harness/fake-electron-core.ts'

const place = (record: Asked[], api: string): number => record.findIndex((asked) => asked.api === api)
const only = (record: Asked[], api: string): Asked => {
  const all = record.filter((asked) => asked.api === api)
  expect(all, api).toHaveLength(1)
  return all[0] as Asked
}

describe('the built main bundle over the strict fake: start', () => {
  let host: BundleHost
  let record: Asked[]
  beforeAll(async () => {
    host = await BundleHost.start()
    record = host.record()
  })
  afterAll(async () => {
    await host?.stop()
  })

  it('asks Electron for nothing that is not modelled and breaks no rule of order', () => {
    expect(record.filter((asked) => asked.api === 'not-modelled' || asked.api === 'broken-rule')).toEqual([])
    expect(host.printed).toBe('')
  })

  it('names its profile folder before the single-instance lock, which lies in it', () => {
    const setPath = only(record, 'app.setPath')
    expect(setPath.args).toEqual(['userData', join(host.data, 'electron')])
    expect(place(record, 'app.setPath')).toBeLessThan(place(record, 'app.requestSingleInstanceLock'))
  })

  it('switches the sandbox on for everything before ready', () => {
    expect(only(record, 'app.enableSandbox').ready).toBe(false)
  })

  it('registers its scheme once, before ready, without rights beyond the policy of the page', () => {
    const { args, ready } = only(record, 'protocol.registerSchemesAsPrivileged')
    expect(ready).toBe(false)
    expect(args[0]).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ])
  })

  it('opens one window whose page is an ordinary web page', () => {
    const { args } = only(record, 'BrowserWindow')
    const { webPreferences, show } = args[0] as { webPreferences: Record<string, unknown>; show: boolean }
    expect(webPreferences).toEqual({
      preload: expect.stringMatching(/[/\\]out[/\\]preload[/\\]index\.cjs$/),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
    })
    expect(existsSync(webPreferences.preload as string)).toBe(true)
    expect(args[1], 'the guarded session is the one the window uses').toBe(true)
    expect(show).toBe(false)
    expect(place(record, 'window.show'), 'shown once the page is ready').toBeGreaterThan(place(record, 'window.loadURL'))
  })

  it('loads app://bundle/ and nothing else', () => {
    expect(record.filter((asked) => asked.api === 'window.loadURL').map((asked) => asked.args)).toEqual([['app://bundle/']])
  })

  it('guards the session and serves the scheme before the window is made', () => {
    const window = place(record, 'BrowserWindow')
    for (const api of [
      'session.setPermissionRequestHandler',
      'session.setPermissionCheckHandler',
      'session.setDevicePermissionHandler',
      'session.setDisplayMediaRequestHandler',
      'webRequest.onBeforeRequest',
      'protocol.handle',
      'ipcMain.handle',
    ]) {
      expect(place(record, api), api).toBeGreaterThanOrEqual(0)
      expect(place(record, api), api).toBeLessThan(window)
    }
    expect(only(record, 'session.setSpellCheckerEnabled').args).toEqual([false])
    expect(only(record, 'protocol.handle').args).toEqual(['app'])
  })

  it('registers exactly two channels', () => {
    expect(record.filter((asked) => asked.api === 'ipcMain.handle').map((asked) => asked.args[0])).toEqual([
      'loket:call',
      'loket:pick-file',
    ])
  })

  it('offers no developer tools, no reload and no update item in its menu', () => {
    const menu = JSON.stringify(only(record, 'Menu.setApplicationMenu').args)
    expect(menu).not.toMatch(/reload|devtools|viewMenu|windowMenu|Periksa versi baru/i)
    expect(menu).toContain('Keluar')
  })

  it('cancels every request that leaves app://bundle', async () => {
    for (const address of [
      'https://example.org/',
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      'app://other/',
      'app://bundle.evil/',
      'ws://example.org/',
      'devtools://devtools/x.js',
      'garbage',
    ])
      expect(await host.play('request', address), address).toBe(false)
    for (const address of ['app://bundle/', 'app://bundle/assets/x.js', 'blob:app://bundle/0', 'data:image/png;base64,AA=='])
      expect(await host.play('request', address), address).toBe(true)
  })

  it('stays on app://bundle, compared by protocol and host', async () => {
    const foreign = [
      'https://example.org/',
      'file:///C:/Windows/win.ini',
      'app://bundle.evil/',
      'app://bundle@evil/',
      'app://evil/bundle',
      'app:bundle',
      'APPS://bundle/',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      '',
    ]
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      for (const address of foreign) expect(await host.play('navigate', { name, address }), `${name} ${address}`).toBe(true)
      expect(await host.play('navigate', { name, address: 'app://bundle/kasus/12' }), name).toBe(false)
    }
  })

  it('opens no second window, no outside address and no webview', async () => {
    for (const address of [
      'app://bundle/',
      'https://example.org/',
      'file:///x',
      'ms-settings:',
      '\\\\server\\share',
      'javascript:1',
      'mailto:a@b.id',
    ])
      expect(await host.play('openWindow', address), address).toBe('deny')
    expect(await host.play('attachWebview')).toBe(true)
    // `shell` is not modelled at all: reaching for it would have thrown and been written down.
    expect(host.record().filter((asked) => asked.api === 'not-modelled')).toEqual([])
  })

  it('denies every permission, asked or checked, and every device', async () => {
    for (const name of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'fullscreen',
      'fileSystem',
      'openExternal',
      'usb',
      'unknown',
    ])
      expect(await host.play('permission', name), name).toEqual({ request: false, check: false, device: false })
  })

  it('saves only files of its own, where the user says and under a name Windows takes', async () => {
    expect(await host.play('download', { address: 'https://example.org/x.exe', name: 'x.exe' })).toEqual({
      refused: true,
      options: null,
    })
    const { refused, options } = await host.play('download', { address: 'app://bundle/files/abc', name: '../surat: "1"/a.pdf' })
    expect(refused).toBe(false)
    expect((options as { defaultPath: string }).defaultPath).toMatch(/Documents[/\\]a\.pdf$/)
  })

  it('brings its window to the front when it is started a second time', async () => {
    const before = host.record().length
    await host.play('secondInstance', true)
    const after = host
      .record()
      .slice(before)
      .map((asked) => asked.api)
    expect(after).toEqual(['window.restore', 'window.show', 'window.focus'])
  })

  it('loads a crashed page again, three times at most', async () => {
    const before = host.record().length
    for (let crash = 0; crash < 5; crash += 1) await host.play('screenGone', 'crashed')
    await host.play('screenGone', 'clean-exit')
    const loads = host
      .record()
      .slice(before)
      .filter((asked) => asked.api === 'window.loadURL')
    expect(loads.map((asked) => asked.args[0])).toEqual(['app://bundle/', 'app://bundle/', 'app://bundle/'])
  })
})

describe('the built main bundle over the strict fake: other ways to start and end', () => {
  const log = (data: string): string => readFileSync(join(data, 'logs', 'loket.log'), 'utf8')

  it('keeps its profile under the local folder when no data folder is named', async () => {
    const home = mkdtempSync(join(tmpdir(), 'loket-home-'))
    const host = await BundleHost.start({ data: home, env: { LOKET_DATA: '', XDG_DATA_HOME: home, LOCALAPPDATA: home } })
    const [, path] = only(host.record(), 'app.setPath').args as [string, string]
    expect(path.startsWith(home)).toBe(true)
    expect(path).not.toMatch(/roaming|\.config/i)
    expect(await host.stop()).toBe(0)
    rmSync(home, { recursive: true, force: true })
  })

  it.each([
    ['--data DIR', (folder: string) => ['--data', folder]],
    ['--data=DIR', (folder: string) => [`--data=${folder}`]],
  ])('takes the data folder from %s on its command line, as npm start hands it on', async (_spelling, argumentsFor) => {
    const folder = mkdtempSync(join(tmpdir(), 'loket-named-'))
    const host = await BundleHost.start({ args: ['--some-switch', ...argumentsFor(folder)] })
    expect(only(host.record(), 'app.setPath').args).toEqual(['userData', join(folder, 'electron')])
    expect(existsSync(join(folder, 'host-lock.db'))).toBe(true)
    expect(existsSync(join(host.data, 'host-lock.db'))).toBe(false)
    await host.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('takes no test setting once it is packaged', async () => {
    const startAt = '2030-01-01T00:00:00.000Z'
    const noted = async (unpackaged: string): Promise<string> => {
      const host = await BundleHost.start({ env: { LOKET_START_AT: startAt, FAKE_ELECTRON_UNPACKAGED: unpackaged } })
      const { since } = JSON.parse(readFileSync(join(host.data, 'host.json'), 'utf8')) as { since: string }
      await host.stop()
      return since
    }
    expect(await noted('1')).toContain('2030-01-01')
    expect(await noted('0')).not.toContain('2030-01-01')
  })

  it('quits when it is the second instance, without touching the data', async () => {
    const { code, record, data, printed } = await BundleHost.runToEnd({ env: { FAKE_ELECTRON_SECOND: '1' } })
    expect(code).toBe(0)
    expect(printed).toBe('')
    expect(record.map((asked) => asked.api)).toEqual(['app.setPath', 'app.requestSingleInstanceLock', 'app.quit', 'process-end'])
    expect(existsSync(join(data, 'host-lock.db'))).toBe(false)
    rmSync(data, { recursive: true, force: true })
  })

  it('closes the database and gives the folder back when its window is closed', async () => {
    const host = await BundleHost.start()
    expect(existsSync(join(host.data, 'host-lock.db'))).toBe(true)
    const closed = host.play('closeWindows').catch(() => {})
    expect(await host.ended()).toBe(0)
    await closed
    expect(log(host.data)).toContain('"msg":"closed"')
    const again = await BundleHost.start({ data: host.data })
    expect(await again.stop()).toBe(0)
    await host.stop()
  })

  it('says who owns the data folder and ends with 3 when another program holds it', async () => {
    const first = await BundleHost.start()
    const second = await BundleHost.runToEnd({ data: first.data })
    expect(second.code).toBe(3)
    const box = only(second.record, 'dialog.showErrorBox')
    expect(box.args[1]).toMatch(/sedang dipakai oleh aplikasi Loket SLRT/)
    expect(second.record.some((asked) => asked.api === 'BrowserWindow')).toBe(false)
    expect(await first.stop()).toBe(0)
  })

  it.each(['throw', 'reject'] as const)(
    'logs an unforeseen error (%s), says so without details, and ends with 1',
    async (how) => {
      const host = await BundleHost.start()
      await host.play('fail', how)
      expect(await host.ended()).toBe(1)
      const [title, text] = only(host.record(), 'dialog.showErrorBox').args as [string, string]
      expect(title).toBe('Loket SLRT tidak dapat berjalan')
      expect(text).not.toMatch(/SELECT|5201014107900001|\.js|\.ts|at /)
      expect(log(host.data)).toContain('the program stops')
      expect(log(host.data), 'a message may quote a person').not.toContain('5201014107900001')
      await host.stop()
    },
  )

  it('keeps the key in a file, and says so, where the system has no key store', async () => {
    const host = await BundleHost.start({ env: { FAKE_ELECTRON_NO_KEYSTORE: '1' } })
    const reply = await host.call('app.status', {})
    expect(reply).toMatchObject({
      ok: true,
      value: { host: 'electron', hostNote: expect.stringContaining('tidak menyediakan brankas kunci') },
    })
    await host.stop()
  })

  it('offers the update check only where the office has set a feed, and refuses odd ones', async () => {
    const label = 'Periksa versi baru'
    const menuOf = async (feed: string): Promise<string> => {
      const host = await BundleHost.start({ env: { LOKET_UPDATE_FEED: feed } })
      const menu = JSON.stringify(only(host.record(), 'Menu.setApplicationMenu').args)
      await host.stop()
      return menu
    }
    expect(await menuOf('http://10.0.0.5/loket/')).toContain(label)
    expect(await menuOf('file:///tmp/loket/')).not.toContain(label)
  })
})
