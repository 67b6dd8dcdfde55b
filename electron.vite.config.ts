import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }

/** Everything main starts by file: three hosts, the thread that owns the database, and those that read old .xls files and signed PDFs. */
const mainEntries = {
  index: 'src/main/electron/index.ts',
  server: 'src/main/server/index.ts',
  cli: 'src/main/cli/index.ts',
  'db-worker': 'src/main/core/workers/worker.ts',
  'xls-worker': 'src/main/core/tables/xls-worker.ts',
  'pdf-worker': 'src/main/core/signing/pdf-worker.ts',
}

const input = Object.fromEntries(Object.entries(mainEntries).map(([name, file]) => [name, resolve(root, file)]))
const missing = Object.values(input).filter((file) => !existsSync(file))
if (missing.length > 0) throw new Error(`electron.vite.config.ts: entry files are missing:\n${missing.join('\n')}`)

/**
 * electron-vite sets `base` to `./` for `file://` pages. Ours come from `app://bundle/` or `http://127.0.0.1:port/`, always from
 * the root, and a screen may be opened by a deep address: its files must not be looked for beside that address.
 */
const absoluteBase: Plugin = {
  name: 'loket:absolute-base',
  enforce: 'post',
  config: (config) => {
    config.base = '/'
  },
}

/**
 * Written in plain JavaScript and needed at every start: as part of our own files they are found and compiled once per thread
 * instead of file by file (zod alone has over a hundred), which takes a quarter off the time from start to first screen.
 */
const bundled = [
  'zod',
  'kysely',
  'hono',
  '@hono/node-server',
  'htmlparser2',
  'saxes',
  'yauzl',
  'yazl',
  'csv-parse',
  'csv-stringify',
  'qr',
]

export default defineConfig({
  main: {
    // The other `dependencies` stay outside (native driver, pdfkit's fonts, pino's threads, what only some jobs need).
    build: {
      externalizeDeps: { exclude: bundled },
      outDir: resolve(root, 'out/main'),
      target: 'node24',
      sourcemap: false,
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    define: { __LOKET_VERSION__: JSON.stringify(version) },
    build: {
      outDir: resolve(root, 'out/preload'),
      target: 'node24',
      sourcemap: false,
      // A sandboxed preload can neither import ESM nor require anything but electron: one CJS file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'src/main/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    publicDir: false,
    plugins: [react(), absoluteBase],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      target: 'chrome144',
      minify: true,
      sourcemap: false,
      // data: is not in our CSP for scripts and fonts; every asset is a file of its own.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: resolve(root, 'src/renderer/index.html'),
        output: {
          // zod-setup.ts must run before the first schema is made. Chunks run in an order of their own, whatever main.tsx imports
          // first; so it lies in one chunk with zod itself.
          codeSplitting: { groups: [{ name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]lib[\\/]zod-setup\.ts$/ }] },
        },
      },
    },
  },
})
