import { z } from 'zod'
import { numberSources } from '../domain/letter-number.ts'
import { dtsenStatuses } from '../domain/person-facts.ts'
import {
  cursor,
  day,
  fileId,
  fileRef,
  filledLine,
  id,
  instant,
  limit,
  line,
  nothing,
  regionCode,
  saved,
  text,
  version,
} from './common.ts'
import { letterAbouts, letterField, letterList, letterPapers, letterTemplateBody } from './letter-body.ts'
import { command, job, query } from './procedure.ts'

export const letterState = z.enum(['draft', 'printed', 'cancelled'])
export const paper = z.enum(letterPapers)

/** What a statement about the register stands on; printed on it and kept with it. */
export const registerSource = z.strictObject({
  /** A list in our copy, or a look into the national system. */
  kind: z.enum(['list', 'check']),
  /** Date of the list, or day of the look. */
  on: z.string(),
  /** Instant of the look; null for a list. */
  at: instant.nullable(),
  /** Name of the list, or of the system looked into. */
  label: z.string(),
  /** Who looked; '' for a list. */
  by: z.string(),
  found: z.boolean(),
  /** '' = not known. */
  decile: z.string(),
  status: z.string(),
  /** Relative whose decile counts for the family; '' = the resident's own. */
  of: z.string(),
})
export type RegisterSource = z.infer<typeof registerSource>

/** Whether something may be stated about a resident, and on what ground. */
export const registerStanding = z.strictObject({
  /** `old` and `missing`: an online check has to be recorded first. "Not in our copy" is never "not registered". */
  state: z.enum(['ready', 'old', 'missing']),
  source: registerSource.nullable(),
  /** Newest list that speaks of the resident, also when it is too old; '' = none. */
  listDate: z.string(),
  maxAgeDays: z.int(),
})
export type RegisterStanding = z.infer<typeof registerStanding>

/** Who came for the letter. */
export const applicant = z.strictObject({
  personId: id.nullable().default(null),
  name: line.default(''),
  relation: line.default(''),
  phone: line.default(''),
})
export type Applicant = z.infer<typeof applicant>

const listRows = z.record(z.string().max(60), z.array(z.record(z.string().max(60), z.string().max(500))).max(2000))

/** Why a date does not fit its place in the book: earlier than the last letter's, or later than the day of the print. */
export const dateMark = z.enum(['', 'back', 'ahead'])

export const letterRow = z.strictObject({
  id,
  kind: z.string(),
  kindName: z.string(),
  number: z.string().nullable(),
  /** Printed with an open number line; the number comes from the agenda. */
  numberOpen: z.boolean(),
  numberSource: z.enum(numberSources),
  /** Slipped in behind another number, as 045.a. */
  inserted: z.boolean(),
  dateMark,
  /** Why the number was slipped in, the date does not fit, or a typed number was mended. */
  numberReason: z.string(),
  unitCode: z.string(),
  letterDate: z.string(),
  subject: z.string(),
  clientName: z.string(),
  addressee: z.string(),
  caseId: id.nullable(),
  caseNumber: z.string(),
  signatory: z.string(),
  state: letterState,
  printedAt: instant.nullable(),
  printedBy: z.string(),
  copies: z.int(),
  /** Day on which the printed letter was handed over; null = it still lies here. */
  handedOn: z.string().nullable(),
  handedTo: z.string(),
  /** What the receiver is to the resident; '' = the resident, or not asked. */
  handedRelation: z.string(),
  /** Days on which it was signed and stamped, as far as the office follows that. */
  signedOn: z.string().nullable(),
  stampedOn: z.string().nullable(),
  /** Last day of validity of a printed letter; null = without end, or a draft. */
  validUntil: z.string().nullable(),
  /** Code of proof as printed, `S7K3F-9Q2MX`; '' = the letter carries none. */
  code: z.string(),
  version,
})
export type LetterRow = z.infer<typeof letterRow>

