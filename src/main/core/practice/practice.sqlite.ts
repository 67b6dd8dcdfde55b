import { nameKey } from '../../../shared/domain/names.ts'
import type { Db } from '../db/database.ts'
import { newUid } from '../uid.ts'
import type { PracticeFamily } from './families.ts'

const insertFamily = `INSERT INTO family (uid, kk_number, address, hamlet, rt, rw, region_code, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertPerson = `INSERT INTO person (uid, nik, name, name_key, birth_place, birth_date, sex, religion, marital_status, education, occupation, disability,
  mother_name, father_name, phone, address, hamlet, rt, rw, region_code, updated_at, updated_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertMember = `INSERT INTO family_member (family_id, person_id, relation, from_date, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?)`

/** A prepared writer of made-up families; plain SQL, because 100,000 people through a query builder take twice as long. */
export const familyWriter = (db: Db, by: { userId: number; now: string }): ((family: PracticeFamily) => void) => {
  const family = db.raw.prepare(insertFamily)
  const person = db.raw.prepare(insertPerson)
  const member = db.raw.prepare(insertMember)
  const at = Date.parse(by.now)
  return (made) => {
    const home = [made.address, made.hamlet, made.rt, made.rw, made.regionCode]
    const familyId = family.run(newUid(at), made.kkNumber, ...home, by.now, by.userId).lastInsertRowid
    const fromDate = `20${made.kkNumber.slice(10, 12)}-${made.kkNumber.slice(8, 10)}-${made.kkNumber.slice(6, 8)}`
    for (const one of made.members) {
      const name = one.name.trim().replace(/\s+/g, ' ')
      const personId = person.run(
        newUid(at),
        one.nik,
        name,
        nameKey(name),
        one.birthPlace,
        one.birthDate,
        one.sex,
        one.religion,
        one.maritalStatus,
        one.education,
        one.occupation,
        one.disability,
        one.motherName,
        one.fatherName,
        one.phone,
        ...home,
        by.now,
        by.userId,
      ).lastInsertRowid
      member.run(familyId, personId, one.relation, fromDate > one.birthDate ? fromDate : one.birthDate, by.now, by.userId)
    }
  }
}
