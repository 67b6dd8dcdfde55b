import type { Generated } from 'kysely'

export interface FamilyTable {
  id: Generated<number>
  uid: Buffer
  kk_number: Generated<string | null>
  address: Generated<string>
  hamlet: Generated<string>
  rt: Generated<string>
  rw: Generated<string>
  region_code: Generated<string | null>
  created_import_id: Generated<number | null>
  last_import_id: Generated<number | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
  state: Generated<string>
  ended_on: Generated<string | null>
}

export interface FamilyMemberTable {
  id: Generated<number>
  family_id: number
  person_id: number
  relation: Generated<string>
  from_date: Generated<string | null>
  to_date: Generated<string | null>
  created_import_id: Generated<number | null>
  ended_import_id: Generated<number | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
  from_event_id: Generated<number | null>
}

export interface FamilyEventTable {
  id: Generated<number>
  uid: Buffer
  family_id: Generated<number | null>
  other_family_id: Generated<number | null>
  kind: string
  on_date: string
  document_number: Generated<string>
  note: Generated<string>
  detail: Generated<string>
  log: Generated<string>
  at: string
  by: number
  undone_at: Generated<string | null>
  undone_by: Generated<number | null>
}

export interface FamilyEventPersonTable {
  id: Generated<number>
  event_id: number
  person_id: number
  part: string
}

export interface HouseholdTable {
  id: Generated<number>
  uid: Buffer
  number: Generated<string>
  region_code: Generated<string | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface HouseholdFamilyTable {
  id: Generated<number>
  household_id: number
  family_id: number
  from_date: string
  to_date: Generated<string | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
}
