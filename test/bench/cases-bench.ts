import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { fileKeystore } from '../../src/main/core/keystore/file-keystore.ts'
import { openKeys } from '../../src/main/core/keystore/key-file.ts'
import { workTabs } from '../../src/shared/contract/case-work.ts'
import { ensureBuilt, outDir } from '../harness/built.ts'
import { fillCases, seeded } from './cases-fill.ts'

/** Times in milliseconds from the request to the parsed answer through the built browser host. */
export interface CasesBenchResult {
  cases: number
  needs: number
  openNeeds: number
  people: number
  fillMs: number
  /** The cheapest call (`users.me`) between the others: what HTTP and the dispatcher cost alone. */
  floorP50: number
  floorP95: number
  action: { calls: number; p50: number; p95: number; rows: number }
  counts: { calls: number; p50: number; p95: number }
  /** Every list and filter by itself. */
  filters: { what: string; calls: number; p50: number; p95: number }[]
  /** p95 of the slowest of them. */
  worst: { what: string; p95: number }
}

const root = resolve(import.meta.dirname, '../..')
const password = 'kata-sandi-uji'
const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

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

/** Times lists of work and filters of cases through the built browser host, as admin, front office, back office and manager. */
export const casesBench = async (options: { cases?: number; seed?: number; rounds?: number } = {}): Promise<CasesBenchResult> => {
  const { cases, seed, rounds } = { cases: 200_000, seed: 1, rounds: 25, ...options }
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-kasus-'))
  const data = join(folder, 'data')
  const env = { ...process.env, LOKET_PASSWORD: password, LOKET_KEY_DIR: join(folder, 'key') }
  let child: ChildProcess | undefined
  try {
    const people = Math.min(20_000, Math.max(2000, Math.round(cases / 2)))
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
    const today = new Date().toISOString().slice(0, 10)
    const roles = ['front-office', 'back-office', 'manager']

    const enter = async (url: string) => {
      const origin = new URL(url).origin
      const cookie = ((await fetch(url, { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')[0] as string
      return async <T>(name: string, input: unknown): Promise<T> => {
        const answer = (await (
          await fetch(`${origin}/api/call/${name}`, {
            method: 'POST',
            headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
            body: JSON.stringify(input),
          })
        ).json()) as { ok: boolean; value: T }
        if (!answer.ok) throw new Error(`${name} ${JSON.stringify(input)}: ${JSON.stringify(answer)}`)
        return answer.value
      }
    }
    const stop = async (): Promise<void> => {
      child?.removeAllListeners('exit')
      const ended = new Promise((done) => child?.once('close', done))
      child?.kill('SIGTERM')
      await ended
    }
    const first = await startHost(data, env)
    child = first.child
    let call = await enter(first.url)
    await call('users.signIn', { username: 'admin', password })
    for (const role of roles)
      await call('users.create', {
        username: `uji-${role}`,
        displayName: `Uji ${role}`,
        password: 'pertama-sekali',
        roles: [role],
      })
    await stop()

    const db = openDatabase(join(data, 'loket.db'), {
      key: (await openKeys(data, fileKeystore(join(folder, 'key')))) as Buffer,
      role: 'writer',
    })
    const began = performance.now()
    for (let index = 0; index < 40; index += 1)
      db.raw
        .prepare("INSERT INTO user (username, display_name, password_hash, updated_at, updated_by) VALUES (?, ?, '-', ?, 0)")
        .run(`petugas-${index}`, `Petugas ${index}`, `${today}T00:00:00.000Z`)
    fillCases(db, { cases, seed, today, users: db.sql<{ id: number }>('SELECT id FROM user').map(({ id }) => id) })
    const fillMs = performance.now() - began
    const count = (text: string): number => db.sql<{ n: number }>(text)[0]?.n ?? 0
    const needs = count('SELECT count(*) AS n FROM need')
    const openNeeds = count('SELECT count(*) AS n FROM need WHERE closed_at IS NULL')
    const all = count('SELECT count(*) AS n FROM case_file')
    const names = db.sql<{ name: string }>('SELECT name FROM person ORDER BY id').map(({ name }) => name)
    const villages = db
      .sql<{ code: string }>('SELECT DISTINCT region_code AS code FROM case_file WHERE region_code IS NOT NULL')
      .map(({ code }) => code)
    const programmes = db
      .sql<{ key: string }>("SELECT DISTINCT key FROM definition WHERE kind = 'programme'")
      .map(({ key }) => key)
    const numbers = db.sql<{ number: string }>('SELECT number FROM case_file ORDER BY id').map(({ number }) => number)
    closeDatabase(db, 'writer')

    const second = await startHost(data, env)
    child = second.child
    call = await enter(second.url)
    const random = seeded(seed + 1)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const floor: number[] = []
    const timed = async (name: string, input: unknown): Promise<{ ms: number; value: unknown }> => {
      const start = performance.now()
      const value = await call(name, input)
      const ms = performance.now() - start
      const middle = performance.now()
      await call('users.me', {})
      floor.push(performance.now() - middle)
      return { ms, value }
    }
    const action: number[] = []
    const counts: number[] = []
    let rows = 0
    const times = new Map<string, number[]>()
    const note = (what: string, ms: number): void => void times.set(what, [...(times.get(what) ?? []), ms])
    const words = ['bansos', 'rumah rusak', 'jembatan hanyut', 'ambulans laut', 'kursi roda', 'putus', 'tidak ada kata ini']
    const texts = (): string => {
      const dice = random()
      if (dice < 0.5) return pick(pick(names).split(' ')) || 'siti'
      if (dice < 0.65) return pick(names)
      if (dice < 0.85) return pick(words)
      return random() < 0.5 ? pick(numbers) : pick(numbers).slice(-5)
    }
    const district = (villages[0] ?? '').slice(0, 5)
    const filters: Record<string, () => Record<string, unknown>> = {
      'no filter': () => ({}),
      programme: () => ({ programmeKey: pick(programmes) }),
      village: () => ({ region: pick(villages) }),
      'sub-district': () => ({ region: pick(villages).slice(0, 8) }),
      district: () => ({ region: district }),
      register: () => ({ register: pick(['layanan', 'keluhan']) }),
      level: () => ({ level: pick(['desa', 'kecamatan', 'kabupaten', 'provinsi', 'pusat']) }),
      'village and programme': () => ({ region: pick(villages), programmeKey: pick(programmes) }),
    }
    const lists: Record<string, () => Record<string, unknown>> = {
      ...filters,
      'complaint kind': () => ({ complaintKind: pick(['pertanyaan', 'saran', 'pengaduan']) }),
      mine: () => ({ mine: true }),
      overdue: () => ({ overdue: true }),
      text: () => ({ text: texts() }),
      'text and village': () => ({ text: texts(), region: pick(villages) }),
      'text and programme': () => ({ text: texts(), programmeKey: pick(programmes) }),
    }
    for (const who of ['admin', ...roles]) {
      if (who === 'admin') await call('users.signIn', { username: 'admin', password })
      else {
        await call('users.signIn', { username: `uji-${who}`, password: 'pertama-sekali' })
        await call('users.changePassword', { current: 'pertama-sekali', next: `kedua-kali-${who}` })
      }
      for (let warm = 0; warm < 6; warm += 1) await call('cases.work', { tab: 'action' })
      for (let round = 0; round < rounds; round += 1) {
        const mine = await timed('cases.work', { tab: 'action' })
        action.push(mine.ms)
        const page = mine.value as { items: unknown[]; next: string | null }
        rows = Math.max(rows, page.items.length)
        if (page.next !== null) action.push((await timed('cases.work', { tab: 'action', cursor: page.next })).ms)
        counts.push((await timed('cases.workCounts', {})).ms)
        for (const [what, make] of Object.entries(filters)) {
          action.push((await timed('cases.work', { tab: 'action', ...make() })).ms)
          note(`work, ${what}`, (await timed('cases.work', { tab: pick(workTabs), ...make() })).ms)
        }
        for (const [what, make] of Object.entries(lists))
          note(`cases, ${what}`, (await timed('cases.list', { state: pick(['open', 'open', 'closed', 'all']), ...make() })).ms)
      }
      await call('users.signOut', {})
    }
    const summed = [...times].map(([what, list]) => ({
      what,
      calls: list.length,
      p50: quantile(list, 0.5),
      p95: quantile(list, 0.95),
    }))
    const slowest = summed.reduce((one, other) => (other.p95 > one.p95 ? other : one))
    return {
      cases: all,
      needs,
      openNeeds,
      people,
      fillMs,
      floorP50: quantile(floor, 0.5),
      floorP95: quantile(floor, 0.95),
      action: { calls: action.length, p50: quantile(action, 0.5), p95: quantile(action, 0.95), rows },
      counts: { calls: counts.length, p50: quantile(counts, 0.5), p95: quantile(counts, 0.95) },
      filters: summed,
      worst: { what: slowest.what, p95: slowest.p95 },
    }
  } finally {
    child?.removeAllListeners('exit')
    child?.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main)
  console.log(
    JSON.stringify(
      await casesBench({ cases: Number(process.argv[2] ?? 20_000), rounds: Number(process.argv[3] ?? 25) }),
      null,
      2,
    ),
  )
