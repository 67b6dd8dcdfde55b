import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Db } from '../../src/main/core/db/database.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'
import { ensureBuilt, outDir } from '../harness/built.ts'

/** Of `admin` in an office that the command line made. */
export const adminPassword = 'kata-sandi-uji'

/** Calls a procedure as the clerk who is signed in; throws when it is refused. */
export type Call = <T>(name: string, input: unknown) => Promise<T>

/** The built browser host over a bench office. */
export interface BenchHost {
  url: string
  origin: string
  /** Resident memory of the whole process in bytes. */
  rss(): number
  /** The most it ever took, in bytes. */
  peak(): number
  /** Processor time of all its threads so far in milliseconds. */
  cpu(): number
  stop(): Promise<void>
}

/** A folder with an office's data and key, used through the command line, its database and the built host. */
export interface BenchOffice {
  folder: string
  data: string
  cli(...args: string[]): void
  /** Works on the database file while no host runs. */
  withDatabase<T>(role: 'reader' | 'writer', work: (db: Db) => T): Promise<T>
  start(): Promise<BenchHost>
  /** Stops the host and removes the folder. */
  close(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** The value below which `share` of the times lie (0.5 = median); 0 for none. */
export const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

/** An empty folder for an office; the caller makes or copies the office. */
export const openBenchOffice = async (prefix: string): Promise<BenchOffice> => {
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), `loket-bench-${prefix}-`))
  const data = join(folder, 'data')
  const key = join(folder, 'key')
  const env = { ...process.env, LOKET_PASSWORD: adminPassword, LOKET_KEY_DIR: key }
  let running: BenchHost | null = null
  const start = async (): Promise<BenchHost> => {
    const child = spawn(process.execPath, [join(outDir, 'main/server.js'), '--data', data, '--port', '0'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await hostAddress(child)
    const stop = async (): Promise<void> => {
      running = null
      child.removeAllListeners('exit')
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
    }
    const memory = (line: string): number =>
      Number(new RegExp(`${line}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
    // Fields 14 and 15 of the line, behind the name in brackets, in hundredths of a second.
    const cpu = (): number => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    }
    const [rss, peak] = [() => memory('VmRSS'), () => memory('VmHWM')]
    running = { url, origin: new URL(url).origin, rss, peak, cpu, stop }
    return running
  }
  return {
    folder,
    data,
    cli: (...args) => {
      const done = spawnSync(
        process.execPath,
        [join(root, 'scripts/run.mjs'), 'src/main/cli/index.ts', ...args, '--data', data],
        { cwd: root, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      )
      if (done.status !== 0) throw new Error(`${args[0]}: ${done.stderr.slice(-2000)}`)
    },
    withDatabase: async (role, work) => {
      const db = openDatabase(join(data, 'loket.db'), { key: (await openKeys(data, fileKeystore(key))) as Buffer, role })
      try {
        return work(db)
      } finally {
        closeDatabase(db, role)
      }
    },
    start,
    close: async () => {
      await running?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const hostAddress = (child: ChildProcess): Promise<string> =>
  new Promise((done, fail) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const url = /LOKET_URL=(\S+)/.exec(text)?.[1]
      if (url !== undefined) done(url)
    })
    child.once('exit', (code) => fail(new Error(`the host ended with ${code}`)))
  })

/** Opens the host's address as a browser does. @returns the cookie of the session */
export const enterHost = async (host: BenchHost): Promise<string> =>
  ((await fetch(host.url, { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')[0] as string

/** Calls over HTTP with a session's cookie. */
export const caller = (host: BenchHost, cookie: string): Call => {
  const headers = { Cookie: cookie, Origin: host.origin, 'Content-Type': 'application/json' }
  return async <T>(name: string, input: unknown): Promise<T> => {
    const response = await fetch(`${host.origin}/api/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    const answer = (await response.json()) as { ok: boolean; value: T }
    if (!answer.ok) throw new Error(`${name} ${JSON.stringify(input)}: ${JSON.stringify(answer)}`)
    return answer.value
  }
}
