import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outDir } from '../harness/built.ts'
import { BundleHost } from '../harness/electron-bridge.ts'

describe('app://bundle as the built main bundle serves it', () => {
  let host: BundleHost
  beforeAll(async () => {
    host = await BundleHost.start()
  })
  afterAll(async () => {
    await host?.stop()
  })

  const policyOf = (header: string): Map<string, string[]> =>
    new Map(
      header.split(';').map((part) => {
        const [name = '', ...values] = part.trim().split(/\s+/)
        return [name, values]
      }),
    )

  it('serves the page with a fresh nonce in the policy and in the page', async () => {
    const first = await host.get('app://bundle/')
    const second = await host.get('app://bundle/')
    expect(first.status).toBe(200)
    expect(first.header('content-type')).toMatch(/^text\/html/)
    const nonceOf = (page: typeof first): string =>
      /'nonce-([A-Za-z0-9+/=]{16,})'/.exec(page.header('content-security-policy'))?.[1] ?? ''
    expect(nonceOf(first)).not.toBe('')
    expect(nonceOf(second)).not.toBe(nonceOf(first))
    expect(first.text).toContain(`content="${nonceOf(first)}"`)
    expect(first.text).not.toContain('__CSP_NONCE__')
  })

  it('answers the address of a screen with the page, so that a reload stays where it was', async () => {
    const answer = await host.get('app://bundle/kasus/12')
    expect(answer.status).toBe(200)
    expect(answer.header('content-type')).toMatch(/^text\/html/)
  })

  it('gives every response the strict policy and headers, refusals too', async () => {
    const asset = readdirSync(join(outDir, 'renderer', 'assets')).find((name) => name.endsWith('.js')) as string
    for (const path of ['/', '/index.html', `/assets/${asset}`, '/assets/nothing.js', '/files/forged', '/..%5c', '/kasus/12']) {
      const answer = await host.get(`app://bundle${path}`)
      const policy = policyOf(answer.header('content-security-policy'))
      expect(policy.get('default-src'), path).toEqual(["'none'"])
      for (const name of ['script-src', 'style-src', 'connect-src', 'worker-src', 'object-src', 'frame-src']) {
        const values = policy.get(name) ?? []
        expect(
          values.filter((value) => /unsafe|^\*|^https?:|^data:/.test(value)),
          `${path} ${name}`,
        ).toEqual([])
      }
      expect(policy.get('frame-ancestors'), path).toEqual(["'none'"])
      expect(answer.header('x-content-type-options'), path).toBe('nosniff')
      expect(answer.header('access-control-allow-origin'), path).toBe('')
    }
  })

  it('serves scripts with their media type and lets only hashed files be kept', async () => {
    for (const name of readdirSync(join(outDir, 'renderer', 'assets')).filter((file) => /\.(js|css|woff2)$/.test(file))) {
      const answer = await host.get(`app://bundle/assets/${name}`)
      expect(answer.status, name).toBe(200)
      expect(answer.header('content-type'), name).toMatch(/^(text\/javascript|text\/css|font\/woff2)/)
    }
    expect((await host.get('app://bundle/')).header('cache-control')).toBe('no-store')
  })

  it.each([
    '/../main/index.js',
    '/%2e%2e/main/index.js',
    '/..%2fmain/index.js',
    '/..%2Fmain%2Findex.js',
    '/..%5cmain%5cindex.js',
    '/assets/..%5c..%5c..%5cpackage.json',
    '/assets/%252e%252e/index.js',
    '/%00',
    '/index.html%00.js',
    '/CON',
    '/nul',
    '/aux.js',
    '/com1.txt',
    '/assets/LPT1',
    '/C:/Windows/win.ini',
    '/c%3a/windows/win.ini',
    '/index.html::$DATA',
    '/index.html.',
    '/index.html%20',
    '//server/share/x',
    '/\\\\server\\share',
    '/%ff',
    '/package.json',
    '/assets/',
  ])('does not find %s', async (path) => {
    const answer = await host.get(`app://bundle${path}`)
    expect([403, 404]).toContain(answer.status)
    expect(answer.text).not.toContain(host.data)
  })

  it('refuses other hosts and every method but GET, before the path is looked at', async () => {
    for (const address of ['app://other/', 'app://bundle.evil/', 'app://bundle:80/'])
      expect((await host.get(address)).status, address).toBe(403)
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'POST'])
      expect((await host.get('app://bundle/', method)).status, method).toBe(405)
  })

  it('takes no upload and hands out no file before somebody signed in', async () => {
    const sent = await host.play('fetch', {
      address: 'app://bundle/upload?name=a.csv',
      method: 'POST',
      headers: [],
      body: Buffer.from('a'),
    })
    expect(sent.status).toBe(401)
    expect((await host.get('app://bundle/files/abc.def')).status).toBe(401)
  })

  it('never fails inside and never leaves its folder, whatever the path', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom('..', '%2e', '%2f', '%5c', '%00', 'con', 'assets', 'index.html', '.', '%', ':', ' '),
            fc.string({ maxLength: 6 }),
          ),
          {
            maxLength: 6,
          },
        ),
        async (parts) => {
          const answer = await host.get(`app://bundle/${parts.map((part) => part.replace(/[?#]/g, '_')).join('/')}`)
          expect([200, 401, 403, 404]).toContain(answer.status)
          expect(answer.text).not.toContain('import ')
        },
      ),
      { numRuns: 200, seed: 5201 },
    )
  })
})
