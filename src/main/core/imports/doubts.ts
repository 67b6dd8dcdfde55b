import type { Decision, Doubt } from '../../../shared/contract/imports.ts'
import type { Db } from '../db/database.ts'
import { personColumns } from '../people/person-columns.ts'
import { type KnownPerson, peopleById, peopleByNameAndBirth } from './compare.repo.ts'
import { matchRows, pairOf } from './compare.ts'
import type { PackageRow, StoredRow } from './imports.repo.ts'
import { labelsOf, shown } from './package-view.ts'
import { decodeRow, personFields, type RowData } from './staged-row.ts'

/** A doubtful row with the people it may be about, most likely first. */
export interface Doubted {
  row: StoredRow
  data: RowData
  people: KnownPerson[]
  /** Its number is a registered person's: it cannot be somebody new. */
  numberKnown: boolean
}

/** Looks up whom doubtful rows may be about. */
export const candidatesOf = (db: Db, found: PackageRow, rows: readonly StoredRow[]): Doubted[] => {
  const said = rows.map((row) => decodeRow(row.data))
  const staged = new Map(
    peopleById(
      db,
      rows.flatMap(({ person_id: id }) => (id === null ? [] : [id])),
    ).map((person) => [person.id, person]),
  )
  const marks = found.marks_only === 1
  const matches = marks ? [] : matchRows(db, said)
  const pairs = new Map<string, [string, string]>()
  for (const pair of marks ? [] : said.map(pairOf)) if (pair !== null) pairs.set(pair.join('\n'), pair)
  const likely = Map.groupBy(peopleByNameAndBirth(db, [...pairs.values()]), (one) => `${one.name_key}\n${one.birth_date}`)
  return rows.map((row, i) => {
    const data = said[i] as RowData
    const match = matches[i]
    const people = new Map<number, KnownPerson>()
    const own = row.person_id === null ? undefined : staged.get(row.person_id)
    if (own !== undefined) people.set(own.id, own)
    if (match?.kind === 'same') people.set(match.person.id, match.person)
    else {
      const pair = pairOf(data)
      if (pair !== null) for (const person of likely.get(pair.join('\n')) ?? []) people.set(person.id, person)
    }
    return { row, data, people: [...people.values()], numberKnown: match?.kind === 'same' }
  })
}

/** `=` both sides agree, `x` they differ, `?` one of them says nothing. */
const compared = (file: string | undefined, register: string | null): '=' | 'x' | '?' =>
  file === undefined || file === '' || register === null || register === ''
    ? '?'
    : file.toLowerCase() === register.toLowerCase()
      ? '='
      : 'x'

const words: Readonly<Record<string, Readonly<Record<'=' | 'x' | '?', string>>>> = {
  NIK: { '=': 'NIK sama', x: 'NIK berbeda', '?': 'NIK tidak ada di salah satu pihak' },
  KK: { '=': 'No. KK sama', x: 'No. KK berbeda', '?': 'No. KK tidak ada di salah satu pihak' },
  sex: { '=': 'jenis kelamin sama', x: 'jenis kelamin berbeda', '?': 'jenis kelamin tidak lengkap' },
  mother: { '=': 'nama ibu sama', x: 'nama ibu berbeda', '?': 'nama ibu tidak lengkap' },
  place: { '=': 'wilayah sama', x: 'wilayah berbeda', '?': 'wilayah tidak lengkap' },
}

/** Why a row is doubtful, which rows are so for the same reason, what may be decided, and both sides side by side. */
export const doubtOf = (
  found: PackageRow,
  { data, people, numberKnown }: Doubted,
): { key: string; why: string[]; possible: Decision[]; candidates: Doubt['candidates'] } => {
  const marks = found.marks_only === 1
  const first = people[0]
  const facts: Record<string, '=' | 'x' | '?'> =
    first === undefined
      ? {}
      : {
          NIK: compared(data.nik, first.nik),
          KK: compared(data.kk, first.kk_number),
          sex: compared(data.fields.sex, first.sex),
          mother: compared(data.fields.motherName, first.mother_name),
          place: compared(data.fields.regionCode, first.region_code),
        }
  const base = marks
    ? 'Nomornya terdaftar atas nama lain'
    : numberKnown
      ? 'Menunjuk warga yang juga ditunjuk baris lain (datanya pernah digabungkan)'
      : 'Nama dan tanggal lahir sama dengan warga yang terdaftar'
  const several = people.length > 1 ? [`${people.length} warga terdaftar cocok`] : []
  const shownFacts = marks ? [] : Object.entries(facts).filter(([, state]) => state !== '?')
  return {
    key: [marks ? 'name' : numberKnown ? 'number' : 'pair', ...Object.values(facts), people.length > 1 ? 'many' : 'one'].join(
      '/',
    ),
    why: [base, ...several, ...shownFacts.map(([fact, state]) => words[fact]?.[state] ?? '')],
    possible: [...(first === undefined ? [] : ['same' as const]), ...(marks || numberKnown ? [] : ['new' as const]), 'skip'],
    candidates: people.map((person) => ({ personId: person.id, fields: sideBySide(found, data, person) })),
  }
}

const sideBySide = (found: PackageRow, data: RowData, person: KnownPerson): Doubt['candidates'][number]['fields'] => {
  const label = labelsOf(found)
  const pairs: [string, string, string][] = [
    ['name', data.fields.name ?? '', person.name],
    ['nik', data.nik ?? '', person.nik ?? ''],
    ['originalNumber', data.original ?? '', person.original_number],
    ['kkNumber', data.kk ?? '', person.kk_number ?? ''],
    ['relation', data.relation ?? '', person.relation ?? ''],
    ...personFields
      .filter((field) => field !== 'name')
      .map((field): [string, string, string] => [field, data.fields[field] ?? '', person[personColumns[field]] ?? '']),
  ]
  return pairs
    .filter(([, file, register]) => file !== '' || register !== '')
    .map(([field, file, register]) => ({
      field,
      label: label(field),
      file: shown(field, file),
      register: shown(field, register),
      agrees: compared(file, register) === '=',
    }))
}
