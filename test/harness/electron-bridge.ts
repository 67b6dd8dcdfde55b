import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Frame, Page, Route } from 'playwright-core'
import { outDir, projectDir } from './built.ts'
import type { Controls, FrameStory } from './fake-electron-control.ts'
import type { Asked } from './fake-electron-core.ts'

/*
 * The test's side of the bundle test: starts the *built* main bundle over the strict fake in a process of its own, and lets a page
 * in real Chromium use its handlers and the real preload bundle. What this cannot show is written down in docs/electron.md.
 */

/** The stand-in for `app://bundle` in the test browser, which does not know our scheme; https, so the page is a secure context. */
export const pageOrigin = 'https://bundle.app.test'
const ownOrigin = 'app://bundle'

type Message =
  | { type: 'answer'; id: number; value?: unknown; failure?: string }
  | { type: 'send'; channel: string; args: unknown[] }
  | { type: 'loaded'; address: string }

/** How the bundle is started. */
export interface BundleOptions {
  /** More environment, e.g. `FAKE_ELECTRON_SECOND: '1'`. */
  env?: Record<string, string>
  /** A data folder kept from an earlier run; else a fresh one that is removed at the end. */
  data?: string
  /** More of the command line. */
  args?: string[]
}

/** The messages of our own page's top frame. */
export const ownFrame: FrameStory = { frame: { address: 'app://bundle/', sub: false } }

/** One run of the built main bundle. */
export class BundleHost {
  readonly data: string
  /** Everything the bundle printed: a quiet program prints nothing. */
  printed = ''
  readonly #keepData: boolean
  readonly #recordFile: string
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (message: Extract<Message, { type: 'answer' }>) => void>()
  readonly #sendListeners = new Set<(channel: string, args: unknown[]) => void>()
  readonly #ended: Promise<number | null>
  #loaded: () => void = () => {}
  #next = 1

