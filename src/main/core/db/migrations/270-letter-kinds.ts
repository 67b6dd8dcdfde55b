import type { Migration } from './migration.ts'

/** Letters about a resident or a village without a case, what they are for, and looks into the national register. */
export const letterKinds: Migration = {
  id: 270,
  name: 'letter-kinds',
  sql: [
    // Where a letter belongs that hangs on no case; letters of a case belong where the case does.
    `ALTER TABLE letter ADD COLUMN region_code TEXT`,
    `ALTER TABLE letter ADD COLUMN applicant_id INTEGER REFERENCES person(id)`,
    `ALTER TABLE letter ADD COLUMN applicant_name TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN applicant_relation TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN applicant_phone TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN purpose TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN lane TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN lists TEXT NOT NULL DEFAULT '{}'`,
    `ALTER TABLE letter ADD COLUMN headed_paper INTEGER NOT NULL DEFAULT 0`,
    // Last day of validity, NULL = without end; and the JSON of what a statement about the register stands on. Both set at print.
    `ALTER TABLE letter ADD COLUMN valid_until TEXT`,
    `ALTER TABLE letter ADD COLUMN register_source TEXT`,
    `CREATE INDEX letter_applicant ON letter (applicant_id) WHERE applicant_id IS NOT NULL`,
    `CREATE INDEX letter_lane ON letter (lane, created_at) WHERE state = 'draft' AND lane <> ''`,
    `CREATE TABLE register_check (
      id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(id), system TEXT NOT NULL,
      checked_at TEXT NOT NULL, checked_by TEXT NOT NULL, found INTEGER NOT NULL CHECK (found IN (0, 1)),
      decile INTEGER CHECK (decile BETWEEN 1 AND 10), status TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id)
    ) STRICT`,
    `CREATE INDEX register_check_person ON register_check (person_id, checked_at)`,
  ],
}
