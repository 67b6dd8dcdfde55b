import type { LetterList } from '../../../shared/contract/letter-body.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { ageOn, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { findFamilyById, membershipOf } from '../families/families.repo.ts'
import { factSummaries } from '../person-facts/summaries.ts'
import { regionPath } from '../regions/regions.repo.ts'
import { visiblePerson } from './drafts.ts'

/**
 * A resident as a row of one of the kind's lists, by the columns that say what they take; numbers in full, as on paper.
 */
export const rowOfPerson = (
  context: QueryContext,
  person: ReturnType<typeof visiblePerson>,
  columns: LetterList['columns'],
): Record<string, string> => {
  const membership = membershipOf(context.db, person.id)
  const family = membership === undefined ? undefined : findFamilyById(context.db, membership.family_id)
  const region = person.region_code ?? family?.region_code ?? null
  const own = addressLine(person)
  const values: Record<string, string> = {
    name: person.name,
    nik: person.nik ?? '',
    kk: family?.kk_number ?? '',
    sex: person.sex ?? '',
    birth: [person.birth_place, person.birth_date === null ? '' : longDate(person.birth_date)]
      .filter((part) => part !== '')
      .join(', '),
    age: person.birth_date === null ? '' : String(ageOn(person.birth_date, context.today())),
    address: own === '' && family !== undefined ? addressLine(family) : own,
    village: region === null ? '' : (regionPath(context.db, region).find(({ level }) => level === 4)?.name ?? ''),
    decile: columns.some(({ from }) => from === 'decile')
      ? (factSummaries(context.db, [person.id], context.today()).get(person.id)?.decile ?? '')
      : '',
  }
  return Object.fromEntries(columns.flatMap(({ key, from }) => (from === '' ? [] : [[key, values[from] ?? '']])))
}

/** A resident as a row of a list. Numbers are shown in full, as on paper, so it is a command and stands in the audit trail. */
export const listRow: Handlers<'letters'>['listRow'] = (context, { personId, kind, list }) => {
  const person = visiblePerson(context, personId)
  const template = definition(context.db, 'letter-template', kind).body
  const columns = template.lists.find(({ name }) => name === list)?.columns
  if (columns === undefined)
    throw new AppError('NOT_FOUND', 'Daftar ini tidak ada pada jenis suratnya.', { hint: 'Muat ulang suratnya.' })
  context.audit({ entity: 'person', entityId: person.id, detail: { letterList: kind } })
  return rowOfPerson(context, person, columns)
}
