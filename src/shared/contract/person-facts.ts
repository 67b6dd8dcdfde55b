import { z } from 'zod'
import { dtsenStatuses, factKinds, factSources, membershipStatuses, numberTypes } from '../domain/person-facts.ts'
import { day, filledLine, id, instant, line, saved, version } from './common.ts'
import { command, query } from './procedure.ts'

/** One statement about a person with its source and day. Numbers are masked; `reveal` shows one. */
export const personFact = z.strictObject({
  id,
  version,
  kind: z.enum(factKinds),
  /** Programme key ('' = free name), `decile` or `percentile`, `dtksId` or `dtsenStatus`, type of number. */
  key: z.string(),
  /** What it is called: programme, number, kind of disability. */
  label: z.string(),
  /** Decile, status word, degree; numbers masked. */
  value: z.string(),
  status: z.string(),
  fromDate: z.string().nullable(),
  toDate: z.string().nullable(),
  expectedDate: z.string().nullable(),
  /** The day the source speaks of; deciles and status of lists: the list's cut-off. */
  asOf: z.string(),
  source: z.enum(factSources),
  /** Label of the imported package, else ''. */
  importLabel: z.string(),
  importId: id.nullable(),
  note: z.string(),
  /** When it reached this register, and who brought it. */
  receivedAt: instant,
  receivedBy: z.string(),
  /** What holds at present: not ended, and no newer statement about the same. */
  current: z.boolean(),
})
export type PersonFact = z.infer<typeof personFact>

const origin = {
  /** The day the source speaks of: date of the list, of the look into SIKS-NG, of the card. */
  asOf: day,
  source: z.enum(factSources).exclude(['file']),
  note: line.default(''),
}
const from = day.nullable().default(null)
const to = day.nullable().default(null)

/** What a clerk writes down. A number left out stays as it is when something is mended (screens show it masked). */
export const factInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('programme'),
    /** Key of a programme of the office, or null with a name of its own. */
    programmeKey: line.min(1).nullable(),
    name: line.default(''),
    number: line.optional(),
    status: z.enum(membershipStatuses).default('active'),
    from,
    to,
    ...origin,
  }),
  z.strictObject({
    kind: z.literal('decile'),
    scale: z.enum(['decile', 'percentile']).default('decile'),
    value: z.int().min(1).max(100),
    ...origin,
  }),
  z.strictObject({ kind: z.literal('dtks-id'), value: filledLine.max(60), ...origin }),
  z.strictObject({ kind: z.literal('dtsen-status'), value: z.enum(dtsenStatuses), ...origin }),
  z.strictObject({ kind: z.literal('pregnancy'), from, expected: day.nullable().default(null), to, ...origin }),
  z.strictObject({ kind: z.literal('disability'), type: filledLine, degree: line.default(''), from, to, ...origin }),
  z.strictObject({
    kind: z.literal('number'),
    type: z.enum(numberTypes),
    /** What it is called when `type` is `lain`. */
    name: line.default(''),
    number: filledLine.max(60).optional(),
    from,
    to,
    ...origin,
  }),
])
export type FactInput = z.infer<typeof factInput>

/** The newest decile known of a person, else of the family (lists name the family's head only). */
export const latestDecile = z.strictObject({
  key: z.enum(['decile', 'percentile']),
  value: z.string(),
  asOf: z.string(),
  source: z.enum(factSources),
  importLabel: z.string(),
  /** Null = the person's own; else the relative it stands with. */
  of: z.strictObject({ personId: id, name: z.string() }).nullable(),
})
export type LatestDecile = z.infer<typeof latestDecile>

export const personFacts = {
  /** Everything recorded about a person (`id` of the person), newest first within each kind, ended ones included. */
  list: query({
    access: 'people.read',
    audit: 'view',
    input: z.strictObject({ id }),
    output: z.strictObject({ items: z.array(personFact), decile: latestDecile.nullable() }),
  }),
  add: command({ access: 'people.write', input: z.strictObject({ personId: id, fact: factInput }), output: saved }),
  /** Mends a mistake. What has truly changed since is a new statement, so that the old one stays as history. */
  update: command({ access: 'people.write', input: z.strictObject({ id, version, fact: factInput }), output: saved }),
  /** A membership, pregnancy, disability or number that no longer holds. */
  end: command({
    access: 'people.write',
    input: z.strictObject({ id, version, on: day, note: line.default('') }),
    output: saved,
  }),
  /** Takes a statement away that was never true. */
  remove: command({ access: 'people.write', input: z.strictObject({ id, version, reason: filledLine }), output: saved }),
  /** Shows a masked number in full; written to the audit trail before it is shown. */
  reveal: command({
    access: 'people.reveal',
    input: z.strictObject({ id }),
    output: z.strictObject({ value: z.string() }),
  }),
}
