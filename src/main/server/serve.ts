import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App } from '../core/app.ts'
import { createWebHandler, refusal } from '../core/web/handler.ts'
import { eventStream } from './event-stream.ts'
import { refusedPage } from './refused-page.ts'
import { BrowserSessions } from './sessions.ts'

export interface BrowserHostOptions {
  app: App
  rendererDir: string
  /** 0 = any free port. A taken port falls back to a free one. */
  port: number
}

export interface BrowserHost {
  /** Address with the one-time token; open it once. */
  launchUrl: string
  /** Another such address, for another browser or profile on this computer: each is its own window with its own sign-in. */
  newLaunchUrl(): string
  port: number
  close(): Promise<void>
}

const callLimit = 2 * 1024 * 1024

/** Serves the screens and the calls to a browser on this computer: 127.0.0.1 only, no CORS, Host and Origin checked. */
export const serveBrowserHost = async (options: BrowserHostOptions): Promise<BrowserHost> => {
  const { app } = options
  const sessions = new BrowserSessions(app)
  const web = createWebHandler({
    app,
    rendererDir: options.rendererDir,
    connectionOf: (request) => sessions.connectionOf(request),
  })
  const hono = new Hono()
  let port = options.port

  hono.use(async (context, next) => {
    const host = context.req.header('host')
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
      return refusal({ code: 'FORBIDDEN', message: 'Alamat ini tidak dilayani.' }, 421)
    const origin = context.req.header('origin')
    const changes = context.req.method !== 'GET'
    if ((origin !== undefined || changes) && origin !== `http://${host}`)
      return refusal({ code: 'FORBIDDEN', message: 'Permintaan dari situs lain ditolak.' }, 403)
    const site = context.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      // A link from elsewhere may open the page itself, nothing else.
      const opensPage = !changes && context.req.header('sec-fetch-mode') === 'navigate' && context.req.path === '/'
      if (!opensPage) return refusal({ code: 'FORBIDDEN', message: 'Permintaan dari situs lain ditolak.' }, 403)
    }
    return next()
  })

  hono.get('/', async (context, next) => {
    const token = context.req.query('token')
    if (token === undefined) return next()
    const cookie = sessions.redeem(token)
    if (cookie === null) return refusedPage()
    return new Response(null, {
      status: 303,
      headers: { Location: '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
    })
  })

  hono.use(async (context, next) => {
    if (sessions.connectionOf(context.req.raw) !== null) return next()
    return context.req.method === 'GET' && (context.req.header('accept') ?? '').includes('text/html')
      ? refusedPage()
      : refusal({ code: 'UNAUTHENTICATED', message: 'Jendela ini tidak dikenal.', hint: 'Buka Loket SLRT sekali lagi.' }, 401)
  })

  hono.post(
    '/api/call/:name',
    bodyLimit({
      maxSize: callLimit,
      onError: () => {
        const refused = refusal({ code: 'VALIDATION', message: 'Isian terlalu besar.', hint: 'Kurangi isiannya.' }, 413)
        // The rest of the body is not waited for, so no other call may come after it on this connection.
        refused.headers.set('Connection', 'close')
        return refused
      },
    }),
    async (context) => {
      const connection = sessions.connectionOf(context.req.raw)
      if (connection === null) return refusal({ code: 'UNAUTHENTICATED', message: 'Jendela ini tidak dikenal.' }, 401)
      let input: unknown
      try {
        input = await context.req.json()
      } catch {
        return refusal({ code: 'VALIDATION', message: 'Isian tidak terbaca.', hint: 'Muat ulang halaman, lalu ulangi.' })
      }
      const reply = await app.dispatch(connection, context.req.param('name'), input)
      return Response.json(reply, {
        headers: {
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "default-src 'none'",
        },
      })
    },
  )

  hono.get('/api/events', (context) => {
    const connection = sessions.connectionOf(context.req.raw)
    return connection === null
      ? refusal({ code: 'UNAUTHENTICATED', message: 'Jendela ini tidak dikenal.' }, 401)
      : eventStream(connection, context.req.raw.signal)
  })

  hono.all('*', (context) => web(context.req.raw))
  hono.onError((error) => {
    const ref = app.logHostError(error)
    return refusal(
      { code: 'INTERNAL', message: 'Terjadi kesalahan yang tidak terduga.', hint: `Laporkan dengan nomor rujukan ${ref}.`, ref },
      500,
    )
  })

  const listen = (wanted: number): Promise<ServerType> =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch: hono.fetch, hostname: '127.0.0.1', port: wanted }, () => resolve(server))
      server.once('error', reject)
    })
  let server: ServerType
  try {
    server = await listen(port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    server = await listen(0)
  }
  port = (server.address() as AddressInfo).port
  const newLaunchUrl = (): string => `http://127.0.0.1:${port}/?token=${sessions.newToken()}`

  return {
    port,
    launchUrl: newLaunchUrl(),
    newLaunchUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
