import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import type { By } from './letters.repo.ts'

/** One place in a sequence: whose counter and which year of it. */
export interface SequencePlace {
  key: string
  year: number
}

const inSequence = (db: Db, { key, year }: SequencePlace) =>
  db.q.selectFrom('letter').where('number_key', '=', key).where('number_year', '=', year)

/** Highest running number that a sequence gave by itself; 0 = none yet. */
export const lastNumber = (db: Db, { key, year }: SequencePlace): number =>
  db.first(db.q.selectFrom('sequence').select('last').where('key', '=', key).where('year', '=', year))?.last ?? 0

/** Whether a letter holds this running number (with this suffix). */
export const valueTaken = (db: Db, place: SequencePlace, value: number, suffix = ''): boolean =>
  db.first(inSequence(db, place).select('id').where('number_value', '=', value).where('number_suffix', '=', suffix).limit(1)) !==
  undefined

/**
 * The first running number from `value` on that no letter holds. Numbers typed in may stand ahead of the counter.
 * @param written how the letter's number would look; whole numbers of an agenda may look like it
 */
export const freeValue = (
  db: Db,
  place: SequencePlace,
  value: number,
  { write, letterDate }: { write: (value: number) => string; letterDate: string },
): number => {
  let free = value
  while (valueTaken(db, place, free) || numberHolder(db, write(free), place.year, letterDate)?.number_value === null) free += 1
  return free
}

/** Raises a sequence's counter, never lowers it. Call it in the transaction that gives the number. */
export const raiseSequence = (db: Db, { key, year }: SequencePlace, value: number): void => {
  db.run(
    db.q
      .insertInto('sequence')
      .values({ key, year, last: value })
      .onConflict((conflict) =>
        conflict.columns(['key', 'year']).doUpdateSet({ last: sql<number>`max(sequence.last, excluded.last)` }),
      ),
  )
}

/**
 * The letter that holds a number as printed: in the same year of a sequence, or dated in the same year where one of the two sequences
 * never begins again. `number_value` null = typed whole, from an agenda.
 */
export const numberHolder = (db: Db, number: string, year: number, letterDate: string) =>
  db.first(
    db.q
      .selectFrom('letter')
      .select(['id', 'number_value'])
      .where('number', '=', number)
      .where((eb) => eb.or([eb('number_year', '=', year), sql<boolean>`substr(letter_date, 1, 4) = ${letterDate.slice(0, 4)}`]))
      .limit(1),
  )

/** The newest ordinary letter of a sequence by date, within a range of running numbers when one is given. */
export const newestByDate = (db: Db, { key, year }: SequencePlace, range: { first: number; last: number } | null) => {
  // Literals as in the partial index `letter_number_date`, which SQLite takes only then.
  const query = db.q
    .selectFrom('letter')
    .select(['number', 'letter_date', 'number_value'])
    .where('number_key', '=', key)
    .where('number_year', '=', year)
    .where(sql<boolean>`number_value IS NOT NULL AND number_suffix = '' AND date_mark <> 'ahead'`)
    .orderBy('letter_date', 'desc')
    .orderBy('number_value', 'desc')
    .limit(1)
  return db.first(range === null ? query : query.where('number_value', '>=', range.first).where('number_value', '<=', range.last))
}

/**
 * The ordinary letter with the highest running number whose date is not later than a day. A letter dated back stands where its
 * date does not belong, so nothing is slipped in behind it.
 */
export const lastUpTo = (db: Db, place: SequencePlace, day: string) =>
  db.first(
    inSequence(db, place)
      .select(['number', 'number_value', 'letter_date'])
      .where('number_value', 'is not', null)
      .where('number_suffix', '=', '')
      .where('date_mark', '<>', 'back')
      .where('letter_date', '<=', day)
      .orderBy('number_value', 'desc')
      .limit(1),
  )

/** The letter at a running number, and those before and behind it that stand where their dates belong. */
export const neighboursOf = (db: Db, place: SequencePlace, value: number) => {
  const ordinary = inSequence(db, place)
    .select(['number', 'number_value', 'letter_date'])
    .where('number_suffix', '=', '')
    .limit(1)
  const inOrder = ordinary.where('date_mark', '<>', 'back')
  return {
    at: db.first(ordinary.where('number_value', '=', value)),
    before: db.first(inOrder.where('number_value', '<', value).orderBy('number_value', 'desc')),
    behind: db.first(inOrder.where('number_value', '>', value).orderBy('number_value', 'asc')),
  }
}

/** Suffixes used behind a running number. */
export const suffixesOf = (db: Db, place: SequencePlace, value: number): string[] =>
  db.all(inSequence(db, place).select('number_suffix').where('number_value', '=', value)).map((row) => row.number_suffix)

/** Ranges (day null) or quotas of a day of one sequence, closed ones too, in order. */
export const rangesOf = (db: Db, { key, year }: SequencePlace, day: string | null) =>
  db.all(
    db.q
      .selectFrom('letter_number_range')
      .selectAll()
      .where('key', '=', key)
      .where('year', '=', year)
      .where('day', 'is', day)
      .orderBy('first'),
  )

