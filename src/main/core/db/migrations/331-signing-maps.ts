import type { Migration } from './migration.ts'

/** Letters of one signer in a map: gathered, looked through, printed, signed. And the files that come back signed. */
export const signingMaps: Migration = {
  id: 331,
  name: 'signing-maps',
  sql: [
    `CREATE TABLE signing_map (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, title TEXT NOT NULL,
      signatory_id INTEGER NOT NULL REFERENCES signatory(id), acting_id INTEGER REFERENCES signatory_acting(id),
      state TEXT NOT NULL CHECK (state IN ('open', 'initials', 'ready', 'signing', 'done', 'dissolved')),
      initials_needed INTEGER NOT NULL CHECK (initials_needed BETWEEN 0 AND 5),
      printed_at TEXT, exported_at TEXT, closed_at TEXT, reason TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE signing_map_item (
      id INTEGER PRIMARY KEY, map_id INTEGER NOT NULL REFERENCES signing_map(id), letter_id INTEGER NOT NULL REFERENCES letter(id),
      position INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('in', 'signed', 'out')), note TEXT NOT NULL DEFAULT '',
      message TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', decided_at TEXT, decided_by INTEGER REFERENCES user(id)
    ) STRICT`,
    // A letter is in one open map at most.
    `CREATE UNIQUE INDEX signing_map_item_in ON signing_map_item (letter_id) WHERE state = 'in'`,
    `CREATE INDEX signing_map_item_map ON signing_map_item (map_id, position)`,
    `CREATE INDEX signing_map_item_letter ON signing_map_item (letter_id, id)`,
    `CREATE TABLE signing_map_initial (
      map_id INTEGER NOT NULL REFERENCES signing_map(id), user_id INTEGER NOT NULL REFERENCES user(id), at TEXT NOT NULL,
      PRIMARY KEY (map_id, user_id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE letter_signed_file (
      id INTEGER PRIMARY KEY, letter_id INTEGER NOT NULL REFERENCES letter(id), sha256 TEXT NOT NULL REFERENCES archived_file(sha256),
      original_sha256 TEXT NOT NULL REFERENCES archived_file(sha256), intact INTEGER NOT NULL CHECK (intact IN (0, 1)),
      received_at TEXT NOT NULL, received_by INTEGER NOT NULL REFERENCES user(id)
    ) STRICT`,
    `CREATE UNIQUE INDEX letter_signed_file_bytes ON letter_signed_file (sha256)`,
    `CREATE INDEX letter_signed_file_letter ON letter_signed_file (letter_id, id)`,
  ],
}
