import type { Migration } from './migration.ts'

/** Agencies, cases with needs, referrals, letters. */
export const caseWork: Migration = {
  id: 30,
  name: 'case-work',
  sql: [
    `CREATE TABLE agency (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, key TEXT UNIQUE, name TEXT NOT NULL, addressee TEXT NOT NULL, city TEXT NOT NULL, sector TEXT NOT NULL,
      level TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, services TEXT NOT NULL,
      answer_days INTEGER NOT NULL DEFAULT 14, active INTEGER NOT NULL DEFAULT 1,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE TABLE case_file (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE, opened_at TEXT NOT NULL, opened_day TEXT NOT NULL, opened_by INTEGER NOT NULL REFERENCES user(id),
      client_id INTEGER NOT NULL REFERENCES person(id),
      reporter_kind TEXT NOT NULL CHECK (reporter_kind IN ('self','other')), reporter_person_id INTEGER REFERENCES person(id),
      reporter_name TEXT NOT NULL DEFAULT '', reporter_phone TEXT NOT NULL DEFAULT '', reporter_relation TEXT NOT NULL DEFAULT '',
      channel TEXT NOT NULL, summary TEXT NOT NULL, region_code TEXT, open INTEGER NOT NULL DEFAULT 1,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX case_file_open ON case_file (open, id)`,
    `CREATE INDEX case_file_client ON case_file (client_id)`,
    // Also what makes the removal of people cheap: each one looks for cases that name the person as reporter.
    `CREATE INDEX case_file_reporter ON case_file (reporter_person_id) WHERE reporter_person_id IS NOT NULL`,
    `CREATE INDEX case_file_day ON case_file (opened_day, id)`,
    `CREATE TABLE need (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES case_file(id),
      programme_key TEXT NOT NULL, programme_version INTEGER NOT NULL, category TEXT NOT NULL, level TEXT NOT NULL, description TEXT NOT NULL,
      state TEXT NOT NULL, holder_id INTEGER REFERENCES user(id), due_date TEXT, agency_id INTEGER REFERENCES agency(id),
      closed_at TEXT, updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX need_case ON need (case_id)`,
    `CREATE INDEX need_holder ON need (holder_id, state)`,
    `CREATE INDEX need_due ON need (due_date) WHERE closed_at IS NULL AND due_date IS NOT NULL`,
    `CREATE TABLE case_event (
      id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES case_file(id), need_id INTEGER REFERENCES need(id),
      at TEXT NOT NULL, by INTEGER NOT NULL, kind TEXT NOT NULL, from_state TEXT, to_state TEXT, text TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX case_event_case ON case_event (case_id, id)`,
    `CREATE TABLE referral (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, case_id INTEGER NOT NULL REFERENCES case_file(id), need_id INTEGER NOT NULL REFERENCES need(id),
      agency_id INTEGER NOT NULL REFERENCES agency(id), request TEXT NOT NULL, urgency TEXT NOT NULL, attachments TEXT NOT NULL,
      state TEXT NOT NULL, due_date TEXT, answer TEXT NOT NULL DEFAULT '', answered_at TEXT, created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX referral_case ON referral (case_id)`,
    `CREATE INDEX referral_state ON referral (state, due_date)`,
    `CREATE TABLE letter (
      id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, template_version INTEGER NOT NULL,
      case_id INTEGER REFERENCES case_file(id), referral_id INTEGER REFERENCES referral(id), person_id INTEGER REFERENCES person(id),
      state TEXT NOT NULL, letter_date TEXT NOT NULL, paper TEXT NOT NULL, signatory_id INTEGER NOT NULL REFERENCES signatory(id),
      fields TEXT NOT NULL, copies_to TEXT NOT NULL, subject TEXT NOT NULL DEFAULT '', addressee TEXT NOT NULL DEFAULT '',
      number TEXT, number_key TEXT, number_year INTEGER, number_value INTEGER,
      data TEXT, sha256 TEXT REFERENCES archived_file(sha256), pages INTEGER, printed_at TEXT, printed_by INTEGER REFERENCES user(id),
      cancel_reason TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, created_by INTEGER NOT NULL REFERENCES user(id),
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
      CHECK ((state = 'draft') = (number IS NULL) OR state = 'cancelled')
    ) STRICT`,
    `CREATE UNIQUE INDEX letter_number ON letter (number) WHERE number IS NOT NULL`,
    `CREATE UNIQUE INDEX letter_number_value ON letter (number_key, number_year, number_value) WHERE number_value IS NOT NULL`,
    `CREATE INDEX letter_case ON letter (case_id)`,
    `CREATE INDEX letter_person ON letter (person_id)`,
    `CREATE INDEX letter_referral ON letter (referral_id)`,
    `CREATE TABLE letter_copy (letter_id INTEGER NOT NULL REFERENCES letter(id), copy INTEGER NOT NULL, at TEXT NOT NULL, by INTEGER NOT NULL, PRIMARY KEY (letter_id, copy)) STRICT, WITHOUT ROWID`,
  ],
}
