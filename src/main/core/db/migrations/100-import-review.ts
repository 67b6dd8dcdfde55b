import type { Migration } from './migration.ts'

/** Decisions, repaired cells and choices of an import package while it waits to be written. */
export const importReview: Migration = {
  id: 100,
  name: 'import-review',
  sql: [
    `ALTER TABLE import_package ADD COLUMN village TEXT`,
    // The label that a list which only marks people leaves in their records, whatever the package is called later.
    `ALTER TABLE import_package ADD COLUMN mark TEXT NOT NULL DEFAULT ''`,
    // How the file was read, so that a repaired row is read the same way: columns of a mapping nobody saved, kind of list.
    `ALTER TABLE import_package ADD COLUMN mapping TEXT`,
    `ALTER TABLE import_package ADD COLUMN marks_only INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE import_package ADD COLUMN tag TEXT NOT NULL DEFAULT ''`,
    // Raised by everything that changes what would be written: who presses "write" has seen exactly that.
    `ALTER TABLE import_package ADD COLUMN version INTEGER NOT NULL DEFAULT 1`,
    // Field -> 'register' or 'empty'; a field that is not named takes the file's value.
    `ALTER TABLE import_package ADD COLUMN wins TEXT NOT NULL DEFAULT '{}'`,
    `ALTER TABLE import_package ADD COLUMN decisions TEXT NOT NULL DEFAULT '{}'`,
    `ALTER TABLE import_package ADD COLUMN repairs INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE import_package ADD COLUMN outcome TEXT`,
    `ALTER TABLE import_row ADD COLUMN decision TEXT CHECK (decision IN ('same','new','skip'))`,
    // What the file said, cell by cell, of rows with remarks; of other rows from their first repair on (made = 1).
    `CREATE TABLE import_cells (
      row_id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES import_package(id), cells TEXT NOT NULL,
      repaired TEXT NOT NULL DEFAULT '{}', made INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    `CREATE INDEX import_cells_package ON import_cells (import_id)`,
    // Who changed which cell (column_index from 0) or decided what (NULL) about a row; kept with the package.
    `CREATE TABLE import_repair (
      id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES import_package(id), row_id INTEGER NOT NULL, column_index INTEGER,
      before TEXT, after TEXT, at TEXT NOT NULL, by INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    `CREATE INDEX import_repair_package ON import_repair (import_id, id)`,
  ],
}
