import type { Db } from '../db/database.ts'
import type { SubjectFields } from './subject.ts'

interface SubjectRow {
  id: number
  nik: string | null
  original_number: string
  name: string
  birth_date: string | null
  sex: string | null
  mother_name: string
  birth_place: string
  region_code: string | null
  address: string
  hamlet: string
  rt: string
  rw: string
  phone: string
  kk_number: string | null
}

const select = `SELECT p.id, p.nik, p.original_number, p.name, p.birth_date, p.sex, p.mother_name, p.birth_place, p.region_code, p.address, p.hamlet,
  p.rt, p.rw, p.phone, f.kk_number FROM person p
  LEFT JOIN family_member m ON m.person_id = p.id AND m.to_date IS NULL LEFT JOIN family f ON f.id = m.family_id`

/** A temporary number tells something only when it is one: zeros and nines stand for "none". */
const realNumber = (digits: string): string | null => (digits === '' || /^(\d)\1*$/.test(digits) ? null : digits)

const toFields = (row: SubjectRow): SubjectFields => ({
  id: row.id,
  number: row.nik ?? realNumber(row.original_number),
  name: row.name,
  birthDate: row.birth_date,
  sex: row.sex,
  motherName: row.mother_name,
  birthPlace: row.birth_place,
  village: row.region_code,
  address: row.address,
  hamlet: row.hamlet,
  rt: row.rt,
  rw: row.rw,
  phone: row.phone,
  kk: row.kk_number,
})

/** People after an id, in its order, as the comparison needs them; merged records are left out. */
export const subjectsAfter = (db: Db, id: number, limit: number): SubjectFields[] =>
  db.sql<SubjectRow>(`${select} WHERE p.id > ? AND +p.merged_into IS NULL ORDER BY p.id LIMIT ?`, id, limit).map(toFields)

/** People by id, as the comparison needs them; also merged ones. */
export const subjectsById = (db: Db, ids: readonly number[]): SubjectFields[] =>
  ids.length === 0
    ? []
    : db
        .sql<SubjectRow>(`${select} WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id`, JSON.stringify(ids))
        .map(toFields)

const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id)

/** The person of a NIK; a merged record's leads to the one it became. */
export const idsByNik = (db: Db, nik: string): number[] =>
  idsOf(db.sql('SELECT coalesce(merged_into, id) AS id FROM person WHERE nik = ?', nik))

/** People whose NIK begins alike (region and birth day). */
export const idsByNikStart = (db: Db, start: string, limit: number): number[] =>
  idsOf(db.sql('SELECT id FROM person WHERE nik >= ? AND nik < ? AND +merged_into IS NULL LIMIT ?', start, `${start}:`, limit))

/** People with a folded name and birth date. */
export const idsByNameAndBirth = (db: Db, key: string, birthDate: string, limit: number): number[] =>
  idsOf(
    db.sql(
      'SELECT id FROM person INDEXED BY person_birth WHERE name_key = ? AND merged_into IS NULL AND birth_date = ? LIMIT ?',
      key,
      birthDate,
      limit,
    ),
  )

/** People of a village with a birth date: reads everybody of that day in the index, some dozens (on 1 July some thousands). */
export const idsByVillageAndBirth = (db: Db, village: string, birthDate: string, limit: number): number[] =>
  idsOf(
    db.sql(
      'SELECT id FROM person INDEXED BY person_birth WHERE region_code = ? AND merged_into IS NULL AND birth_date = ? LIMIT ?',
      village,
      birthDate,
      limit,
    ),
  )

/** Present members of a family card. */
export const idsByKk = (db: Db, kk: string, limit: number): number[] =>
  idsOf(
    db.sql(
      'SELECT m.person_id AS id FROM family f JOIN family_member m ON m.family_id = f.id AND m.to_date IS NULL WHERE f.kk_number = ? LIMIT ?',
      kk,
      limit,
    ),
  )

/** Counting stops here: whether ten thousand or a hundred thousand share a name makes no difference at a counter. */
const countLimit = 10_000

/** How many people have a folded name, up to 10,000. */
export const peopleWithName = (db: Db, key: string): number =>
  db.sql<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM person WHERE name_key = ? AND merged_into IS NULL LIMIT ${countLimit})`,
    key,
  )[0]?.n ?? 0

/** How many people live in a village, up to 10,000. */
export const peopleInVillage = (db: Db, code: string): number =>
  db.sql<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM person WHERE region_code = ? AND merged_into IS NULL LIMIT ${countLimit})`,
    code,
  )[0]?.n ?? 0

/** About how many people the register holds: the greatest id, which needs no counting. */
export const registerSize = (db: Db): number => db.sql<{ n: number | null }>('SELECT max(id) AS n FROM person')[0]?.n ?? 0
