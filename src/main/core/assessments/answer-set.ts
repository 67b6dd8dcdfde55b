import type { AssessmentDetail, AssessmentRow, AssessmentState } from '../../../shared/contract/assessments.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type {
  Answer,
  AnswerSheet,
  Answers,
  AnswerValue,
  Question,
  RosterMember,
} from '../../../shared/domain/questionnaire/model.ts'
import { questionsOf } from '../../../shared/domain/questionnaire/model.ts'
import { answerText, cellProblems, rightShape, valueProblem } from '../../../shared/domain/questionnaire/values.ts'
import { type Cell, progressOf, signsOf, visibleCells } from '../../../shared/domain/questionnaire/visible.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { membershipOf } from '../families/families.repo.ts'
import type { By } from '../people/people.repo.ts'
import {
  type AssessmentRecord,
  findAssessment,
  type ListedAssessment,
  type MemberRecord,
  membersOfSet,
  updateAssessment,
} from './assessments.repo.ts'
import { type ReadyForm, readyForm } from './forms.ts'

/** Who writes, and when. */
export const byNow = (context: QueryContext): By => ({ userId: context.actor.userId, now: context.now() })

const sexOf = (value: string | null): 'L' | 'P' | null => (value === 'L' || value === 'P' ? value : null)

/** An answer set with the questionnaire it was made with. */
export interface AnswerSet {
  record: ListedAssessment
  ready: ReadyForm
  answers: Answers
  /** The members' rows, in the order of `answers.members`. */
  members: MemberRecord[]
}

const toAnswers = (record: ListedAssessment, members: readonly MemberRecord[]): Answers => ({
  subject: { sex: sexOf(record.sex), birthDate: record.birth_date },
  on: record.visited_on,
  main: JSON.parse(record.answers) as AnswerSheet,
  members: members.map(
    (member): RosterMember => ({
      id: member.id,
      name: member.name,
      sex: sexOf(member.sex),
      birthDate: member.birth_date,
      answers: JSON.parse(member.answers) as AnswerSheet,
    }),
  ),
})

/** A stored set with everything that belongs to it. */
export const openSet = (context: QueryContext, record: ListedAssessment): AnswerSet => {
  const lists = JSON.parse(record.list_versions) as Record<string, number>
  const members = membersOfSet(context.db, record.id)
  return {
    record,
    ready: readyForm(context.db, record.questionnaire_key, record.questionnaire_version, lists),
    answers: toAnswers(record, members),
    members,
  }
}

/**
 * A set about somebody inside the user's area.
 * @throws AppError NOT_FOUND, also when the person lies outside the area
 */
export const visibleSet = (context: QueryContext, id: number): AnswerSet => {
  const record = findAssessment(context.db, id)
  if (record === undefined || !inArea(context.actor, record.region_code))
    throw new AppError('NOT_FOUND', 'Isian ini tidak ditemukan.', { hint: 'Muat ulang daftar isian.' })
  return openSet(context, record)
}

/** The refusal when somebody else changed a set meanwhile. */
export const staleSet = (): AppError =>
  new AppError('CONFLICT', 'Isian ini baru saja diubah orang lain.', {
    field: 'version',
    hint: 'Muat ulang, periksa jawaban terbaru, lalu ulangi perubahan Anda.',
  })

/**
 * The set as the screen saw it, still open for typing.
 * @throws AppError NOT_FOUND, CONFLICT, STATE when it is finished
 */
export const draftAt = (context: QueryContext, id: number, version: number): AnswerSet => {
  const set = visibleSet(context, id)
  if (set.record.version !== version) throw staleSet()
  if (set.record.state !== 'draft')
    throw new AppError('STATE', 'Isian ini sudah selesai.', { hint: 'Pilih "Buka kembali" bila ada jawaban yang harus diubah.' })
  return set
}

/** Keeps a set's own row with its counts brought up to date. @throws AppError CONFLICT */
export const keepSet = (
  context: CommandContext,
  set: AnswerSet,
  values: Partial<AssessmentRecord>,
  answers: Answers = set.answers,
): void => {
  const { asked, answered } = progressOf(visibleCells(set.ready.form, answers))
  const written = updateAssessment(
    context.db,
    set.record.id,
    set.record.version,
    { answers: JSON.stringify(answers.main), asked, answered, ...values },
    byNow(context),
  )
  if (!written) throw staleSet()
}

