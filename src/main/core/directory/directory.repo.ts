import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { type Agency, agencyFields } from '../../../shared/contract/directory.ts'
import type { Db } from '../db/database.ts'
import type { AgencyTable } from '../db/tables/directory.ts'
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
  'kind',
  'government',
  'address',
  'phone',
  'email',
  'website',
  'services',
  'note',
  'answer_days',
  'active',
] as const

type Row = Pick<Selectable<AgencyTable>, (typeof columns)[number]>
type Parts = Pick<AgencyFields, 'offers' | 'locations' | 'contacts' | 'schedule' | 'areas' | 'codes'>

const toColumns = ({
  answerDays,
  active,
  government,
  offers: _offers,
  locations: _locations,
  contacts: _contacts,
  schedule: _schedule,
  areas: _areas,
  codes: _codes,
  ...rest
}: AgencyFields) => ({
  ...rest,
  answer_days: answerDays,
  active: active ? 1 : 0,
  government: government ? 1 : 0,
})

/** Services, places, contacts, hours, areas and codes of all agencies, or of one. */
const readParts = (db: Db, id: number | null): ((agencyId: number) => Parts) => {
  const of = <T extends { agency_id: number }>(rows: T[]): Map<number, T[]> => Map.groupBy(rows, (row) => row.agency_id)
  const ids = id === null ? null : [id]
  const services = of(
    db.all(
      db.q
        .selectFrom('agency_service')
        .selectAll()
        .$if(ids !== null, (query) => query.where('agency_id', 'in', ids ?? []))
        .orderBy('position'),
    ),
  )
  const locations = of(
    db.all(
      db.q
        .selectFrom('agency_location')
        .selectAll()
        .$if(ids !== null, (query) => query.where('agency_id', 'in', ids ?? []))
        .orderBy('position'),
    ),
  )
  const contacts = of(
    db.all(
      db.q
        .selectFrom('agency_contact')
        .selectAll()
        .$if(ids !== null, (query) => query.where('agency_id', 'in', ids ?? []))
        .orderBy('position'),
    ),
  )
  const schedules = of(
    db.all(
      db.q
        .selectFrom('agency_schedule')
        .selectAll()
        .$if(ids !== null, (query) => query.where('agency_id', 'in', ids ?? []))
        .orderBy('position'),
    ),
  )
  const areas = of(
    db.all(
      db.q
        .selectFrom('agency_area')
        .selectAll()
        .$if(ids !== null, (query) => query.where('agency_id', 'in', ids ?? []))
        .orderBy('region_code'),
    ),
  )
  const codes = of(
    db.all(
      db.q
        .selectFrom('agency_code')
        .selectAll()
        .$if(ids !== null, (query) => query.where('agency_id', 'in', ids ?? []))
        .orderBy('system')
        .orderBy('code'),
    ),
  )
  const list = (json: string): string[] => z.array(z.string()).parse(JSON.parse(json))
  return (agencyId) => ({
    offers: (services.get(agencyId) ?? []).map(({ name, sector, description, documents, programmes }) => ({
      name,
      sector,
      description,
      documents: list(documents),
      programmes: list(programmes),
    })),
    locations: (locations.get(agencyId) ?? []).map(({ name, address, region_code, phone }) => ({
      name,
      address,
      region: region_code,
      phone,
    })),
    contacts: (contacts.get(agencyId) ?? []).map(({ name, title, phone, email }) => ({ name, title, phone, email })),
    schedule: (schedules.get(agencyId) ?? []).map(({ days, opens, closes, note }) => ({
      days: days.split(',').map(Number),
      opens,
      closes,
      note,
    })),
    areas: (areas.get(agencyId) ?? []).map(({ region_code }) => region_code),
    codes: (codes.get(agencyId) ?? []).map(({ system, code }) => ({ system, code })),
  })
}

const partTables = [
  'agency_service',
  'agency_location',
  'agency_contact',
  'agency_schedule',
  'agency_area',
  'agency_code',
] as const

/** Puts an agency's services, places, contacts, hours, areas and codes in place of what was there. */
const writeParts = (db: Db, id: number, parts: Parts): void => {
  for (const table of partTables) db.run(db.q.deleteFrom(table).where('agency_id', '=', id))
  for (const [position, offer] of parts.offers.entries())
    db.run(
      db.q.insertInto('agency_service').values({
        ...offer,
        agency_id: id,
        position,
        documents: JSON.stringify(offer.documents),
        programmes: JSON.stringify(offer.programmes),
      }),
    )
  for (const [position, { region, ...place }] of parts.locations.entries())
    db.run(db.q.insertInto('agency_location').values({ ...place, agency_id: id, position, region_code: region }))
  for (const [position, contact] of parts.contacts.entries())
    db.run(db.q.insertInto('agency_contact').values({ ...contact, agency_id: id, position }))
  for (const [position, { days, ...hours }] of parts.schedule.entries())
    db.run(db.q.insertInto('agency_schedule').values({ ...hours, agency_id: id, position, days: days.join(',') }))
  for (const region of new Set(parts.areas)) db.run(db.q.insertInto('agency_area').values({ agency_id: id, region_code: region }))
  for (const { system, code } of parts.codes)
    db.run(
      db.q
        .insertInto('agency_code')
        .values({ agency_id: id, system, code })
        .onConflict((conflict) => conflict.doNothing()),
    )
}

const toAgency = ({ answer_days, active, government, level, kind, ...rest }: Row, parts: Parts): Agency => ({
  ...rest,
  level: level as Agency['level'],
  kind: kind as Agency['kind'],
  government: government === 1,
  answerDays: answer_days,
  active: active === 1,
  ...parts,
})

/** All agencies by name. */
export const listAgencies = (db: Db, onlyActive: boolean): Agency[] => {
  const base = db.q.selectFrom('agency').select(columns)
  const parts = readParts(db, null)
  return db
    .all((onlyActive ? base.where('active', '=', 1) : base).orderBy('name').orderBy('id'))
    .map((row) => toAgency(row, parts(row.id)))
}

/** One agency, or undefined. */
export const findAgency = (db: Db, id: number): Agency | undefined => {
  const row = db.first(db.q.selectFrom('agency').select(columns).where('id', '=', id))
  return row === undefined ? undefined : toAgency(row, readParts(db, id)(id))
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
): number => {
  const { id } = db.run(
    db.q.insertInto('agency').values({ uid: newUid(), key, ...toColumns(fields), updated_at: by.now, updated_by: by.userId }),
  )
  writeParts(db, id, fields)
  return id
}

/** Changes an agency; false = the version was stale. */
export const updateAgency = (
  db: Db,
  id: number,
  version: number,
  fields: AgencyFields,
  by: { userId: number; now: string },
): boolean => {
  const { changes } = db.run(
    db.q
      .updateTable('agency')
      .set({ ...toColumns(fields), updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  )
  if (changes !== 1) return false
  writeParts(db, id, fields)
  return true
}

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
