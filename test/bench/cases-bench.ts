import type { Db } from '../../src/main/core/db/database.ts'
import { workTabs } from '../../src/shared/contract/case-work.ts'
import { adminPassword, caller, enterHost, openBenchOffice, quantile } from './bench-office.ts'
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

/** Times lists of work and filters of cases through the built browser host, as admin, front office, back office and manager. */
export const casesBench = async (options: { cases?: number; seed?: number; rounds?: number } = {}): Promise<CasesBenchResult> => {
  const { cases, seed, rounds } = { cases: 200_000, seed: 1, rounds: 25, ...options }
  const office = await openBenchOffice('kasus')
  try {
    const people = Math.min(20_000, Math.max(2000, Math.round(cases / 2)))
    office.cli('init', '--practice', '--people', String(people), '--seed', String(seed))
    const today = new Date().toISOString().slice(0, 10)
    const roles = ['front-office', 'back-office', 'manager']
    const first = await office.start()
    let call = caller(first, await enterHost(first))
    await call('users.signIn', { username: 'admin', password: adminPassword })
    for (const role of roles)
      await call('users.create', {
        username: `uji-${role}`,
        displayName: `Uji ${role}`,
        password: 'pertama-sekali',
        roles: [role],
      })
    await first.stop()
    const filled = await office.withDatabase('writer', (db) => fillOffice(db, { cases, seed, today }))
    const { names, villages, programmes, numbers } = filled

    const second = await office.start()
    call = caller(second, await enterHost(second))
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
      if (who === 'admin') await call('users.signIn', { username: 'admin', password: adminPassword })
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
      cases: numbers.length,
      needs: filled.needs,
      openNeeds: filled.openNeeds,
      people,
      fillMs: filled.fillMs,
      floorP50: quantile(floor, 0.5),
      floorP95: quantile(floor, 0.95),
      action: { calls: action.length, p50: quantile(action, 0.5), p95: quantile(action, 0.95), rows },
      counts: { calls: counts.length, p50: quantile(counts, 0.5), p95: quantile(counts, 0.95) },
      filters: summed,
      worst: { what: slowest.what, p95: slowest.p95 },
    }
  } finally {
    await office.close()
  }
}

/** Forty colleagues and their cases, and what the queries below are made from. */
const fillOffice = (db: Db, options: { cases: number; seed: number; today: string }) => {
  const began = performance.now()
  const colleague = db.raw.prepare(
    "INSERT INTO user (username, display_name, password_hash, updated_at, updated_by) VALUES (?, ?, '-', ?, 0)",
  )
  for (let index = 0; index < 40; index += 1)
    colleague.run(`petugas-${index}`, `Petugas ${index}`, `${options.today}T00:00:00.000Z`)
  fillCases(db, { ...options, users: db.sql<{ id: number }>('SELECT id FROM user').map(({ id }) => id) })
  const fillMs = performance.now() - began
  const count = (text: string): number => db.sql<{ n: number }>(text)[0]?.n ?? 0
  const list = (text: string): string[] => db.sql<{ value: string }>(text).map(({ value }) => value)
  return {
    fillMs,
    needs: count('SELECT count(*) AS n FROM need'),
    openNeeds: count('SELECT count(*) AS n FROM need WHERE closed_at IS NULL'),
    names: list('SELECT name AS value FROM person ORDER BY id'),
    villages: list('SELECT DISTINCT region_code AS value FROM case_file WHERE region_code IS NOT NULL'),
    programmes: list("SELECT DISTINCT key AS value FROM definition WHERE kind = 'programme'"),
    numbers: list('SELECT number AS value FROM case_file ORDER BY id'),
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
