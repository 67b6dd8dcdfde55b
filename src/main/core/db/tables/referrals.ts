import type { Generated } from 'kysely'

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
