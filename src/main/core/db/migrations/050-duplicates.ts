import type { Migration } from './migration.ts'

/** Pairs that may be one person, what was decided about them, and merges that can be undone. */
export const duplicates: Migration = {
  id: 50,
  name: 'duplicates',
  sql: [
    // A merged record stays, points to the one that goes on, and is left out of lists and searches.
    `ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person(id)`,
    `CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL`,
    // Lists and searches read these two from end to end: a merged record must not stand in them at all. A query says
    // "merged_into IS NULL" to use them; the column stands in them so that SQLite need not look into the table for it.
    `DROP INDEX person_name`,
    `DROP INDEX person_region`,
    `CREATE INDEX person_name ON person (name_key, id, merged_into) WHERE merged_into IS NULL`,
    `CREATE INDEX person_region ON person (region_code, name_key, id, nik, merged_into) WHERE merged_into IS NULL`,
    // The smaller id stands first, so a decision holds whichever way round a pair is found again.
    `CREATE TABLE duplicate_pair (
      id INTEGER PRIMARY KEY, a_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE, b_id INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
      score REAL NOT NULL, points REAL NOT NULL, fields TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open','different','merged')),
      scan_id INTEGER, found_at TEXT NOT NULL, decided_at TEXT, decided_by INTEGER, merge_id INTEGER,
      CHECK (a_id < b_id), UNIQUE (a_id, b_id)
    ) STRICT`,
    `CREATE INDEX duplicate_pair_score ON duplicate_pair (state, score, id)`,
    `CREATE INDEX duplicate_pair_b ON duplicate_pair (b_id)`,
    `CREATE TABLE person_merge (
      id INTEGER PRIMARY KEY, survivor_id INTEGER NOT NULL REFERENCES person(id), absorbed_id INTEGER NOT NULL REFERENCES person(id),
      log TEXT NOT NULL, merged_at TEXT NOT NULL, merged_by INTEGER NOT NULL, undone_at TEXT, undone_by INTEGER
    ) STRICT`,
    `CREATE INDEX person_merge_survivor ON person_merge (survivor_id)`,
    `CREATE INDEX person_merge_absorbed ON person_merge (absorbed_id)`,
  ],
}
