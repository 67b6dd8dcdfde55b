import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QueryContext } from '../../src/main/core/context.ts'
import type { Db } from '../../src/main/core/db/database.ts'
import { migrate } from '../../src/main/core/db/migrate.sqlite.ts'
import { closeDatabase, openDatabase } from '../../src/main/core/db/open.sqlite.ts'
import { Tickets } from '../../src/main/core/files/tickets.ts'
import { silentLog } from '../../src/main/core/log/log.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { insertRegions } from '../../src/main/core/regions/regions.repo.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { permissions } from '../../src/shared/domain/permissions.ts'
import { familyWriter, practiceFamilies, regionsOf } from '../harness/practice.ts'
import { type LineQuery, lineKinds, lineQuerySet, type SearchQuery, searchQuerySet } from './query-set.ts'

export interface SearchBenchOptions {
  people: number
  seed: number
  queries: number
  /** Region codes the searching user is limited to. */
  areas: string[]
}

/** Times in milliseconds; shares from 0 to 1. */
export interface SearchBenchResult {
  people: number
  queries: number
  p50: number
  p95: number
  most: number
  floorP50: number
  floorP95: number
  /** p95 of the search through p95 of the floor. */
  ratio: number
  byKind: Record<SearchQuery['kind'], { p50: number; p95: number }>
  /** Share of the queries whose answer (20 rows) holds the number, or a name with the words that were meant. */
  found: Record<'two-words' | 'misspelled' | 'fragment', number>
  /** The second set, beside the first and not counted in it: times, and the share of lines whose person is among 20. */
  lines: Record<LineQuery['kind'], { p50: number; p95: number; found: number }>
}

const quantile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** What the driver alone needs for the same question, without scoring, slips or the columns of a list. */
const floorQuery = (db: Db, query: SearchQuery): unknown[] => {
  if (query.kind === 'fragment') {
    const [start = '', end = ''] = query.text.split(/•+/)
    if (end !== '')
      return db.sql('SELECT id FROM person WHERE nik >= ? AND nik < ? AND substr(nik, -4) = ? LIMIT 20', start, `${start}:`, end)
    return db.sql('SELECT id FROM person WHERE nik IS NOT NULL AND instr(nik, ?) > 0 LIMIT 20', start)
  }
  const key = nameKey(query.text)
  if (query.kind === 'common' || key.length < 3)
    return db.sql(
      'SELECT id, name FROM person WHERE merged_into IS NULL AND name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT 20',
      key,
      `${key}~`,
    )
  const trigrams = key
    .split(' ')
    .flatMap((word) => Array.from({ length: Math.max(0, word.length - 2) }, (_, at) => `"${word.slice(at, at + 3)}"`))
  return db.sql(
    'SELECT p.id, p.name FROM person_fts f CROSS JOIN person p ON p.id = f.rowid WHERE f.person_fts MATCH ? LIMIT 20',
    trigrams.join(query.kind === 'misspelled' ? ' OR ' : ' AND '),
  )
}

/**
 * Fills an encrypted register with made-up people in a temporary folder and times the fixed query set, once through the
 * service and once as bare driver queries, in turn.
 */
