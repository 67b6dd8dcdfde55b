import type { Generated } from 'kysely'

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
