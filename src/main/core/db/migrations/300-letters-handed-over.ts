import type { Migration } from './migration.ts'

/** To whom a printed letter was handed over, and when: the last line of every letter in the book. */
export const lettersHandedOver: Migration = {
  id: 300,
  name: 'letters-handed-over',
  sql: [
    `ALTER TABLE letter ADD COLUMN handed_on TEXT`,
    `ALTER TABLE letter ADD COLUMN handed_to TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE letter ADD COLUMN handed_by INTEGER REFERENCES user(id)`,
    `CREATE INDEX letter_to_hand_over ON letter (state) WHERE handed_on IS NULL`,
  ],
}
