// Builds when something under src/, resources/ or the configuration is newer than the last build, or there is none.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const built = ['out/main/server.js', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'].map((file) =>
  join(root, file),
)
const sources = ['src', 'package.json', 'package-lock.json', 'electron.vite.config.ts'].map((file) => join(root, file))

const newest = (path) => {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether the build is missing or older than its sources. */
export const buildIsStale = () =>
  built.some((file) => !existsSync(file)) ||
  Math.max(...sources.filter((path) => existsSync(path)).map(newest)) > Math.min(...built.map((file) => statSync(file).mtimeMs))

/** Builds when needed; ends the process with a plain message when that fails. */
export const buildIfNeeded = () => {
  if (!buildIsStale()) return
  process.stderr.write('Menyiapkan tampilan (sekali saja, kira-kira setengah menit) …\n')
  const done = spawnSync(
    process.execPath,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (done.status !== 0) {
    process.stderr.write('Tampilan gagal disiapkan; pesan di atas menjelaskan sebabnya. Jalankan npm ci, lalu ulangi.\n')
    process.exit(1)
  }
}