/** A range as stored. */
export type RangeRecord = ReturnType<typeof rangesOf>[number]

/** All ranges and quotas of one sequence and year, the newest day first. */
export const allRanges = (db: Db, { key, year }: SequencePlace): RangeRecord[] =>
  db.all(
    db.q
      .selectFrom('letter_number_range')
      .selectAll()
      .where('key', '=', key)
      .where('year', '=', year)
      .orderBy('day', 'desc')
      .orderBy('first'),
  )

export const findRange = (db: Db, id: number): RangeRecord | undefined =>
  db.first(db.q.selectFrom('letter_number_range').selectAll().where('id', '=', id))

/** An open range of the same sequence that holds one of these numbers. */
export const overlappingRange = (db: Db, { key, year }: SequencePlace, first: number, last: number): RangeRecord | undefined =>
  db.first(
    db.q
      .selectFrom('letter_number_range')
      .selectAll()
      .where('key', '=', key)
      .where('year', '=', year)
      .where('first', '<=', last)
      .where((eb) =>
        // Of a closed range only what was taken is gone.
        eb.or([
          eb.and([eb('closed_at', 'is', null), eb('last', '>=', first)]),
          eb.and([eb('closed_at', 'is not', null), eb('next', '>', first)]),
        ]),
      )
      .limit(1),
  )

/** Adds a range or quota; returns its id. */
export const insertRange = (
  db: Db,
  range: SequencePlace & { day: string | null; unitCode: string; first: number; last: number; note: string },
  by: By,
): number =>
  db.run(
    db.q.insertInto('letter_number_range').values({
      key: range.key,
      year: range.year,
      day: range.day,
      unit_code: range.unitCode,
      first: range.first,
      last: range.last,
      next: range.first,
      note: range.note,
      created_at: by.now,
      created_by: by.userId,
      updated_at: by.now,
      updated_by: by.userId,
    }),
  ).id

/** Moves a range on behind a number that was taken from it. */
export const moveRange = (db: Db, id: number, next: number): void => {
  db.run(db.q.updateTable('letter_number_range').set({ next }).where('id', '=', id))
}

/** Closes a range; false = the version was stale or it is closed already. */
export const closeRangeRow = (db: Db, id: number, version: number, by: By): boolean =>
  db.run(
    db.q
      .updateTable('letter_number_range')
      .set({ closed_at: by.now, updated_at: by.now, updated_by: by.userId, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('closed_at', 'is', null),
  ).changes === 1

/** Running numbers of a range that letters hold. */
export const valuesBetween = (db: Db, place: SequencePlace, first: number, last: number): number[] =>
  db
    .all(
      inSequence(db, place)
        .select('number_value')
        .where('number_suffix', '=', '')
        .where('number_value', '>=', first)
        .where('number_value', '<=', last)
        .orderBy('number_value'),
    )
    .flatMap((row) => row.number_value ?? [])

/** What a sequence's letters look like as a whole; `low` and `high` null = none. */
export const sequenceFigures = (db: Db, place: SequencePlace) =>
  db.first(
    inSequence(db, place)
      .select((eb) => [
        eb.fn.countAll<number>().as('used'),
        eb.fn.max('letter_date').as('last_date'),
        eb.fn.min('number_value').as('low'),
        eb.fn.max('number_value').as('high'),
      ])
      .where('number_value', 'is not', null)
      .where('number_suffix', '=', ''),
  )

/** Sequences that have given numbers, newest year first. */
export const usedSequences = (db: Db): SequencePlace[] =>
  db
    .all(
      db.q
        .selectFrom('letter')
        .select(['number_key', 'number_year'])
        .distinct()
        .where('number_key', 'is not', null)
        .orderBy('number_year', 'desc')
        .orderBy('number_key'),
    )
    .flatMap((row) =>
      row.number_key === null || row.number_year === null ? [] : [{ key: row.number_key, year: row.number_year }],
    )

/** Printed letters that wait for their number. */
export const countOpen = (db: Db): number =>
  db.first(
    db.q
      .selectFrom('letter')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(sql<boolean>`state = 'printed' AND number IS NULL`),
  )?.count ?? 0

/** Writes the number that the agenda gave; false = the version was stale. */
export const writeEnteredNumber = (
  db: Db,
  letter: SequencePlace & {
    id: number
    version: number
    number: string
    value: number | null
    suffix: string
    dateMark: string
    reason: string
  },
  by: By,
): boolean =>
  db.run(
    db.q
      .updateTable('letter')
      .set({
        number: letter.number,
        number_key: letter.key,
        number_year: letter.year,
        number_value: letter.value,
        number_suffix: letter.suffix,
        date_mark: letter.dateMark,
        number_reason: letter.reason,
        number_entered_at: by.now,
        number_entered_by: by.userId,
        updated_at: by.now,
        updated_by: by.userId,
        version: letter.version + 1,
      })
      .where('id', '=', letter.id)
      .where('version', '=', letter.version)
      .where('state', '=', 'printed')
      .where('number_source', '=', 'typed'),
  ).changes === 1
