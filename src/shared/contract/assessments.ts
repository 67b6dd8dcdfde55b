import { z } from 'zod'
import { longestAnswer } from '../domain/questionnaire/values.ts'
import { cursor, day, fileId, fileRef, filledLine, id, instant, limit, line, regionCode, saved, sex, version } from './common.ts'
import { command, job, query } from './procedure.ts'
import { questionnaireBody } from './questionnaire-body.ts'

/** Whether answers are still being typed, complete, or looked over by a supervisor. */
export const assessmentState = z.enum(['draft', 'finished', 'verified'])
export type AssessmentState = z.infer<typeof assessmentState>

/** An answer as typed; null takes it away. Numbers of sixteen digits are masked in answers; sent back masked they stay as they are. */
export const answerValue = z.union([
  z
    .string()
    .trim()
    .min(1)
    .max(longestAnswer)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters other than line ends are exactly what is refused
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]*$/, 'Ada karakter yang tidak terlihat; ketik ulang'),
  z.number(),
  z.array(z.string().min(1).max(20)).min(1).max(60),
])
const answer = z.strictObject({ value: answerValue, from: z.enum(['field', 'register']) })
const sheet = z.record(z.string(), answer)
const questionKey = z.string().max(60)
/** Which box: a question, of a member where its section repeats. */
const box = { member: id.nullable().default(null), question: questionKey }

/** A questionnaire that can be filled. */
export const questionnaireRow = z.strictObject({
  key: z.string(),
  version: z.int(),
  name: z.string(),
  description: z.string(),
  subject: z.enum(['person', 'family']),
  questions: z.int(),
})
export type QuestionnaireRow = z.infer<typeof questionnaireRow>

/** What a set says in short. `result` is '' before it is finished. */
export const assessmentRow = z.strictObject({
  id,
  version,
  questionnaire: z.string(),
  name: z.string(),
  state: assessmentState,
  person: z.strictObject({ id, name: z.string(), nikMasked: z.string(), village: z.string() }),
  caseId: id.nullable(),
  caseNumber: z.string(),
  visitedOn: z.string(),
  surveyor: z.string(),
  asked: z.int(),
  answered: z.int(),
  result: z.string(),
  updatedAt: instant,
  updatedBy: z.string(),
})
export type AssessmentRow = z.infer<typeof assessmentRow>

const boxProblem = z.strictObject({
  member: id.nullable(),
  memberName: z.string(),
  question: z.string(),
  number: z.string(),
  message: z.string(),
})

export const assessmentDetail = z.strictObject({
  ...assessmentRow.shape,
  questionnaireVersion: z.int(),
  /** The questionnaire as it was when the set was begun, with its choices filled in. */
  form: questionnaireBody,
  familyId: id.nullable(),
  subject: z.strictObject({ sex: sex.nullable(), birthDate: z.string().nullable() }),
  main: sheet,
  members: z.array(
    z.strictObject({
      id,
      personId: id.nullable(),
      name: z.string(),
      sex: sex.nullable(),
      birthDate: z.string().nullable(),
      answers: sheet,
    }),
  ),
  problems: z.array(boxProblem),
  /** Answers that count as a sign, each `number. question: answer`. */
  signs: z.array(z.string()),
  finishedAt: instant.nullable(),
  finishedBy: z.string(),
  verifiedAt: instant.nullable(),
  verifiedBy: z.string(),
})
export type AssessmentDetail = z.infer<typeof assessmentDetail>

/** One box in which the register and the answers differ. */
export const difference = z.strictObject({
  member: id.nullable(),
  memberName: z.string(),
  question: z.string(),
  number: z.string(),
  text: z.string(),
  old: z.string(),
  /** Where the old one comes from; '' = not answered. */
  from: z.enum(['', 'field', 'register']),
  new: z.string(),
})
export type Difference = z.infer<typeof difference>

/** What a row of a file would do or did. */
export const fileRowProblem = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  name: z.string(),
  message: z.string(),
})
export const fileReport = z.strictObject({
  questionnaire: z.string(),
  name: z.string(),
  /** Rows that hold answers. */
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  answers: z.int(),
  /** The first 500; `problemCount` counts all. */
  problems: z.array(fileRowProblem),
  problemCount: z.int(),
})
export type FileReport = z.infer<typeof fileReport>

const which = { id, version }

/** Whose forms: one set, one person, or the families (or people) of a region. */
export const printTarget = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('assessment'), id }),
  z.strictObject({ of: z.literal('blank'), questionnaire: filledLine, copies: z.int().min(1).max(100).default(1) }),
  z.strictObject({ of: z.literal('person'), questionnaire: filledLine, personId: id }),
  z.strictObject({ of: z.literal('region'), questionnaire: filledLine, region: regionCode }),
])

