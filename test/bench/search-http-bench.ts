import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'
import { ensureBuilt, outDir } from '../harness/built.ts'
import { searchQuerySet } from './query-set.ts'

export interface SearchHttpResult {
  people: number
  queries: number
  /** Milliseconds from the request to the parsed answer, over the browser host. */
  p50: number
  p95: number
  /** The same way with the cheapest call (`users.me`): what HTTP and the dispatcher cost alone. */
  floorP50: number
  floorP95: number
  /** Bytes: peak RSS of the host over the queries, less its RSS before the first one. */
  memoryPeak: number
}

const root = resolve(import.meta.dirname, '../..')
const password = 'kata-sandi-uji'

const quantile = (times: number[], share: number): number => times.sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

const rss = (pid: number): number => {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) * 1024
}

const startHost = (data: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; url: string }> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(outDir, 'main/server.js'), '--data', data, '--port', '0'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const url = /LOKET_URL=(\S+)/.exec(text)?.[1]
      if (url !== undefined) done({ child, url })
    })
    child.once('exit', (code) => fail(new Error(`the host ended with ${code}`)))
  })

/** Times the fixed query set through the built browser host over a practice office of 100,000 people. */
export const searchHttpBench = async (
  options: { people?: number; seed?: number; queries?: number } = {},
): Promise<SearchHttpResult> => {
  const { people, seed, queries } = { people: 100_000, seed: 1, queries: 400, ...options }
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-http-'))
  const data = join(folder, 'data')
  const env = { ...process.env, LOKET_PASSWORD: password, LOKET_KEY_DIR: join(folder, 'key') }
  let child: ChildProcess | undefined
  try {
    const made = spawnSync(
      process.execPath,
      [
        join(root, 'scripts/run.mjs'),
        'src/main/cli/index.ts',
        'init',
        '--practice',
        '--people',
        String(people),
        '--seed',
        String(seed),
        '--data',
        data,
      ],
      { cwd: root, env, encoding: 'utf8' },
    )
    if (made.status !== 0) throw new Error(made.stderr)
    const db = openDatabase(join(data, 'loket.db'), {
      key: (await openKeys(data, fileKeystore(join(folder, 'key')))) as Buffer,
      role: 'reader',
    })
    const set = searchQuerySet(
      seed,
      db.sql<{ name: string; nik: string | null }>('SELECT name, nik FROM person ORDER BY id'),
      queries,
    )
    closeDatabase(db, 'reader')
    const host = await startHost(data, env)
    child = host.child
    const origin = new URL(host.url).origin
    const entered = await fetch(host.url, { redirect: 'manual' })
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] as string
    const call = async (name: string, input: unknown): Promise<{ ok: boolean }> =>
      (await (
        await fetch(`${origin}/api/call/${name}`, {
          method: 'POST',
          headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
          body: JSON.stringify(input),
        })
      ).json()) as { ok: boolean }
    if (!(await call('users.signIn', { username: 'admin', password })).ok) throw new Error('sign-in failed')
    const pid = host.child.pid as number
    const atRest = rss(pid)
    let peak = atRest
    // Both readers read the words of all names once, as the first searches of a day do.
    for (let index = 0; index < 8; index += 1) await call('people.search', { text: `zzzz${index}`, limit: 20 })
    const ours: number[] = []
    const floor: number[] = []
    for (const query of set) {
      const start = performance.now()
      const answer = await call('people.search', { text: query.text, limit: 20 })
      const middle = performance.now()
      await call('users.me', {})
      floor.push(performance.now() - middle)
      ours.push(middle - start)
      if (!answer.ok) throw new Error(`search refused: ${JSON.stringify(answer)}`)
      peak = Math.max(peak, rss(pid))
    }
    return {
      people,
      queries: set.length,
      p50: quantile(ours, 0.5),
      p95: quantile(ours, 0.95),
      floorP50: quantile(floor, 0.5),
      floorP95: quantile(floor, 0.95),
      memoryPeak: peak - atRest,
    }
  } finally {
    child?.removeAllListeners('exit')
    child?.kill('SIGTERM')
    if (child !== undefined) await new Promise((done) => child?.once('close', done))
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(JSON.stringify(await searchHttpBench({ people: Number(process.argv[2] ?? 100_000) }), null, 2))
