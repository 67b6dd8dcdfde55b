import type { Generated } from 'kysely'

export interface RegionTable {
  code: string
  parent_code: Generated<string | null>
  level: number
  name: string
  name_key: string
  valid_from: Generated<string | null>
  valid_to: Generated<string | null>
}

export interface RegionSuccessorTable {
  code: string
  successor: string
}

export interface RegionFormerNameTable {
  code: string
  name: string
  name_key: string
  until: string
}

export interface RegionBpsTable {
  bps_code: string
  code: string
  present: number
  imported_at: string
}

export interface RegionMoveTable {
  id: Generated<number>
  from_code: string
  to_code: string
  moved_at: string
  moved_by: number
  undone_at: Generated<string | null>
  undone_by: Generated<number | null>
}

export interface RegionMoveRecordTable {
  move_id: number
  entity: 'person' | 'family' | 'case'
  record_id: number
}
