import { type CheckRow, type CheckValues, type Finding, findingOf, run } from './check.ts'
import { type FamilyFacts, familyChecks, toFamilySubject } from './family-checks.ts'
import { importChecks } from './import-checks.ts'
import { kkShapeChecks, nikShapeChecks } from './number-checks.ts'
import { type PersonFacts, personChecks, toPersonSubject, type World } from './person-checks.ts'
import { submissionChecks } from './submission-checks.ts'

const all = [...nikShapeChecks, ...kkShapeChecks, ...personChecks, ...familyChecks, ...importChecks, ...submissionChecks] as const

/** Id of a check; anything else does not compile. */
export type CheckId = (typeof all)[number]['id']

/** The one table of checks: forms, register, families, imports and batches take their words from here. */
export const checkTable: readonly (CheckRow & { id: CheckId })[] = all

const byId: ReadonlyMap<string, CheckRow & { id: CheckId }> = new Map(checkTable.map((check) => [check.id, check]))

/** The row of a check; undefined for an id that stands in old data alone. */
export const checkOf = (id: string): (CheckRow & { id: CheckId }) | undefined => byId.get(id)

/** Rows of the table with some words in them (case does not matter) and of a severity; '' and null = all. */
export const findChecks = (text: string, severity: CheckRow['severity'] | null): (CheckRow & { id: CheckId })[] => {
  const words = text.trim().toLowerCase().split(/\s+/)
  return checkTable.filter((row) => {
    const said = `${row.id} ${row.title} ${row.what} ${row.fix} ${row.source}`.toLowerCase()
    return (severity === null || row.severity === severity) && words.every((word) => said.includes(word))
  })
}

/** What an imported row says is wrong with it. */
export interface Said {
  severity: CheckRow['severity']
  code: CheckId
  message: string
}

/** A finding in the words of the table, for code that has found it out itself. */
export const say = (id: CheckId, values: CheckValues = {}): Said => {
  const { severity, message } = findingOf(byId.get(id)!, values)
  return { severity, code: id, message }
}

/** Findings about a person of the register. */
export const checkPerson = (facts: PersonFacts, world: World): Finding[] => run(personChecks, toPersonSubject(facts, world))

/** Findings about a family of the register. */
export const checkFamily = (facts: FamilyFacts, today: string): Finding[] => run(familyChecks, toFamilySubject(facts, today))
