import type { Generated } from 'kysely'

export interface PrintChoiceTable {
  id: Generated<number>
  machine: string
  kind: string
  printer: string
  tray: Generated<string>
  copies: Generated<number>
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface PrinterOffsetTable {
  id: Generated<number>
  machine: string
  printer: string
  x: number
  y: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}

export interface PrintTaskTable {
  id: Generated<number>
  machine: string
  letter_id: number
  copy: Generated<number>
  printer: string
  tray: Generated<string>
  copies: Generated<number>
  state: string
  trouble: Generated<string | null>
  message: Generated<string>
  tries: Generated<number>
  job_id: Generated<number | null>
  created_at: string
  created_by: number
  updated_at: string
  updated_by: number
  version: Generated<number>
}
