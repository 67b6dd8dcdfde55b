import type { Migration } from './migration.ts'

/**
 * What happens to a letter after the printer: signed, stamped, handed over or cancelled. The letter holds where it stands now,
 * `letter_step` every step that was taken or taken back. Letters of before get the steps that are known of them.
 */
export const lettersAfterPrint: Migration = {
  id: 350,
  name: 'letters-after-print',
  sql: [
    `ALTER TABLE letter ADD COLUMN signed_on TEXT`,
    `ALTER TABLE letter ADD COLUMN stamped_on TEXT`,
    `ALTER TABLE letter ADD COLUMN handed_relation TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN handed_desk TEXT NOT NULL DEFAULT ''`,
    `CREATE TABLE letter_step (
      id INTEGER PRIMARY KEY, letter_id INTEGER NOT NULL REFERENCES letter(id),
      step TEXT NOT NULL CHECK (step IN ('printed', 'signed', 'stamped', 'handed', 'cancelled')),
      taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1)),
      happened_on TEXT NOT NULL, receiver TEXT NOT NULL DEFAULT '', relation TEXT NOT NULL DEFAULT '', desk TEXT NOT NULL DEFAULT '',
      way TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, by INTEGER NOT NULL REFERENCES user(id)
    ) STRICT`,
    `CREATE INDEX letter_step_letter ON letter_step (letter_id, id)`,
    `INSERT INTO letter_step (letter_id, step, happened_on, way, at, by)
      SELECT id, 'printed', substr(printed_at, 1, 10), 'screen', printed_at, printed_by FROM letter
      WHERE printed_at IS NOT NULL AND printed_by IS NOT NULL`,
    `INSERT INTO letter_step (letter_id, step, happened_on, receiver, way, at, by)
      SELECT id, 'handed', handed_on, handed_to, 'screen', updated_at, handed_by FROM letter
      WHERE handed_on IS NOT NULL AND handed_by IS NOT NULL`,
    `INSERT INTO letter_step (letter_id, step, happened_on, way, reason, at, by)
      SELECT id, 'cancelled', substr(updated_at, 1, 10), 'screen', cancel_reason, updated_at, updated_by FROM letter
      WHERE state = 'cancelled'`,
    `CREATE INDEX letter_lies_here ON letter (printed_at, id) WHERE state = 'printed' AND handed_on IS NULL`,
    `CREATE INDEX letter_handed_day ON letter (handed_on) WHERE handed_on IS NOT NULL`,
  ],
}
