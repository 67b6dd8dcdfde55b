import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { withFileLock } from './file-lock.ts'

/** The project folder. */
export const projectDir = resolve(import.meta.dirname, '../..')
/** What `npm run build` makes. */
export const outDir = join(projectDir, 'out')

const products = [
  'main/index.js',
  'main/server.js',
  'main/cli.js',
  'main/db-worker.js',
  'preload/index.cjs',
  'renderer/index.html',
]
const stampFile = join(outDir, 'build-stamp')

/** A fingerprint of everything the build reads: names, sizes and times. */
const fingerprint = (): string => {
  const files = [
    'package.json',
    'electron.vite.config.ts',
    ...globSync('src/**/*.{ts,tsx,css,html,json,svg,woff2}', { cwd: projectDir }),
  ].sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(projectDir, file))
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const upToDate = (wanted: string): boolean =>
  products.every((file) => existsSync(join(outDir, file))) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted

/**
 * Makes sure `out/` is built from the present sources; builds when it is not.
 * @throws Error with the end of the build's output when the build fails
 */
export const ensureBuilt = (): Promise<void> =>
  withFileLock('loket-build', async () => {
    const wanted = fingerprint()
    if (upToDate(wanted)) return
    const build = spawnSync(process.execPath, [join(projectDir, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
      cwd: projectDir,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
    })
    if (build.status !== 0) throw new Error(`the build failed:\n${`${build.stdout}\n${build.stderr}`.slice(-4000)}`)
    writeFileSync(stampFile, wanted)
  })
