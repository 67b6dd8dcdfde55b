import type { Generated } from 'kysely'

/** Row types of every table, column by column as in `migrations/`; a test compares the two. */

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

export interface AgencyTable {
  id: Generated<number>
  uid: Buffer
  key: Generated<string | null>
  name: string
  addressee: string
  city: string
  sector: string
  level: string
  address: string
  phone: string
  email: string
  services: string
  answer_days: Generated<number>
  active: Generated<number>
  updated_at: string
  updated_by: number
  version: Generated<number>
  kind: Generated<string>
  government: Generated<number>
  website: Generated<string>
  note: Generated<string>
}

export interface AgencyServiceTable {
  id: Generated<number>
  agency_id: number
  position: number
  name: string
  sector: string
  description: string
  /** JSON list of texts. */
  documents: string
  /** JSON list of programme keys. */
  programmes: string
}

export interface AgencyLocationTable {
  id: Generated<number>
  agency_id: number
  position: number
  name: string
  address: string
  region_code: string | null
  phone: string
}

export interface AgencyContactTable {
  id: Generated<number>
  agency_id: number
  position: number
  name: string
  title: string
  phone: string
  email: string
}

export interface AgencyScheduleTable {
  id: Generated<number>
  agency_id: number
  position: number
  days: string
  opens: string
  closes: string
  note: string
}

export interface AgencyAreaTable {
  agency_id: number
  region_code: string
}

export interface AgencyCodeTable {
  agency_id: number
  system: string
  code: string
}

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

export interface WaitingEntryTable {
  id: Generated<number>
  uid: Buffer
  need_id: number
  case_id: number
  programme_key: string
  priority: Generated<number>
  reason: Generated<string>
  joined_on: string
  joined_at: string
  joined_by: number
  state: Generated<string>
  ended_on: Generated<string | null>
  ended_by: Generated<number | null>
  ended_reason: Generated<string>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface WaitingPlaceTable {
  id: Generated<number>
  programme_key: string
  reason: string
  freed_on: string
  freed_at: string
  freed_by: number
  taken_by_entry: Generated<number | null>
  taken_at: Generated<string | null>
}

export interface WaitingOfferTable {
  id: Generated<number>
  place_id: number
  entry_id: number
  offered_at: string
  offered_by: number
  answer: Generated<string>
  answered_at: Generated<string | null>
  answered_by: Generated<number | null>
  reason: Generated<string>
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

export interface ReferralTable {
  id: Generated<number>
  uid: Buffer
  case_id: number
  need_id: number
  agency_id: number
  request: string
  urgency: string
  attachments: string
  state: string
  due_date: Generated<string | null>
  answer: Generated<string>
  answered_at: Generated<string | null>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
  code: Generated<string | null>
  service: Generated<string>
  sent_via: Generated<string>
  remind_on: Generated<string | null>
  reminders: Generated<number>
  override_reason: Generated<string>
  override_by: Generated<number | null>
  slip_sha256: Generated<string | null>
}

export interface ReferralEventTable {
  id: Generated<number>
  referral_id: number
  at: string
  by: number
  from_state: string
  to_state: string
  source: string
  note: string
  happened_on: string | null
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
  number: Generated<string | null>
  number_key: Generated<string | null>
  number_year: Generated<number | null>
  number_value: Generated<number | null>
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
}

export interface LetterCopyTable {
  letter_id: number
  copy: number
  at: string
  by: number
}

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

export interface QueueTicketTable {
  id: Generated<number>
  day: string
  number: number
  priority: Generated<string>
  state: Generated<string>
  name: Generated<string>
  purpose: Generated<string>
  person_id: Generated<number | null>
  case_id: Generated<number | null>
  counter: Generated<string>
  calls: Generated<number>
  issued_at: string
  issued_by: number
  called_at: Generated<string | null>
  ended_at: Generated<string | null>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface GuestVisitTable {
  id: Generated<number>
  day: string
  at: string
  name: string
  origin: Generated<string>
  purpose: string
  meets: Generated<string>
  note: Generated<string>
  person_id: Generated<number | null>
  ticket_id: Generated<number | null>
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface ConsultationTable {
  id: Generated<number>
  day: string
  at: string
  person_id: Generated<number | null>
  who: Generated<string>
  subject: string
  answer: string
  channel: Generated<string>
  case_id: Generated<number | null>
  created_by: number
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

export interface Schema {
  setting: SettingTable
  definition: DefinitionTable
  user: UserTable
  user_role: UserRoleTable
  user_area: UserAreaTable
  audit_event: AuditEventTable
  job: JobTable
  archived_file: ArchivedFileTable
  region: RegionTable
  region_successor: RegionSuccessorTable
  region_former_name: RegionFormerNameTable
  region_bps: RegionBpsTable
  region_move: RegionMoveTable
  region_move_record: RegionMoveRecordTable
  signatory: SignatoryTable
  unit: UnitTable
  sequence: SequenceTable
  saved_search: SavedSearchTable
  import_package: ImportPackageTable
  import_row: ImportRowTable
  import_cells: ImportCellsTable
  import_repair: ImportRepairTable
  import_problem: ImportProblemTable
  person: PersonTable
  duplicate_pair: DuplicatePairTable
  person_merge: PersonMergeTable
  person_fact: PersonFactTable
  family: FamilyTable
  family_member: FamilyMemberTable
  family_event: FamilyEventTable
  family_event_person: FamilyEventPersonTable
  household: HouseholdTable
  household_family: HouseholdFamilyTable
  register_change: RegisterChangeTable
  agency: AgencyTable
  agency_service: AgencyServiceTable
  agency_location: AgencyLocationTable
  agency_contact: AgencyContactTable
  agency_schedule: AgencyScheduleTable
  agency_area: AgencyAreaTable
  agency_code: AgencyCodeTable
  case_file: CaseFileTable
  need: NeedTable
  need_notice: NeedNoticeTable
  attachment: AttachmentTable
  success_story: SuccessStoryTable
  success_story_line: SuccessStoryLineTable
  case_change: CaseChangeTable
  need_reminder: NeedReminderTable
  need_paper: NeedPaperTable
  need_sop_step: NeedSopStepTable
  waiting_entry: WaitingEntryTable
  waiting_place: WaitingPlaceTable
  waiting_offer: WaitingOfferTable
  case_event: CaseEventTable
  referral: ReferralTable
  referral_event: ReferralEventTable
  case_consent: CaseConsentTable
  letter: LetterTable
  letter_copy: LetterCopyTable
  submission: SubmissionTable
  submission_item: SubmissionItemTable
  check_override: CheckOverrideTable
  check_finding: CheckFindingTable
  queue_ticket: QueueTicketTable
  guest_visit: GuestVisitTable
  consultation: ConsultationTable
  draft: DraftTable
  assessment: AssessmentTable
  assessment_member: AssessmentMemberTable
}
