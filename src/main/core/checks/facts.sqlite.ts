import type { FamilyFacts, FamilyMemberFacts } from '../../../shared/domain/checks/family-checks.ts'
import type { PersonFacts } from '../../../shared/domain/checks/person-checks.ts'
import type { Db } from '../db/database.ts'

/** A person with what the checks ask. */
export interface PersonToCheck extends PersonFacts {
  id: number
}

/** A family with its present members. */
export interface FamilyToCheck extends FamilyFacts {
  id: number
  members: (FamilyMemberFacts & { id: number })[]
}

interface PersonRow {
  id: number
  nik: string | null
  original_number: string
  name: string
  birth_date: string | null
  sex: 'L' | 'P' | null
  marital_status: string
  education: string
  occupation: string
  mother_name: string
  phone: string
  rt: string
  rw: string
  region_code: string | null
  life_status: string
  relation: string
  pregnant: string
  pregnancy: number
  open_cases: number
}

// Cases are counted for the dead alone: nobody else is asked about them.
const personSelect = `SELECT p.id, p.nik, p.original_number, p.name, p.birth_date, p.sex, p.marital_status, p.education, p.occupation, p.mother_name,
  p.phone, p.rt, p.rw, p.region_code, p.life_status, coalesce(m.relation, '') AS relation,
  EXISTS (SELECT 1 FROM person_fact x WHERE x.person_id = p.id AND x.kind = 'pregnancy' AND x.removed_at IS NULL AND x.to_date IS NULL) AS pregnancy,
  CASE WHEN p.extra = '{}' THEN '' ELSE coalesce(p.extra ->> '$.hamil', p.extra ->> '$.statusKehamilan', '') END AS pregnant,
  CASE WHEN p.life_status = 'dead' THEN (SELECT count(*) FROM case_file c WHERE c.client_id = p.id AND c.open = 1) ELSE 0 END AS open_cases
  FROM person p LEFT JOIN family_member m ON m.person_id = p.id AND m.to_date IS NULL`

const toPerson = (row: PersonRow): PersonToCheck => ({
  id: row.id,
  nik: row.nik,
  originalNumber: row.original_number,
  name: row.name,
  birthDate: row.birth_date,
  sex: row.sex,
  maritalStatus: row.marital_status,
  education: row.education,
  occupation: row.occupation,
  motherName: row.mother_name,
  phone: row.phone,
  rt: row.rt,
  rw: row.rw,
  regionCode: row.region_code,
  lifeStatus: row.life_status,
  relation: row.relation,
  pregnant: row.pregnancy === 1 || /^(?:hamil|ya|1)$/i.test(row.pregnant),
  openCases: row.open_cases,
})

/** People after an id, in its order; merged records are left out. */
export const peopleToCheck = (db: Db, after: number, limit: number): PersonToCheck[] =>
  db.sql<PersonRow>(`${personSelect} WHERE p.id > ? AND +p.merged_into IS NULL ORDER BY p.id LIMIT ?`, after, limit).map(toPerson)

/** One person, or undefined. */
export const personToCheck = (db: Db, id: number): PersonToCheck | undefined =>
  db.sql<PersonRow>(`${personSelect} WHERE p.id = ? AND p.merged_into IS NULL`, id).map(toPerson)[0]

interface MemberRow {
  family_id: number
  id: number
  nik: string | null
  original_number: string
  name: string
  relation: string
  sex: 'L' | 'P' | null
  birth_date: string | null
  marital_status: string
  life_status: string
  region_code: string | null
}

interface FamilyRow {
  id: number
  kk_number: string | null
  region_code: string | null
}

const withMembers = (db: Db, families: FamilyRow[]): FamilyToCheck[] => {
  if (families.length === 0) return []
  const members = db.sql<MemberRow>(
    `SELECT m.family_id, p.id, p.nik, p.original_number, p.name, m.relation, p.sex, p.birth_date, p.marital_status, p.life_status, p.region_code
     FROM family_member m JOIN person p ON p.id = m.person_id
     WHERE m.family_id IN (SELECT value FROM json_each(?)) AND m.to_date IS NULL AND +p.merged_into IS NULL ORDER BY m.family_id, m.id`,
    JSON.stringify(families.map(({ id }) => id)),
  )
  const byFamily = Map.groupBy(members, (member) => member.family_id)
  return families.map((family) => ({
    id: family.id,
    kkNumber: family.kk_number,
    regionCode: family.region_code,
    members: (byFamily.get(family.id) ?? []).map((member) => ({
      id: member.id,
      nik: member.nik,
      originalNumber: member.original_number,
      name: member.name,
      relation: member.relation,
      sex: member.sex,
      birthDate: member.birth_date,
      maritalStatus: member.marital_status,
      lifeStatus: member.life_status,
      regionCode: member.region_code,
    })),
  }))
}

/** Families after an id, in its order. */
export const familiesToCheck = (db: Db, after: number, limit: number): FamilyToCheck[] =>
  withMembers(
    db,
    db.sql<FamilyRow>('SELECT id, kk_number, region_code FROM family WHERE id > ? ORDER BY id LIMIT ?', after, limit),
  )

/** One family, or undefined. */
export const familyToCheck = (db: Db, id: number): FamilyToCheck | undefined =>
  withMembers(db, db.sql<FamilyRow>('SELECT id, kk_number, region_code FROM family WHERE id = ?', id))[0]
