import { protocol } from 'electron'
import type { Log } from '../core/log/log.ts'
import { isOwnAddress, pageScheme } from './origin.ts'

/** What Electron must know of our scheme before it is ready: like https, but never beyond the page's policy (no bypassCSP, no CORS). */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])

/** Names that Windows opens as devices, whatever follows the dot. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|:|\s|$)/i

/**
 * Tells whether a path may be looked up at all: no way up, no backslash, no NUL or control character, no second encoding,
 * no drive or stream (`:`), no Windows device. The static handler checks again that the file lies in its folder.
 */
export const isPlainPath = (path: string): boolean => {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return false
  }
  return decoded
    .split('/')
    .every(
      (part) =>
        part !== '..' &&
        part !== '.' &&
        ![...part].some((letter) => letter < ' ' || letter === '\\' || letter === ':' || letter === '%') &&
        !deviceName.test(part) &&
        !/[. ]$/.test(part),
    )
}

const refusal = (status: number, text: string): Response =>
  new Response(text, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })

/**
 * Serves `app://bundle/…` through the handler both hosts share. Only GET, and POST to `/upload` (a file dropped on the window);
 * everything else is refused before the handler sees it.
 */
export const serveScheme = (handler: (request: Request) => Promise<Response>, log: () => Log): void =>
  protocol.handle(pageScheme, async (request) => {
    if (!isOwnAddress(request.url)) return refusal(403, 'Ditolak')
    const { pathname } = new URL(request.url)
    const upload = request.method === 'POST' && pathname === '/upload'
    if (request.method !== 'GET' && !upload) return refusal(405, 'Ditolak')
    if (!isPlainPath(pathname)) return refusal(404, 'Tidak ditemukan')
    try {
      return await handler(request)
    } catch (error) {
      log().error({ err: error }, 'request failed')
      return refusal(500, 'Tidak dapat dilayani')
    }
  })
