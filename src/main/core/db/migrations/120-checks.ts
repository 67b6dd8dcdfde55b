import type { Migration } from './migration.ts'

/** Findings of the last look at the whole register, and findings that somebody accepted with a reason. */
export const checks: Migration = {
  id: 120,
  name: 'checks',
  sql: [
    // `fingerprint`: hash of the values that the check is about; when they change, the acceptance no longer holds.
    `CREATE TABLE check_override (
      id INTEGER PRIMARY KEY, check_id TEXT NOT NULL, person_id INTEGER REFERENCES person(id) ON DELETE CASCADE,
      family_id INTEGER REFERENCES family(id) ON DELETE CASCADE, fingerprint TEXT NOT NULL, reason TEXT NOT NULL,
      at TEXT NOT NULL, by INTEGER NOT NULL, revoked_at TEXT, revoked_by INTEGER,
      CHECK ((person_id IS NULL) <> (family_id IS NULL))
    ) STRICT`,
    `CREATE INDEX check_override_person ON check_override (person_id) WHERE person_id IS NOT NULL`,
    `CREATE INDEX check_override_family ON check_override (family_id) WHERE family_id IS NOT NULL`,
    // A scan writes beside the former one; the setting checks.last-scan says which counts.
    `CREATE TABLE check_finding (
      id INTEGER PRIMARY KEY, scan_id INTEGER NOT NULL, check_id TEXT NOT NULL, person_id INTEGER REFERENCES person(id) ON DELETE CASCADE,
      family_id INTEGER REFERENCES family(id) ON DELETE CASCADE, message TEXT NOT NULL,
      CHECK ((person_id IS NULL) <> (family_id IS NULL))
    ) STRICT`,
    `CREATE INDEX check_finding_check ON check_finding (scan_id, check_id, id)`,
    `CREATE INDEX check_finding_person ON check_finding (person_id) WHERE person_id IS NOT NULL`,
    `CREATE INDEX check_finding_family ON check_finding (family_id) WHERE family_id IS NOT NULL`,
  ],
}