export const letterDetail = z.strictObject({
  ...letterRow.shape,
  referralId: id.nullable(),
  personId: id.nullable(),
  regionCode: z.string().nullable(),
  signatoryId: id,
  paper,
  headedPaper: z.boolean(),
  applicant,
  /** The applicant's name, from the register where there is a record. */
  applicantName: z.string(),
  purpose: z.string(),
  purposeLabel: z.string(),
  lane: z.string(),
  lists: listRows,
  /** For a kind that states something about the register: drafts as it stands now, printed letters as it was printed. */
  register: registerStanding.nullable(),
  templateVersion: z.int(),
  fields: z.record(z.string(), z.string()),
  copiesTo: z.array(z.string()),
  /** Its number was written into the book after the print and may be mended there. */
  numberEntered: z.boolean(),
  sha256: z.string().nullable(),
  handedBy: z.string(),
  copyLog: z.array(z.strictObject({ copy: z.int(), at: instant, by: z.string() })),
})
export type LetterDetail = z.infer<typeof letterDetail>

export const letterContent = z.strictObject({
  signatoryId: id,
  letterDate: day,
  paper,
  /** Extra fields that the kind asks for, by name (definition of the kind). */
  fields: z.record(z.string().max(60), text),
  copiesTo: z.array(filledLine).max(20),
  /** Left out = as the kind has it. */
  headedPaper: z.boolean().optional(),
  applicant: applicant.optional(),
  /** Key of one of the kind's purposes. */
  purpose: z.string().max(60).optional(),
  /** Key of one of the kind's lanes. */
  lane: z.string().max(60).optional(),
  /** Rows of the kind's lists, by name of list and column. */
  lists: listRows.optional(),
  /** Code of the unit the letter comes from; '' = the office's own. */
  unitCode: line.max(30).optional(),
})

/** How a letter is to be numbered, where the clerk has a say. */
export const numberChoice = z.strictObject({
  /** Running number behind which the letter is slipped in (45 → 045.a); null = the next one. */
  insertAfter: z.int().positive().nullable().default(null),
  /** The number that the agenda or another system gave: running number or whole; '' = printed with an open line. */
  typed: line.default(''),
  /** Why: needed for a number slipped in and for a date that does not fit. */
  reason: line.default(''),
})
export type NumberChoice = z.output<typeof numberChoice>

/** What the letters book is narrowed by. */
export const bookFilter = {
  text: line.default(''),
  state: letterState.nullable().default(null),
  kind: line.nullable().default(null),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  /** Only letters that are owed: printed and not fetched, or only drafted although the case is decided. */
  toHandOver: z.boolean().default(false),
  /** `open` = waits for its number, `inserted` = slipped in, `dated` = its date does not fit, `typed` = from the agenda. */
  mark: z.enum(['open', 'inserted', 'dated', 'typed']).nullable().default(null),
  /** `number`: as in a book on paper, by sequence, year and number; drafts and open ones have no place in it. */
  order: z.enum(['newest', 'number']).default('newest'),
}

/** One letter kind as the desk sees it. */
export const letterKind = z.strictObject({
  key: z.string(),
  version: z.int(),
  name: z.string(),
  description: z.string(),
  needsReferral: z.boolean(),
  about: z.enum(letterAbouts),
  applicant: z.boolean(),
  paper,
  headedPaper: z.boolean(),
  validDays: z.int(),
  register: z.strictObject({ maxAgeDays: z.int() }).nullable(),
  purposes: letterTemplateBody.shape.purposes.unwrap(),
  lanes: letterTemplateBody.shape.lanes.unwrap(),
  fields: z.array(letterField),
  lists: z.array(letterList),
  copiesTo: z.array(z.string()),
})
export type LetterKind = z.infer<typeof letterKind>

/** How a template is shown filled: an ordinary letter, long names and lists, or everything optional left empty. */
export const letterSamples = ['biasa', 'panjang', 'kosong'] as const
const templateProblem = z.strictObject({ path: z.string(), message: z.string() })

