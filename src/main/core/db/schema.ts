import type { ConsultationTable, GuestVisitTable, QueueTicketTable } from './tables/arrival.ts'
import type { AssessmentMemberTable, AssessmentTable } from './tables/assessments.ts'
import type {
  AttachmentTable,
  CaseChangeTable,
  CaseConsentTable,
  CaseEventTable,
  CaseFileTable,
  NeedNoticeTable,
  NeedPaperTable,
  NeedReminderTable,
  NeedSopStepTable,
  NeedTable,
  SuccessStoryLineTable,
  SuccessStoryTable,
} from './tables/cases.ts'
import type {
  AgencyAreaTable,
  AgencyCodeTable,
  AgencyContactTable,
  AgencyLocationTable,
  AgencyScheduleTable,
  AgencyServiceTable,
  AgencyTable,
} from './tables/directory.ts'
import type {
  FamilyEventPersonTable,
  FamilyEventTable,
  FamilyMemberTable,
  FamilyTable,
  HouseholdFamilyTable,
  HouseholdTable,
} from './tables/families.ts'
import type {
  ImportCellsTable,
  ImportPackageTable,
  ImportProblemTable,
  ImportRepairTable,
  ImportRowTable,
} from './tables/imports.ts'
import type {
  LetterBatchItemTable,
  LetterBatchTable,
  LetterCopyTable,
  LetterKeyTable,
  LetterNumberRangeTable,
  LetterStepTable,
  LetterTable,
  OtherOfficeKeyTable,
  RegisterCheckTable,
} from './tables/letters.ts'
import type {
  ArchivedFileTable,
  AuditEventTable,
  DefinitionTable,
  DraftTable,
  JobTable,
  SavedSearchTable,
  SequenceTable,
  SettingTable,
  SignatoryActingTable,
  SignatoryTable,
  UnitTable,
  UserAreaTable,
  UserRoleTable,
  UserTable,
} from './tables/office.ts'
import type {
  CheckFindingTable,
  CheckOverrideTable,
  DuplicatePairTable,
  PersonFactTable,
  PersonMergeTable,
  PersonTable,
  RegisterChangeTable,
} from './tables/people.ts'
import type { PrintChoiceTable, PrinterOffsetTable, PrintTaskTable } from './tables/printing.ts'
import type { ReferralEventTable, ReferralTable } from './tables/referrals.ts'
import type {
  RegionBpsTable,
  RegionFormerNameTable,
  RegionMoveRecordTable,
  RegionMoveTable,
  RegionSuccessorTable,
  RegionTable,
} from './tables/regions.ts'
import type { LetterSignedFileTable, SigningMapInitialTable, SigningMapItemTable, SigningMapTable } from './tables/signing.ts'
import type { SubmissionItemTable, SubmissionTable } from './tables/submissions.ts'
import type { WaitingEntryTable, WaitingOfferTable, WaitingPlaceTable } from './tables/waiting.ts'

/** All tables by name. Their row types stand in `tables/`, one file a domain, column by column as in `migrations/`; a test compares the two. */
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
  signatory_acting: SignatoryActingTable
  signing_map: SigningMapTable
  signing_map_item: SigningMapItemTable
  signing_map_initial: SigningMapInitialTable
  letter_signed_file: LetterSignedFileTable
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
  letter_step: LetterStepTable
  letter_key: LetterKeyTable
  other_office_key: OtherOfficeKeyTable
  print_choice: PrintChoiceTable
  printer_offset: PrinterOffsetTable
  print_task: PrintTaskTable
  register_check: RegisterCheckTable
  letter_number_range: LetterNumberRangeTable
  letter_batch: LetterBatchTable
  letter_batch_item: LetterBatchItemTable
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
