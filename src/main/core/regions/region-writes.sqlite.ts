import { nameKey } from '../../../shared/domain/names.ts'
import { levelOfCode } from '../../../shared/domain/region-levels.ts'
import type { Db } from '../db/database.ts'
import type { KnownRegion, RegionWrites } from './region-plan.ts'

/** All regions the office has, by code. */
export const knownRegions = (db: Db): Map<string, KnownRegion> =>
  new Map(
    db
      .sql<{ code: string; name: string; validTo: string | null; bpsCode: string | null; successors: string | null }>(
        `SELECT r.code, r.name, r.valid_to AS validTo, b.bps_code AS bpsCode,
           CASE WHEN r.valid_to IS NULL THEN NULL ELSE (SELECT group_concat(successor) FROM
             (SELECT successor FROM region_successor WHERE code = r.code ORDER BY successor)) END AS successors
         FROM region r LEFT JOIN region_bps b ON b.code = r.code AND b.present = 1`,
      )
      .map((row) => [row.code, { ...row, successors: row.successors?.split(',') ?? [] }]),
  )

const parentOf = (code: string): string | null => (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null)

/** Writes what a file says; runs inside one transaction. */
export const writeRegions = (db: Db, writes: RegionWrites, now: string): void => {
  const run = (text: string): ((...values: (string | number | null)[]) => void) => {
    const statement = db.raw.prepare(text)
    return (...values) => void statement.run(...values)
  }
  const add = run('INSERT INTO region (code, parent_code, level, name, name_key, valid_from) VALUES (?, ?, ?, ?, ?, ?)')
  for (const { code, name, from } of writes.added) add(code, parentOf(code), levelOfCode(code), name, nameKey(name), from)
  const former = run(
    'INSERT INTO region_former_name (code, name, name_key, until) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until',
  )
  const rename = run('UPDATE region SET name = ?, name_key = ? WHERE code = ?')
  for (const { code, before, name, until } of writes.renamed) {
    former(code, before, nameKey(before), until)
    rename(name, nameKey(name), code)
  }
  const reopen = run('UPDATE region SET valid_to = NULL WHERE code = ?')
  const unlink = run('DELETE FROM region_successor WHERE code = ?')
  for (const code of writes.reopened) {
    reopen(code)
    unlink(code)
  }
  const end = run('UPDATE region SET valid_to = ? WHERE code = ?')
  for (const { code, to } of writes.ended) end(to, code)
  const succeed = run('INSERT OR IGNORE INTO region_successor (code, successor) VALUES (?, ?)')
  for (const code of new Set(writes.successors.map((one) => one.code))) unlink(code)
  for (const { code, successor } of writes.successors) succeed(code, successor)
  const past = run('UPDATE region_bps SET present = 0 WHERE code = ? AND present = 1')
  const bps = run(
    `INSERT INTO region_bps (bps_code, code, present, imported_at) VALUES (?, ?, 1, ?)
     ON CONFLICT DO UPDATE SET code = excluded.code, present = 1, imported_at = excluded.imported_at`,
  )
  for (const { code } of writes.bps) past(code)
  for (const one of writes.bps) bps(one.bps, one.code, now)
}
