import type { Migration } from './migration.ts'

const columns = 'name_key, mother_name, address, hamlet, rt, rw, birth_date'
const of = (row: 'old' | 'new'): string =>
  columns
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

/** Words of a person beside the name's trigrams, telephone numbers by their end, and searches that were kept. */
export const search: Migration = {
  id: 110,
  name: 'search',
  sql: [
    // Whole words over the columns of `person`, as they stand there: nothing is folded or prepared, so an import pays 0.2 s for
    // 100,000 people. Spellings are folded when the words of a column are read (`person_fts_terms`) and asked for one by one.
    `CREATE VIRTUAL TABLE person_fts_words USING fts5(${columns}, content='person', content_rowid='id', tokenize='unicode61', detail='column', columnsize=0)`,
    `CREATE VIRTUAL TABLE person_fts_terms USING fts5vocab('person_fts_words', 'col')`,
    `INSERT INTO person_fts_words (person_fts_words) VALUES ('rebuild')`,
    `CREATE TRIGGER person_fts_words_insert AFTER INSERT ON person BEGIN INSERT INTO person_fts_words (rowid, ${columns}) VALUES (new.id, ${of('new')}); END`,
    `CREATE TRIGGER person_fts_words_delete AFTER DELETE ON person BEGIN INSERT INTO person_fts_words (person_fts_words, rowid, ${columns}) VALUES ('delete', old.id, ${of('old')}); END`,
    `CREATE TRIGGER person_fts_words_update AFTER UPDATE OF ${columns} ON person BEGIN
      INSERT INTO person_fts_words (person_fts_words, rowid, ${columns}) VALUES ('delete', old.id, ${of('old')});
      INSERT INTO person_fts_words (rowid, ${columns}) VALUES (new.id, ${of('new')});
    END`,
    // The last four digits find a telephone number however it begins and is divided; the rest is compared in code.
    `CREATE INDEX person_phone ON person (substr(replace(replace(phone, '-', ''), ' ', ''), -4)) WHERE phone <> ''`,
    `CREATE TABLE saved_search (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, owner_id INTEGER NOT NULL REFERENCES user(id), shared INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 1,
      text TEXT NOT NULL DEFAULT '', filter TEXT NOT NULL,
      updated_at TEXT NOT NULL, updated_by INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
    ) STRICT`,
    `CREATE INDEX saved_search_owner ON saved_search (owner_id)`,
  ],
}
