import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Where the tests keep what is costly to make; inside node_modules, so `npm ci` clears it. */
export const cacheDir = resolve(import.meta.dirname, '../../node_modules/.cache')

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * Runs `work` while no other test process runs work under the same name. A lock left by a dead process is taken over.
 * @throws Error after five minutes of waiting
 */
export const withFileLock = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const lock = join(cacheDir, `${name}.lock`)
  mkdirSync(cacheDir, { recursive: true })
  const end = Date.now() + 5 * 60_000
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      let holder = Number.NaN
      try {
        holder = Number(readFileSync(join(lock, 'pid'), 'utf8'))
      } catch {
        // Just being made or just being removed: look again.
      }
      if (Number.isInteger(holder) && holder > 0 && !alive(holder)) rmSync(lock, { recursive: true, force: true })
      else if (Date.now() > end) throw new Error(`waited five minutes for ${lock}; remove it when nothing runs`)
      else await pause(100)
    }
  }
  writeFileSync(join(lock, 'pid'), String(process.pid))
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
