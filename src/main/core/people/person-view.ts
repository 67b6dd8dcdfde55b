import type { PersonDetail, PersonRow } from '../../../shared/contract/people.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import { openFindings } from '../checks/live.ts'
import type { QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { fieldLabel, isExtra, shownValue } from './history.ts'
import { familyOf, type ListedPerson, membershipsOf, type PersonRecord } from './people.repo.ts'
import { casesOf, changesOf, hadNoNik, importsOf, lettersOf, regionLabel, submissionsOf } from './person-record.repo.ts'

const sexOf = (value: string | null): 'L' | 'P' | null => (value === 'L' || value === 'P' ? value : null)

const officeNumber = (id: number): string => `W-${String(id).padStart(6, '0')}`

/** How an office speaks of somebody without a NIK: `W-000123`; '' for people who have one. */
export const internalNumber = (person: { id: number; nik: string | null }): string =>
  person.nik === null ? officeNumber(person.id) : ''

/** A person as lists show one: numbers masked. */
export const toPersonRow = (row: ListedPerson): PersonRow => ({
  id: row.id,
  name: row.name,
  nikMasked: maskNumber(row.nik),
  kkMasked: maskNumber(row.kk_number),
  sex: sexOf(row.sex),
  birthDate: row.birth_date,
  birthPlace: row.birth_place,
  address: row.address,
  village: row.village ?? '',
  regionCode: row.region_code,
  lifeStatus: row.life_status,
})

const warningsOf = (context: QueryContext, person: PersonRecord): PersonDetail['warnings'] =>
  openFindings(context, person.id).map(({ checkId, message }) => ({ code: checkId, message }))

const extraLabels = (context: QueryContext): Map<string, string> => {
  // The office's own words first, then those of the ready layouts, which win.
  const columns = [
    ...currentDefinitions(context.db, 'import-mapping').flatMap(({ body }) => body.tables.flatMap((table) => table.columns)),
    ...currentDefinitions(context.db, 'import-profile').flatMap(({ body }) => [...body.columns, ...body.familyColumns]),
  ]
  return new Map(columns.flatMap(({ field, label }) => (field !== null && isExtra(field) ? [[field, label] as const] : [])))
}

const historyOf = (context: QueryContext, personId: number): PersonDetail['history'] => {
  const changes = changesOf(context.db, personId)
  const extras = changes.some(({ field }) => isExtra(field)) ? extraLabels(context) : new Map<string, string>()
  return changes.map((change) => {
    const shown = (value: string | null): string => shownValue(change.field, value, (code) => regionLabel(context.db, code))
    return {
      at: change.at,
      by: change.display_name ?? (change.by === 0 ? 'Sistem' : ''),
      key: change.field,
      field: fieldLabel(change.field, extras),
      before: shown(change.before),
      after: shown(change.after),
      source: change.import_id === null ? 'Diubah di aplikasi' : `Impor: ${change.import_label ?? ''}`,
    }
  })
}

/**
 * Everything about one person. Relatives and cases outside the user's area are left out, and so is what the user has no
 * permission for.
 */
export const toPersonDetail = (context: QueryContext, person: PersonRecord, row: ListedPerson): PersonDetail => {
  const { db, actor } = context
  const memberships = membershipsOf(db, person.id)
  // Somebody who got the NIK later keeps the office's number: papers bear it.
  const once = person.nik !== null && hadNoNik(db, person.id)
  const present = memberships.find(({ to_date }) => to_date === null)
  return {
    ...toPersonRow(row),
    religion: person.religion,
    maritalStatus: person.marital_status,
    education: person.education,
    occupation: person.occupation,
    disability: person.disability,
    motherName: person.mother_name,
    fatherName: person.father_name,
    phone: person.phone,
    hamlet: person.hamlet,
    rt: person.rt,
    rw: person.rw,
    originalNumber: maskNumber(person.original_number),
    internalNumber: once ? officeNumber(person.id) : internalNumber(person),
    version: person.version,
    updatedAt: person.updated_at,
    memberships: memberships.map((one) => ({
      familyId: one.family_id,
      kkMasked: maskNumber(one.kk_number),
      relation: one.relation,
      fromDate: one.from_date,
      toDate: one.to_date,
    })),
    family: (present === undefined ? [] : familyOf(db, present.family_id))
      .filter((member) => inArea(actor, member.region_code))
      .map((member) => ({
        personId: member.id,
        name: member.name,
        nikMasked: maskNumber(member.nik),
        relation: member.relation,
        sex: sexOf(member.sex),
        birthDate: member.birth_date,
      })),
    cases: !may(actor, 'cases.read')
      ? []
      : casesOf(db, person.id)
          .filter((one) => inArea(actor, one.region_code))
          .map((one) => ({
            id: one.id,
            number: one.number,
            openedAt: one.opened_at,
            summary: one.summary,
            open: one.open === 1,
          })),
    letters: !may(actor, 'letters.read')
      ? []
      : lettersOf(db, person.id)
          .filter((one) => inArea(actor, one.region))
          .map((one) => ({
            id: one.id,
            number: one.number,
            kind: one.kind,
            title: one.title ?? one.kind,
            letterDate: one.letter_date,
            state: one.state,
          })),
    submissions: !may(actor, 'submissions.read')
      ? []
      : submissionsOf(db, person.id).map((one) => ({
          id: one.id,
          label: one.label,
          result: one.result,
          reason: one.reason,
          resultAt: one.result_at,
        })),
    imports: importsOf(db, person.id).map((one) => ({ id: one.id, label: one.label, appliedAt: one.applied_at })),
    history: historyOf(context, person.id),
    warnings: warningsOf(context, person),
  }
}
