import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron } from 'playwright-core'
import { afterEach, describe, expect, it, type TestContext } from 'vitest'
import { projectDir } from '../harness/built.ts'

const packageDir = join(projectDir, 'node_modules/electron')
const pathFile = join(packageDir, 'path.txt')

/** Why these cannot run here, or null. The runtime is looked for by its files: requiring `electron` would start a download. */
const missing = (): string | null => {
  if (!existsSync(pathFile)) return 'Electron runtime missing: node_modules/electron/path.txt'
  const executable = join(packageDir, 'dist', readFileSync(pathFile, 'utf8').trim())
  if (!existsSync(executable)) return 'Electron runtime missing: node_modules/electron/dist'
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'Electron runtime missing: no display for its window'
  return null
}

describe('Loket SLRT in real Electron', () => {
  let running: ElectronApplication | null = null
  let data = ''
  afterEach(async () => {
    await running?.close()
    running = null
    if (data !== '') rmSync(data, { recursive: true, force: true })
  })

  const start = async (context: TestContext): Promise<ElectronApplication> => {
    const reason = missing()
    if (reason !== null) context.skip(reason)
    data = mkdtempSync(join(tmpdir(), 'loket-electron-'))
    const executablePath = join(packageDir, 'dist', readFileSync(pathFile, 'utf8').trim())
    const sandboxless = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
    running = await electron.launch({ executablePath, args: [projectDir, '--data', data, ...sandboxless], cwd: projectDir })
    return running
  }

  it('opens its window on app://bundle with the first start', async (context) => {
    const app = await start(context)
    const page = await app.firstWindow()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    expect(await page.evaluate(() => Object.keys((window as unknown as { loket: object }).loket).sort())).toEqual([
      'call',
      'onEvent',
      'version',
    ])
    expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false)
  })

  it('keeps the page in the sandbox and in a world of its own', async (context) => {
    const app = await start(context)
    await app.firstWindow()
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, devTools } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, devTools }
    })
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: false,
    })
  })

  it('stays on its own pages and opens no other window', async (context) => {
    const app = await start(context)
    const page = await app.firstWindow()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(() => {
      setTimeout(() => {
        window.open('https://example.org/')
        location.href = 'https://example.org/'
      }, 0)
    })
    await page.waitForTimeout(500)
    expect(page.url()).toMatch(/^app:\/\/bundle\//)
    expect(app.windows()).toHaveLength(1)
  })

  it('runs a call through to the database threads and ends in order', async (context) => {
    const app = await start(context)
    const page = await app.firstWindow()
    const status = await page.evaluate(() =>
      (window as unknown as { loket: { call(name: string, input: unknown): Promise<unknown> } }).loket.call('app.status', {}),
    )
    expect(status).toMatchObject({ ok: true, value: { state: 'empty', host: 'electron' } })
    await app.close()
    running = null
    expect(readFileSync(join(data, 'logs', 'loket.log'), 'utf8')).toContain('"msg":"closed"')
  })
})
