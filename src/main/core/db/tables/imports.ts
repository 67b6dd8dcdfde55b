import type { Generated } from 'kysely'

export interface ImportPackageTable {
  id: Generated<number>
  uid: Buffer
  label: string
  file_name: string
  file_sha256: string
  profile_key: string
  profile_version: number
  state: string
  counts: string
  problem_counts: string
  columns: string
  prepared_at: string
  prepared_by: number
  applied_at: Generated<string | null>
  applied_by: Generated<number | null>
  undone_at: Generated<string | null>
  undone_by: Generated<number | null>
  village: Generated<string | null>
  mark: Generated<string>
  mapping: Generated<string | null>
  marks_only: Generated<number>
  tag: Generated<string>
  version: Generated<number>
  wins: Generated<string>
  decisions: Generated<string>
  repairs: Generated<number>
  outcome: Generated<string | null>
}

export interface ImportCellsTable {
  row_id: number
  import_id: number
  cells: string
  repaired: Generated<string>
  made: Generated<number>
}

export interface ImportRepairTable {
  id: Generated<number>
  import_id: number
  row_id: number
  column_index: number | null
  before: string | null
  after: string | null
  at: string
  by: number
  undone: Generated<number>
}

export interface ImportRowTable {
  id: Generated<number>
  import_id: number
  sheet: string
  row: number
  bucket: string
  person_id: Generated<number | null>
  data: string
  changes: Generated<string>
  problem_count: Generated<number>
  decision: Generated<string | null>
}

export interface ImportProblemTable {
  id: Generated<number>
  import_id: number
  row_id: Generated<number | null>
  sheet: string
  row: number
  column_name: string
  severity: string
  code: string
  message: string
}
