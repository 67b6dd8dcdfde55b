import type { Migration } from './migration.ts'

/**
 * Proof of letters: the office's key pairs (a private key is forgotten when its pair is replaced, the public one stays for the letters it
 * signed), public keys of other offices, and with every letter its code, the hash of what it says, and the key that signed it.
 */
export const letterProofs: Migration = {
  id: 320,
  name: 'letter-proofs',
  sql: [
    `CREATE TABLE letter_key (
      id INTEGER PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, public_key BLOB NOT NULL UNIQUE, private_key BLOB,
      created_at TEXT NOT NULL, created_by INTEGER NOT NULL, retired_at TEXT, retired_by INTEGER, reason TEXT NOT NULL DEFAULT '',
      CHECK ((retired_at IS NULL) = (private_key IS NOT NULL))
    ) STRICT`,
    `CREATE UNIQUE INDEX letter_key_in_use ON letter_key ((1)) WHERE retired_at IS NULL`,
    `CREATE TRIGGER letter_key_no_delete BEFORE DELETE ON letter_key BEGIN SELECT RAISE(ABORT, 'keys that signed letters are never deleted'); END`,
    `CREATE TRIGGER letter_key_no_change BEFORE UPDATE OF key_id, public_key ON letter_key BEGIN SELECT RAISE(ABORT, 'keys are never changed'); END`,
    `CREATE TABLE other_office_key (
      id INTEGER PRIMARY KEY, key_id TEXT NOT NULL, public_key BLOB NOT NULL UNIQUE, office_name TEXT NOT NULL,
      district_code TEXT NOT NULL, practice INTEGER NOT NULL DEFAULT 0, made_on TEXT NOT NULL, retired_on TEXT,
      file_date TEXT NOT NULL, imported_at TEXT NOT NULL, imported_by INTEGER NOT NULL REFERENCES user(id)
    ) STRICT`,
    `CREATE INDEX other_office_key_id ON other_office_key (key_id)`,
    `ALTER TABLE letter ADD COLUMN proof_code TEXT`,
    `ALTER TABLE letter ADD COLUMN proof_hash TEXT`,
    `ALTER TABLE letter ADD COLUMN proof_key TEXT`,
    `CREATE UNIQUE INDEX letter_proof_code ON letter (proof_code) WHERE proof_code IS NOT NULL`,
    `CREATE INDEX letter_proof_hash ON letter (proof_hash) WHERE proof_hash IS NOT NULL`,
    `CREATE INDEX letter_archived ON letter (sha256) WHERE sha256 IS NOT NULL`,
  ],
}
