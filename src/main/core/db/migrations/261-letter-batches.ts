import type { Migration } from './migration.ts'

/** Letters of one kind for many people at once; what each item has come to is told by its letter. */
export const letterBatches: Migration = {
  id: 261,
  name: 'letter-batches',
  sql: [
    `CREATE TABLE letter_batch (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, letter_date TEXT NOT NULL,
      content TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', closed_at TEXT, merged_at TEXT,
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE letter_batch_item (
      id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES letter_batch(id), position INTEGER NOT NULL,
      person_id INTEGER NOT NULL REFERENCES person(id), letter_id INTEGER UNIQUE REFERENCES letter(id), message TEXT NOT NULL DEFAULT '',
      UNIQUE (batch_id, position)
    ) STRICT`,
    `CREATE INDEX letter_batch_item_person ON letter_batch_item (person_id)`,
  ],
}
