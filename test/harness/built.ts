import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { withFileLock } from './file-lock.ts'

/** The project folder. */
export const projectDir = resolve(import.meta.dirname, '../..')
/** What `npm run build` makes. */
export const outDir = join(projectDir, 'out')

/**
 * Makes sure `out/` is built from the present sources, by the same rule as `npm start`; one process at a time.
 * @throws Error with the end of the build's output when the build fails
 */
export const ensureBuilt = (): Promise<void> =>
  withFileLock('loket-build', async () => {
    const build = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', "(await import('./scripts/build-if-needed.mjs')).buildIfNeeded()"],
      { cwd: projectDir, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', VITEST: undefined } },
    )
    if (build.status !== 0) throw new Error(`the build failed:\n${`${build.stdout}\n${build.stderr}`.slice(-4000)}`)
  })
