import { mkdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { defaultDataFolder, hostPaths } from '../host-paths.ts'

/** Where the Electron host finds and keeps things; absolute paths. */
export interface Paths {
  /** The office's data folder, the same one the other hosts use. */
  data: string
  /** Chromium's own folder (window storage, the key that `safeStorage` needs): with the data under Local, never in Roaming. */
  profile: string
  /** Shipped fonts and definitions, outside the archive: fonts are read by name. */
  resources: string
  renderer: string
  preload: string
  worker: string
}

/** The value behind `name` on a command line (`--data DIR` or `--data=DIR`), between whatever Electron and Chromium put there. */
export const argumentOf = (name: string, argv: readonly string[]): string | undefined => {
  const place = argv.findIndex((part) => part === name || part.startsWith(`${name}=`))
  const found = argv[place]
  return found === undefined ? undefined : found === name ? argv[place + 1] : found.slice(name.length + 1)
}

/**
 * Works out all paths and creates the folders that must exist before Electron is told of them.
 * @param mainDir folder of the built main bundle (`out/main`)
 */
export const findPaths = (
  mainDir: string,
  environment: NodeJS.ProcessEnv = process.env,
  argv: readonly string[] = process.argv,
): Paths => {
  const { root, resources, renderer, worker } = hostPaths(mainDir)
  const data = resolve(argumentOf('--data', argv) || defaultDataFolder(environment))
  // A named data folder brings a profile of its own: two installations side by side are two instances.
  const profile = join(data, 'electron')
  mkdirSync(profile, { recursive: true })
  const archive = `${sep}app.asar${sep}`
  return {
    data,
    profile,
    resources: resources.replace(archive, `${sep}app.asar.unpacked${sep}`),
    renderer,
    preload: join(root, 'out', 'preload', 'index.cjs'),
    worker,
  }
}
