import type { Generated } from 'kysely'

export interface SettingTable {
  key: string
  value: string
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface DefinitionTable {
  id: Generated<number>
  kind: string
  key: string
  version: number
  name: string
  body: string
  hash: string
  origin: string
  created_at: string
  created_by: number
}

export interface UserTable {
  id: Generated<number>
  username: string
  display_name: string
  password_hash: string
  active: Generated<number>
  must_change_password: Generated<number>
  failed_attempts: Generated<number>
  locked_until: Generated<string | null>
  last_sign_in_at: Generated<string | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface UserRoleTable {
  user_id: number
  role_key: string
}

export interface UserAreaTable {
  user_id: number
  region_code: string
}

export interface AuditEventTable {
  seq: Generated<number>
  at: string
  user_id: number
  action: string
  entity: string
  entity_id: Generated<number | null>
  case_id: Generated<number | null>
  detail: string
  prev_hash: string
  hash: string
}

export interface JobTable {
  id: Generated<number>
  procedure: string
  input: string
  user_id: number
  state: string
  step: Generated<string>
  done: Generated<number>
  total: Generated<number | null>
  result: Generated<string | null>
  error: Generated<string | null>
  created_at: string
  started_at: Generated<string | null>
  ended_at: Generated<string | null>
}

export interface ArchivedFileTable {
  sha256: string
  media_type: string
  size: number
  bytes: Buffer
  created_at: string
}

export interface SignatoryTable {
  id: Generated<number>
  name: string
  rank: string
  nip: string
  position: string
  on_behalf_of: string
  active: Generated<number>
  updated_at: string
  updated_by: number
  version: Generated<number>
  through_position: Generated<string>
}

export interface SignatoryActingTable {
  id: Generated<number>
  signatory_id: number
  kind: string
  name: string
  rank: Generated<string>
  nip: Generated<string>
  from_day: string
  to_day: string
  decree: string
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface UnitTable {
  id: Generated<number>
  code: string
  name: string
  region_code: Generated<string | null>
  active: Generated<number>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface SequenceTable {
  key: string
  year: number
  last: number
}

export interface SavedSearchTable {
  id: Generated<number>
  name: string
  owner_id: number
  shared: Generated<number>
  pinned: Generated<number>
  text: Generated<string>
  filter: string
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface DraftTable {
  id: Generated<number>
  user_id: number
  key: string
  body: string
  created_at: string
  updated_at: string
}
