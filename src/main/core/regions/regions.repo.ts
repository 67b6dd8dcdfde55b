import type { Region } from '../../../shared/contract/regions.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import type { RegionRecord } from './region-data.ts'

/** Fills the region table; called once when the database is made. */
export const insertRegions = (db: Db, records: readonly RegionRecord[]): void => {
  const insert = db.raw.prepare('INSERT OR REPLACE INTO region (code, parent_code, level, name, name_key) VALUES (?, ?, ?, ?, ?)')
  for (const record of records) insert.run(record.code, record.parentCode, record.level, record.name, nameKey(record.name))
}

/** One region, or undefined. */
export const findRegion = (db: Db, code: string): Region | undefined =>
  db.first(db.q.selectFrom('region').select(['code', 'name', 'level']).where('code', '=', code))

/** Regions directly below one. */
export const childRegions = (db: Db, parent: string): Region[] =>
  db.all(db.q.selectFrom('region').select(['code', 'name', 'level']).where('parent_code', '=', parent).orderBy('name'))

/** The regions from the province down to the code; unknown levels are left out. */
export const regionPath = (db: Db, code: string): Region[] => {
  const parts = code.split('.')
  const codes = parts.map((_part, index) => parts.slice(0, index + 1).join('.'))
  return db.all(db.q.selectFrom('region').select(['code', 'name', 'level']).where('code', 'in', codes).orderBy('level'))
}

/** Sub-districts and villages of a district whose name holds the words; at most 30. */
export const searchRegions = (db: Db, district: string, text: string): Region[] =>
  db.all(
    db.q
      .selectFrom('region')
      .select(['code', 'name', 'level'])
      .where('code', 'like', `${district}.%`)
      .where('name_key', 'like', `%${nameKey(text)}%`)
      .orderBy('level')
      .orderBy('name')
      .limit(30),
  )
