import type { Generated } from 'kysely'

export interface CaseFileTable {
  id: Generated<number>
  uid: Buffer
  number: string
  opened_at: string
  opened_day: string
  opened_by: number
  client_id: number
  reporter_kind: string
  reporter_person_id: Generated<number | null>
  reporter_name: Generated<string>
  reporter_phone: Generated<string>
  reporter_relation: Generated<string>
  channel: string
  summary: string
  region_code: Generated<string | null>
  open: Generated<number>
  updated_at: string
  updated_by: number
  version: Generated<number>
  register: Generated<string>
  complaint_kind: Generated<string>
}

export interface NeedTable {
  id: Generated<number>
  uid: Buffer
  case_id: number
  programme_key: string
  programme_version: number
  category: string
  level: string
  description: string
  state: string
  holder_id: Generated<number | null>
  due_date: Generated<string | null>
  agency_id: Generated<number | null>
  closed_at: Generated<string | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
  register: Generated<string>
  region_code: Generated<string | null>
  priority: Generated<number>
  flag: Generated<string>
  flagged_at: Generated<string | null>
  flagged_by: Generated<number | null>
  escalated: Generated<number>
  lane: Generated<string>
}

export interface CaseChangeTable {
  id: Generated<number>
  case_id: number
  need_id: number | null
  version: number
  at: string
  by: number
  field: string
  before: string | null
  after: string | null
}

export interface NeedReminderTable {
  id: Generated<number>
  case_id: number
  need_id: number
  user_id: number
  day: string
  note: string
  created_at: string
  done_at: Generated<string | null>
}

export interface NeedPaperTable {
  id: Generated<number>
  need_id: number
  paper_key: string
  state: string
  note: Generated<string>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface NeedSopStepTable {
  id: Generated<number>
  need_id: number
  sop_key: string
  sop_version: number
  step_key: string
  done_at: string
  done_by: number
}

export interface NeedNoticeTable {
  id: Generated<number>
  case_id: number
  need_id: number
  state: string
  note: string
  since: string
  told_at: Generated<string | null>
  told_by: Generated<number | null>
  told_how: Generated<string>
  told_on: Generated<string | null>
  told_to: Generated<string>
  come_back: Generated<string | null>
}

export interface AttachmentTable {
  id: Generated<number>
  uid: Buffer
  case_id: Generated<number | null>
  need_id: Generated<number | null>
  person_id: Generated<number | null>
  title: string
  name: string
  media_type: string
  size: number
  sha256: string
  thumb_sha256: Generated<string | null>
  width: Generated<number | null>
  height: Generated<number | null>
  pages: Generated<number | null>
  taken_at: Generated<string | null>
  latitude: Generated<number | null>
  longitude: Generated<number | null>
  form_key: Generated<string>
  form_version: Generated<number | null>
  slot: Generated<string>
  findings: Generated<string>
  added_at: string
  added_by: number
  removed_at: Generated<string | null>
  removed_by: Generated<number | null>
  removed_reason: Generated<string>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface SuccessStoryTable {
  id: Generated<number>
  case_id: number
  title: string
  created_at: string
  created_by: number
  exported_at: Generated<string | null>
  exported_by: Generated<number | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface SuccessStoryLineTable {
  id: Generated<number>
  story_id: number
  position: number
  text: string
  left_out: Generated<number>
  confirmed_at: Generated<string | null>
  confirmed_by: Generated<number | null>
}

export interface CaseEventTable {
  id: Generated<number>
  case_id: number
  need_id: Generated<number | null>
  at: string
  by: number
  kind: string
  from_state: Generated<string | null>
  to_state: Generated<string | null>
  text: string
  note: string
}

export interface CaseConsentTable {
  id: Generated<number>
  case_id: number
  kind: string
  given_by: string
  note: string
  given_on: string
  at: string
  by: number
}
