import type { Finding } from '../../../shared/domain/checks/check.ts'
import { type CommandContext, internalCommand, type JobContext } from '../context.ts'
import { countPeople } from '../people/people.repo.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { familiesToCheck, peopleToCheck } from './facts.sqlite.ts'
import { type FindingRow, forgetFindings, nextScanId } from './findings.repo.ts'
import { insertFindings } from './findings.sqlite.ts'
import { acceptanceOf, findingsOfFamily, findingsOfPerson, type MarkedFinding, worldOf } from './live.ts'
import { type OverrideRow, overridesAmong } from './overrides.repo.ts'

/** People or families read and looked at in one go; findings written in one transaction. */
const chunk = 2000
/** Old findings removed in one transaction. */
const forgetChunk = 20_000

const settingKey = 'checks.last-scan'

/** The last scan that ran to its end; `scanId` marks its findings. */
export interface LastScan {
  scanId: number
  at: string
  people: number
  families: number
}

/** The last finished scan, or null. */
export const lastScan = (context: Pick<CommandContext, 'db'>): LastScan | null =>
  readSetting<LastScan>(context.db, settingKey)?.value ?? null

const beginScan = internalCommand('checks.begin-scan', ({ db }: CommandContext, _input: null): number => nextScanId(db), {
  audited: false,
})

const storeFindings = internalCommand(
  'checks.store-findings',
  (context: CommandContext, input: { scanId: number; rows: FindingRow[] }): void =>
    insertFindings(context.db, input.scanId, input.rows),
  { audited: false },
)

const finishScan = internalCommand(
  'checks.finish-scan',
  (context: CommandContext, { findings, ...scan }: Omit<LastScan, 'at'> & { findings: number }): void => {
    const by = { userId: context.actor.userId, now: context.now() }
    writeSetting(context.db, settingKey, { ...scan, at: context.now() }, by)
    context.audit({ entity: 'check', detail: { people: scan.people, families: scan.families, findings } })
  },
)

const forget = internalCommand(
  'checks.forget',
  (context: CommandContext, keep: number): number => forgetFindings(context.db, keep, forgetChunk),
  { audited: false },
)

/** Commands of the scan for the registry. */
export const scanInternal = [beginScan, storeFindings, finishScan, forget]

const openOnes = (found: readonly MarkedFinding[], overrides: readonly OverrideRow[] | undefined): Finding[] =>
  overrides === undefined ? [...found] : found.filter((finding) => acceptanceOf(finding, overrides) === undefined)

/**
 * Looks at every person and every family, a chunk at a time, so memory does not grow with the register. Findings are written
 * beside those of the former scan, which count until this one has ended; a scan that is stopped leaves them as they were.
 */
export const scanChecks = async (context: JobContext): Promise<{ people: number; families: number; findings: number }> => {
  const { db } = context
  const total = countPeople(db, null)
  const all = total.people + total.families
  const world = worldOf(context)
  const before = lastScan(context)
  const forgetAllBut = async (keep: number): Promise<void> => {
    while ((await context.write(forget, keep)) > 0) context.progress('Merapikan hasil lama', all, all)
  }
  // What a scan that was stopped left behind.
  await forgetAllBut(before?.scanId ?? 0)
  const scanId = await context.write(beginScan, null)
  let people = 0
  let families = 0
  let findings = 0
  const store = async (rows: FindingRow[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += chunk)
      await context.write(storeFindings, { scanId, rows: rows.slice(at, at + chunk) })
    findings += rows.length
  }
  for (let last = 0; ; ) {
    context.throwIfCancelled()
    context.progress('Memeriksa data warga', people, all)
    const batch = peopleToCheck(db, last, chunk)
    const ids = batch.map(({ id }) => id)
    const overrides = Map.groupBy(overridesAmong(db, 'person_id', ids), ({ person_id }) => person_id)
    await store(
      batch.flatMap((person) =>
        openOnes(findingsOfPerson(person, world), overrides.get(person.id)).map(({ id, message }) => ({
          checkId: id,
          personId: person.id,
          familyId: null,
          message,
        })),
      ),
    )
    people += batch.length
    if (batch.length < chunk) break
    last = ids.at(-1) as number
  }
  for (let last = 0; ; ) {
    context.throwIfCancelled()
    context.progress('Memeriksa data keluarga', people + families, all)
    const batch = familiesToCheck(db, last, chunk)
    const ids = batch.map(({ id }) => id)
    const overrides = Map.groupBy(overridesAmong(db, 'family_id', ids), ({ family_id }) => family_id)
    await store(
      batch.flatMap((family) =>
        openOnes(findingsOfFamily(family, world.today), overrides.get(family.id)).map(({ id, message }) => ({
          checkId: id,
          personId: null,
          familyId: family.id,
          message,
        })),
      ),
    )
    families += batch.length
    if (batch.length < chunk) break
    last = ids.at(-1) as number
  }
  context.throwIfCancelled()
  await context.write(finishScan, { scanId, people, families, findings })
  await forgetAllBut(scanId)
  return { people, families, findings }
}
