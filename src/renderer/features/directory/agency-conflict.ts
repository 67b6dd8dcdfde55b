import { agencyKindLabels, weekdays } from '../../../shared/contract/directory.ts'
import type { ConflictColumn } from '../../components/record-conflict.tsx'
import { levelLabels } from '../../texts/cases.ts'
import { directoryTexts } from '../../texts/directory.ts'
import type { AgencyValues } from './agency-values.ts'

const { fields, tabs } = directoryTexts

/** Values of a list row by row, each row's parts with commas; what is empty is left out. */
const rows = (value: unknown): string => {
  if (Array.isArray(value))
    return value
      .map(rows)
      .filter((part) => part !== '')
      .join('; ')
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? '' : String(value)
  return Object.values(value)
    .map(rows)
    .filter((part) => part !== '')
    .join(', ')
}
const yesNo = (value: unknown): string => (value === true ? 'Ya' : 'Tidak')
const column = <K extends keyof AgencyValues & string>(
  key: K,
  label: string,
  show: (value: AgencyValues[K]) => string = rows,
  text = false,
): ConflictColumn<AgencyValues> => ({
  key,
  label,
  from: [key],
  show: (value) => show(value as AgencyValues[K]),
  ...(text ? { text } : {}),
})

/** The fields of an agency as they are laid side by side when two people changed it; a list counts as one field. */
export const agencyColumns: ConflictColumn<AgencyValues>[] = [
  column('name', fields.name),
  column('addressee', fields.addressee),
  column('kind', fields.kind, (value) => agencyKindLabels[value ?? '']),
  column('government', fields.government, yesNo),
  column('level', fields.level, (value) => levelLabels[value]),
  column('sector', fields.sector),
  column('city', fields.city),
  column('address', fields.address),
  column('phone', fields.phone),
  column('email', fields.email),
  column('website', fields.website),
  column('services', fields.services, rows, true),
  column('answerDays', fields.answerDays),
  column('active', fields.active, yesNo),
  column('note', fields.note, rows, true),
  column('offers', tabs.offers),
  column('contacts', fields.contacts),
  column('schedule', fields.schedule, (value) =>
    rows(value.map(({ days, ...hours }) => ({ days: days.map((day) => weekdays[day - 1] ?? ''), ...hours }))),
  ),
  column('locations', fields.locations),
  column('areas', fields.areas),
  column('codes', fields.codes),
]
