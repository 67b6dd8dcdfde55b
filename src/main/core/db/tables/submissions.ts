import type { Generated } from 'kysely'

export interface SubmissionTable {
  id: Generated<number>
  uid: Buffer
  label: string
  period: string
  profile_key: string
  profile_version: number
  state: string
  file_name: Generated<string | null>
  sha256: Generated<string | null>
  manifest_sha256: Generated<string | null>
  row_count: Generated<number | null>
  exported_at: Generated<string | null>
  exported_by: Generated<number | null>
  answered_at: Generated<string | null>
  result_sha256: Generated<string | null>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface SubmissionItemTable {
  id: Generated<number>
  submission_id: number
  person_id: number
  row_number: Generated<number | null>
  data: Generated<string | null>
  result: Generated<string>
  reason: Generated<string>
  result_at: Generated<string | null>
}