export const searchBench = (options: Partial<SearchBenchOptions> = {}): SearchBenchResult => {
  const { people, seed, queries, areas } = { people: 100_000, seed: 1, queries: 500, areas: [], ...options }
  const data = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  mkdirSync(join(data, 'tmp'))
  const file = join(data, 'loket.db')
  const key = randomBytes(32)
  const now = '2026-11-22T02:00:00.000Z'
  try {
    const families = practiceFamilies({ seed, people, dirt: 0.03 })
    const writer = openDatabase(file, { key, role: 'writer', create: true })
    migrate(writer.raw, '0.0.0-bench', now)
    writer.raw.transaction(() => {
      insertRegions(writer, regionsOf('52.01'))
      const write = familyWriter(writer, { userId: 0, now })
      for (const family of families) write(family)
    })()
    closeDatabase(writer, 'writer')
    const db = openDatabase(file, { key, role: 'reader' })
    const actor = { userId: 1, username: 'uji', displayName: 'Uji', roles: [], permissions: [...permissions], areas }
    const context: QueryContext = {
      db,
      actor,
      now: () => now,
      today: () => now.slice(0, 10),
      tickets: new Tickets(),
      log: silentLog,
      dirs: { data, tmp: join(data, 'tmp'), resources: data },
    }
    const searchable = families.flatMap(({ regionCode, members }) =>
      areas.length === 0 || areas.some((area) => regionCode === area || regionCode.startsWith(`${area}.`)) ? members : [],
    )
    const set = searchQuerySet(seed, searchable, queries)
    const niks = new Map(
      db.sql<{ id: number; nik: string }>('SELECT id, nik FROM person WHERE nik IS NOT NULL').map((row) => [row.id, row.nik]),
    )
    const times: { kind: SearchQuery['kind']; ours: number; floor: number; found: boolean }[] = []
    // The first call reads the words of all names into memory, as the first search of a day does.
    peopleHandlers.search(context, { text: 'zzzzzz', limit: 20 })
    for (const query of set) {
      const start = performance.now()
      const answer = peopleHandlers.search(context, { text: query.text, limit: 20 })
      const middle = performance.now()
      floorQuery(db, query)
      const end = performance.now()
      const found =
        query.kind === 'fragment'
          ? answer.items.some(({ id }) => niks.get(id) === query.meant)
          : answer.items.some(({ name }) => query.meant.split(' ').every((word) => nameKey(name).includes(word)))
      times.push({ kind: query.kind, ours: middle - start, floor: end - middle, found })
    }
    const villages = new Map(regionsOf('52.01').map(({ code, name }) => [code, name]))
    const lines = lineQuerySet(
      seed,
      families.flatMap(({ regionCode, address, members }) =>
        areas.length === 0 || areas.some((area) => regionCode === area || regionCode.startsWith(`${area}.`))
          ? members.map((member) => ({ ...member, regionCode, address }))
          : [],
      ),
      (code) => villages.get(code) ?? '',
    ).map(({ kind, text, meant }) => {
      const start = performance.now()
      const { items } = peopleHandlers.search(context, { text, limit: 20 })
      const took = performance.now() - start
      return {
        kind,
        took,
        found: items.some(({ id, name }) => name === meant.name && (meant.nik === null || niks.get(id) === meant.nik)),
      }
    })
    closeDatabase(db, 'reader')
    const lineSpread = (kind: LineQuery['kind']): { p50: number; p95: number; found: number } => {
      const own = lines.filter((line) => line.kind === kind)
      const took = own.map((line) => line.took)
      return { p50: quantile(took, 0.5), p95: quantile(took, 0.95), found: own.filter(({ found }) => found).length / own.length }
    }
    const of = (kind: SearchQuery['kind']) => times.filter((time) => time.kind === kind)
    const spread = (kind: SearchQuery['kind']) => ({
      p50: quantile(
        of(kind).map(({ ours }) => ours),
        0.5,
      ),
      p95: quantile(
        of(kind).map(({ ours }) => ours),
        0.95,
      ),
    })
    const share = (kind: SearchQuery['kind']): number =>
      of(kind).filter(({ found }) => found).length / Math.max(1, of(kind).length)
    const ours = times.map((time) => time.ours)
    const floor = times.map((time) => time.floor)
    return {
      people,
      queries: set.length,
      p50: quantile(ours, 0.5),
      p95: quantile(ours, 0.95),
      most: Math.max(...ours),
      floorP50: quantile(floor, 0.5),
      floorP95: quantile(floor, 0.95),
      ratio: quantile(ours, 0.95) / quantile(floor, 0.95),
      byKind: {
        common: spread('common'),
        'two-words': spread('two-words'),
        misspelled: spread('misspelled'),
        fragment: spread('fragment'),
      },
      found: { 'two-words': share('two-words'), misspelled: share('misspelled'), fragment: share('fragment') },
      lines: Object.fromEntries(lineKinds.map((kind) => [kind, lineSpread(kind)])) as SearchBenchResult['lines'],
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** The figures as lines of text. */
export const describeSearch = (result: SearchBenchResult): string[] => {
  const ms = (value: number): string => `${value.toFixed(2)} ms`.padStart(10)
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
  return [
    `search, ${result.people} people, ${result.queries} queries`,
    `  service    p50 ${ms(result.p50)}  p95 ${ms(result.p95)}  slowest ${ms(result.most)}`,
    `  driver     p50 ${ms(result.floorP50)}  p95 ${ms(result.floorP95)}  ratio of p95 ${result.ratio.toFixed(1)}`,
    ...Object.entries(result.byKind).map(([kind, { p50, p95 }]) => {
      const found = kind === 'common' ? '' : `  found among 20: ${percent(result.found[kind as keyof typeof result.found])}`
      return `  ${kind.padEnd(10)} p50 ${ms(p50)}  p95 ${ms(p95)}${found}`
    }),
    '  lines that ask for more than a name:',
    ...Object.entries(result.lines).map(
      ([kind, { p50, p95, found }]) => `  ${kind.padEnd(10)} p50 ${ms(p50)}  p95 ${ms(p95)}  found among 20: ${percent(found)}`,
    ),
  ]
}

if (import.meta.main) {
  const [people = '100000', ...areas] = process.argv.slice(2)
  for (const line of describeSearch(searchBench({ people: Number(people), areas }))) console.log(line)
}
