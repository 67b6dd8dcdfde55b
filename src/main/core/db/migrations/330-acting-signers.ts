import type { Migration } from './migration.ts'

/** Who signs for whom: the post in between of an u.b. line, and who acts for a post from when to when. */
export const actingSigners: Migration = {
  id: 330,
  name: 'acting-signers',
  sql: [
    `ALTER TABLE signatory ADD COLUMN through_position TEXT NOT NULL DEFAULT ''`,
    `CREATE TABLE signatory_acting (
      id INTEGER PRIMARY KEY, signatory_id INTEGER NOT NULL REFERENCES signatory(id), kind TEXT NOT NULL CHECK (kind IN ('plt', 'plh')),
      name TEXT NOT NULL, rank TEXT NOT NULL DEFAULT '', nip TEXT NOT NULL DEFAULT '',
      from_day TEXT NOT NULL, to_day TEXT NOT NULL, decree TEXT NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      CHECK (from_day <= to_day)
    ) STRICT`,
    `CREATE INDEX signatory_acting_days ON signatory_acting (signatory_id, from_day)`,
  ],
}
