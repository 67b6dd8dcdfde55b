import type { Db } from '../db/database.ts'
import type { By } from '../letters/letters.repo.ts'

/** The map a letter lies in now, or undefined. */
export const mapOfLetter = (db: Db, letterId: number) =>
  db.first(
    db.q
      .selectFrom('signing_map_item as i')
      .innerJoin('signing_map as m', 'm.id', 'i.map_id')
      .select(['m.id', 'm.title', 'm.state'])
      .where('i.letter_id', '=', letterId)
      .where('i.state', '=', 'in'),
  )

/** The last thing a map said about a letter, or undefined. */
export const lastItemOfLetter = (db: Db, letterId: number) =>
  db.first(
    db.q
      .selectFrom('signing_map_item as i')
      .innerJoin('signing_map as m', 'm.id', 'i.map_id')
      .leftJoin('user as u', 'u.id', 'i.decided_by')
      .select(['m.id', 'm.title', 'm.state', 'i.state as item_state', 'i.reason', 'i.decided_at', 'u.display_name as decided_by'])
      .where('i.letter_id', '=', letterId)
      .orderBy('i.id', 'desc')
      .limit(1),
  )

/**
 * Closes a map at its signer's in which no letter waits any more.
 * @returns whether it is finished now
 */
export const settleMap = (db: Db, mapId: number, by: By): boolean => {
  const waits = db.first(
    db.q.selectFrom('signing_map_item').select('id').where('map_id', '=', mapId).where('state', '=', 'in').limit(1),
  )
  if (waits !== undefined) return false
  return (
    db.run(
      db.q
        .updateTable('signing_map')
        .set((eb) => ({
          state: 'done',
          closed_at: by.now,
          updated_at: by.now,
          updated_by: by.userId,
          version: eb('version', '+', 1),
        }))
        .where('id', '=', mapId)
        .where('state', '=', 'signing'),
    ).changes === 1
  )
}

/** Takes a letter out of the map it lies in, with the reason; nothing happens where it lies in none. */
export const takeOutOfMap = (db: Db, letterId: number, reason: string, by: By): void => {
  const map = mapOfLetter(db, letterId)
  if (map === undefined) return
  db.run(
    db.q
      .updateTable('signing_map_item')
      .set({ state: 'out', reason, message: '', decided_at: by.now, decided_by: by.userId })
      .where('letter_id', '=', letterId)
      .where('state', '=', 'in'),
  )
  settleMap(db, map.id, by)
}

/** A letter that lies in a map was signed, on paper or electronically. */
export const signInMap = (db: Db, letterId: number, by: By): void => {
  const map = mapOfLetter(db, letterId)
  if (map === undefined) return
  db.run(
    db.q
      .updateTable('signing_map_item')
      .set({ state: 'signed', message: '', decided_at: by.now, decided_by: by.userId })
      .where('letter_id', '=', letterId)
      .where('state', '=', 'in'),
  )
  settleMap(db, map.id, by)
}

/** A letter was marked as signed by mistake: it waits again, and may go into another map. */
export const unsignInMap = (db: Db, letterId: number, reason: string, by: By): void => {
  db.run(
    db.q
      .updateTable('signing_map_item')
      .set({ state: 'out', reason, decided_at: by.now, decided_by: by.userId })
      .where('letter_id', '=', letterId)
      .where('state', '=', 'signed'),
  )
}

/** The newest signed file of a letter, or undefined. */
export const signedFileOf = (db: Db, letterId: number) =>
  db.first(
    db.q
      .selectFrom('letter_signed_file as f')
      .leftJoin('user as u', 'u.id', 'f.received_by')
      .select(['f.id', 'f.sha256', 'f.original_sha256', 'f.intact', 'f.received_at', 'u.display_name as received_by'])
      .where('f.letter_id', '=', letterId)
      .orderBy('f.id', 'desc')
      .limit(1),
  )