const isMasked = (value: AnswerValue): value is string => typeof value === 'string' && value.includes('•')

/**
 * What is kept of a value that came in.
 * @param before the answer there is now
 * @returns the value; undefined = leave it as it is (it came back masked)
 * @throws AppError VALIDATION when it has not the shape that the question keeps
 */
export const keptValue = (
  question: Question,
  value: AnswerValue | null,
  before: Answer | undefined,
  field: string,
): AnswerValue | null | undefined => {
  if (value === null) return null
  if (question.format === 'digits16' && isMasked(value)) {
    if (before !== undefined && maskNumber(String(before.value)) === value) return undefined
    throw new AppError('VALIDATION', `Nomor pada pertanyaan ${question.number} belum lengkap.`, {
      field,
      hint: 'Ketik ke-16 angkanya, atau kosongkan.',
    })
  }
  if (rightShape(question, value)) return value
  throw new AppError('VALIDATION', `Jawaban pertanyaan ${question.number} tidak sesuai jenisnya.`, {
    field,
    hint: valueProblem(question, value) ?? 'Ketik sekali lagi.',
  })
}

const maskedSheet = (set: AnswerSet, sheet: AnswerSheet): AnswerSheet => {
  const masked: AnswerSheet = {}
  for (const { question } of questionsOf(set.ready.form)) {
    const answer = sheet[question.key]
    if (answer !== undefined)
      masked[question.key] = question.format === 'digits16' ? { ...answer, value: maskNumber(String(answer.value)) } : answer
  }
  return masked
}

/** An answer in words, long numbers masked. */
export const shownText = (question: Question, value: AnswerValue | null): string =>
  question.format === 'digits16' && value !== null ? maskNumber(String(value)) : answerText(question, value)

/** `7 dari 10 kriteria terpenuhi`; '' where nothing is counted. */
export const resultText = (set: Pick<AnswerSet, 'ready'>, cells: readonly Cell[]): string => {
  const { of, signs } = signsOf(cells)
  return set.ready.form.counted === '' || of === 0 ? '' : `${signs.length} dari ${of} ${set.ready.form.counted}`
}

/** A set as lists show it. */
export const toAssessmentRow = (record: ListedAssessment, mayCase: (region: string | null) => boolean): AssessmentRow => ({
  id: record.id,
  version: record.version,
  questionnaire: record.questionnaire_key,
  name: record.questionnaire_name ?? record.questionnaire_key,
  state: record.state as AssessmentState,
  person: {
    id: record.person_id,
    name: record.person_name,
    nikMasked: maskNumber(record.nik),
    village: record.village ?? '',
  },
  caseId: mayCase(record.case_region) ? record.case_id : null,
  caseNumber: mayCase(record.case_region) ? (record.case_number ?? '') : '',
  visitedOn: record.visited_on,
  surveyor: record.surveyor,
  asked: record.asked,
  answered: record.answered,
  result: record.result,
  updatedAt: record.updated_at,
  updatedBy: record.updated_by_name ?? '',
})

/** A set as its screen shows it. */
export const toAssessmentDetail = (context: QueryContext, set: AnswerSet): AssessmentDetail => {
  const { record, answers, ready } = set
  const cells = visibleCells(ready.form, answers)
  return {
    ...toAssessmentRow(record, (region) => inArea(context.actor, region)),
    questionnaireVersion: record.questionnaire_version,
    form: ready.form,
    familyId: membershipOf(context.db, record.person_id)?.family_id ?? null,
    subject: answers.subject,
    main: maskedSheet(set, answers.main),
    members: answers.members.map((member, index) => ({
      ...member,
      personId: set.members[index]?.person_id ?? null,
      answers: maskedSheet(set, member.answers),
    })),
    problems: cellProblems(cells),
    signs: signsOf(cells).signs.map(
      ({ question, answer }) => `${question.number}. ${question.text} ${shownText(question, answer?.value ?? null)}`,
    ),
    finishedAt: record.finished_at,
    finishedBy: record.finished_by_name ?? '',
    verifiedAt: record.verified_at,
    verifiedBy: record.verified_by_name ?? '',
  }
}
