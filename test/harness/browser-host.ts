import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { practiceAdmin } from '../../src/renderer/features/first-start/practice-office.ts'
import { launchBrowser } from './browser.ts'
import { outDir, projectDir } from './built.ts'
import { templateFolder } from './templates.ts'

/** One window in a browser context of its own, let in at the host by an address of its own; nobody is signed in yet. */
export interface HostedWindow {
  page: Page
  /** Errors of the console and the page since the start, content-security violations among them. */
  complaints: string[]
  /** Rules of axe-core that the page breaks now: rule and first element. */
  accessibility(): Promise<string[]>
  /** Calls a procedure as the page's user would. @throws Error with the refusal */
  call<T>(name: string, input: unknown): Promise<T>
  /** Keeps a picture of the page for looking at, when LOKET_SHOTS names a folder. */
  picture(name: string, options?: { fullPage?: boolean; page?: Page }): Promise<void>
}

/** The built browser host over an empty data folder, with one page in the pinned Chromium at 1366×768. */
export interface HostedPage extends HostedWindow {
  /** Practice with one click: the shortest way from an empty folder to a signed-in administrator. */
  enterPractice(): Promise<void>
  /** Another window, as of a colleague. At most seven. */
  newWindow(): Promise<HostedWindow>
  /** Ends the host and starts it again over the same data; `newDevice` = as on a PC that never saw this data. */
  restart(options?: { newDevice?: boolean }): Promise<void>
  close(): Promise<void>
}

/** Launch addresses that a host hands out: the first page and its colleagues. */
const windows = 8

const axeSource = readFileSync(join(projectDir, 'node_modules/axe-core/axe.min.js'), 'utf8')

const startHost = (data: string, keys: string): Promise<{ host: ChildProcess; urls: string[] }> =>
  new Promise((done, fail) => {
    const words = [join(outDir, 'main/server.js'), '--data', data, '--port', '0', '--windows', String(windows)]
    const host = spawn(process.execPath, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LOKET_CHECK_OUTPUT: '1', LOKET_KEY_DIR: keys },
    })
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString('utf8')
      const urls = [...text.matchAll(/LOKET_URL=(\S+)\n/g)].flatMap(([, url]) => url ?? [])
      if (urls.length === windows) done({ host, urls })
    }
    host.stdout?.on('data', read)
    host.stderr?.on('data', read)
    host.once('exit', (code) => fail(new Error(`the host ended with ${code}:\n${text.slice(-2000)}`)))
  })

const openWindow = async (browser: Browser, url: string): Promise<HostedWindow> => {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'id-ID',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return {
    page,
    complaints,
    accessibility: async () => {
      // Through the debugger: an ordinary script tag would be refused by our own policy, as it should be.
      const session = await context.newCDPSession(page)
      await session.send('Runtime.evaluate', { expression: `window.axe === undefined && (() => {${axeSource}})()` })
      const broken = async (): Promise<string[]> => {
        const answer = await session.send('Runtime.evaluate', {
          expression: `axe.run(document).then((found) => JSON.stringify(found.violations.map((one) => one.id + ': ' + one.nodes[0].html.slice(0, 160))))`,
          awaitPromise: true,
          returnByValue: true,
        })
        return JSON.parse(String(answer.result.value)) as string[]
      }
      let found = await broken()
      // A page that changes while it is looked at (a button just enabled) shows a rule broken that it keeps a moment later.
      for (let look = 1; found.length > 0 && look < 3; look += 1) {
        await page.waitForTimeout(500)
        found = await broken()
      }
      await session.detach()
      return found
    },
    call: <T>(name: string, input: unknown): Promise<T> =>
      page.evaluate(
        async ([procedure, body]) => {
          const response = await fetch(`/api/call/${procedure}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
          const reply = (await response.json()) as { ok: boolean; value: unknown }
          if (!reply.ok) throw new Error(`${procedure}: ${JSON.stringify(reply)}`)
          return reply.value
        },
        [name, input] as const,
      ) as Promise<T>,
    picture: async (name, { page: shown = page, ...options } = {}) => {
      const shots = process.env.LOKET_SHOTS
      if (shots === undefined) return
      mkdirSync(shots, { recursive: true })
      await shown.screenshot({ path: join(shots, `${name}.png`), ...options })
    },
  }
}

/** The folder of a practice office, made once for a run; what makes it is loaded only then, because it is the whole core. */
const practiceFolder = (desks: boolean): Promise<string> =>
  templateFolder(desks ? 'latihan-meja' : 'latihan', async (folder) => {
    const { makePracticeOffice } = await import('./practice-office.ts')
    await makePracticeOffice(folder, desks)
  })

/**
 * The host over a practice office, with its administrator signed in: what `enterPractice` clicks, in a tenth of the time.
 * @param options.desks whether there is a user for each desk, for `openRoleWindow`
 */
export const openPracticePage = async ({ desks = false } = {}): Promise<HostedPage> => {
  const hosted = await openHostedPage(await practiceFolder(desks))
  const { page } = hosted
  await page.getByLabel('Nama pengguna').fill(practiceAdmin.username)
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(practiceAdmin.password)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
  return hosted
}

/**
 * Starts host and browser and opens the launch address.
 * @param from folder with data and device key to begin with; without one the data folder is empty
 */
export const openHostedPage = async (from?: string): Promise<HostedPage> => {
  const data = mkdtempSync(join(tmpdir(), 'loket-page-'))
  if (from !== undefined) cpSync(from, data, { recursive: true })
  const keys = (number: number): string => join(data, `kunci-perangkat-${number}`)
  let device = 1
  let { host, urls } = await startHost(join(data, 'data'), keys(device))
  const stop = async (): Promise<void> => {
    const ended = new Promise((done) => host.once('exit', done))
    host.kill('SIGTERM')
    await ended
  }
  const nextUrl = (): string => {
    const url = urls.shift()
    if (url === undefined) throw new Error(`more than ${windows} windows of one host`)
    return url
  }
  const browser: Browser = await launchBrowser()
  const first = await openWindow(browser, nextUrl())
  const { page } = first
  return {
    ...first,
    enterPractice: async () => {
      await page.getByRole('button', { name: 'Coba dulu dengan data latihan' }).click()
      await page.getByRole('button', { name: /Nanti saja/ }).click({ timeout: 90_000 })
      await page.getByRole('heading', { name: 'Hari ini' }).waitFor()
    },
    newWindow: () => openWindow(browser, nextUrl()),
    restart: async (options = {}) => {
      await stop()
      if (options.newDevice === true) device += 1
      ;({ host, urls } = await startHost(join(data, 'data'), keys(device)))
      await page.goto(nextUrl())
    },
    close: async () => {
      await browser.close()
      await stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
