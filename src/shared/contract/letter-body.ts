import { z } from 'zod'
import { letterNumbering } from './letter-numbers.ts'

const named = { name: z.string().min(1), description: z.string().default('') }

/** Papers a letter is set on: F4 215 × 330 mm, A4, and the long sheet of Indonesian offices ("Legal", 215.9 × 355.6 mm). */
export const letterPapers = ['F4', 'A4', 'LEGAL'] as const
export type LetterPaper = (typeof letterPapers)[number]

/** The two shapes of official letters: to an addressee, or with a title in the middle. */
export const letterShapes = ['korespondensi', 'judul'] as const

/** Type faces; all are embedded. The serif one has the widths of Times New Roman, the second sans those of Arial. */
export const letterFontNames = ['noto-sans', 'arimo', 'tinos'] as const
export type LetterFontName = (typeof letterFontNames)[number]

/** What a kind of letter hangs on: a case, a resident (with or without a case), or a village or the office itself. */
export const letterAbouts = ['case', 'person', 'village'] as const
export type LetterAbout = (typeof letterAbouts)[number]

/** Columns a table of the family may show. */
export const memberColumns = ['name', 'nik', 'relation', 'sex', 'birth', 'age', 'maritalStatus', 'occupation'] as const
export type MemberColumn = (typeof memberColumns)[number]

/** What a column of a list takes from a resident who is put on it; '' = it is typed. */
export const listSources = ['', 'name', 'nik', 'kk', 'sex', 'birth', 'age', 'address', 'village', 'decile'] as const

/** What a field takes from a batch for SIKS-NG that the letter goes with; '' = it is typed. */
export const submissionSources = ['', 'label', 'period', 'count', 'fileName', 'sha256'] as const

const fieldName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/)
/** Shown only when: `name` (of a field, or `lists.name` of a list) = it is filled, `!name` = it is empty, `name=words`, `name!=words`; '' = always. */
const when = z.string().max(120).default('')
const labelled = z.strictObject({ label: z.string(), text: z.string(), when })

/** Somebody who signs. Names left empty print a dotted line to be filled in by hand. */
export const letterSigner = z.strictObject({
  /** A line above the position, e.g. `Mengetahui,`. */
  heading: z.string().default(''),
  position: z.string().default(''),
  name: z.string().default(''),
  rank: z.string().default(''),
  nip: z.string().default(''),
  /** The signatory chosen for the letter; position and name are then taken from there. */
  office: z.boolean().default(false),
  /** A frame for the revenue stamp (meterai) in the room for the signature. */
  stamp: z.boolean().default(false),
  when,
})
export type LetterSigner = z.infer<typeof letterSigner>

/** One block of a letter, from top to bottom. Texts may hold `{{field}}` and `{{field|helper}}`; see core/letters/placeholders.ts. */
export const letterBlock = z.discriminatedUnion('type', [
  /** The office's own; with `lines` that of somebody else (a village): government, …, and last whoever writes. */
  z.strictObject({ type: z.literal('letterhead'), lines: z.array(z.string()).max(5).default([]) }),
  z.strictObject({ type: z.literal('date-line') }),
  z.strictObject({ type: z.literal('title'), text: z.string(), when }),
  z.strictObject({ type: z.literal('number-block'), rows: z.array(labelled) }),
  z.strictObject({ type: z.literal('addressee'), lines: z.array(z.string()) }),
  z.strictObject({
    type: z.literal('paragraph'),
    text: z.string(),
    indent: z.boolean().default(true),
    align: z.enum(['justify', 'left', 'center']).default('justify'),
    bold: z.boolean().default(false),
    when,
  }),
  /** Numbered points; each line of a filled text is a point of its own. */
  z.strictObject({
    type: z.literal('points'),
    style: z.enum(['number', 'letter', 'dash']).default('number'),
    items: z.array(z.strictObject({ text: z.string(), when })),
  }),
  z.strictObject({ type: z.literal('identity'), rows: z.array(labelled), when }),
  /** The family of the resident, one member a row. */
  z.strictObject({
    type: z.literal('members'),
    columns: z.array(z.enum(memberColumns)).min(1).max(8),
    when,
  }),
  /** A list of the kind (`lists`), broken over pages with its header repeated. */
  z.strictObject({
    type: z.literal('table'),
    list: z.string().min(1),
    /** Empty rows below, to be filled in by hand. */
    blankRows: z.int().min(0).max(60).default(0),
    /** Adds a column to sign in, e.g. of an attendance list. */
    signColumn: z.boolean().default(false),
    when,
  }),
  /** Without signers: the signatory of the letter at the right. */
  z.strictObject({
    type: z.literal('signature'),
    layout: z.enum(['single', 'columns', 'table']).default('single'),
    columns: z.int().min(2).max(3).default(2),
    heading: z.string().default(''),
    signers: z.array(letterSigner).max(12).default([]),
    when,
  }),
  /** Small frame for the initials of those who look the letter through before it is signed. */
  z.strictObject({
    type: z.literal('initials'),
    title: z.string().default('Paraf'),
    lines: z.array(z.string()).min(1).max(6),
  }),
  /** Code by which the letter is proved genuine; left out where there is none. */
  z.strictObject({ type: z.literal('qr'), mm: z.number().min(15).max(50).default(22), text: z.string().default('') }),
  z.strictObject({ type: z.literal('copies'), title: z.string().default('Tembusan:') }),
  z.strictObject({ type: z.literal('space'), mm: z.number().min(0).max(100) }),
  z.strictObject({ type: z.literal('page-break'), when }),
])
export type LetterBlock = z.infer<typeof letterBlock>

