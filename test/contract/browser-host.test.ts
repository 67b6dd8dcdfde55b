import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHost, serveBrowserHost } from '../../src/main/server/serve.ts'
import { adminPassword, makeOffice, type TestOffice } from '../harness/office.ts'

let office: TestOffice
let host: BrowserHost
let cookie = ''
beforeAll(async () => {
  office = await makeOffice()
  host = await serveBrowserHost({ app: office.app, rendererDir: join(import.meta.dirname, '../../src/renderer'), port: 0 })
  const launch = await ask('GET', new URL(host.launchUrl).pathname + new URL(host.launchUrl).search)
  cookie = String(launch.headers['set-cookie']?.[0]).split(';')[0] as string
})
afterAll(async () => {
  await host.close()
  await office.close()
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A bare request: every header is chosen by the test. */
const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: host.port, method, path, headers: { Host: `127.0.0.1:${host.port}`, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

const origin = () => `http://127.0.0.1:${host.port}`
const call = (name: string, input: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(
    'POST',
    `/api/call/${name}`,
    { Cookie: cookie, Origin: origin(), 'Content-Type': 'application/json', ...headers },
    JSON.stringify(input),
  )

describe('the launch address', () => {
  it('works once and becomes a strict, HttpOnly cookie on a clean address', async () => {
    const again = await ask('GET', new URL(host.launchUrl).pathname + new URL(host.launchUrl).search)
    expect(again.status).toBe(401)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.body).toContain('hanya dapat dipakai sekali')
    expect(cookie).toMatch(/^loket=.{20,}$/)
  })

  it('lets nobody in with a guessed token or cookie', async () => {
    expect((await ask('GET', '/?token=guess')).status).toBe(401)
    expect((await call('app.status', {}, { Cookie: 'loket=guess' })).status).toBe(401)
    expect((await ask('GET', '/', { Accept: 'text/html' })).status).toBe(401)
  })
})

describe('requests', () => {
  it('answer a call of a known browser', async () => {
    expect(JSON.parse((await call('app.status', {})).body)).toMatchObject({ ok: true, value: { state: 'ready', host: 'cli' } })
  })

  it('with another Host are not served (DNS rebinding)', async () => {
    expect((await call('app.status', {}, { Host: `evil.example:${host.port}` })).status).toBe(421)
  })

  it('from another origin, or changing ones without an origin, are refused', async () => {
    expect((await call('app.status', {}, { Origin: 'http://evil.example' })).status).toBe(403)
    expect((await call('app.status', {}, { Origin: 'null' })).status).toBe(403)
    expect((await ask('POST', '/api/call/app.status', { Cookie: cookie }, '{}')).status).toBe(403)
    expect((await call('app.status', {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  })

  it('get no CORS headers, not even for OPTIONS', async () => {
    const options = await ask('OPTIONS', '/api/call/app.status', {
      Cookie: cookie,
      Origin: 'http://evil.example',
      'Access-Control-Request-Method': 'POST',
    })
    expect(options.status).toBeGreaterThanOrEqual(400)
    expect(Object.keys(options.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('reach no file but the built screens', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/..%5cpackage.json',
      '/assets/%00',
      '/CON',
      '/index.html/..',
      '//etc/passwd',
      '/files/../../keys.json',
      '/theme.ts',
    ]) {
      const answer = await ask('GET', path, { Cookie: cookie })
      expect(answer.body, path).not.toMatch(/loket-slrt|"devices"|root:|createTheme/)
    }
  })

  it('carry the strict policy on every answer', async () => {
    for (const answer of [
      await ask('GET', '/', { Cookie: cookie }),
      await ask('GET', '/nothing.js', { Cookie: cookie }),
      await call('app.status', {}),
      await ask('GET', '/', {}),
    ]) {
      expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'/)
      expect(String(answer.headers['content-security-policy'])).not.toMatch(/unsafe-(inline|eval)|\*/)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    }
  })

  it('get a fresh nonce each time', async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(
        async () =>
          /nonce-([^']+)/.exec(String((await ask('GET', '/', { Cookie: cookie })).headers['content-security-policy']))?.[1],
      ),
    )
    expect(new Set(nonces).size).toBe(3)
  })

  it('with a huge or broken body are refused without a crash', async () => {
    // The answer comes before the whole body was sent; a bare client may see the closed connection first.
    const huge = await call('people.search', { text: 'x'.repeat(3_000_000) }).catch((error: NodeJS.ErrnoException) => error.code)
    expect(typeof huge === 'object' ? huge.status : huge).toSatisfy((outcome) =>
      [413, 'ECONNRESET', 'EPIPE'].includes(outcome as never),
    )
    expect((await call('app.status', {})).status).toBe(200)
    const broken = await ask('POST', '/api/call/app.status', { Cookie: cookie, Origin: origin() }, '{"a":')
    expect(JSON.parse(broken.body)).toMatchObject({ ok: false, error: { code: 'VALIDATION' } })
  })

  it('are heard on this computer only', async () => {
    const { networkInterfaces } = await import('node:os')
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address !== undefined && address.family === 'IPv4' && !address.internal)
    if (outside === undefined) return expect(host.launchUrl).toMatch(/^http:\/\/127\.0\.0\.1:/)
    const refused = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: outside.address, port: host.port, timeout: 2000 })
      socket.once('connect', () => resolve(false))
      socket.once('error', () => resolve(true))
      socket.once('timeout', () => resolve(true))
    })
    expect(refused).toBe(true)
  })
})

describe('the same call', () => {
  it('answers the same over HTTP and over a structured clone', async () => {
    expect((await call('users.signIn', { username: 'admin', password: adminPassword })).status).toBe(200)
    await office.client.people.create({ name: 'Siti Rahma', nik: '5201146512900001', sex: 'P', birthDate: '1990-12-25' })
    for (const [name, input] of [
      ['people.search', { text: 'siti' }],
      ['people.list', {}],
      ['programmes.list', {}],
      ['office.get', {}],
      ['people.get', { id: 99 }],
      ['people.search', { wrong: 1 }],
    ] as const) {
      const viaHttp = JSON.parse((await call(name, input)).body) as unknown
      const viaClone = structuredClone(await office.app.dispatch(office.admin, name, structuredClone(input)))
      expect(viaHttp, name).toEqual(viaClone)
    }
  })
})

describe('files', () => {
  const upload = (name: string, body: string): Promise<Answer> =>
    ask('POST', `/upload?name=${encodeURIComponent(name)}`, { Cookie: cookie, Origin: origin() }, body)

  it('uploads become tickets that say nothing of paths and serve only their own purpose', async () => {
    const answer = await upload('../../etc/passwd.xlsx', 'not a workbook')
    const ticket = JSON.parse(answer.body) as { fileId: string; name: string; size: number }
    expect(ticket).toMatchObject({ name: 'passwd.xlsx', size: 14 })
    expect(Buffer.from(ticket.fileId.split('.')[0] as string, 'base64url').toString()).not.toContain(office.data)
    expect((await ask('GET', `/files/${encodeURIComponent(ticket.fileId)}`, { Cookie: cookie })).status).toBe(404)
    expect((await ask('GET', '/files/forged.ticket', { Cookie: cookie })).status).toBe(404)
  })

  it('are not taken from or given to somebody who has not signed in', async () => {
    const second = await ask('GET', `/?token=${'x'}`)
    expect(second.status).toBe(401)
    expect((await ask('POST', '/upload?name=a', { Origin: origin() }, 'x')).status).toBe(401)
    expect((await ask('GET', '/files/x', {})).status).toBe(401)
  })
})
