import type { Db } from '../../src/main/core/db/database.ts'
import type { PracticePerson } from '../../src/main/core/practice/families.ts'
import { newRandom, type Random } from '../../src/main/core/practice/random.ts'
import { familyWriter, fillRegions, practiceFamilies } from './practice.ts'

/** Slips with which people come into a register a second time. */
export const slipKinds = [
  'nik-missing',
  'nik-digit',
  'name-letter',
  'name-order',
  'name-shortened',
  'birth-swapped',
  'birth-year',
  'mother-missing',
  'moved',
] as const
export type SlipKind = (typeof slipKinds)[number]

const letterSlip = (random: Random, name: string): string => {
  const at = random.whole(1, Math.max(1, name.length - 2))
  return random.chance(0.5)
    ? name.slice(0, at) + name.slice(at + 1)
    : name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
}

const slipped = (random: Random, person: PracticePerson, kind: SlipKind, taken: Set<string>): PracticePerson => {
  const twin = { ...person }
  const [year, month, day] = person.birthDate.split('-') as [string, string, string]
  twin.nik = null
  if (kind === 'nik-digit' && person.nik !== null)
    for (let tries = 0; tries < 20 && (twin.nik === null || taken.has(twin.nik)); tries += 1) {
      const at = random.whole(6, 15)
      const digit = (Number(person.nik.charAt(at)) + random.whole(1, 9)) % 10
      twin.nik = person.nik.slice(0, at) + digit + person.nik.slice(at + 1)
    }
  if (twin.nik !== null && taken.has(twin.nik)) twin.nik = null
  if (twin.nik !== null) taken.add(twin.nik)
  if (kind === 'name-letter') twin.name = letterSlip(random, person.name)
  if (kind === 'name-order') twin.name = person.name.split(' ').toReversed().join(' ')
  if (kind === 'name-shortened') twin.name = person.name.split(' ').slice(0, 2).join(' ')
  if (kind === 'birth-swapped' && Number(day) <= 12) twin.birthDate = `${year}-${day}-${month}`
  if (kind === 'birth-year') twin.birthDate = `${Number(year) + 1}-${month}-${day === '29' ? '28' : day}`
  if (kind === 'mother-missing') twin.motherName = ''
  return twin
}

/**
 * Fills a register with made-up families and enters some people a second time, each with a slip of the list in turn, mostly
 * without a family card as villages' lists have it.
 * @returns pairs of ids that are one person, with the slip
 */
export const fillWithDoubles = (
  db: Db,
  options: { seed: number; people: number; doubles: number },
): { pairs: { original: number; double: number; kind: SlipKind }[] } => {
  const random = newRandom(options.seed)
  fillRegions(db)
  const families = practiceFamilies({ seed: options.seed, people: options.people })
  const write = familyWriter(db, { userId: 0, now: '2026-11-22T02:00:00.000Z' })
  db.raw.transaction(() => {
    for (const family of families) write(family)
  })()
  const everybody = families.flatMap((family) => family.members.map((person) => ({ family, person })))
  const taken = new Set(everybody.flatMap(({ person }) => (person.nik === null ? [] : [person.nik])))
  const used = new Set<number>()
  const pairs: { original: number; double: number; kind: SlipKind }[] = []
  db.raw.transaction(() => {
    for (let at = 0; at < options.doubles; at += 1) {
      let index = random.whole(0, everybody.length - 1)
      while (used.has(index)) index = (index + 1) % everybody.length
      used.add(index)
      const { family, person } = everybody[index] as (typeof everybody)[number]
      const kind = slipKinds[at % slipKinds.length] as SlipKind
      const home = kind === 'moved' ? (random.pick(families) as (typeof families)[number]) : family
      // People are written in order, so the place in the list is the id.
      write({ ...home, kkNumber: `9999${String(at).padStart(12, '0')}`, members: [slipped(random, person, kind, taken)] })
      pairs.push({ original: index + 1, double: everybody.length + at + 1, kind })
    }
  })()
  return { pairs }
}

/** A whole table as text, one line per row, in the order of ids: for comparing a register before and after. */
export const dump = (db: Db, leaveOut: readonly string[] = []): Record<string, unknown[]> => {
  const tables = db
    .sql<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'person_fts%' ORDER BY name",
    )
    .map(({ name }) => name)
    .filter((name) => !['register_change', 'person_merge', 'audit_event', 'definition', ...leaveOut].includes(name))
  return Object.fromEntries(
    tables.map((name) => [
      name,
      (db.raw.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]).map((row) => {
        // When and by whom a row was last touched, and its version, tell of the merge and its undoing too.
        const { updated_at: _at, updated_by: _by, version: _version, ...rest } = row
        return JSON.stringify(rest)
      }),
    ]),
  )
}
