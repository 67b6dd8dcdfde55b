import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** One file of the built screens. */
export interface StaticFile {
  path: string
  mediaType: string
}

/**
 * The built screens, listed once: a request is answered by an exact name in this list, so no trick with dots, encodings
 * or device names can reach another file.
 * @param folder `out/renderer`
 * @returns URL path (`/assets/index-….js`) → file
 */
export const listStaticFiles = (folder: string): Map<string, StaticFile> => {
  const files = new Map<string, StaticFile>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const mediaType = types[extname(entry.name).toLowerCase()]
    if (mediaType !== undefined) files.set(`/${relative(folder, path).split(sep).join('/')}`, { path, mediaType })
  }
  return files
}

/** The page with this response's nonce in the place the build left for it. */
export const pageWithNonce = (file: StaticFile, nonce: string): string =>
  readFileSync(file.path, 'utf8').replaceAll('__CSP_NONCE__', nonce)
