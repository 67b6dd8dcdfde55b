import { z } from 'zod'
import { cursor, day, filledLine, id, instant, limit, line, regionCode, sex, sixteenDigits, text, version } from './common.ts'
import { command, query } from './procedure.ts'

/** A family card in a list; number masked. `head` is '' where no head is known. */
export const familyRow = z.strictObject({
  id,
  kkMasked: z.string(),
  head: z.string(),
  members: z.int(),
  address: z.string(),
  village: z.string(),
  regionCode: z.string().nullable(),
  state: z.enum(['active', 'moved', 'ended']),
})
export type FamilyRow = z.infer<typeof familyRow>

/** What happened to a family. */
export const familyEventKind = z.enum([
  'head',
  'move',
  'member-move',
  'split',
  'open',
  'join',
  'death',
  'birth',
  'relation',
  'number',
  'household',
  'household-left',
])
export type FamilyEventKind = z.infer<typeof familyEventKind>

export const familyMember = z.strictObject({
  personId: id,
  name: z.string(),
  nikMasked: z.string(),
  internalNumber: z.string(),
  sex: sex.nullable(),
  birthDate: z.string().nullable(),
  maritalStatus: z.string(),
  lifeStatus: z.string(),
  relation: z.string(),
  fromDate: z.string().nullable(),
  /** Whether `fromDate` is the real first day; otherwise it is the day the membership was recorded. */
  fromKnown: z.boolean(),
  toDate: z.string().nullable(),
  openCases: z.int(),
})
export type FamilyMemberView = z.infer<typeof familyMember>

export const familyEvent = z.strictObject({
  id,
  kind: familyEventKind,
  on: z.string(),
  at: instant,
  by: z.string(),
  note: z.string(),
  documentNumber: z.string(),
  /** What happened, one Indonesian sentence. */
  summary: z.string(),
  people: z.array(z.strictObject({ personId: id, name: z.string() })),
  otherFamilyId: id.nullable(),
  undoneAt: instant.nullable(),
  undoneBy: z.string(),
  /** The newest event that still stands: the one that can be taken back. */
  newest: z.boolean(),
})
export type FamilyEvent = z.infer<typeof familyEvent>

const householdFamily = z.strictObject({
  familyId: id,
  kkMasked: z.string(),
  head: z.string(),
  members: z.int(),
  fromDate: z.string(),
  toDate: z.string().nullable(),
})

export const household = z.strictObject({ id, number: z.string(), families: z.array(householdFamily) })

/** Somebody who lives in a household, with what holds of them today. */
export const householdMember = z.strictObject({
  ...familyMember.shape,
  /** `2`, or `persentil 17`; '' = not known. */
  decile: z.string(),
  decileOn: z.string().nullable(),
  dtsenStatus: z.string(),
  programmes: z.array(z.string()),
  /** Pregnancy and disabilities of today, in words. */
  conditions: z.array(z.string()),
})
export type HouseholdMember = z.infer<typeof householdMember>

/** Families under one roof with everybody in them. */
export const householdDetail = z.strictObject({
  id,
  number: z.string(),
  families: z.array(
    z.strictObject({
      ...householdFamily.shape,
      state: z.enum(['active', 'moved', 'ended']),
      address: z.string(),
      hamlet: z.string(),
      rt: z.string(),
      rw: z.string(),
      village: z.string(),
      /** Those of today; of a family that left the household nobody is listed. */
      people: z.array(householdMember),
    }),
  ),
  /** Families and people of today outside the user's area: counted, not shown. */
  hidden: z.strictObject({ families: z.int(), people: z.int() }),
})
export type HouseholdDetail = z.infer<typeof householdDetail>

export const familyDetail = z.strictObject({
  id,
  version,
  kkMasked: z.string(),
  state: z.enum(['active', 'moved', 'ended']),
  endedOn: z.string().nullable(),
  address: z.string(),
  hamlet: z.string(),
  rt: z.string(),
  rw: z.string(),
  village: z.string(),
  regionCode: z.string().nullable(),
  updatedAt: instant,
  members: z.array(familyMember),
  former: z.array(familyMember),
  /** Members whose address lies outside the user's area: counted, not shown. */
  hidden: z.int(),
  household: household.nullable(),
  events: z.array(familyEvent),
  /** Open findings of the table of checks about this family: what, and what to do. */
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})
export type FamilyDetail = z.infer<typeof familyDetail>

/** When, by which paper, and what else there is to say. */
const eventFields = { on: day, documentNumber: line.default(''), note: text.default('') }
/** The family as the screen saw it. */
const ofFamily = { familyId: id, version }
/** One person with the family (or, without one, with the person) as the screen saw it. */
const ofPerson = { personId: id, version }
const relations = z.array(z.strictObject({ personId: id, relation: filledLine })).max(60)
/** Who heads the family when its head goes, and what the others are to the new head. */
const succession = { newHeadId: id.nullable().default(null), relations: relations.default([]) }
const addressFields = {
  address: line.default(''),
  hamlet: line.default(''),
  rt: line.default(''),
  rw: line.default(''),
  regionCode,
}
/** Where somebody moves to. `outside` = out of the district; only the name of the place is kept. */
const destination = z.discriminatedUnion('where', [
  z.strictObject({ where: z.literal('inside'), ...addressFields }),
  z.strictObject({ where: z.literal('outside'), place: filledLine }),
])
const done = z.strictObject({ eventId: id, familyId: id.nullable(), version, personId: id.nullable() })

