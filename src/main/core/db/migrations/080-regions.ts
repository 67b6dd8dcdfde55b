import type { Migration } from './migration.ts'

/** Validity of regions, their successors, former names and BPS codes; moves out of ended villages; people by birth date. */
export const regions: Migration = {
  id: 80,
  name: 'regions',
  sql: [
    // Codes are never taken away: records of former years keep them. NULL = not known, or still valid.
    `ALTER TABLE region ADD COLUMN valid_from TEXT`,
    `ALTER TABLE region ADD COLUMN valid_to TEXT`,
    `CREATE INDEX region_ended ON region (valid_to) WHERE valid_to IS NOT NULL`,
    `CREATE TABLE region_successor (
      code TEXT NOT NULL REFERENCES region(code), successor TEXT NOT NULL REFERENCES region(code),
      PRIMARY KEY (code, successor), CHECK (code <> successor)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE region_former_name (
      code TEXT NOT NULL REFERENCES region(code), name TEXT NOT NULL, name_key TEXT NOT NULL, until TEXT NOT NULL,
      PRIMARY KEY (code, name)
    ) STRICT, WITHOUT ROWID`,
    // BPS renumbers too: codes of former periods still lead to their region; one of them is the present one.
    `CREATE TABLE region_bps (
      bps_code TEXT PRIMARY KEY, code TEXT NOT NULL REFERENCES region(code), present INTEGER NOT NULL, imported_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX region_bps_region ON region_bps (code)`,
    `CREATE UNIQUE INDEX region_bps_present ON region_bps (code) WHERE present = 1`,
    `CREATE TABLE region_move (
      id INTEGER PRIMARY KEY, from_code TEXT NOT NULL REFERENCES region(code), to_code TEXT NOT NULL REFERENCES region(code),
      moved_at TEXT NOT NULL, moved_by INTEGER NOT NULL, undone_at TEXT, undone_by INTEGER
    ) STRICT`,
    // No foreign key to people, families and cases: an import that is taken back may remove them.
    `CREATE TABLE region_move_record (
      move_id INTEGER NOT NULL REFERENCES region_move(id), entity TEXT NOT NULL CHECK (entity IN ('person','family','case')),
      record_id INTEGER NOT NULL, PRIMARY KEY (move_id, entity, record_id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX case_file_region ON case_file (region_code)`,
    // The question at the counter: who was born that day and has this name, or lives in that village?
    `CREATE INDEX person_birth ON person (birth_date, name_key, region_code, merged_into) WHERE merged_into IS NULL`,
  ],
}
