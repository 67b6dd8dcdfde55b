import { adminPassword, caller, enterHost, openBenchOffice, quantile } from './bench-office.ts'
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

/** Times the fixed query set through the built browser host over a practice office of 100,000 people. */
export const searchHttpBench = async (
  options: { people?: number; seed?: number; queries?: number } = {},
): Promise<SearchHttpResult> => {
  const { people, seed, queries } = { people: 100_000, seed: 1, queries: 400, ...options }
  const office = await openBenchOffice('http')
  try {
    office.cli('init', '--practice', '--people', String(people), '--seed', String(seed))
    const set = await office.withDatabase('reader', (db) =>
      searchQuerySet(seed, db.sql<{ name: string; nik: string | null }>('SELECT name, nik FROM person ORDER BY id'), queries),
    )
    const host = await office.start()
    const call = caller(host, await enterHost(host))
    await call('users.signIn', { username: 'admin', password: adminPassword })
    const atRest = host.rss()
    let peak = atRest
    // Both readers read the words of all names once, as the first searches of a day do.
    for (let index = 0; index < 8; index += 1) await call('people.search', { text: `zzzz${index}`, limit: 20 })
    const ours: number[] = []
    const floor: number[] = []
    for (const query of set) {
      const start = performance.now()
      await call('people.search', { text: query.text, limit: 20 })
      const middle = performance.now()
      await call('users.me', {})
      floor.push(performance.now() - middle)
      ours.push(middle - start)
      peak = Math.max(peak, host.rss())
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
    await office.close()
  }
}

if (import.meta.main) console.log(JSON.stringify(await searchHttpBench({ people: Number(process.argv[2] ?? 100_000) }), null, 2))