  constructor(options: BundleOptions) {
    this.#keepData = options.data !== undefined
    this.data = options.data ?? mkdtempSync(join(tmpdir(), 'loket-bundle-'))
    this.#recordFile = join(mkdtempSync(join(tmpdir(), 'loket-record-')), 'record.jsonl')
    const hooks = join(projectDir, 'test/harness/register-fake-electron.mjs')
    this.#child = spawn(process.execPath, ['--import', hooks, join(outDir, 'main/index.js'), ...(options.args ?? [])], {
      cwd: projectDir,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        LOKET_DATA: this.data,
        LOKET_KEY_DIR: join(this.data, 'device-key'),
        FAKE_ELECTRON_RECORD: this.#recordFile,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.printed += chunk.toString('utf8')
      })
    this.#child.on('message', (message: Message) => this.#hear(message))
    this.#ended = new Promise((done) => this.#child.once('close', done))
  }

  /** Starts the bundle and waits until it has loaded its page. */
  static async start(options: BundleOptions = {}): Promise<BundleHost> {
    const host = new BundleHost(options)
    const loaded = new Promise<void>((done) => {
      host.#loaded = done
    })
    const early = host.#ended.then((code) => {
      throw new Error(
        `the bundle ended with code ${code} before its page was loaded:\n${host.printed}\n${JSON.stringify(host.record(), null, 1)}`,
      )
    })
    await Promise.race([loaded, early])
    early.catch(() => {})
    return host
  }

  /** Starts a bundle that is expected to end by itself. */
  static async runToEnd(
    options: BundleOptions,
  ): Promise<{ code: number | null; record: Asked[]; printed: string; data: string }> {
    const host = new BundleHost(options)
    const code = await host.#ended
    const record = host.record()
    rmSync(dirname(host.#recordFile), { recursive: true, force: true })
    return { code, record, printed: host.printed, data: host.data }
  }

  #hear(message: Message): void {
    if (message.type === 'answer') {
      this.#waiting.get(message.id)?.(message)
      this.#waiting.delete(message.id)
    } else if (message.type === 'send') for (const listener of this.#sendListeners) listener(message.channel, message.args)
    else this.#loaded()
  }

  /** Plays one thing that Electron or the user would do; see `Controls`. */
  async play<N extends keyof Controls>(name: N, ...args: Parameters<Controls[N]>): Promise<Awaited<ReturnType<Controls[N]>>> {
    const id = this.#next++
    const answer = await new Promise<Extract<Message, { type: 'answer' }>>((done, fail) => {
      this.#waiting.set(id, done)
      void this.#ended.then((code) => fail(new Error(`the bundle ended with code ${code}\n${this.printed}`)))
      this.#child.send({ id, name, args })
    })
    if (answer.failure !== undefined) throw new Error(answer.failure)
    return answer.value as Awaited<ReturnType<Controls[N]>>
  }

  /** Everything the bundle has asked of Electron so far, in order. */
  record(): Asked[] {
    if (!existsSync(this.#recordFile)) return []
    return readFileSync(this.#recordFile, 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text) as Asked)
  }

  /** A GET (or another method) through the real protocol handler. */
  async get(address: string, method = 'GET'): Promise<{ status: number; header(name: string): string; text: string }> {
    const { status, headers, body } = await this.play('fetch', { address, method, headers: [], body: null })
    const all = new Headers(headers)
    return { status, header: (name) => all.get(name) ?? '', text: Buffer.from(body).toString('utf8') }
  }

  /** A call of our own page: `call('people.search', {...})`. */
  call(
    name: string,
    input: unknown,
  ): Promise<{ ok: true; value: unknown } | { ok: false; error: { code: string; message: string } }> {
    return this.play('invoke', { channel: 'loket:call', args: [name, input], story: ownFrame }) as never
  }

  /** Hears what the bundle sends to its page. */
  onSend(listener: (channel: string, args: unknown[]) => void): () => void {
    this.#sendListeners.add(listener)
    return () => void this.#sendListeners.delete(listener)
  }

  /** Waits for the end of the process; its exit code. */
  ended(): Promise<number | null> {
    return this.#ended
  }

  /** Closes the window as a user does and waits for the orderly end; removes the data folder. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.play('closeWindows').catch(() => {})
    const code = await this.#ended
    rmSync(dirname(this.#recordFile), { recursive: true, force: true })
    if (!this.#keepData) rmSync(this.data, { recursive: true, force: true })
    return code
  }
}

/** A page in real Chromium that stands for the window's page. */
export interface BundlePage {
  page: Page
  context: BrowserContext
  /** Requests that did not go to our own origin; none is let through. */
  foreign: string[]
  /** CSP violations, script errors and console errors of the page. */
  complaints: string[]
  /** Directives of the policy the page has broken since it was loaded, and the addresses that were stopped. */
  violations(): Promise<string[]>
  close(): Promise<void>
}

const toOwn = (address: string): string =>
  address.startsWith(pageOrigin) ? ownOrigin + address.slice(pageOrigin.length) : address

const forward = async (host: BundleHost, route: Route): Promise<void> => {
  const request = route.request()
  const headers = Object.entries(request.headers()).map(([name, value]): [string, string] => [name, toOwn(value)])
  const body = request.postDataBuffer()
  const answer = await host.play('fetch', { address: toOwn(request.url()), method: request.method(), headers, body })
  await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(answer.body) })
}

/** Runs in the page before its own scripts: gives the real preload bundle the `electron` of a sandboxed preload, and nothing else. */
const preloadScript = (): string => `(() => {
  if (location.origin !== ${JSON.stringify(pageOrigin)} || window.top !== window) return
  const invoke = window.__invoke
  delete window.__invoke
  const listeners = new Map()
  Object.defineProperty(window, '__emit', { value: (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
  } })
  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => {
      Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true })
    } },
    ipcRenderer: {
      invoke: (channel, ...args) => invoke(channel, args),
      on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]) },
      removeListener: (channel, listener) => {
        listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener))
      },
    },
  }
  const only = (name, object) => new Proxy(object, { get: (target, key) => {
    if (key in target) return target[key]
    throw new Error(name + '.' + String(key) + ' is not modelled: add it on purpose')
  } })
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name)
    return only('electron', { contextBridge: only('contextBridge', electron.contextBridge), ipcRenderer: only('ipcRenderer', electron.ipcRenderer) })
  }
  const module = { exports: {} }
  ;((require, module, exports) => {${readFileSync(join(outDir, 'preload/index.cjs'), 'utf8')}
  })(require, module, module.exports)
})()`

/** Opens the app's page in the test browser over a running bundle. Nothing leaves the machine: foreign requests are noted and refused. */
export const openBundlePage = async (host: BundleHost, browser: Browser, path = '/'): Promise<BundlePage> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID', acceptDownloads: true })
  const foreign: string[] = []
  const complaints: string[] = []
  await context.route('**/*', async (route) => {
    if (new URL(route.request().url()).origin === pageOrigin) return forward(host, route)
    foreign.push(route.request().url())
    return route.abort('blockedbyclient')
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  await page.exposeBinding('__invoke', async ({ frame }: { frame: Frame }, channel: string, args: unknown[]) => {
    const story: FrameStory = { frame: { address: toOwn(frame.url()), sub: frame.parentFrame() !== null } }
    return host.play('invoke', { channel, args, story })
  })
  await page.addInitScript(preloadScript())
  await page.addInitScript(() => {
    const list: string[] = []
    Object.defineProperty(window, '__violations', { value: list })
    document.addEventListener('securitypolicyviolation', (event) => list.push(`${event.effectiveDirective} ${event.blockedURI}`))
  })
  const silence = host.onSend((channel, args) => {
    void page
      .evaluate(
        ([name, given]) => (window as unknown as { __emit(channel: string, args: unknown[]): void }).__emit(name, given),
        [channel, args] as [string, unknown[]],
      )
      .catch(() => {})
  })
  await page.goto(`${pageOrigin}${path}`)
  return {
    page,
    context,
    foreign,
    complaints,
    violations: () => page.evaluate(() => (window as unknown as { __violations: string[] }).__violations),
    close: async () => {
      silence()
      await context.close()
    },
  }
}
