import type { Db } from '../db/database.ts'

/** The district itself, its sub-districts and villages, from the region table. */
export const districtRegions = (db: Db, districtCode: string): { code: string; name: string }[] =>
  db.all(
    db.q
      .selectFrom('region')
      .select(['code', 'name'])
      .where('code', '>=', districtCode)
      .where('code', '<', `${districtCode}/`)
      .orderBy('code'),
  )
