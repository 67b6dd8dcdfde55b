import type { OfficeRecord } from '../../../shared/contract/office.ts'
import type { SubmissionItem } from '../../../shared/contract/submissions.ts'
import { fillIn, findingOf } from '../../../shared/domain/checks/check.ts'
import { submissionChecks } from '../../../shared/domain/checks/submission-checks.ts'
import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import { type ProfileColumn, rawValue } from './column-values.ts'
import type { ItemRow } from './submissions.repo.ts'

/** One finding about one person. */
export type Problem = SubmissionItem['problems'][number]

type Check = SubmissionProfileBody['checks'][number]
type Office = Pick<OfficeRecord, 'name' | 'districtCode' | 'districtName' | 'provinceName'>

/** How often a value stands in a column of the whole batch. */
export type ValueCounts = ReadonlyMap<string, ReadonlyMap<string, number>>

const rules = new Map(submissionChecks.map((rule) => [rule.id.replace('submission-', ''), rule]))
const filled = submissionChecks[0]

/** All checks of a profile: its own rows, and "filled" for every required column that has no such row. */
export const checksOf = (profile: SubmissionProfileBody): Check[] => [
  ...profile.checks,
  ...profile.columns
    .filter(
      (column) => column.required && !profile.checks.some((check) => check.rule === 'filled' && check.column === column.header),
    )
    .map(
      (column): Check => ({
        code: 'wajib-isi',
        column: column.header,
        rule: 'filled',
        severity: filled.severity,
        message: fillIn(filled.what, { kolom: column.header }),
        fix: fillIn(filled.fix, { kolom: column.header }),
      }),
    ),
]

/** Column headers whose values must not come twice, for counting them over the whole batch. */
export const uniqueColumns = (profile: SubmissionProfileBody): ProfileColumn[] => {
  const headers = new Set(profile.checks.filter((check) => check.rule === 'unique-in-batch').map((check) => check.column))
  return profile.columns.filter((column) => headers.has(column.header))
}

/** Counts the values of the columns that must be unique. */
export const countValues = (columns: readonly ProfileColumn[], rows: Iterable<ItemRow>, office: Office): ValueCounts => {
  const counts = new Map(columns.map((column) => [column.header, new Map<string, number>()]))
  for (const row of rows)
    for (const column of columns) {
      const value = rawValue(column, row, office)
      const own = counts.get(column.header)
      if (value !== '' && own !== undefined) own.set(value, (own.get(value) ?? 0) + 1)
    }
  return counts
}

/** What is wrong with a rule, in the words of the table; null = nothing. Whether an empty value may be is a rule of its own. */
const broken = (
  check: Check,
  column: ProfileColumn,
  row: ItemRow,
  value: string,
  today: string,
  counts: ValueCounts,
): string | null => {
  const rule = rules.get(check.rule)
  const values = rule?.find({
    column: column.header,
    value,
    today,
    villageKnown: row.village !== null,
    alive: row.life_status === 'alive',
    birthDate: row.birth_date,
    sex: row.sex === 'L' || row.sex === 'P' ? row.sex : null,
    count: counts.get(column.header)?.get(value) ?? 0,
  })
  if (rule === undefined || values === null || values === undefined) return null
  // The table knows the reason; for all other rules the profile's own words fit its file better.
  return 'sebab' in values ? findingOf(rule, values).message : ''
}

/** Runs a profile's checks on one person. */
export const checkRow = (
  profile: SubmissionProfileBody,
  row: ItemRow,
  office: Office,
  today: string,
  counts: ValueCounts,
): Problem[] =>
  checksOf(profile).flatMap((check) => {
    const column = profile.columns.find(({ header }) => header === check.column)
    if (column === undefined) return []
    const more = broken(check, column, row, rawValue(column, row, office), today, counts)
    if (more === null) return []
    return [
      {
        severity: check.severity,
        field: column.source,
        fieldLabel: column.header,
        code: check.code,
        message: more === '' || more === check.message ? check.message : more,
        fix: check.fix,
      },
    ]
  })

/** Whether a person may go into the file: a warning may, a block or an error may not (it must be mended before the file leaves). */
export const isReady = (problems: readonly Problem[]): boolean => problems.every((problem) => problem.severity === 'warning')

/** Sums the findings of everybody by check; the gravest and most frequent first. */
export const sumFindings = (profile: SubmissionProfileBody, all: Iterable<readonly Problem[]>) => {
  const rank = { block: 0, error: 1, warning: 2 }
  const people = new Map<string, number>()
  const keyOf = (code: string, label: string): string => `${code} ${label}`
  for (const problems of all)
    for (const key of new Set(problems.map((problem) => keyOf(problem.code, problem.fieldLabel))))
      people.set(key, (people.get(key) ?? 0) + 1)
  return checksOf(profile)
    .map((check) => ({
      severity: check.severity,
      code: check.code,
      message: check.message,
      fix: check.fix,
      people: people.get(keyOf(check.code, check.column)) ?? 0,
    }))
    .filter((finding) => finding.people > 0)
    .sort((one, other) => rank[one.severity] - rank[other.severity] || other.people - one.people)
}
