import { createHash, randomInt } from 'node:crypto'
import { newSlipCode } from '../../../../shared/domain/slip-code.ts'
import type { RawDatabase } from '../database.ts'
import type { Migration } from './migration.ts'

/** Every referral that is on its way gets the code that its slip carries. */
const giveCodes = (raw: RawDatabase): void => {
  const rows = raw.prepare('SELECT id FROM referral WHERE code IS NULL').all() as { id: number }[]
  const update = raw.prepare('UPDATE referral SET code = ? WHERE id = ?')
  for (const { id } of rows) update.run(newSlipCode(randomInt), id)
}

/** Whoever could record an answer until now may go on doing so: the right became one of its own. */
const widenOfficeRoles = (raw: RawDatabase): void => {
  const rows = raw
    .prepare(
      "SELECT key, MAX(version) AS version, name, body, created_by FROM definition WHERE kind = 'role' GROUP BY key HAVING origin = 'office'",
    )
    .all() as { key: string; version: number; name: string; body: string; created_by: number }[]
  const insert = raw.prepare(
    `INSERT INTO definition (kind, key, version, name, body, hash, origin, created_at, created_by)
     VALUES ('role', ?, ?, ?, ?, ?, 'office', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?)`,
  )
  for (const { key, version, name, body, created_by } of rows) {
    const role = JSON.parse(body) as { permissions: string[] }
    if (!role.permissions.includes('referrals.write') || role.permissions.includes('referrals.answer')) continue
    const wider = JSON.stringify({ ...role, permissions: [...role.permissions, 'referrals.answer'] })
    insert.run(key, version + 1, name, wider, createHash('sha256').update(wider).digest('hex'), created_by)
  }
}

/** The directory after Open Referral HSDS, referrals with code, reminders and history, and the client's consent. */
export const directoryAndReferrals: Migration = {
  id: 180,
  name: 'directory',
  sql: [
    `ALTER TABLE agency ADD COLUMN kind TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE agency ADD COLUMN government INTEGER NOT NULL DEFAULT 1 CHECK (government IN (0,1))`,
    `ALTER TABLE agency ADD COLUMN website TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE agency ADD COLUMN note TEXT NOT NULL DEFAULT ''`,
    `CREATE TABLE agency_service (
      id INTEGER PRIMARY KEY, agency_id INTEGER NOT NULL REFERENCES agency(id), position INTEGER NOT NULL, name TEXT NOT NULL,
      sector TEXT NOT NULL, description TEXT NOT NULL, documents TEXT NOT NULL, programmes TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX agency_service_agency ON agency_service (agency_id, position)`,
    `CREATE TABLE agency_location (
      id INTEGER PRIMARY KEY, agency_id INTEGER NOT NULL REFERENCES agency(id), position INTEGER NOT NULL, name TEXT NOT NULL,
      address TEXT NOT NULL, region_code TEXT, phone TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX agency_location_agency ON agency_location (agency_id, position)`,
    `CREATE TABLE agency_contact (
      id INTEGER PRIMARY KEY, agency_id INTEGER NOT NULL REFERENCES agency(id), position INTEGER NOT NULL, name TEXT NOT NULL,
      title TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX agency_contact_agency ON agency_contact (agency_id, position)`,
    `CREATE TABLE agency_schedule (
      id INTEGER PRIMARY KEY, agency_id INTEGER NOT NULL REFERENCES agency(id), position INTEGER NOT NULL, days TEXT NOT NULL,
      opens TEXT NOT NULL, closes TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX agency_schedule_agency ON agency_schedule (agency_id, position)`,
    `CREATE TABLE agency_area (agency_id INTEGER NOT NULL REFERENCES agency(id), region_code TEXT NOT NULL, PRIMARY KEY (agency_id, region_code)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE agency_code (agency_id INTEGER NOT NULL REFERENCES agency(id), system TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (agency_id, system, code)) STRICT, WITHOUT ROWID`,
    `ALTER TABLE referral ADD COLUMN code TEXT`,
    `ALTER TABLE referral ADD COLUMN service TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE referral ADD COLUMN sent_via TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE referral ADD COLUMN remind_on TEXT`,
    `ALTER TABLE referral ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE referral ADD COLUMN override_reason TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE referral ADD COLUMN override_by INTEGER REFERENCES user(id)`,
    `ALTER TABLE referral ADD COLUMN slip_sha256 TEXT REFERENCES archived_file(sha256)`,
    `UPDATE referral SET remind_on = due_date WHERE state IN ('made','printed','handed-over','received','handled')`,
    `CREATE UNIQUE INDEX referral_code ON referral (code) WHERE code IS NOT NULL`,
    `CREATE INDEX referral_need ON referral (need_id)`,
    `CREATE TABLE referral_event (
      id INTEGER PRIMARY KEY, referral_id INTEGER NOT NULL REFERENCES referral(id), at TEXT NOT NULL, by INTEGER NOT NULL,
      from_state TEXT NOT NULL, to_state TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('screen','slip','file','system','reminder')),
      note TEXT NOT NULL, happened_on TEXT
    ) STRICT`,
    `CREATE INDEX referral_event_referral ON referral_event (referral_id, id)`,
    `CREATE TABLE case_consent (
      id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES case_file(id),
      kind TEXT NOT NULL CHECK (kind IN ('signed','oral','representative','declined')),
      given_by TEXT NOT NULL, note TEXT NOT NULL, given_on TEXT NOT NULL, at TEXT NOT NULL, by INTEGER NOT NULL REFERENCES user(id)
    ) STRICT`,
    `CREATE INDEX case_consent_case ON case_consent (case_id, id)`,
  ],
  run: (raw) => {
    giveCodes(raw)
    widenOfficeRoles(raw)
  },
}
