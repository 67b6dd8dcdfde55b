import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { BundleHost, type BundlePage, openBundlePage, pageOrigin } from '../harness/electron-bridge.ts'

/** What the preload puts on the page, as the page sees it. */
interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>
  onEvent(listener: (event: unknown) => void): () => void
  version: string
}
declare global {
  interface Window {
    heard?: unknown[]
    silence?: () => void
    intruder?: string
  }
}

const call = (page: Page, name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }> =>
  page.evaluate(
    ([procedure, given]) => (window as unknown as { loket: Bridge }).loket.call(procedure as string, given),
    [name, input],
  )

describe('the real page and preload over the built main bundle, in Chromium', () => {
  let browser: Browser
  let host: BundleHost
  let opened: BundlePage
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    host = await BundleHost.start()
    opened = await openBundlePage(host, browser)
    page = opened.page
  })
  afterAll(async () => {
    await opened?.close()
    await browser?.close()
    await host?.stop()
  })

  it('shows the first start of an empty folder', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain('Loket SLRT')
    expect(opened.complaints).toEqual([])
  })

  it('puts exactly call, onEvent and version on the page, frozen', async () => {
    const seen = await page.evaluate(() => {
      const { loket } = window as unknown as { loket: Bridge & Record<string, unknown> }
      let replaced = true
      try {
        ;(window as unknown as { loket: unknown }).loket = {}
      } catch {
        replaced = false
      }
      return {
        kinds: Object.fromEntries(Object.entries(loket).map(([key, value]) => [key, typeof value])),
        getters: Object.values(Object.getOwnPropertyDescriptors(loket)).some((property) => property.get !== undefined),
        frozen: Object.isFrozen(loket),
        kept: !replaced || (window as unknown as { loket: unknown }).loket === loket,
        globals: ['require', 'process', 'Buffer', 'module', 'ipcRenderer', 'electron', 'global'].filter((name) => name in window),
      }
    })
    expect(seen).toEqual({
      kinds: { call: 'function', onEvent: 'function', version: 'string' },
      getters: false,
      frozen: true,
      kept: true,
      globals: [],
    })
  })

  it('runs no eval, no inline script, and reaches nothing outside, also when code is already inside', async () => {
    const outcome = await page.evaluate(
      () =>
        new Promise<Record<string, string>>((done) => {
          setTimeout(async () => {
            const tried: Record<string, string> = {}
            const attempt = async (name: string, run: () => unknown): Promise<void> => {
              try {
                await run()
                tried[name] = 'went through'
              } catch (error) {
                tried[name] = (error as Error).name
              }
            }
            // biome-ignore lint/security/noGlobalEval: that it throws is the point
            await attempt('eval', () => eval('1'))
            await attempt('Function', () => new Function('return 1')())
            await attempt('fetch', () => fetch('https://example.org/'))
            await attempt(
              'worker',
              () =>
                new Promise((end, fail) => {
                  const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
                  worker.onmessage = end
                  worker.onerror = () => fail(new TypeError('blocked'))
                }),
            )
            const script = document.createElement('script')
            script.textContent = 'window.intruder = "inline script"'
            document.head.append(script)
            const handler = document.createElement('div')
            handler.setAttribute('onclick', 'window.intruder = "inline handler"')
            document.body.append(handler)
            handler.click()
            for (const [tag, field] of [
              ['img', 'src'],
              ['iframe', 'src'],
              ['script', 'src'],
              ['object', 'data'],
              ['video', 'src'],
            ] as const) {
              const element = document.createElement(tag)
              element.setAttribute(field, 'https://example.org/x')
              document.body.append(element)
            }
            const own = document.createElement('iframe')
            own.src = '/'
            document.body.append(own)
            const base = document.createElement('base')
            base.href = 'https://example.org/'
            document.head.append(base)
            setTimeout(
              () => done({ ...tried, intruder: window.intruder ?? 'none', base: new URL('x', document.baseURI).origin }),
              300,
            )
          }, 0)
        }),
    )
    expect(outcome).toEqual({
      eval: 'EvalError',
      Function: 'EvalError',
      fetch: 'TypeError',
      worker: expect.stringMatching(/Error$/),
      intruder: 'none',
      base: pageOrigin,
    })
    const blocked = await opened.violations()
    for (const directive of [
      'script-src',
      'connect-src',
      'img-src',
      'frame-src',
      'object-src',
      'media-src',
      'base-uri',
      'worker-src',
    ])
      expect(
        blocked.some((entry) => entry.startsWith(directive)),
        `${directive} in ${blocked.join(', ')}`,
      ).toBe(true)
    expect(opened.foreign, 'the policy stops it before any request is made').toEqual([])
  })

  it('works end to end: first start, sign-in, event, upload, against the real database threads', {
    timeout: 60_000,
  }, async () => {
    const office = { name: 'Dinas Sosial Uji', governmentName: 'PEMERINTAH KABUPATEN UJI', districtCode: '52.01', city: 'Gerung' }
    const admin = { username: 'admin', displayName: 'Admin Uji', password: 'rahasia-uji-1' }
    expect(await call(page, 'app.init', { mode: 'office', office, admin })).toMatchObject({ ok: true })

    await page.evaluate(() => {
      window.heard = []
      window.silence = (window as unknown as { loket: Bridge }).loket.onEvent((event) => window.heard?.push(event))
    })
    const change = async (phone: string): Promise<void> => {
      const { value } = (await call(page, 'office.get', {})) as { value: Record<string, unknown> }
      const { districtCode: _c, districtName: _d, provinceName: _p, practice: _t, hasLogo: _l, ...kept } = value
      expect(await call(page, 'office.update', { ...kept, phone })).toMatchObject({ ok: true })
    }
    await change('1')
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual([{ type: 'changed', domains: ['office'] }])
    await page.evaluate(() => window.silence?.())
    await change('2')
    expect(await page.evaluate(() => window.heard?.length)).toBe(1)

    const uploaded = await page.evaluate(() =>
      fetch('/upload?name=daftar.csv', { method: 'POST', body: new Blob(['nama\nUji\n']) }).then((answer) => answer.json()),
    )
    expect(uploaded).toMatchObject({ name: 'daftar.csv', size: 9, fileId: expect.any(String) })
  })

  it('shows every screen of the menu without breaking its own policy', { timeout: 60_000 }, async () => {
    const fresh = await openBundlePage(host, browser)
    const menu = fresh.page.getByRole('navigation').locator('a[href*="#/"]')
    await menu.first().waitFor()
    const addresses = [...new Set(await menu.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')))]
    expect(addresses.length).toBeGreaterThanOrEqual(5)
    for (const address of addresses) {
      await fresh.page.locator(`nav a[href="${address}"]`).first().click()
      await fresh.page.getByRole('heading', { level: 1 }).first().waitFor()
      await fresh.page.waitForLoadState('networkidle')
    }
    expect(await fresh.violations()).toEqual([])
    expect(fresh.complaints).toEqual([])
    expect(fresh.foreign).toEqual([])
    await fresh.close()
  })
})
