import { sql } from 'kysely'
import type { Region, RegionListRow } from '../../../shared/contract/regions.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import type { RegionRecord } from './region-data.ts'

/** Fills the region table; called once when the database is made. */
export const insertRegions = (db: Db, records: readonly RegionRecord[]): void => {
  const insert = db.raw.prepare('INSERT OR REPLACE INTO region (code, parent_code, level, name, name_key) VALUES (?, ?, ?, ?, ?)')
  for (const record of records) insert.run(record.code, record.parentCode, record.level, record.name, nameKey(record.name))
}

const columns = ['code', 'name', 'level', 'valid_to as validTo'] as const

/** One region, or undefined. */
export const findRegion = (db: Db, code: string): Region | undefined =>
  db.first(db.q.selectFrom('region').select(columns).where('code', '=', code))

/** Regions directly below one that are still valid. */
export const childRegions = (db: Db, parent: string): Region[] =>
  db.all(
    db.q.selectFrom('region').select(columns).where('parent_code', '=', parent).where('valid_to', 'is', null).orderBy('name'),
  )

/** The regions from the province down to the code; unknown levels are left out. */
export const regionPath = (db: Db, code: string): Region[] => {
  const parts = code.split('.')
  const codes = parts.map((_part, index) => parts.slice(0, index + 1).join('.'))
  return db.all(db.q.selectFrom('region').select(columns).where('code', 'in', codes).orderBy('level'))
}

/**
 * Sub-districts and villages of a district whose name holds the words or whose code begins so, ended ones last; at most 30.
 * `wide`: of the whole country, those of the district first.
 */
export const searchRegions = (db: Db, district: string, text: string, wide: boolean): Region[] => {
  const base = db.q.selectFrom('region').select(columns)
  const found = /^[\d.]+$/.test(text)
    ? base.where('code', 'like', `${text}%`)
    : base.where('name_key', 'like', `%${nameKey(text)}%`)
  return db.all(
    (wide ? found.orderBy((eb) => eb('code', 'not like', `${district}%`)) : found.where('code', 'like', `${district}.%`))
      .orderBy((eb) => eb('valid_to', 'is not', null))
      .orderBy('level')
      .orderBy('name')
      .limit(30),
  )
}

/** SQL of a region's name as records show it: an ended one says until when it was valid. */
export const shownRegionName = (alias: string) =>
  sql<string | null>`${sql.ref(`${alias}.name`)} || CASE WHEN ${sql.ref(`${alias}.valid_to`)} IS NULL THEN '' ELSE
    ' (sampai ' || strftime('%d/%m/%Y', ${sql.ref(`${alias}.valid_to`)}) || ')' END`

/** Regions by code with their names. */
export const regionNames = (db: Db, codes: readonly string[]): Map<string, string> =>
  new Map(
    db
      .sql<{ code: string; name: string }>(
        'SELECT code, name FROM region WHERE code IN (SELECT value FROM json_each(?))',
        JSON.stringify(codes),
      )
      .map(({ code, name }) => [code, name]),
  )

interface ListRow extends Region {
  above: string | null
  bpsCode: string | null
  validFrom: string | null
  successors: string
  formerNames: string
}

/**
 * Sub-districts and villages of a district in the order of their codes.
 * @param after the last code of the page before; ''
 */
export const listRegions = (
  db: Db,
  filter: { district: string; text: string; state: 'valid' | 'ended' | 'all'; after: string; limit: number },
): RegionListRow[] => {
  const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const key = nameKey(filter.text)
  // Only the letters of a code count; words without digits look for no code.
  const digits = filter.text.replace(/\D/g, '')
  const sought =
    filter.text === ''
      ? '1'
      : `(r.name_key LIKE @key ESCAPE '\\' OR (@digits <> '' AND (replace(r.code, '.', '') LIKE @start OR b.bps_code LIKE @start))
         OR EXISTS (SELECT 1 FROM region_former_name f WHERE f.code = r.code AND f.name_key LIKE @key ESCAPE '\\'))`
  const state = { valid: 'r.valid_to IS NULL', ended: 'r.valid_to IS NOT NULL', all: '1' }[filter.state]
  const statement = db.raw.prepare<unknown[], ListRow>(
    `SELECT r.code, r.name, r.level, r.valid_to AS validTo, r.valid_from AS validFrom, u.name AS above, b.bps_code AS bpsCode,
       (SELECT json_group_array(json_object('code', s.successor, 'name', n.name)) FROM region_successor s JOIN region n ON n.code = s.successor
         WHERE s.code = r.code) AS successors,
       (SELECT json_group_array(f.name) FROM region_former_name f WHERE f.code = r.code) AS formerNames
     FROM region r LEFT JOIN region u ON u.code = r.parent_code LEFT JOIN region_bps b ON b.code = r.code AND b.present = 1
     WHERE r.code > @from AND r.code < @to AND r.code > @after AND ${sought} AND ${state} ORDER BY r.code LIMIT @limit`,
  )
  const values = {
    from: `${filter.district}.`,
    to: `${filter.district}/`,
    after: filter.after,
    limit: filter.limit,
    ...(filter.text === '' ? {} : { key: key === '' ? '%\u0000%' : like(key), digits, start: `${digits}%` }),
  }
  return statement.all(values).map((row) => ({
    ...row,
    above: row.level === 3 ? '' : (row.above ?? ''),
    successors: JSON.parse(row.successors) as RegionListRow['successors'],
    formerNames: JSON.parse(row.formerNames) as string[],
  }))
}

/** How many regions a district has. */
export const countRegions = (
  db: Db,
  district: string,
): { subDistricts: number; villages: number; ended: number; withBps: number } =>
  db.sql<{ subDistricts: number; villages: number; ended: number; withBps: number }>(
    `SELECT coalesce(sum(level = 3 AND valid_to IS NULL), 0) AS subDistricts, coalesce(sum(level = 4 AND valid_to IS NULL), 0) AS villages,
       coalesce(sum(valid_to IS NOT NULL), 0) AS ended,
       coalesce(sum(level = 4 AND valid_to IS NULL AND EXISTS (SELECT 1 FROM region_bps b WHERE b.code = region.code AND b.present = 1)), 0) AS withBps
     FROM region WHERE code > ? AND code < ?`,
    `${district}.`,
    `${district}/`,
  )[0] ?? { subDistricts: 0, villages: 0, ended: 0, withBps: 0 }
