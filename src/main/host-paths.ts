import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where things are, seen from an entry file. Entries run in two shapes: from source (`src/main/<host>/index.ts`, Node
 * strips the types) and built (`out/main/<host>.js`).
 * @param here `import.meta.dirname` of the entry
 */
export const hostPaths = (
  here: string,
): { root: string; resources: string; renderer: string; worker: string; version: string } => {
  const fromSource = existsSync(join(here, '..', 'core', 'workers', 'worker.ts'))
  const root = fromSource ? join(here, '..', '..', '..') : join(here, '..', '..')
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return {
    root,
    resources: join(root, 'resources'),
    renderer: join(root, 'out', 'renderer'),
    worker: fromSource ? join(here, '..', 'core', 'workers', 'worker.ts') : join(here, 'db-worker.js'),
    version: manifest.version,
  }
}

/** The data folder when none is named: under the local (never roaming) profile of this user. */
export const defaultDataFolder = (env: NodeJS.ProcessEnv = process.env): string => {
  if (env.LOKET_DATA !== undefined && env.LOKET_DATA !== '') return env.LOKET_DATA
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Loket SLRT', 'data')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'loket-slrt')
}
