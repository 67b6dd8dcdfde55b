import type { Migration } from './migration.ts'

/**
 * Printing without a dialog: what is remembered for the printers of each machine (a restored copy stands on another one), and the
 * queue. A letter and copy is printed once; the row tells what became of it.
 */
export const printingQueue: Migration = {
  id: 351,
  name: 'printing',
  sql: [
    `CREATE TABLE print_choice (
      id INTEGER PRIMARY KEY, machine TEXT NOT NULL, kind TEXT NOT NULL, printer TEXT NOT NULL, tray TEXT NOT NULL DEFAULT '',
      copies INTEGER NOT NULL DEFAULT 1 CHECK (copies BETWEEN 1 AND 20),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1, UNIQUE (machine, kind)
    ) STRICT`,
    `CREATE TABLE printer_offset (
      id INTEGER PRIMARY KEY, machine TEXT NOT NULL, printer TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1, UNIQUE (machine, printer)
    ) STRICT`,
    `CREATE TABLE print_task (
      id INTEGER PRIMARY KEY, machine TEXT NOT NULL, letter_id INTEGER NOT NULL REFERENCES letter(id), copy INTEGER NOT NULL DEFAULT 0,
      printer TEXT NOT NULL, tray TEXT NOT NULL DEFAULT '', copies INTEGER NOT NULL DEFAULT 1,
      state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'done', 'held', 'dropped')),
      trouble TEXT, message TEXT NOT NULL DEFAULT '', tries INTEGER NOT NULL DEFAULT 0, job_id INTEGER,
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1, UNIQUE (letter_id, copy)
    ) STRICT`,
    `CREATE INDEX print_task_open ON print_task (state, id) WHERE state IN ('queued', 'printing', 'held')`,
  ],
}
