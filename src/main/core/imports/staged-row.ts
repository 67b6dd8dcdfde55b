import type { Severity } from '../../../shared/contract/common.ts'
import type { Bucket } from '../../../shared/contract/imports.ts'
import { personColumns } from '../people/person-columns.ts'
import type { CellValue } from '../xlsx/cells.ts'

export type PersonField = keyof typeof personColumns
export const personFields = Object.keys(personColumns) as PersonField[]

/** Words for a field on screen and in messages; profile columns bring their own. */
export const fieldLabels: Record<PersonField | 'nik' | 'originalNumber' | 'kkNumber' | 'relation', string> = {
  name: 'Nama',
  birthPlace: 'Tempat lahir',
  birthDate: 'Tanggal lahir',
  sex: 'Jenis kelamin',
  religion: 'Agama',
  maritalStatus: 'Status perkawinan',
  education: 'Pendidikan',
  occupation: 'Pekerjaan',
  disability: 'Disabilitas',
  motherName: 'Nama ibu kandung',
  fatherName: 'Nama ayah',
  phone: 'Telepon',
  address: 'Alamat',
  hamlet: 'Dusun',
  rt: 'RT',
  rw: 'RW',
  regionCode: 'Wilayah',
  lifeStatus: 'Status dasar',
  nik: 'NIK',
  originalNumber: 'Nomor asal',
  kkNumber: 'No. KK',
  relation: 'Hubungan keluarga',
}

/** What one row of a file says about a person; empty cells are left out, so they never erase anything. */
export interface RowData {
  nik?: string
  /** A number that is no NIK (temporary, dummy). */
  original?: string
  kk?: string
  relation?: string
  fields: Partial<Record<PersonField, string>>
  /** Columns without a field of their own, by profile key. */
  extra?: Record<string, string>
  /** Statements with source and day, by what stands behind `fact.` in the profile; flags are `ya` or `tidak`. */
  facts?: Record<string, string>
  /** The day the statements speak of: the list's cut-off. */
  asOf?: string
  /** Neither the row nor the list's name says its day; `asOf` is the day of the import. */
  asOfGuessed?: true
  /** The row whose address its family gets: the head's, or the family's first. */
  familyAddress?: boolean
  /** State of the matched person when the file was compared; applying refuses if it moved on. `pointed`: by a list that only marks people. */
  known?: { version: number; lastImport: number | null; pointed?: true }
}

/** One value that differs from the register. `field` is a person field, `nik` (only where there was none), `kkNumber`, `relation`, `originalNumber` or `extra.<key>`. */
export interface FieldChange {
  field: string
  before: string
  after: string
}

/** A finding in one row. `column` = letters as in Excel, '' for the row as a whole. */
export interface RowProblem {
  column: string
  severity: Severity
  code: string
  message: string
}

/** A row as the parser hands it on. */
export interface ParsedRow {
  sheet: string
  row: number
  data: RowData
  problems: RowProblem[]
  /** What stood in the row's cells; an inherited family card number stands where it was left out. */
  cells?: readonly CellValue[]
}

/** A row as it is staged. */
export interface StagedRow extends ParsedRow {
  bucket: Bucket
  personId: number | null
  changes: FieldChange[]
}

/**
 * A row as it is staged: person fields in the order of `personFields`, so that a hundred thousand rows do not repeat
 * every field's name. Half the bytes are half the time to write and encrypt.
 */
export const encodeRow = ({ fields, ...rest }: RowData): string => {
  const values: (string | 0)[] = []
  for (const field of personFields) values.push(fields[field] ?? 0)
  return JSON.stringify([values, rest])
}

/** Reads what encodeRow wrote. */
export const decodeRow = (text: string): RowData => {
  const [values, rest] = JSON.parse(text) as [(string | 0)[], Omit<RowData, 'fields'>]
  const fields: RowData['fields'] = {}
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value === 'string') fields[personFields[i] as PersonField] = value
  }
  return { ...rest, fields }
}

/** The column of `person` behind a changed field; undefined for those that live elsewhere (family, `extra`). */
export const columnOf = (field: string): string | undefined =>
  field === 'nik' ? 'nik' : field === 'originalNumber' ? 'original_number' : personColumns[field as PersonField]
