import type { OfficeRecord } from '../../../shared/contract/office.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import type { ItemRow } from './submissions.repo.ts'

/** One column of a profile. */
export type ProfileColumn = SubmissionProfileBody['columns'][number]

type Office = Pick<OfficeRecord, 'name' | 'districtCode' | 'districtName' | 'provinceName'>
type Source = (row: ItemRow, office: Office) => string | null

/** What is stored when somebody has no disability begins with one of these words; '' means it is not known. */
const hasDisability = (value: string): string => (value === '' ? '' : /^(tidak|bukan|tanpa|non)\b/i.test(value) ? 'TIDAK' : 'YA')

const sources: Record<string, Source> = {
  empty: () => '',
  'person.nik': (row) => row.nik,
  'person.name': (row) => row.name,
  'person.birthPlace': (row) => row.birth_place,
  'person.birthDate': (row) => row.birth_date,
  'person.sex': (row) => row.sex,
  'person.religion': (row) => row.religion,
  'person.maritalStatus': (row) => row.marital_status,
  'person.education': (row) => row.education,
  'person.occupation': (row) => row.occupation,
  'person.disability': (row) => row.disability,
  'person.hasDisability': (row) => hasDisability(row.disability),
  'person.motherName': (row) => row.mother_name,
  'person.fatherName': (row) => row.father_name,
  'person.phone': (row) => row.phone,
  'person.address': (row) => row.address,
  'person.fullAddress': addressLine,
  'person.hamlet': (row) => row.hamlet,
  'person.rt': (row) => row.rt,
  'person.rw': (row) => row.rw,
  'family.kk': (row) => row.kk_number,
  'family.relation': (row) => row.relation,
  'region.code': (row) => row.region_code,
  'region.village': (row) => row.village,
  'region.subDistrict': (row) => row.sub_district,
  'region.district': (row) => row.district,
  'region.province': (row) => row.province,
  'office.name': (_row, office) => office.name,
  'office.districtCode': (_row, office) => office.districtCode,
  'office.districtName': (_row, office) => office.districtName,
  'office.provinceName': (_row, office) => office.provinceName,
}

const extraPrefix = 'extra.'
const programmePrefix = 'fact.programme.'
const numberPrefix = 'fact.number.'

/** Sources that a fact of the person fills, by the fact's kind and key. */
const factKeys: Readonly<Record<string, string>> = {
  'fact.decile': 'decile.decile',
  'fact.percentile': 'decile.percentile',
  'fact.dtksId': 'register.dtksId',
  'fact.dtsenStatus': 'register.dtsenStatus',
}

/** A fact that holds at present; a membership or pregnancy is YA, and '' where nothing is known: no file says TIDAK for us. */
const factValue = (source: string, facts: Record<string, string>): string => {
  const key = factKeys[source]
  if (key !== undefined) return facts[key] ?? ''
  if (source === 'fact.pregnant') return facts['pregnancy.'] === undefined ? '' : 'YA'
  if (source.startsWith(programmePrefix))
    return facts[`programme.${source.slice(programmePrefix.length)}`] === 'active' ? 'YA' : ''
  return facts[`number.${source.slice(numberPrefix.length)}`] ?? ''
}

const isFactSource = (source: string): boolean =>
  source in factKeys || source === 'fact.pregnant' || source.startsWith(programmePrefix) || source.startsWith(numberPrefix)

/** Whether a profile's column source is one we can fill: a listed one, `row`, `literal`, `extra.<imported column>`, or a fact. */
export const isKnownSource = (source: string): boolean =>
  source === 'row' || source === 'literal' || source in sources || source.startsWith(extraPrefix) || isFactSource(source)

/** The stored value behind a column, before codes, dates and capitals; '' = not known. */
export const rawValue = (column: ProfileColumn, row: ItemRow, office: Office): string => {
  if (column.source === 'literal') return column.literal
  if (column.source.startsWith(extraPrefix)) {
    const extra = JSON.parse(row.extra) as Record<string, unknown>
    const value = extra[column.source.slice(extraPrefix.length)]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  if (isFactSource(column.source)) return factValue(column.source, JSON.parse(row.facts) as Record<string, string>)
  return sources[column.source]?.(row, office) ?? ''
}

const formatDate = (day: string, format: ProfileColumn['date']): string => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (match === null) return day
  const [, year, month, date] = match
  return format === 'YYYY-MM-DD' ? day : format === 'DD-MM-YYYY' ? `${date}-${month}-${year}` : `${date}/${month}/${year}`
}

/** What stands in the file: the ministry's code where the profile has one, the profile's date form and capitals. */
export const cellValue = (column: ProfileColumn, row: ItemRow, office: Office, rowNumber: number): string => {
  if (column.source === 'row') return String(rowNumber)
  const raw = rawValue(column, row, office)
  const coded = column.codes[raw] ?? (column.source === 'person.birthDate' ? formatDate(raw, column.date) : raw)
  return column.upperCase ? coded.toLocaleUpperCase('id') : coded
}
