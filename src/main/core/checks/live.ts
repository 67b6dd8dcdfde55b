import { createHash } from 'node:crypto'
import type { LiveFinding } from '../../../shared/contract/checks.ts'
import type { Finding } from '../../../shared/domain/checks/check.ts'
import type { World } from '../../../shared/domain/checks/person-checks.ts'
import { checkFamily, checkOf, checkPerson } from '../../../shared/domain/checks/table.ts'
import type { QueryContext } from '../context.ts'
import { regionExists } from '../people/people.repo.ts'
import { type FamilyToCheck, familyToCheck, type PersonToCheck, personToCheck } from './facts.sqlite.ts'
import { type OverrideRow, overridesOf, type SubjectKey } from './overrides.repo.ts'

/** What the rules know; every region code is looked up once. */
export const worldOf = (context: Pick<QueryContext, 'db' | 'today'>): World => {
  const known = new Map<string, boolean>()
  const regionKnown = (code: string): boolean => {
    const before = known.get(code)
    if (before !== undefined) return before
    const now = regionExists(context.db, code)
    known.set(code, now)
    return now
  }
  return { today: context.today(), regionKnown }
}

const hash = (values: unknown): string => createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32)
const fieldValue = (record: object, field: string): unknown => (record as Record<string, unknown>)[field] ?? null

/** A hash of the values that a check looks at in a person: an acceptance holds for these alone. */
export const personFingerprint = (fields: readonly string[], person: PersonToCheck): string =>
  hash(fields.map((field) => fieldValue(person, field)))

/** The same of a family: of the card and of every member, so that somebody who joins or leaves counts as a change. */
export const familyFingerprint = (fields: readonly string[], family: FamilyToCheck): string =>
  hash([
    fields.map((field) => fieldValue(family, field)),
    family.members.map((member) => [member.id, ...fields.map((field) => fieldValue(member, field))]),
  ])

/** A finding with the mark of its values. */
export interface MarkedFinding extends Finding {
  fingerprint: string
}

/** What is wrong with a person at this moment. */
export const findingsOfPerson = (person: PersonToCheck, world: World): MarkedFinding[] =>
  checkPerson(person, world).map((finding) => ({ ...finding, fingerprint: personFingerprint(finding.fields, person) }))

/** What is wrong with a family at this moment. */
export const findingsOfFamily = (family: FamilyToCheck, today: string): MarkedFinding[] =>
  checkFamily(family, today).map((finding) => ({ ...finding, fingerprint: familyFingerprint(finding.fields, family) }))

/** The acceptance that holds for a finding, or undefined. */
export const acceptanceOf = (finding: MarkedFinding, overrides: readonly OverrideRow[]): OverrideRow | undefined =>
  overrides.find((one) => one.check_id === finding.id && one.fingerprint === finding.fingerprint)

const toLive = (finding: MarkedFinding, overrides: readonly OverrideRow[]): LiveFinding => {
  const accepted = finding.overridable ? acceptanceOf(finding, overrides) : undefined
  return {
    checkId: finding.id,
    title: finding.title,
    severity: finding.severity,
    message: finding.message,
    fix: finding.fix,
    overridable: finding.overridable,
    accepted: accepted === undefined ? null : toAcceptance(accepted),
  }
}

/** An acceptance as screens show it. */
export const toAcceptance = (row: OverrideRow) => ({
  id: row.id,
  checkId: row.check_id,
  title: checkOf(row.check_id)?.title ?? row.check_id,
  reason: row.reason,
  at: row.at,
  by: row.display_name ?? '',
})

/** Findings of one person or family, marked; [] when there is no such record. */
export const markedFindings = (context: QueryContext, key: SubjectKey): MarkedFinding[] => {
  if (key.personId !== null) {
    const person = personToCheck(context.db, key.personId)
    return person === undefined ? [] : findingsOfPerson(person, worldOf(context))
  }
  const family = familyToCheck(context.db, key.familyId)
  return family === undefined ? [] : findingsOfFamily(family, context.today())
}

/** Findings of one person or family with their acceptances, the gravest first. */
export const liveFindings = (context: QueryContext, key: SubjectKey): LiveFinding[] => {
  const rank = { block: 0, error: 1, warning: 2 }
  const found = markedFindings(context, key)
  const overrides = found.length === 0 ? [] : overridesOf(context.db, key)
  return found.map((finding) => toLive(finding, overrides)).sort((one, other) => rank[one.severity] - rank[other.severity])
}

/** Open findings of a person for other pages, without the accepted ones. */
export const openFindings = (context: QueryContext, personId: number): LiveFinding[] =>
  liveFindings(context, { personId, familyId: null }).filter(({ accepted }) => accepted === null)