export const letters = {
  /** Kinds of letters (definition kind `letter-template`) with the extra fields each asks for. */
  kinds: query({
    access: 'letters.read',
    input: z.strictObject({}),
    output: z.array(letterKind),
  }),
  /** A draft holds no number. */
  draft: command({
    access: 'letters.write',
    input: z.strictObject({
      /** Null for a kind that hangs on no case. */
      caseId: id.nullable(),
      referralId: id.nullable().default(null),
      /** The resident the letter is about, where it has no case. */
      personId: id.nullable().optional(),
      /** The village or sub-district a letter without a resident belongs to; null = the whole district. */
      regionCode: regionCode.nullable().optional(),
      kind: filledLine,
      ...letterContent.shape,
    }),
    output: saved,
  }),
  /**
   * The draft of a letter that goes with an exported batch: fields and by-name lists are filled from it. Names and numbers of
   * everybody in the batch are copied, so the whole batch must lie in the user's area.
   */
  draftForSubmission: command({
    access: 'letters.write',
    input: z.strictObject({ submissionId: id, kind: filledLine }),
    output: saved,
  }),
  /** Letters made for a batch, the newest first. */
  ofSubmission: query({
    access: 'letters.read',
    input: z.strictObject({ submissionId: id }),
    output: z.array(
      z.strictObject({ id, kindName: z.string(), number: z.string().nullable(), letterDate: z.string(), state: letterState }),
    ),
  }),
  update: command({ access: 'letters.write', input: z.strictObject({ id, version, ...letterContent.shape }), output: saved }),
  /** The PDF as it would print, with an open number. */
  preview: job({
    access: 'letters.read',
    input: z.strictObject({ id }),
    output: z.strictObject({ file: fileRef, pages: z.int() }),
  }),
  /** What number a draft would get now, and what has to be asked before it does. */
  nextNumber: query({
    access: 'letters.read',
    input: z.strictObject({ id }),
    output: z.strictObject({
      source: z.enum(numberSources),
      /** As it would be printed; null when none can be given, see `problem`. */
      number: z.string().nullable(),
      /** The date does not fit: print asks for a reason. */
      asks: z.enum(['before-last', 'past-year', 'ahead']).nullable(),
      last: z.strictObject({ number: z.string(), letterDate: z.string() }).nullable(),
      /** Where the letter would be slipped in by its date. */
      insert: z.strictObject({ after: z.int(), afterNumber: z.string(), number: z.string() }).nullable(),
      /** Numbers left in the range or the day's quota; null = without end. */
      left: z.int().nullable(),
      /** `field`: what the draft still lacks, as `letters.update` names it; null = the number itself. */
      problem: z.strictObject({ message: z.string(), hint: z.string(), field: z.string().nullable() }).nullable(),
    }),
  }),
  /** Completes the book: numbers that the agenda gave to letters printed with an open line. All or none. */
  enterNumbers: command({
    access: 'letters.print',
    input: z.strictObject({
      items: z
        .array(z.strictObject({ id, version, number: filledLine.max(80), reason: line.default('') }))
        .min(1)
        .max(500),
    }),
    output: z.strictObject({ entered: z.int() }),
  }),
  /** Final print: number and archived PDF are committed together. */
  print: job({
    access: 'letters.print',
    input: z.strictObject({ id, version, choice: numberChoice.prefault({}) }),
    /** `number` null: printed with an open number line. */
    output: z.strictObject({ id, number: z.string().nullable(), sha256: z.string(), pages: z.int(), file: fileRef }),
  }),
  /** The archived bytes again; logged as copy n. */
  reprint: command({
    access: 'letters.print',
    input: z.strictObject({ id }),
    output: z.strictObject({ id, number: z.string().nullable(), copy: z.int(), file: fileRef }),
  }),
  /**
   * Writes down who received a printed letter and when. The referral behind a referral letter counts as handed over too,
   * where the user may say so.
   */
  handOver: command({
    access: 'cases.write',
    input: z.strictObject({
      id,
      version,
      to: filledLine,
      relation: line.max(60).default(''),
      on: day.nullable().default(null),
      /** Name of the counter it is handed over at. */
      desk: line.max(40).default(''),
    }),
    output: saved,
  }),
  byNumber: query({ access: 'letters.read', input: z.strictObject({ number: filledLine }), output: letterRow.nullable() }),
  /** The letters book: newest first. */
  list: query({
    access: 'letters.read',
    input: z.strictObject({
      ...bookFilter,
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(letterRow), next: cursor }),
  }),
  get: query({ access: 'letters.read', audit: 'view', input: z.strictObject({ id }), output: letterDetail }),
  /** The number stays visible in the book. */
  cancel: command({
    access: 'letters.print',
    input: z.strictObject({ id, version, reason: text.min(1, 'Tulis alasannya') }),
    output: saved,
  }),
  /** Letters of a kind for a purpose that a resident holds and that are still valid, newest first. */
  earlier: query({
    access: 'letters.read',
    input: z.strictObject({ personId: id, kind: filledLine, purpose: z.string().max(60).default('') }),
    output: z.array(letterRow),
  }),
  /** Whether a statement about the register may be made for a resident, and on what ground. */
  standing: query({
    access: 'letters.read',
    audit: 'view',
    input: z.strictObject({ personId: id, kind: filledLine }),
    output: registerStanding.nullable(),
  }),
  /**
   * Records a look into the national system: what was found, when, by whom. The decile becomes a statement about the resident. The
   * front office looks, the back office prints (domain.md 2.2): it takes either the right to keep residents' data or to write letters.
   */
  recordCheck: command({
    access: 'letters.read',
    input: z.strictObject({
      personId: id,
      system: filledLine.default('SIKS-NG'),
      /** Left out = now. */
      at: z.iso.datetime().optional(),
      /** Left out = the user. */
      by: line.default(''),
      found: z.boolean(),
      decile: z.int().min(1).max(10).nullable().default(null),
      status: z.enum(dtsenStatuses).nullable().default(null),
      note: line.default(''),
    }),
    output: z.strictObject({ id }),
  }),
  /** A resident as a row of a kind's list, numbers in full; what the list does not take from the register stays out. */
  listRow: command({
    access: 'letters.write',
    input: z.strictObject({ personId: id, kind: filledLine, list: z.string().max(60) }),
    output: z.record(z.string(), z.string()),
  }),
  /** Drafts of kinds with lanes, in the order they are taken up: the urgent lane first, then the oldest. */
  waiting: query({
    access: 'letters.read',
    input: nothing,
    output: z.array(
      z.strictObject({
        id,
        kindName: z.string(),
        lane: z.string(),
        laneLabel: z.string(),
        urgent: z.boolean(),
        clientName: z.string(),
        since: instant,
      }),
    ),
  }),
  /** What may stand in a template: placeholders and text helpers, with words. */
  templateWords: query({
    access: 'definitions.read',
    input: nothing,
    output: z.strictObject({
      placeholders: z.array(z.strictObject({ name: z.string(), label: z.string() })),
      helpers: z.array(z.strictObject({ name: z.string(), label: z.string() })),
    }),
  }),
  /** A template that is being edited, filled with made-up people; `file` is null while it does not fit together. */
  previewTemplate: job({
    access: 'definitions.read',
    input: z.strictObject({ body: z.json(), sample: z.enum(letterSamples), headedPaper: z.boolean().default(false) }),
    output: z.strictObject({ file: fileRef.nullable(), pages: z.int(), problems: z.array(templateProblem) }),
  }),
  /** A template as a file for another office. */
  exportTemplate: query({ access: 'definitions.read', input: z.strictObject({ key: filledLine }), output: fileRef }),
  /** Reads such a file; nothing is saved. `exists` = the office has a kind with this key. */
  readTemplateFile: query({
    access: 'definitions.write',
    input: z.strictObject({ fileId }),
    output: z.strictObject({
      key: z.string(),
      name: z.string(),
      body: z.json(),
      exists: z.boolean(),
      problems: z.array(templateProblem),
    }),
  }),
}
