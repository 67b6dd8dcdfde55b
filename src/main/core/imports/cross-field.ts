import { type Check, run } from '../../../shared/domain/checks/check.ts'
import {
  type PersonFacts,
  type PersonSubject,
  personChecks,
  toPersonSubject,
} from '../../../shared/domain/checks/person-checks.ts'
import { yes } from './fact-cells.ts'
import type { RowData, RowProblem } from './staged-row.ts'

/** Checks that compare two values of one row; what one cell alone shows is found while it is read. */
const comparing: ReadonlySet<string> = new Set([
  'birth-before-1900',
  'mother-is-self',
  'relation-sex',
  'pregnant-man',
  'pregnant-age',
  'marital-age',
  'spouse-unmarried',
  'education-age',
  'occupation-child',
  'occupation-state-age',
  'occupation-pension-age',
  'occupation-student-age',
  'occupation-education',
])
const checks: readonly Check<PersonSubject, unknown>[] = personChecks.filter(({ id }) => comparing.has(id))

/**
 * What does not fit together within one row, from the table of checks. None of them blocks: the row is written as the file says it.
 * @param columnOf letters of a field's column, undefined where the file has none
 */
export const crossFieldProblems = (
  data: RowData,
  today: string,
  columnOf: (field: string) => string | undefined,
): RowProblem[] => {
  const { fields } = data
  const facts: PersonFacts = {
    nik: null,
    originalNumber: '',
    name: fields.name ?? '',
    birthDate: fields.birthDate ?? null,
    sex: fields.sex === 'L' || fields.sex === 'P' ? fields.sex : null,
    maritalStatus: fields.maritalStatus ?? '',
    education: fields.education ?? '',
    occupation: fields.occupation ?? '',
    motherName: fields.motherName ?? '',
    phone: '',
    rt: '',
    rw: '',
    regionCode: null,
    lifeStatus: fields.lifeStatus ?? 'alive',
    relation: data.relation ?? '',
    pregnant: data.facts?.pregnant === yes,
    openCases: 0,
  }
  return run(checks, toPersonSubject(facts, { today })).map(({ id, severity, message, fields: concerned }) => ({
    column: concerned.map(columnOf).findLast((letters) => letters !== undefined) ?? '',
    severity,
    code: id,
    message,
  }))
}
