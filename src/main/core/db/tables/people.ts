import type { Generated } from 'kysely'

export interface PersonTable {
  id: Generated<number>
  uid: Buffer
  nik: Generated<string | null>
  original_number: Generated<string>
  name: string
  name_key: string
  birth_place: Generated<string>
  birth_date: Generated<string | null>
  sex: Generated<string | null>
  religion: Generated<string>
  marital_status: Generated<string>
  education: Generated<string>
  occupation: Generated<string>
  disability: Generated<string>
  mother_name: Generated<string>
  father_name: Generated<string>
  phone: Generated<string>
  address: Generated<string>
  hamlet: Generated<string>
  rt: Generated<string>
  rw: Generated<string>
  region_code: Generated<string | null>
  life_status: Generated<string>
  extra: Generated<string>
  created_import_id: Generated<number | null>
  last_import_id: Generated<number | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
  merged_into: Generated<number | null>
}

export interface DuplicatePairTable {
  id: Generated<number>
  a_id: number
  b_id: number
  score: number
  points: number
  fields: string
  state: string
  scan_id: Generated<number | null>
  found_at: string
  decided_at: Generated<string | null>
  decided_by: Generated<number | null>
  merge_id: Generated<number | null>
}

export interface PersonMergeTable {
  id: Generated<number>
  survivor_id: number
  absorbed_id: number
  log: string
  merged_at: string
  merged_by: number
  undone_at: Generated<string | null>
  undone_by: Generated<number | null>
}

export interface PersonFactTable {
  id: Generated<number>
  person_id: number
  kind: string
  key: Generated<string>
  label: Generated<string>
  value: Generated<string>
  status: Generated<string>
  from_date: Generated<string | null>
  to_date: Generated<string | null>
  expected_date: Generated<string | null>
  as_of: string
  source: string
  note: Generated<string>
  created_at: string
  created_by: number
  created_import_id: Generated<number | null>
  ended_import_id: Generated<number | null>
  removed_at: Generated<string | null>
  removed_by: Generated<number | null>
  removed_reason: Generated<string>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface RegisterChangeTable {
  id: Generated<number>
  entity: string
  entity_id: number
  field: string
  before: Generated<string | null>
  after: Generated<string | null>
  at: string
  by: number
  import_id: Generated<number | null>
}

export interface CheckOverrideTable {
  id: Generated<number>
  check_id: string
  person_id: Generated<number | null>
  family_id: Generated<number | null>
  fingerprint: string
  reason: string
  at: string
  by: number
  revoked_at: Generated<string | null>
  revoked_by: Generated<number | null>
}

export interface CheckFindingTable {
  id: Generated<number>
  scan_id: number
  check_id: string
  person_id: Generated<number | null>
  family_id: Generated<number | null>
  message: string
}
