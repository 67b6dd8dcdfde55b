import type { ColumnKind, MappingFieldRow } from '../../../shared/contract/mappings.ts'
import type { Profile } from '../imports/profile.ts'
import { fieldLabels } from '../imports/staged-row.ts'
import type { ReadyList } from './mappings.repo.ts'

type Group = MappingFieldRow['group']

/** Fields that every file may have, in the order a clerk looks for them. Others come from the ready layouts. */
const basic: [field: string, label: string, group: Group, kind: ColumnKind][] = [
  ['nik', fieldLabels.nik, 'identity', 'nik'],
  ['name', fieldLabels.name, 'identity', 'text'],
  ['kkNumber', fieldLabels.kkNumber, 'family', 'kk'],
  ['relation', fieldLabels.relation, 'family', 'code'],
  ['sex', fieldLabels.sex, 'identity', 'sex'],
  ['birthPlace', fieldLabels.birthPlace, 'identity', 'text'],
  ['birthDate', fieldLabels.birthDate, 'identity', 'date'],
  ['birthPlaceAndDate', 'Tempat dan tanggal lahir (satu kolom)', 'identity', 'text'],
  ['address', fieldLabels.address, 'place', 'text'],
  ['hamlet', fieldLabels.hamlet, 'place', 'text'],
  ['rt', fieldLabels.rt, 'place', 'rt-rw'],
  ['rw', fieldLabels.rw, 'place', 'rt-rw'],
  ['rtRw', 'RT/RW (satu kolom)', 'place', 'text'],
  ['village', 'Desa/Kelurahan', 'place', 'region'],
  ['subDistrict', 'Kecamatan', 'place', 'region'],
  ['regionCode', 'Kode wilayah', 'place', 'region'],
  ['religion', fieldLabels.religion, 'person', 'code'],
  ['maritalStatus', fieldLabels.maritalStatus, 'person', 'code'],
  ['education', fieldLabels.education, 'person', 'code'],
  ['occupation', fieldLabels.occupation, 'person', 'code'],
  ['disability', fieldLabels.disability, 'person', 'code'],
  ['motherName', fieldLabels.motherName, 'person', 'text'],
  ['fatherName', fieldLabels.fatherName, 'person', 'text'],
  ['phone', fieldLabels.phone, 'person', 'phone'],
  ['lifeStatus', fieldLabels.lifeStatus, 'person', 'code'],
]

/** Spellings that no layout lists, because there the two stand apart. */
export const ownAliases: Readonly<Record<string, readonly string[]>> = {
  rtRw: ['RT/RW', 'RT RW', 'RT-RW', 'RT/ RW', 'RT dan RW'],
}

/** What a column can mean: the basic fields, then whatever the ready layouts know, each with the value lists that fill it. */
export const fieldTable = (profiles: readonly Profile[], lists: ReadonlyMap<string, ReadyList>): MappingFieldRow[] => {
  const used = new Map<string, string[]>()
  const note = (field: string, list: string): void => {
    const known = used.get(field)
    if (known === undefined) used.set(field, [list])
    else if (!known.includes(list)) known.push(list)
  }
  const table = new Map<string, MappingFieldRow>(
    basic.map(([field, label, group, kind]) => [field, { field, label, group, kind, lists: [] }]),
  )
  for (const profile of profiles)
    for (const column of [...profile.columns, ...(profile.family?.columns ?? [])]) {
      if (column.list !== null) note(column.field, column.list)
      if (table.has(column.field) || column.kind === 'ignored' || column.kind === 'region') continue
      const group: Group = column.field.startsWith('extra.') ? 'extra' : 'register'
      table.set(column.field, { field: column.field, label: column.label, group, kind: column.kind, lists: [] })
    }
  for (const { key, body } of lists.values()) note(body.field, key)
  for (const row of table.values()) row.lists = used.get(row.field) ?? []
  return [...table.values()]
}
