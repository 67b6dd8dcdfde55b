import type { PersonDetail } from '../../../shared/contract/people.ts'
import { type ConflictColumn, RecordConflict } from '../../components/record-conflict.tsx'
import { api } from '../../lib/api.ts'
import { sexText, shortDate } from '../../lib/format.ts'
import { peopleTexts } from '../../texts/people.ts'
import { blankPerson, type PersonFormValues } from './person-form.tsx'

const labels = peopleTexts.form.fields

/**
 * What the form of a known person changes. `nik`: the mask stands for the number the record has, 16 digits for a new one,
 * '' for none.
 */
export type EditedPerson = Omit<PersonFormValues, 'kkNumber' | 'relation' | 'nik'> & { nik: string }

/** The record as the form sees it; the number masked. */
export const editedOf = (person: PersonDetail): EditedPerson => {
  const { kkNumber: _kk, relation: _relation, nik: _nik, ...fields } = blankPerson
  const edited: EditedPerson = { ...fields, nik: person.nikMasked }
  for (const name of Object.keys(fields) as (keyof typeof fields)[]) Object.assign(edited, { [name]: person[name] })
  return edited
}

/** What a form was begun from. */
export interface PersonStart {
  version: number
  /** When the record had last been changed. */
  at: string
  values: EditedPerson
}

/** What stands between two editors of one person. */
export interface PersonConflictState {
  start: PersonStart
  now: PersonDetail
  mine: EditedPerson
  /** Names of the regions that either of them chose, by code. */
  regions: ReadonlyMap<string, string>
}

const keys = Object.keys(labels) as (keyof EditedPerson)[]

/** Whether somebody else changed anything that this form is about. */
export const formOvertaken = ({ start, now }: PersonConflictState): boolean => {
  const after = editedOf(now)
  return keys.some((key) => start.values[key] !== after[key])
}

const regionName = async (code: string): Promise<[string, string]> => [
  code,
  (await api.regions.path({ code }))
    .slice(2)
    .toReversed()
    .map(({ name }) => name)
    .join(', ') || code,
]

/** Looks what stands there now, after a save was refused because somebody else was faster. */
export const lookAtPerson = async (id: number, start: PersonStart, mine: EditedPerson): Promise<PersonConflictState> => {
  const now = await api.people.get({ id })
  const codes = new Set([start.values.regionCode, now.regionCode, mine.regionCode].filter((code) => code !== null))
  return { start, now, mine, regions: new Map(await Promise.all([...codes].map(regionName))) }
}

/** Two people changed the same person: the second chooses field by field. */
export const PersonConflict = (props: {
  state: PersonConflictState
  saving: boolean
  onSave(values: EditedPerson): void
  onClose(): void
}) => {
  const { start, now, mine, regions } = props.state
  const base = start.values
  const show = (key: keyof EditedPerson) => (value: EditedPerson[keyof EditedPerson]) =>
    value === null
      ? ''
      : key === 'sex'
        ? sexText(value as 'L' | 'P')
        : key === 'birthDate'
          ? shortDate(value)
          : key === 'regionCode'
            ? (regions.get(value) ?? value)
            : value
  // A number that was typed can be chosen; the one of before is only known by its mask and cannot be put back.
  const columns = keys
    .filter((key) => key !== 'nik' || mine.nik !== base.nik)
    .map((key): ConflictColumn<EditedPerson> => ({ key, label: labels[key], from: [key], show: show(key) }))
  return (
    <RecordConflict
      key={now.version}
      base={base}
      theirs={editedOf(now)}
      mine={mine}
      columns={columns}
      changes={now.history
        .filter(({ at }) => at > start.at)
        .toReversed()
        .map(({ key, field, before, after, by, at }) => ({ field: key, label: field, before, after, by, at }))}
      saving={props.saving}
      onSave={props.onSave}
      onClose={props.onClose}
    />
  )
}
