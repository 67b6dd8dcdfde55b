import type { Migration } from './migration.ts'

const old = `id, uid, kind, template_version, case_id, referral_id, person_id, state, letter_date, paper, signatory_id, fields, copies_to,
  subject, addressee, number, number_key, number_year, number_value, data, sha256, pages, printed_at, printed_by, cancel_reason,
  created_at, created_by, updated_at, updated_by, version`

/**
 * Numbers from an agenda, slipped in, back-dated, from ranges and quotas. The table is made anew because a printed letter may
 * wait for its number now, which the old CHECK forbade. A number is unique within its sequence's year: patterns without a year
 * begin again every January.
 */
export const letterNumbers: Migration = {
  id: 260,
  name: 'letter-numbers',
  sql: [
    `CREATE TABLE letter_made_anew (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, template_version INTEGER NOT NULL,
      case_id INTEGER REFERENCES case_file(id), referral_id INTEGER REFERENCES referral(id), person_id INTEGER REFERENCES person(id),
      state TEXT NOT NULL, letter_date TEXT NOT NULL, paper TEXT NOT NULL, signatory_id INTEGER NOT NULL REFERENCES signatory(id),
      fields TEXT NOT NULL, copies_to TEXT NOT NULL, subject TEXT NOT NULL DEFAULT '', addressee TEXT NOT NULL DEFAULT '',
      unit_code TEXT NOT NULL DEFAULT '',
      number TEXT, number_source TEXT NOT NULL DEFAULT 'automatic', number_key TEXT, number_year INTEGER, number_value INTEGER,
      number_suffix TEXT NOT NULL DEFAULT '', date_mark TEXT NOT NULL DEFAULT '', number_reason TEXT NOT NULL DEFAULT '',
      number_entered_at TEXT, number_entered_by INTEGER REFERENCES user(id),
      data TEXT, sha256 TEXT REFERENCES archived_file(sha256), pages INTEGER, printed_at TEXT, printed_by INTEGER REFERENCES user(id),
      cancel_reason TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      CHECK (state <> 'draft' OR number IS NULL),
      CHECK (state <> 'printed' OR sha256 IS NOT NULL),
      CHECK (state <> 'printed' OR number IS NOT NULL OR number_source = 'typed'),
      CHECK (number IS NULL OR number_year IS NOT NULL)
    ) STRICT`,
    `INSERT INTO letter_made_anew (${old}) SELECT ${old} FROM letter`,
    `DROP TABLE letter`,
    `ALTER TABLE letter_made_anew RENAME TO letter`,
    `CREATE UNIQUE INDEX letter_number ON letter (number, number_year) WHERE number IS NOT NULL`,
    `CREATE UNIQUE INDEX letter_number_value ON letter (number_key, number_year, number_value, number_suffix) WHERE number_value IS NOT NULL`,
    `CREATE INDEX letter_number_date ON letter (number_key, number_year, letter_date) WHERE number_value IS NOT NULL AND number_suffix = '' AND date_mark <> 'ahead'`,
    `CREATE INDEX letter_number_open ON letter (id) WHERE state = 'printed' AND number IS NULL`,
    `CREATE INDEX letter_day ON letter (letter_date)`,
    `CREATE INDEX letter_case ON letter (case_id)`,
    `CREATE INDEX letter_person ON letter (person_id)`,
    `CREATE INDEX letter_referral ON letter (referral_id)`,
    `CREATE TABLE letter_number_range (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, year INTEGER NOT NULL, day TEXT, unit_code TEXT NOT NULL DEFAULT '',
      first INTEGER NOT NULL, last INTEGER NOT NULL, next INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '', closed_at TEXT,
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      CHECK (first >= 1 AND last >= first AND next BETWEEN first AND last + 1)
    ) STRICT`,
    `CREATE INDEX letter_number_range_key ON letter_number_range (key, year, day, first)`,
  ],
}