/** A field that the clerk fills in for one letter. */
export const letterField = z.strictObject({
  name: fieldName,
  label: z.string().min(1),
  multiline: z.boolean().default(false),
  required: z.boolean().default(false),
  initial: z.string().default(''),
  type: z.enum(['text', 'date', 'time', 'number', 'amount', 'choice']).default('text'),
  /** For `choice`. */
  choices: z.array(z.string().min(1)).default([]),
  hint: z.string().default(''),
  /** At Loket cepat the next person gets the same. */
  keep: z.boolean().default(false),
  /** Filled from the batch, where the letter is made from one. */
  submission: z.enum(submissionSources).default(''),
})
export type LetterField = z.infer<typeof letterField>

/** A by-name list that the clerk fills in, row by row or from the register. */
export const letterList = z.strictObject({
  name: fieldName,
  label: z.string().min(1),
  hint: z.string().default(''),
  required: z.boolean().default(false),
  columns: z
    .array(
      z.strictObject({
        key: fieldName,
        label: z.string().min(1),
        /** Share of the page's width, in millimetres of a full row. */
        width: z.number().min(5).max(150),
        align: z.enum(['left', 'center', 'right']).default('left'),
        from: z.enum(listSources).default(''),
      }),
    )
    .min(1)
    .max(8),
})
export type LetterList = z.infer<typeof letterList>

/** A letter kind with its layout. Lengths in millimetres, font sizes in points. */
export const letterTemplateBody = z.strictObject({
  ...named,
  needsReferral: z.boolean(),
  about: z.enum(letterAbouts).default('case'),
  shape: z.enum(letterShapes).default('korespondensi'),
  /** Asks who came for the letter (a parent for a child). */
  applicant: z.boolean().default(false),
  subject: z.string(),
  paper: z.enum(letterPapers),
  font: z.enum(letterFontNames).default('noto-sans'),
  margins: z.strictObject({ top: z.number(), right: z.number(), bottom: z.number(), left: z.number() }),
  fontSize: z.number().min(8).max(16),
  lineSpacing: z.number().min(1).max(2),
  /** The office prints on paper that has its letterhead already; its room stays empty. */
  headedPaper: z.boolean().default(false),
  /** Days a letter is valid from its date on, the day itself included; 0 = without end. */
  validDays: z.int().min(0).max(3650).default(0),
  /** What a letter may be for: up to which decile, and for how many days it is then valid. */
  purposes: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
        label: z.string().min(1),
        maxDecile: z.int().min(1).max(10).nullable().default(null),
        validDays: z.int().min(0).max(3650),
      }),
    )
    .default([]),
  /** A statement about DTSEN: a list or an online check older than this is not enough. Null = says nothing about the register. */
  register: z
    .strictObject({ maxAgeDays: z.int().min(0).max(3650) })
    .nullable()
    .default(null),
  /** Order in which drafts are taken up, the most urgent first. */
  lanes: z
    .array(z.strictObject({ key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/), label: z.string().min(1) }))
    .max(4)
    .default([]),
  numbering: letterNumbering,
  fields: z.array(letterField),
  lists: z.array(letterList).max(4).default([]),
  copiesTo: z.array(z.string()),
  blocks: z.array(letterBlock).min(1),
  /** Prints the code of proof where the office prints codes and `blocks` has a place for it. */
  proof: z.boolean().default(true),
  /** No longer offered; letters of this kind stay in the book as they are. */
  retired: z.boolean().default(false),
})
export type LetterTemplateBody = z.infer<typeof letterTemplateBody>
