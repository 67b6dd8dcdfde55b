import type { Generated } from 'kysely'

export interface AssessmentTable {
  id: Generated<number>
  uid: Buffer
  questionnaire_key: string
  questionnaire_version: number
  list_versions: string
  person_id: number
  case_id: Generated<number | null>
  need_id: Generated<number | null>
  state: Generated<string>
  visited_on: string
  surveyor: Generated<string>
  answers: string
  asked: Generated<number>
  answered: Generated<number>
  result: Generated<string>
  finished_at: Generated<string | null>
  finished_by: Generated<number | null>
  verified_at: Generated<string | null>
  verified_by: Generated<number | null>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface AssessmentMemberTable {
  id: Generated<number>
  assessment_id: number
  place: number
  person_id: Generated<number | null>
  name: string
  answers: string
}
