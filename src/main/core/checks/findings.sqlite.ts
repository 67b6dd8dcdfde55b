import type { Db } from '../db/database.ts'
import type { FindingRow } from './findings.repo.ts'

/** Writes findings of a scan in one statement; of records that are gone by now none is written. */
export const insertFindings = (db: Db, scanId: number, rows: readonly FindingRow[]): void => {
  db.sql(
    `INSERT INTO check_finding (scan_id, check_id, person_id, family_id, message)
     SELECT ?, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3 FROM json_each(?) r
     WHERE EXISTS (SELECT 1 FROM person WHERE id = r.value ->> 1) OR EXISTS (SELECT 1 FROM family WHERE id = r.value ->> 2)`,
    scanId,
    JSON.stringify(rows.map((row) => [row.checkId, row.personId, row.familyId, row.message])),
  )
}
