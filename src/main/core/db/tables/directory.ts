import type { Generated } from 'kysely'

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
