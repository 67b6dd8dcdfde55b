import type { NeedState } from '../../../shared/domain/need-states.ts'
import type { By } from '../cases/cases.repo.ts'
import type { Db } from '../db/database.ts'
import { answerOffer, insertEntry, openOffer, standingEntry, updateEntry } from './waiting.repo.ts'

interface WaitingNeed {
  id: number
  case_id: number
  programme_key: string
}

/** Puts a need on its programme's list from this day; one that stands on it already keeps its turn. */
export const joinWaitingList = (db: Db, need: WaitingNeed, day: string, note: string, by: By): void => {
  if (standingEntry(db, need.id) !== undefined) return
  insertEntry(
    db,
    { needId: need.id, caseId: need.case_id, programmeKey: need.programme_key, joinedOn: day, reason: note.slice(0, 300) },
    by,
  )
}

/**
 * Takes a need off the list. Solved means that it took its place (the one it was offered, where there was an offer); any
 * other way leaves the place to the next one.
 */
export const leaveWaitingList = (db: Db, need: WaitingNeed, to: NeedState, day: string, note: string, by: By): void => {
  const entry = standingEntry(db, need.id)
  if (entry === undefined) return
  const placed = to === 'solved'
  const offer = openOffer(db, entry.id)
  if (offer !== undefined) answerOffer(db, offer, placed ? 'taken' : 'left', entry.id, note.slice(0, 300), by)
  updateEntry(
    db,
    entry.id,
    entry.version,
    { state: placed ? 'placed' : 'left', ended_on: day, ended_by: by.userId, ended_reason: note.slice(0, 300) },
    by,
  )
}
