import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { AppError, type ErrorData } from '../../../shared/domain/errors.ts'
import type { App } from '../app.ts'
import type { Connection } from '../connection.ts'
import { contentSecurityPolicy, filePolicy, newNonce, securityHeaders } from './content-security.ts'
import { listStaticFiles, pageWithNonce } from './static-files.ts'

/** Largest upload, in bytes: far above any real workbook or photo set, small enough not to fill an office disk by mistake. */
export const uploadLimit = 300 * 1024 * 1024

export interface WebHandlerOptions {
  app: App
  /** `out/renderer` */
  rendererDir: string
  /** Whose request this is; null = nobody we know. */
  connectionOf(request: Request): Connection | null
}

const statusOf: Partial<Record<ErrorData['code'], number>> = {
  VALIDATION: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_FILE: 400,
  DISK: 507,
}

const withHeaders = (
  body: ConstructorParameters<typeof Response>[0],
  status: number,
  headers: Record<string, string>,
): Response =>
  new Response(body, {
    status,
    headers: { ...securityHeaders, 'Content-Security-Policy': filePolicy, 'Cache-Control': 'no-store', ...headers },
  })

/** A refusal as JSON, with the strict headers. */
export const refusal = (error: ErrorData, status = statusOf[error.code] ?? 400): Response =>
  withHeaders(JSON.stringify({ ok: false, error }), status, { 'Content-Type': 'application/json' })

/** Content-Disposition with the name in both spellings (RFC 6266). */
const disposition = (kind: 'inline' | 'attachment', name: string): string =>
  `${kind}; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`

/**
 * Request → Response, the same for the `app://` protocol and the browser host: screens, handed-out files (GET), uploads (POST).
 * Everything else is refused. Calls go another way (`ipc` or `/api/call`).
 */
export const createWebHandler = (options: WebHandlerOptions): ((request: Request) => Promise<Response>) => {
  const files = listStaticFiles(options.rendererDir)
  const index = files.get('/index.html')

  const page = (): Response => {
    if (index === undefined)
      return withHeaders('Tampilan belum dibangun: jalankan npm run build.', 503, { 'Content-Type': 'text/plain; charset=utf-8' })
    const nonce = newNonce()
    return withHeaders(pageWithNonce(index, nonce), 200, {
      'Content-Type': index.mediaType,
      'Content-Security-Policy': contentSecurityPolicy(nonce),
    })
  }

  const screen = async (path: string): Promise<Response> => {
    const file = files.get(path)
    if (path === '/' || path === '/index.html') return page()
    if (file !== undefined)
      return withHeaders(await readFile(file.path), 200, {
        'Content-Type': file.mediaType,
        'Content-Security-Policy': contentSecurityPolicy(newNonce()),
        'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
    // Addresses of screens (`/kasus/12`) are answered by the page; anything that looks like a file is not.
    return /^(\/[a-z0-9-]+)+$/i.test(path) ? page() : refusal({ code: 'NOT_FOUND', message: 'Alamat ini tidak ada.' }, 404)
  }

  const file = async (connection: Connection, fileId: string, download: boolean): Promise<Response> => {
    const opened = await options.app.openFile(connection, fileId)
    const body =
      'path' in opened.body
        ? (Readable.toWeb(createReadStream(opened.body.path)) as unknown as ReadableStream)
        : new Uint8Array(opened.body.bytes)
    return withHeaders(body, 200, {
      'Content-Type': opened.mediaType,
      'Content-Disposition': disposition(download ? 'attachment' : 'inline', opened.name),
    })
  }

  const upload = async (connection: Connection, request: Request, name: string): Promise<Response> => {
    if (connection.session === null)
      throw new AppError('UNAUTHENTICATED', 'Anda belum masuk.', { hint: 'Masuk, lalu kirim lagi.' })
    const tooLarge = new AppError('BAD_FILE', 'Berkas lebih besar dari 300 MB.', {
      hint: 'Pecah berkasnya, lalu kirim satu per satu.',
    })
    if (Number(request.headers.get('content-length') ?? 0) > uploadLimit) throw tooLarge
    if (request.body === null) throw new AppError('BAD_FILE', 'Berkas kosong.', { hint: 'Pilih berkas yang berisi.' })
    const stored = `${randomUUID()}.upload`
    const path = join(options.app.tmp, stored)
    let size = 0
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        size += chunk.byteLength
        if (size > uploadLimit) next(tooLarge)
        else next(null, chunk)
      },
    })
    try {
      await pipeline(Readable.fromWeb(request.body as NodeReadableStream), meter, createWriteStream(path, { mode: 0o600 }))
      // Refuses when the user signed out meanwhile; then the file must not stay either.
      const reply = options.app.registerUpload(connection, stored, basename(name.replaceAll('\\', '/')).slice(0, 200), size)
      return withHeaders(JSON.stringify(reply), 200, { 'Content-Type': 'application/json' })
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  return async (request) => {
    try {
      const url = new URL(request.url)
      const isFile = url.pathname.startsWith('/files/')
      if (request.method === 'GET' && !isFile) return await screen(url.pathname)
      const connection = options.connectionOf(request)
      if (connection === null)
        return refusal({ code: 'UNAUTHENTICATED', message: 'Jendela ini tidak dikenal.', hint: 'Buka Loket SLRT sekali lagi.' })
      if (request.method === 'GET')
        return await file(connection, url.pathname.slice('/files/'.length), url.searchParams.has('download'))
      if (request.method === 'POST' && url.pathname === '/upload')
        return await upload(connection, request, url.searchParams.get('name') ?? 'berkas')
      return refusal({ code: 'FORBIDDEN', message: 'Cara ini tidak dilayani.' }, 405)
    } catch (error) {
      if (error instanceof AppError) return refusal(error.data)
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
        return refusal({
          code: 'DISK',
          message: 'Cakram penuh: berkas tidak diterima.',
          hint: 'Kosongkan ruang di cakram, lalu kirim lagi.',
        })
      const ref = options.app.logHostError(error)
      return refusal(
        {
          code: 'INTERNAL',
          message: 'Terjadi kesalahan yang tidak terduga.',
          hint: `Laporkan dengan nomor rujukan ${ref}.`,
          ref,
        },
        500,
      )
    }
  }
}
