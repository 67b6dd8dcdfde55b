import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { type Agency, agencyFields } from '../../../shared/contract/directory.ts'
import type { Db } from '../db/database.ts'
import type { AgencyTable } from '../db/schema.ts'
import { readOffice } from '../office/office.repo.ts'
import { newUid } from '../uid.ts'

/** Everything of an agency that a user types. */
export type AgencyFields = Omit<Agency, 'id' | 'version'>

const columns = [
  'id',
  'version',
  'name',
  'addressee',
  'city',
  'sector',
  'level',
  'address',
  'phone',
  'email',
  'services',
  'answer_days',
  'active',
] as const

type Row = Pick<Selectable<AgencyTable>, (typeof columns)[number]>

const toAgency = ({ answer_days, active, level, ...rest }: Row): Agency => ({
  ...rest,
  level: level as Agency['level'],
  answerDays: answer_days,
  active: active === 1,
})

const toColumns = ({ answerDays, active, ...rest }: AgencyFields) => ({
  ...rest,
  answer_days: answerDays,
  active: active ? 1 : 0,
})

/** All agencies by name. */
export const listAgencies = (db: Db, onlyActive: boolean): Agency[] => {
  const base = db.q.selectFrom('agency').select(columns)
  return db.all((onlyActive ? base.where('active', '=', 1) : base).orderBy('name').orderBy('id')).map(toAgency)
}

/** One agency, or undefined. */
export const findAgency = (db: Db, id: number): Agency | undefined => {
  const row = db.first(db.q.selectFrom('agency').select(columns).where('id', '=', id))
  return row === undefined ? undefined : toAgency(row)
}

/** Keys of the shipped agencies that are there already. */
export const agencyKeys = (db: Db): Set<string> =>
  new Set(db.all(db.q.selectFrom('agency').select('key').where('key', 'is not', null)).map((row) => row.key ?? ''))

/** Adds an agency; `key` marks a shipped one. */
export const insertAgency = (
  db: Db,
  fields: AgencyFields,
  by: { userId: number; now: string },
  key: string | null = null,
): number =>
  db.run(
    db.q.insertInto('agency').values({ uid: newUid(), key, ...toColumns(fields), updated_at: by.now, updated_by: by.userId }),
  ).id

/** Changes an agency; false = the version was stale. */
export const updateAgency = (
  db: Db,
  id: number,
  version: number,
  fields: AgencyFields,
  by: { userId: number; now: string },
): boolean =>
  db.run(
    db.q
      .updateTable('agency')
      .set({ ...toColumns(fields), updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  ).changes === 1

const shippedAgency = z.strictObject({ key: z.string().regex(/^[a-z0-9-]+$/), ...agencyFields.shape })

/**
 * Puts the shipped list of usual partner agencies (`resources/directory/agencies.json`) into the directory, with the
 * office's own district, province and city in their names. Agencies that are there already stay as the office left them.
 * @returns how many were added
 * @throws AppError STATE before the office record is written
 */
export const seedAgencies = (db: Db, resourcesDir: string, now: string): number => {
  const office = readOffice(db)
  const words: Record<string, string> = { district: office.districtName, province: office.provinceName, city: office.city }
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_whole, word: string) => words[word] ?? '')
  const file = z
    .array(z.record(z.string(), z.unknown()))
    .parse(JSON.parse(readFileSync(join(resourcesDir, 'directory', 'agencies.json'), 'utf8')))
  const known = agencyKeys(db)
  let added = 0
  for (const entry of file) {
    const { key, ...fields } = shippedAgency.parse(
      Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, typeof value === 'string' ? fill(value) : value])),
    )
    if (known.has(key)) continue
    insertAgency(db, fields, { userId: 0, now }, key)
    added += 1
  }
  return added
}
