import { AppError } from '../../shared/domain/errors.ts'
import type { Db } from './db/database.ts'

/** A stored setting with its version, or undefined. */
export const readSetting = <T>(db: Db, key: string): { value: T; version: number } | undefined => {
  const row = db.first(db.q.selectFrom('setting').select(['value', 'version']).where('key', '=', key))
  return row === undefined ? undefined : { value: JSON.parse(row.value) as T, version: row.version }
}

/**
 * Writes a setting.
 * @param expected the version the caller last saw; undefined = whatever is there
 * @returns the new version
 * @throws AppError CONFLICT when somebody else changed it meanwhile
 */
export const writeSetting = (
  db: Db,
  key: string,
  value: unknown,
  by: { userId: number; now: string },
  expected?: number,
): number => {
  const current = db.first(db.q.selectFrom('setting').select('version').where('key', '=', key))?.version ?? 0
  if (expected !== undefined && expected !== current)
    throw new AppError('CONFLICT', 'Data ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi perubahan Anda.' })
  const row = { value: JSON.stringify(value), updated_at: by.now, updated_by: by.userId, version: current + 1 }
  db.run(
    db.q
      .insertInto('setting')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row)),
  )
  return current + 1
}
