import type { OfficeRecord, Signatory } from '../../../shared/contract/office.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Db } from '../db/database.ts'
import { readSetting } from '../settings.repo.ts'
import { listActing } from './acting.repo.ts'

/** The office as stored in the setting `office`. */
export type StoredOffice = Omit<OfficeRecord, 'version' | 'hasLogo'> & { logoSha256: string | null }

/** Setting key of the office record. */
export const officeKey = 'office'

/**
 * The office's own data.
 * @throws AppError STATE before the first start is finished
 */
export const readOffice = (db: Db): OfficeRecord & { logoSha256: string | null } => {
  const stored = readSetting<StoredOffice>(db, officeKey)
  if (stored === undefined) throw new AppError('STATE', 'Data kantor belum diisi.', { hint: 'Selesaikan pengaturan awal.' })
  return { ...stored.value, hasLogo: stored.value.logoSha256 !== null, version: stored.version }
}

/** All signatories, active ones first. */
export const listSignatories = (db: Db): Signatory[] => {
  const acting = listActing(db)
  return db.all(db.q.selectFrom('signatory').selectAll().orderBy('active', 'desc').orderBy('id')).map((row) => ({
    id: row.id,
    name: row.name,
    rank: row.rank,
    nip: row.nip,
    position: row.position,
    onBehalfOf: row.on_behalf_of,
    throughPosition: row.through_position,
    active: row.active === 1,
    acting: acting.filter(({ signatoryId }) => signatoryId === row.id),
    version: row.version,
  }))
}

/** Inserts or changes a signatory; undefined = the version was stale or the row is gone. */
export const saveSignatoryRow = (
  db: Db,
  input: {
    id: number | null
    version: number
    name: string
    rank: string
    nip: string
    position: string
    onBehalfOf: string
    throughPosition?: string | undefined
    active: boolean
  },
  by: { userId: number; now: string },
): { id: number; version: number } | undefined => {
  const values = {
    name: input.name,
    rank: input.rank,
    nip: input.nip,
    position: input.position,
    on_behalf_of: input.onBehalfOf,
    through_position: input.throughPosition ?? '',
    active: input.active ? 1 : 0,
    updated_at: by.now,
    updated_by: by.userId,
  }
  if (input.id === null) return { id: db.run(db.q.insertInto('signatory').values(values)).id, version: 1 }
  const done = db.run(
    db.q
      .updateTable('signatory')
      .set({ ...values, version: input.version + 1 })
      .where('id', '=', input.id)
      .where('version', '=', input.version),
  )
  return done.changes === 1 ? { id: input.id, version: input.version + 1 } : undefined
}

/** All units. */
export const listUnits = (db: Db) =>
  db.all(db.q.selectFrom('unit').selectAll().orderBy('active', 'desc').orderBy('code')).map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    regionCode: row.region_code,
    active: row.active === 1,
    version: row.version,
  }))

/** Inserts or changes a unit; undefined = the version was stale or the row is gone. */
export const saveUnitRow = (
  db: Db,
  input: { id: number | null; version: number; code: string; name: string; regionCode: string | null; active: boolean },
  by: { userId: number; now: string },
): { id: number; version: number } | undefined => {
  const values = {
    code: input.code,
    name: input.name,
    region_code: input.regionCode,
    active: input.active ? 1 : 0,
    updated_at: by.now,
    updated_by: by.userId,
  }
  if (input.id === null) return { id: db.run(db.q.insertInto('unit').values(values)).id, version: 1 }
  const done = db.run(
    db.q
      .updateTable('unit')
      .set({ ...values, version: input.version + 1 })
      .where('id', '=', input.id)
      .where('version', '=', input.version),
  )
  return done.changes === 1 ? { id: input.id, version: input.version + 1 } : undefined
}
