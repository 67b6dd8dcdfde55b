import { z } from 'zod'
import { cursor, day, filledLine, id, instant, limit, line, regionCode, saved, sex, sixteenDigits, version } from './common.ts'
import { command, query } from './procedure.ts'

/** A person in a list: NIK and family card number are masked. */
export const personRow = z.strictObject({
  id,
  name: z.string(),
  nikMasked: z.string(),
  kkMasked: z.string(),
  sex: sex.nullable(),
  birthDate: z.string().nullable(),
  birthPlace: z.string(),
  address: z.string(),
  village: z.string(),
  regionCode: z.string().nullable(),
  lifeStatus: z.string(),
})
export type PersonRow = z.infer<typeof personRow>

/** What a list of people is narrowed by; what is left out asks nothing. Every part must fit. */
export const peopleFilter = z.strictObject({
  sex: sex.optional(),
  /** Whole years today, both inclusive. */
  ageFrom: z.int().min(0).max(150).optional(),
  ageTo: z.int().min(0).max(150).optional(),
  lifeStatus: line.optional(),
  disability: z.boolean().optional(),
  withoutNik: z.boolean().optional(),
  openCase: z.boolean().optional(),
  /** Created or last changed by this import package. */
  importId: id.optional(),
  updatedSince: day.optional(),
  /** The newest statement counts. */
  decile: z.int().min(1).max(10).optional(),
  registerStatus: line.optional(),
  /** Belongs to this programme today. */
  programmeKey: line.optional(),
})
export type PeopleFilter = z.infer<typeof peopleFilter>

/** One part of what was typed, and where it stands in the person's data. `marks`: [from, to) in letters of `text`, in order. */
export const matchReason = z.strictObject({
  field: z.enum(['name', 'nik', 'kk', 'phone', 'number', 'mother', 'address', 'birth', 'region']),
  /** As it may be shown: NIK and family card number masked. */
  text: z.string(),
  marks: z.array(z.tuple([z.int(), z.int()])),
})
export type MatchReason = z.infer<typeof matchReason>

/** A search hit says why it matched: the first reason in short, and all of them. */
export const personHit = z.strictObject({
  ...personRow.shape,
  matched: z.enum(['nik', 'kk', 'phone', 'number', 'name-start', 'name', 'mother', 'address', 'birth', 'region']),
  reasons: z.array(matchReason),
  score: z.number(),
})
export type PersonHit = z.infer<typeof personHit>

/** Values are codes of the definition kind `value-list`; '' = not known. */
export const personFields = z.strictObject({
  name: filledLine,
  nik: sixteenDigits.nullable(),
  birthPlace: line.default(''),
  birthDate: day.nullable().default(null),
  sex: sex.nullable().default(null),
  religion: line.default(''),
  maritalStatus: line.default(''),
  education: line.default(''),
  occupation: line.default(''),
  disability: line.default(''),
  motherName: line.default(''),
  fatherName: line.default(''),
  phone: line.default(''),
  address: line.default(''),
  hamlet: line.default(''),
  rt: line.default(''),
  rw: line.default(''),
  regionCode: regionCode.nullable().default(null),
})
export type PersonFields = z.infer<typeof personFields>

export const membership = z.strictObject({
  familyId: id,
  kkMasked: z.string(),
  relation: z.string(),
  fromDate: z.string().nullable(),
  toDate: z.string().nullable(),
})

export const personDetail = z.strictObject({
  ...personRow.shape,
  religion: z.string(),
  maritalStatus: z.string(),
  education: z.string(),
  occupation: z.string(),
  disability: z.string(),
  motherName: z.string(),
  fatherName: z.string(),
  phone: z.string(),
  hamlet: z.string(),
  rt: z.string(),
  rw: z.string(),
  originalNumber: z.string(),
  internalNumber: z.string(),
  version,
  updatedAt: instant,
  memberships: z.array(membership),
  family: z.array(
    z.strictObject({
      personId: id,
      name: z.string(),
      nikMasked: z.string(),
      relation: z.string(),
      sex: sex.nullable(),
      birthDate: z.string().nullable(),
    }),
  ),
  cases: z.array(z.strictObject({ id, number: z.string(), openedAt: instant, summary: z.string(), open: z.boolean() })),
  letters: z.array(
    z.strictObject({
      id,
      number: z.string().nullable(),
      kind: z.string(),
      title: z.string(),
      letterDate: z.string(),
      state: z.string(),
    }),
  ),
  submissions: z.array(
    z.strictObject({ id, label: z.string(), result: z.string(), reason: z.string(), resultAt: instant.nullable() }),
  ),
  imports: z.array(z.strictObject({ id, label: z.string(), appliedAt: instant.nullable() })),
  history: z.array(
    z.strictObject({
      at: instant,
      by: z.string(),
      /** Name of the field in `personFields`, where it is one of those. */
      key: z.string(),
      field: z.string(),
      before: z.string(),
      after: z.string(),
      source: z.string(),
    }),
  ),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})
export type PersonDetail = z.infer<typeof personDetail>

export const people = {
  /**
   * A number (NIK, family card, telephone; 4 digits or more), a part of a name, or several things in one line: "siti cibeureum",
   * "budi ibu aminah", "asep 1987", "rt 02 rw 05 sukamaju". Best first; at most `limit`, `more` when others exist.
   * `note`: `full-number` = without `people.reveal` a NIK is looked for with all 16 digits or those that a mask shows;
   * `partial` = nobody fits everything that was typed, these fit the name.
   */
  search: query({
    access: 'people.read',
    input: z.strictObject({
      text: z.string().max(120),
      limit: z.int().min(1).max(100).default(20),
      region: regionCode.nullable().optional(),
      filter: peopleFilter.optional(),
    }),
    output: z.strictObject({
      items: z.array(personHit),
      total: z.int(),
      more: z.boolean(),
      note: z.enum(['full-number', 'partial']).nullable(),
    }),
  }),
  /** All people by name, page by page. */
  list: query({
    access: 'people.read',
    input: z.strictObject({
      region: regionCode.nullable().default(null),
      filter: peopleFilter.optional(),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(personRow), next: cursor }),
  }),
  /** With a filter only people are counted, `families` is 0. */
  count: query({
    access: 'people.read',
    input: z.strictObject({ region: regionCode.nullable().default(null), filter: peopleFilter.optional() }),
    output: z.strictObject({ people: z.int(), families: z.int() }),
  }),
  get: query({ access: 'people.read', audit: 'view', input: z.strictObject({ id }), output: personDetail }),
  /** Shows a masked number in full; written to the audit trail before it is shown. */
  reveal: command({
    access: 'people.reveal',
    input: z.strictObject({ id, field: z.enum(['nik', 'kk']) }),
    output: z.strictObject({ value: z.string() }),
  }),
  create: command({
    access: 'people.write',
    input: z.strictObject({
      ...personFields.shape,
      kkNumber: sixteenDigits.nullable().default(null),
      relation: line.default(''),
    }),
    output: saved,
  }),
  /** `nik: undefined` leaves the number as it is (screens show it masked). A stale version answers CONFLICT and says who was faster. */
  update: command({
    access: 'people.write',
    input: z.strictObject({ id, version, ...personFields.partial({ nik: true }).shape }),
    output: saved,
  }),
}