/** Questionnaires: answer sets about people and their families, on paper, on screen and in files. */
export const assessments = {
  /** Questionnaires that can be filled, by name. */
  forms: query({ access: 'cases.read', input: z.strictObject({}), output: z.array(questionnaireRow) }),
  /** Newest first; of a family: sets about any of its present members. */
  list: query({
    access: 'cases.read',
    input: z.strictObject({
      personId: id.nullable().default(null),
      familyId: id.nullable().default(null),
      caseId: id.nullable().default(null),
      questionnaire: line.nullable().default(null),
      state: assessmentState.nullable().default(null),
      region: regionCode.nullable().default(null),
      cursor: cursor.default(null),
      limit: limit.default(100),
    }),
    output: z.strictObject({ items: z.array(assessmentRow), next: cursor }),
  }),
  get: query({ access: 'cases.read', audit: 'view', input: z.strictObject({ id }), output: assessmentDetail }),
  /** Begins a set with answers from the register; where a draft of this questionnaire about this person is open, answers that one. */
  create: command({
    access: 'cases.write',
    input: z.strictObject({
      questionnaire: filledLine,
      personId: id,
      caseId: id.nullable().default(null),
      needId: id.nullable().default(null),
    }),
    output: z.strictObject({ ...saved.shape, existed: z.boolean() }),
  }),
  /** Keeps typed answers of a draft: only the boxes that changed. */
  save: command({
    access: 'cases.write',
    input: z.strictObject({
      ...which,
      visitedOn: day.optional(),
      surveyor: line.optional(),
      answers: z
        .array(z.strictObject({ ...box, value: answerValue.nullable() }))
        .max(2000)
        .default([]),
    }),
    output: saved,
  }),
  /** Adds somebody to the roster: from the register, or by name. */
  addMember: command({
    access: 'cases.write',
    input: z.strictObject({ ...which, personId: id.nullable().default(null), name: line.default('') }),
    output: z.strictObject({ ...saved.shape, memberId: id }),
  }),
  removeMember: command({ access: 'cases.write', input: z.strictObject({ ...which, memberId: id }), output: saved }),
  /** Closes a draft whose visible boxes are all right; answers to hidden questions are dropped. */
  finish: command({ access: 'cases.write', input: z.strictObject(which), output: saved }),
  reopen: command({ access: 'cases.write', input: z.strictObject({ ...which, reason: filledLine }), output: saved }),
  verify: command({ access: 'cases.review', input: z.strictObject(which), output: saved }),
  /** Throws a draft away. */
  remove: command({ access: 'cases.write', input: z.strictObject(which), output: z.strictObject({ id }) }),
  /** What the register says differently now, box by box, and who joined or left the family. */
  compare: query({
    access: 'cases.read',
    input: z.strictObject({ id }),
    output: z.strictObject({
      version,
      differences: z.array(difference),
      joined: z.array(z.strictObject({ personId: id, name: z.string() })),
      left: z.array(z.strictObject({ memberId: id, name: z.string() })),
    }),
  }),
  /** Takes the chosen boxes from the register, and adds the chosen members; nothing else changes. */
  takeFromRegister: command({
    access: 'cases.write',
    input: z.strictObject({ ...which, boxes: z.array(z.strictObject(box)).max(2000), joined: z.array(id).max(60).default([]) }),
    output: saved,
  }),
  /** Paper forms as one PDF, blank or with what is known. Sixteen-digit numbers in full ask for `people.reveal`. */
  print: job({
    access: 'cases.read',
    input: z.strictObject({
      target: printTarget,
      paper: z.enum(['A4', 'F4']).default('F4'),
      numbers: z.enum(['masked', 'full']).default('masked'),
    }),
    output: z.strictObject({ file: fileRef, forms: z.int(), pages: z.int() }),
  }),
  /** A workbook of one village to be filled outside the program: open drafts and families without one. */
  exportFile: job({
    access: 'cases.read',
    input: z.strictObject({
      questionnaire: filledLine,
      region: regionCode,
      /** `answers`: all sets as they are; `to-fill`: drafts, and a prefilled row for everybody without a set. */
      content: z.enum(['answers', 'to-fill']),
      numbers: z.enum(['masked', 'full']).default('masked'),
    }),
    output: z.strictObject({ file: fileRef, rows: z.int() }),
  }),
  /** Reads a filled workbook. `dryRun` only tells what would happen; otherwise rows without problems are taken. */
  importFile: job({
    access: 'cases.write',
    input: z.strictObject({ fileId, dryRun: z.boolean() }),
    output: fileReport,
  }),
}
