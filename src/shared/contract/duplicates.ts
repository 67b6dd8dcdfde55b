import { z } from 'zod'
import { cursor, day, id, instant, line, nothing, regionCode, sex, sixteenDigits, version } from './common.ts'
import { command, job, query } from './procedure.ts'

/** open = nobody decided yet; different = two people, never asked again; merged = one record went into the other. */
export const pairState = z.enum(['open', 'different', 'merged'])
export type PairState = z.infer<typeof pairState>

/** likely = nearly certain; possible = worth a look. */
export const pairLevel = z.enum(['likely', 'possible'])

/** What one field says about a pair, in words for the screen. */
export const pairField = z.strictObject({
  field: z.enum(['number', 'name', 'birthDate', 'sex', 'motherName', 'birthPlace', 'village', 'address', 'phone', 'kk']),
  label: z.string(),
  verdict: z.enum(['agree', 'partly', 'disagree', 'unknown']),
  /** Above 0 it speaks for one person, below 0 for two. */
  points: z.number(),
  words: z.string(),
})
export type PairField = z.infer<typeof pairField>

/** One side of a pair: everything that is compared or chosen, numbers masked. */
export const pairSide = z.strictObject({
  id,
  version,
  name: z.string(),
  nikMasked: z.string(),
  originalNumberMasked: z.string(),
  internalNumber: z.string(),
  kkMasked: z.string(),
  relation: z.string(),
  sex: sex.nullable(),
  birthDate: z.string().nullable(),
  birthPlace: z.string(),
  religion: z.string(),
  maritalStatus: z.string(),
  education: z.string(),
  occupation: z.string(),
  disability: z.string(),
  motherName: z.string(),
  fatherName: z.string(),
  phone: z.string(),
  address: z.string(),
  hamlet: z.string(),
  rt: z.string(),
  rw: z.string(),
  village: z.string(),
  regionCode: z.string().nullable(),
  lifeStatus: z.string(),
  updatedAt: instant,
  /** What hangs on the record and would move with it. */
  cases: z.int(),
  letters: z.int(),
  submissions: z.int(),
})
export type PairSide = z.infer<typeof pairSide>

export const duplicatePair = z.strictObject({
  id,
  state: pairState,
  score: z.number(),
  level: pairLevel,
  fields: z.array(pairField),
  a: pairSide,
  b: pairSide,
  foundAt: instant,
  decidedAt: instant.nullable(),
  decidedBy: z.string(),
  /** For a merged pair: the number that undoMerge asks for, and which side went on. */
  mergeId: id.nullable(),
  survivorId: id.nullable(),
})
export type DuplicatePair = z.infer<typeof duplicatePair>

/** A person who may be the one that is about to be registered. */
export const duplicateCandidate = z.strictObject({
  person: pairSide,
  score: z.number(),
  level: pairLevel,
  fields: z.array(pairField),
})
export type DuplicateCandidate = z.infer<typeof duplicateCandidate>

/** Values that can be taken from the record that goes; `family` = the present family card with the relation. */
export const mergeField = z.enum([
  'nik',
  'originalNumber',
  'name',
  'birthPlace',
  'birthDate',
  'sex',
  'religion',
  'maritalStatus',
  'education',
  'occupation',
  'disability',
  'motherName',
  'fatherName',
  'phone',
  'address',
  'hamlet',
  'rt',
  'rw',
  'regionCode',
  'lifeStatus',
  'family',
])
export type MergeField = z.infer<typeof mergeField>

const two = { personId: id, otherId: id }

export const duplicates = {
  /** Compares the whole register with itself; for users of the whole district. Decisions made before stay. */
  scan: job({
    access: 'people.merge',
    input: nothing,
    output: z.strictObject({ people: z.int(), found: z.int(), open: z.int() }),
  }),
  /** Before a new person is registered: who is it perhaps? At most eight, best first, inside the user's area. */
  check: query({
    access: 'people.write',
    input: z.strictObject({
      name: line.default(''),
      nik: sixteenDigits.nullable().default(null),
      birthDate: day.nullable().default(null),
      sex: sex.nullable().default(null),
      motherName: line.default(''),
      birthPlace: line.default(''),
      phone: line.default(''),
      address: line.default(''),
      hamlet: line.default(''),
      rt: line.default(''),
      rw: line.default(''),
      regionCode: regionCode.nullable().default(null),
      kkNumber: sixteenDigits.nullable().default(null),
      /** A person who is being edited is not a duplicate of himself. */
      exceptId: id.nullable().default(null),
    }),
    output: z.array(duplicateCandidate),
  }),
  /** Pairs of a state, best score first. Both sides must lie in the user's area. */
  list: query({
    access: 'people.merge',
    input: z.strictObject({
      state: pairState.default('open'),
      cursor: cursor.default(null),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.strictObject({ items: z.array(duplicatePair), next: cursor }),
  }),
  /** How many pairs the user can see, and when the register was last compared. */
  summary: query({
    access: 'people.merge',
    input: nothing,
    output: z.strictObject({
      open: z.int(),
      different: z.int(),
      merged: z.int(),
      lastScan: z.strictObject({ at: instant, people: z.int(), found: z.int() }).nullable(),
    }),
  }),
  /** "Orang yang berbeda": remembered both ways and never asked again. */
  markDifferent: command({ access: 'people.write', input: z.strictObject(two), output: nothing }),
  /** Takes that back: the pair is asked again. */
  reopen: command({ access: 'people.merge', input: z.strictObject(two), output: nothing }),
  /** Makes two records one. The absorbed record stays, hidden; its cases, letters, submissions and family memberships move. */
  merge: command({
    access: 'people.merge',
    input: z.strictObject({
      survivorId: id,
      survivorVersion: version,
      absorbedId: id,
      absorbedVersion: version,
      /** Whose value goes on: these are taken from the absorbed record, all others stay as the survivor has them. */
      take: z.array(mergeField).max(30).default([]),
    }),
    output: z.strictObject({ mergeId: id, id, version }),
  }),
  /** Makes them two again, exactly as before. */
  undoMerge: command({
    access: 'people.merge',
    input: z.strictObject({ mergeId: id }),
    output: z.strictObject({ survivorId: id, absorbedId: id }),
  }),
}
