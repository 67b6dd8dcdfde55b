import type { Migration } from './migration.ts'

/** Batches for SIKS-NG and the answers that come back. */
export const submissions: Migration = {
  id: 40,
  name: 'submissions',
  sql: [
    `CREATE TABLE submission (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, label TEXT NOT NULL, period TEXT NOT NULL, profile_key TEXT NOT NULL, profile_version INTEGER NOT NULL,
      state TEXT NOT NULL, file_name TEXT, sha256 TEXT REFERENCES archived_file(sha256), manifest_sha256 TEXT REFERENCES archived_file(sha256), row_count INTEGER,
      exported_at TEXT, exported_by INTEGER REFERENCES user(id), answered_at TEXT, result_sha256 TEXT REFERENCES archived_file(sha256),
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE submission_item (
      id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submission(id), person_id INTEGER NOT NULL REFERENCES person(id),
      row_number INTEGER, data TEXT, result TEXT NOT NULL DEFAULT 'waiting', reason TEXT NOT NULL DEFAULT '', result_at TEXT,
      UNIQUE (submission_id, person_id)
    ) STRICT`,
    `CREATE INDEX submission_item_person ON submission_item (person_id)`,
    `CREATE INDEX submission_item_result ON submission_item (submission_id, result, id)`,
  ],
}
