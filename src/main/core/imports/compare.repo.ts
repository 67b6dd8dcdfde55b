import type { Db } from '../db/database.ts'
import type { RegionRow } from './regions.ts'

/** A person of the register with the present family, as the comparison needs it. */
export interface KnownPerson {
  id: number
  nik: string | null
  original_number: string
  name: string
  name_key: string
  birth_place: string
  birth_date: string | null
  sex: string | null
  religion: string
  marital_status: string
  education: string
  occupation: string
  disability: string
  mother_name: string
  father_name: string
  phone: string
  address: string
  hamlet: string
  rt: string
  rw: string
  region_code: string | null
  life_status: string
  extra: string
  version: number
  last_import_id: number | null
  kk_number: string | null
  relation: string | null
}

/** A family of the register. */
export interface KnownFamily {
  id: number
  kk_number: string
  address: string
  hamlet: string
  rt: string
  rw: string
  region_code: string | null
}

const personSelect = `SELECT p.id, p.nik, p.original_number, p.name, p.name_key, p.birth_place, p.birth_date, p.sex, p.religion, p.marital_status,
  p.education, p.occupation, p.disability, p.mother_name, p.father_name, p.phone, p.address, p.hamlet, p.rt, p.rw, p.region_code, p.life_status,
  p.extra, p.version, p.last_import_id, f.kk_number, m.relation
  FROM %SOURCE% LEFT JOIN family_member m ON m.person_id = p.id AND m.to_date IS NULL LEFT JOIN family f ON f.id = m.family_id`

// The number of a record that was merged into another one means the person it became.
const byNik = personSelect
  .replace('SELECT ', 'SELECT j.value AS asked, ')
  .replace('%SOURCE%', 'json_each(?) j JOIN person q ON q.nik = j.value JOIN person p ON p.id = coalesce(q.merged_into, q.id)')
const byNameAndBirth = personSelect.replace(
  '%SOURCE%',
  // By the index that begins with the birth date: a common name is borne by thousands of people, a birth date with it by few.
  `json_each(?) j CROSS JOIN person p INDEXED BY person_birth ON p.name_key = json_extract(j.value, '$[0]') AND p.birth_date = json_extract(j.value, '$[1]') AND p.merged_into IS NULL`,
)

const byId = personSelect.replace('%SOURCE%', 'json_each(?) j JOIN person p ON p.id = j.value AND p.merged_into IS NULL')

const headsOfFamilies = personSelect.replace(
  '%SOURCE%',
  `json_each(?) j JOIN family k ON k.kk_number = j.value JOIN family_member h ON h.family_id = k.id AND h.to_date IS NULL AND h.relation = 'Kepala Keluarga'
  JOIN person p ON p.id = h.person_id`,
)

/** Whether the register holds nobody yet: then nothing needs comparing. */
export const registerIsEmpty = (db: Db): boolean => db.first(db.q.selectFrom('person').select('id').limit(1)) === undefined

/** People with these NIKs; `asked` = the number that led to the person, which for a merged record is not the present one. */
export const peopleByNik = (db: Db, niks: readonly string[]): (KnownPerson & { asked: string })[] =>
  niks.length === 0 ? [] : db.sql<KnownPerson & { asked: string }>(byNik, JSON.stringify(niks))

/** People with these pairs of name key and birth date. */
export const peopleByNameAndBirth = (db: Db, pairs: readonly (readonly [string, string])[]): KnownPerson[] =>
  pairs.length === 0 ? [] : db.sql<KnownPerson>(byNameAndBirth, JSON.stringify(pairs))

/** These people, by id. */
export const peopleById = (db: Db, ids: readonly number[]): KnownPerson[] =>
  ids.length === 0 ? [] : db.sql<KnownPerson>(byId, JSON.stringify(ids))

/** Present versions of these people, by id. */
export const versionsOf = (db: Db, ids: readonly number[]): Map<number, number> =>
  new Map(
    db
      .sql<{ id: number; version: number }>(
        'SELECT p.id, p.version FROM json_each(?) j JOIN person p ON p.id = j.value',
        JSON.stringify(ids),
      )
      .map(({ id, version }) => [id, version]),
  )

/** The heads of the families with these numbers. */
export const headsByFamilyNumber = (db: Db, numbers: readonly string[]): KnownPerson[] =>
  numbers.length === 0 ? [] : db.sql<KnownPerson>(headsOfFamilies, JSON.stringify(numbers))

/** Families with these numbers. */
export const familiesByNumber = (db: Db, numbers: readonly string[]): KnownFamily[] =>
  numbers.length === 0
    ? []
    : db.sql<KnownFamily>(
        'SELECT f.id, f.kk_number, f.address, f.hamlet, f.rt, f.rw, f.region_code FROM json_each(?) j JOIN family f ON f.kk_number = j.value',
        JSON.stringify(numbers),
      )

/** Sub-districts and villages of a district, with ended ones, former names and BPS codes. */
export const regionsOfDistrict = (db: Db, district: string): RegionRow[] => {
  const [from, to] = [`${district}.`, `${district}/`]
  const by = <R extends { code: string }>(rows: R[]): Map<string, R[]> => Map.groupBy(rows, ({ code }) => code)
  const bps = by(
    db.all(db.q.selectFrom('region_bps').select(['code', 'bps_code']).where('code', '>', from).where('code', '<', to)),
  )
  const former = by(
    db.all(db.q.selectFrom('region_former_name').select(['code', 'name']).where('code', '>', from).where('code', '<', to)),
  )
  const successors = by(
    db.all(db.q.selectFrom('region_successor').select(['code', 'successor']).where('code', '>', from).where('code', '<', to)),
  )
  return db
    .all(
      db.q
        .selectFrom('region')
        .select(['code', 'level', 'name', 'name_key', 'valid_to'])
        .where('code', '>', from)
        .where('code', '<', to)
        .where('level', 'in', [3, 4]),
    )
    .map((row) => ({
      code: row.code,
      level: row.level,
      name: row.name,
      nameKey: row.name_key,
      bpsCodes: (bps.get(row.code) ?? []).map((one) => one.bps_code),
      formerNames: (former.get(row.code) ?? []).map((one) => one.name),
      ...(row.valid_to === null ? {} : { successors: (successors.get(row.code) ?? []).map((one) => one.successor) }),
    }))
}