/**
 * Family cards, households, and the events that change them. Every event is one transaction, is dated, keeps what was before,
 * and can be taken back while it is the newest. `version` is that of the family; of the person where there is no family.
 */
export const families = {
  get: query({ access: 'people.read', audit: 'view', input: z.strictObject({ id }), output: familyDetail }),
  /** By the head's name; with `text`: families of people found by it, or by the number of the card. */
  list: query({
    access: 'people.read',
    input: z.strictObject({
      text: z.string().max(120).default(''),
      region: regionCode.nullable().default(null),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(familyRow), next: cursor }),
  }),
  /** Relations that may be chosen, as the value lists have them. */
  relations: query({ access: 'people.read', input: z.strictObject({}), output: z.array(z.string()) }),
  /** Shows the number of a card in full; written to the audit trail before it is shown. */
  reveal: command({ access: 'people.reveal', input: z.strictObject({ id }), output: z.strictObject({ value: z.string() }) }),
  /** A household as a page: families of today and of before, with everybody in them. */
  household: query({ access: 'people.read', audit: 'view', input: z.strictObject({ id }), output: householdDetail }),
  /** Ganti kepala keluarga; a new number where a new card was made for it. */
  changeHead: command({
    access: 'people.write',
    input: z.strictObject({
      ...ofFamily,
      newHeadId: id,
      relations: relations.default([]),
      kkNumber: sixteenDigits.nullable().default(null),
      ...eventFields,
    }),
    output: done,
  }),
  /** Pindah satu keluarga: the members' addresses move along. */
  move: command({
    access: 'people.write',
    input: z.strictObject({ ...ofFamily, to: destination, ...eventFields }),
    output: done,
  }),
  /** Pindah satu orang. `keepCard`: lives elsewhere but stays on the card. */
  moveMember: command({
    access: 'people.write',
    input: z.strictObject({ ...ofPerson, to: destination, keepCard: z.boolean().default(false), ...succession, ...eventFields }),
    output: done,
  }),
  /** Pecah KK: chosen members get a card of their own. Without `address` they stay where they live. */
  split: command({
    access: 'people.write',
    input: z.strictObject({
      ...ofFamily,
      members: relations.min(1),
      kkNumber: sixteenDigits.nullable().default(null),
      address: z.strictObject(addressFields).nullable().default(null),
      ...succession,
      ...eventFields,
    }),
    output: done,
  }),
  /** KK baru for somebody without a family. */
  open: command({
    access: 'people.write',
    input: z.strictObject({ ...ofPerson, kkNumber: sixteenDigits.nullable().default(null), ...eventFields }),
    output: done,
  }),
  /** Masuk ke keluarga lain; `takeAddress`: lives there from now on. */
  join: command({
    access: 'people.write',
    input: z.strictObject({
      ...ofPerson,
      toFamilyId: id,
      relation: filledLine,
      takeAddress: z.boolean().default(true),
      ...succession,
      ...eventFields,
    }),
    output: done,
  }),
  /** Meninggal. */
  death: command({ access: 'people.write', input: z.strictObject({ ...ofPerson, ...succession, ...eventFields }), output: done }),
  /** Lahir: `on` is the day of birth. */
  birth: command({
    access: 'people.write',
    input: z.strictObject({
      ...ofFamily,
      name: filledLine,
      sex,
      birthPlace: line.default(''),
      nik: sixteenDigits.nullable().default(null),
      motherId: id.nullable().default(null),
      fatherId: id.nullable().default(null),
      relation: filledLine.default('Anak'),
      ...eventFields,
    }),
    output: done,
  }),
  /** Betulkan hubungan: the card always said so, the record was wrong. */
  correctRelation: command({
    access: 'people.write',
    input: z.strictObject({ ...ofFamily, personId: id, relation: filledLine, ...eventFields }),
    output: done,
  }),
  /** A new or corrected number of the card; null = not known. */
  setNumber: command({
    access: 'people.write',
    input: z.strictObject({ ...ofFamily, kkNumber: sixteenDigits.nullable(), ...eventFields }),
    output: done,
  }),
  /** Puts a family into a household: by the household's number (made when new), or the one another family lives in. */
  linkHousehold: command({
    access: 'people.write',
    input: z.strictObject({
      ...ofFamily,
      to: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('number'), number: filledLine }),
        z.strictObject({ by: z.literal('family'), familyId: id }),
      ]),
      ...eventFields,
    }),
    output: done,
  }),
  unlinkHousehold: command({ access: 'people.write', input: z.strictObject({ ...ofFamily, ...eventFields }), output: done }),
  /** Takes the newest event of a family back, if nothing it wrote was changed since. */
  undo: command({
    access: 'people.write',
    input: z.strictObject({ eventId: id }),
    output: z.strictObject({ eventId: id, familyId: id.nullable() }),
  }),
}
