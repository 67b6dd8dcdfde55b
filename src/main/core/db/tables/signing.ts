import type { Generated } from 'kysely'

export interface SigningMapTable {
  id: Generated<number>
  uid: Buffer
  title: string
  signatory_id: number
  acting_id: Generated<number | null>
  state: string
  initials_needed: number
  printed_at: Generated<string | null>
  exported_at: Generated<string | null>
  closed_at: Generated<string | null>
  reason: Generated<string>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface SigningMapItemTable {
  id: Generated<number>
  map_id: number
  letter_id: number
  position: number
  state: string
  note: Generated<string>
  message: Generated<string>
  reason: Generated<string>
  decided_at: Generated<string | null>
  decided_by: Generated<number | null>
}

export interface SigningMapInitialTable {
  map_id: number
  user_id: number
  at: string
}

export interface LetterSignedFileTable {
  id: Generated<number>
  letter_id: number
  sha256: string
  original_sha256: string
  intact: number
  received_at: string
  received_by: number
}
