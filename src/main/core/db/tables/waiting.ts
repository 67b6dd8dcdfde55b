import type { Generated } from 'kysely'

export interface WaitingEntryTable {
  id: Generated<number>
  uid: Buffer
  need_id: number
  case_id: number
  programme_key: string
  priority: Generated<number>
  reason: Generated<string>
  joined_on: string
  joined_at: string
  joined_by: number
  state: Generated<string>
  ended_on: Generated<string | null>
  ended_by: Generated<number | null>
  ended_reason: Generated<string>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface WaitingPlaceTable {
  id: Generated<number>
  programme_key: string
  reason: string
  freed_on: string
  freed_at: string
  freed_by: number
  taken_by_entry: Generated<number | null>
  taken_at: Generated<string | null>
}

export interface WaitingOfferTable {
  id: Generated<number>
  place_id: number
  entry_id: number
  offered_at: string
  offered_by: number
  answer: Generated<string>
  answered_at: Generated<string | null>
  answered_by: Generated<number | null>
  reason: Generated<string>
}
