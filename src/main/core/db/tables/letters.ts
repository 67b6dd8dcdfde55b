import type { Generated } from 'kysely'

export interface LetterTable {
  id: Generated<number>
  uid: Buffer
  kind: string
  template_version: number
  case_id: Generated<number | null>
  referral_id: Generated<number | null>
  person_id: Generated<number | null>
  state: string
  letter_date: string
  paper: string
  signatory_id: number
  fields: string
  copies_to: string
  subject: Generated<string>
  addressee: Generated<string>
  unit_code: Generated<string>
  number: Generated<string | null>
  number_source: Generated<string>
  number_key: Generated<string | null>
  number_year: Generated<number | null>
  number_value: Generated<number | null>
  number_suffix: Generated<string>
  date_mark: Generated<string>
  number_reason: Generated<string>
  number_entered_at: Generated<string | null>
  number_entered_by: Generated<number | null>
  data: Generated<string | null>
  sha256: Generated<string | null>
  pages: Generated<number | null>
  printed_at: Generated<string | null>
  printed_by: Generated<number | null>
  cancel_reason: Generated<string>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
  region_code: Generated<string | null>
  applicant_id: Generated<number | null>
  applicant_name: Generated<string>
  applicant_relation: Generated<string>
  applicant_phone: Generated<string>
  purpose: Generated<string>
  lane: Generated<string>
  lists: Generated<string>
  headed_paper: Generated<number>
  valid_until: Generated<string | null>
  register_source: Generated<string | null>
  handed_on: Generated<string | null>
  handed_to: Generated<string>
  handed_by: Generated<number | null>
  proof_code: Generated<string | null>
  proof_hash: Generated<string | null>
  proof_key: Generated<string | null>
  request_key: Generated<string | null>
  signed_on: Generated<string | null>
  stamped_on: Generated<string | null>
  handed_relation: Generated<string>
  handed_desk: Generated<string>
  submission_id: Generated<number | null>
}

export interface LetterStepTable {
  id: Generated<number>
  letter_id: number
  step: string
  taken_back: Generated<number>
  happened_on: string
  receiver: Generated<string>
  relation: Generated<string>
  desk: Generated<string>
  way: string
  reason: Generated<string>
  at: string
  by: number
}

export interface LetterCopyTable {
  letter_id: number
  copy: number
  at: string
  by: number
}

export interface RegisterCheckTable {
  id: Generated<number>
  person_id: number
  system: string
  checked_at: string
  checked_by: string
  found: number
  decile: Generated<number | null>
  status: Generated<string>
  note: Generated<string>
  created_at: string
  created_by: number
}

export interface LetterBatchTable {
  id: Generated<number>
  uid: Buffer
  kind: string
  title: string
  letter_date: string
  content: string
  reason: Generated<string>
  closed_at: Generated<string | null>
  merged_at: Generated<string | null>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface LetterBatchItemTable {
  id: Generated<number>
  batch_id: number
  position: number
  person_id: number
  letter_id: Generated<number | null>
  message: Generated<string>
}

export interface LetterNumberRangeTable {
  id: Generated<number>
  key: string
  year: number
  day: Generated<string | null>
  unit_code: Generated<string>
  first: number
  last: number
  next: number
  note: Generated<string>
  closed_at: Generated<string | null>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface LetterKeyTable {
  id: Generated<number>
  key_id: string
  public_key: Buffer
  private_key: Generated<Buffer | null>
  created_at: string
  created_by: number
  retired_at: Generated<string | null>
  retired_by: Generated<number | null>
  reason: Generated<string>
}

export interface OtherOfficeKeyTable {
  id: Generated<number>
  key_id: string
  public_key: Buffer
  office_name: string
  district_code: string
  practice: Generated<number>
  made_on: string
  retired_on: Generated<string | null>
  file_date: string
  imported_at: string
  imported_by: number
}
