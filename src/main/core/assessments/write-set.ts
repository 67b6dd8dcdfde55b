import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { AnswerSheet, Answers, AnswerValue, Question } from '../../../shared/domain/questionnaire/model.ts'
import { questionsOf } from '../../../shared/domain/questionnaire/model.ts'
import { cellProblems } from '../../../shared/domain/questionnaire/values.ts'
import { progressOf, visibleCells } from '../../../shared/domain/questionnaire/visible.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { visibleCase, visibleNeed } from '../cases/need-flow.service.ts'
import type { CommandContext } from '../context.ts'
import { visiblePerson } from '../families/act.ts'
import { type AnswerSet, byNow, draftAt, keepSet, keptValue, resultText } from './answer-set.ts'
import { insertAssessment, insertSetMember, linkToCase, openDraft, updateSetMember } from './assessments.repo.ts'
import { readyForm } from './forms.ts'
import { prefilled, registerValues } from './register-values.ts'

/**
 * Begins a set with what the register knows; a draft about this person that is open goes on instead. The person need not be
 * the client of the case: a child's case is visited with its head of family.
 * @param formVersion version of the questionnaire; null = the newest
 * @throws AppError NOT_FOUND, VALIDATION when need and case do not belong together
 */
export const beginSet = (
  context: CommandContext,
  input: { questionnaire: string; personId: number; caseId: number | null; needId: number | null },
  formVersion: number | null = null,
): { id: number; version: number; existed: boolean } => {
  const person = visiblePerson(context, input.personId)
  const need = input.needId === null ? null : visibleNeed(context, input.needId)
  if (need !== null && input.caseId !== null && need.case_id !== input.caseId)
    throw new AppError('VALIDATION', 'Kebutuhan ini milik kasus lain.', { field: 'needId', hint: 'Muat ulang kasusnya.' })
  const caseId = need?.case_id ?? (input.caseId === null ? null : visibleCase(context, input.caseId).id)
  const ready = readyForm(context.db, input.questionnaire, formVersion)
  const draft = openDraft(context.db, input.questionnaire, person.id)
  if (draft !== undefined) {
    // A visit that was begun from the person now belongs to the case it is opened from.
    if (caseId === null || !linkToCase(context.db, draft.id, caseId, input.needId)) return { ...draft, existed: true }
    context.audit({ entity: 'assessment', entityId: draft.id, caseId, detail: { done: 'link' } })
    return { ...draft, existed: true }
  }
  const register = registerValues(context, person)
  const by = byNow(context)
  const roster = ready.form.sections.some(({ repeat }) => repeat === 'members')
  const members = (roster ? register.members : []).map((member) => ({
    ...member,
    answers: prefilled(ready.form, register, member.personId),
  }))
  const main = prefilled(ready.form, register, null)
  const id = insertAssessment(
    context.db,
    {
      questionnaire_key: ready.key,
      questionnaire_version: ready.version,
      list_versions: JSON.stringify(ready.lists),
      person_id: person.id,
      case_id: caseId,
      need_id: input.needId,
      visited_on: context.today(),
      surveyor: context.actor.displayName,
      answers: JSON.stringify(main),
      asked: 0,
      answered: 0,
    },
    by,
  )
  for (const { personId, name, answers } of members)
    insertSetMember(context.db, { assessment_id: id, person_id: personId, name, answers: JSON.stringify(answers) })
  keepSet(context, draftAt(context, id, 1), {})
  context.audit({ entity: 'assessment', entityId: id, caseId, detail: { questionnaire: ready.key, version: ready.version } })
  return { id, version: 2, existed: false }
}

/** A box that changes: the new value, or null to empty it. */
export interface BoxChange {
  member: number | null
  question: string
  value: AnswerValue | null
  from?: 'field' | 'register'
}

const noSuchBox = (field: string): AppError =>
  new AppError('VALIDATION', 'Pertanyaan ini tidak ada di formulir.', { field, hint: 'Muat ulang isian ini.' })

/** Answers with boxes changed, and the members whose answers did. @throws AppError VALIDATION */
export const changedAnswers = (set: AnswerSet, changes: readonly BoxChange[]): { answers: Answers; members: Set<number> } => {
  const places = new Map(questionsOf(set.ready.form).map((place) => [place.question.key, place]))
  const main: AnswerSheet = { ...set.answers.main }
  const sheets = new Map(set.answers.members.map((member) => [member.id, { ...member.answers }]))
  const touched = new Set<number>()
  for (const [index, change] of changes.entries()) {
    const field = `answers.${index}`
    const place = places.get(change.question)
    if (place === undefined || (place.section.repeat === 'members') !== (change.member !== null)) throw noSuchBox(field)
    const sheet = change.member === null ? main : sheets.get(change.member)
    if (sheet === undefined) throw noSuchBox(field)
    const value = keptValue(place.question, change.value, sheet[change.question], field)
    if (value === undefined) continue
    if (value === null) delete sheet[change.question]
    else sheet[change.question] = { value, from: change.from ?? 'field' }
    if (change.member !== null) touched.add(change.member)
  }
  const members = set.answers.members.map((member) => ({ ...member, answers: sheets.get(member.id) ?? member.answers }))
  return { answers: { ...set.answers, main, members }, members: touched }
}

const nameOf = (questions: readonly Question[], sheet: AnswerSheet, before: string): string => {
  const key = questions.find(({ means }) => means === 'name')?.key
  const told = key === undefined ? undefined : sheet[key]?.value
  return typeof told === 'string' && told !== '' ? told : before
}

/** Day of the visit and who asked, where the form itself asks for them. */
const headOf = (context: CommandContext, set: AnswerSet, main: AnswerSheet): { visited_on?: string; surveyor?: string } => {
  const told = (means: Question['means']): AnswerValue | undefined => {
    const place = questionsOf(set.ready.form).find(
      ({ section, question }) => section.repeat === 'once' && question.means === means,
    )
    return place === undefined ? undefined : main[place.question.key]?.value
  }
  const [day, surveyor] = [told('visit-date'), told('surveyor')]
  return {
    ...(typeof day === 'string' && day <= context.today() ? { visited_on: day } : {}),
    ...(typeof surveyor === 'string' ? { surveyor: surveyor.slice(0, 300) } : {}),
  }
}

/** Writes changed boxes of a draft. @throws AppError VALIDATION, CONFLICT */
export const writeBoxes = (
  context: CommandContext,
  set: AnswerSet,
  changes: readonly BoxChange[],
  more: { visited_on?: string; surveyor?: string } = {},
): void => {
  const { answers, members } = changedAnswers(set, changes)
  const roster = set.ready.form.sections.filter(({ repeat }) => repeat === 'members').flatMap(({ questions }) => questions)
  for (const member of answers.members)
    if (members.has(member.id))
      updateSetMember(context.db, member.id, {
        name: nameOf(roster, member.answers, member.name),
        answers: JSON.stringify(member.answers),
      })
  const head = { ...more, ...headOf(context, set, answers.main) }
  keepSet(context, set, head, { ...answers, on: head.visited_on ?? answers.on })
}

/** Keeps typed answers. */
export const saveSet = (context: CommandContext, input: ParsedInputOf<'assessments.save'>): { id: number; version: number } => {
  const set = draftAt(context, input.id, input.version)
  if (input.visitedOn !== undefined && input.visitedOn > context.today())
    throw new AppError('VALIDATION', 'Tanggal kunjungan masih di depan.', {
      field: 'visitedOn',
      hint: 'Isi tanggal orangnya ditanyai.',
    })
  writeBoxes(context, set, input.answers, {
    ...(input.visitedOn === undefined ? {} : { visited_on: input.visitedOn }),
    ...(input.surveyor === undefined ? {} : { surveyor: input.surveyor }),
  })
  context.audit({ entity: 'assessment', entityId: input.id, caseId: set.record.case_id, detail: { boxes: input.answers.length } })
  return { id: input.id, version: input.version + 1 }
}

/**
 * Closes a draft: answers of hidden questions go, what remains is what was asked and answered.
 * @throws AppError VALIDATION naming the first box that is not right
 */
export const finishSet = (context: CommandContext, id: number, version: number): { id: number; version: number } => {
  const set = draftAt(context, id, version)
  const cells = visibleCells(set.ready.form, set.answers)
  const problems = cellProblems(cells)
  const first = problems[0]
  if (first !== undefined)
    throw new AppError(
      'VALIDATION',
      `Pertanyaan ${first.number}${first.memberName === '' ? '' : ` (${first.memberName})`}: ${first.message}`,
      {
        field: first.question,
        hint:
          problems.length === 1 ? 'Lengkapi, lalu selesaikan.' : `Masih ada ${problems.length} pertanyaan yang perlu dilengkapi.`,
      },
    )
  const only = (member: number | null, sheet: AnswerSheet): AnswerSheet =>
    Object.fromEntries(
      cells.flatMap((cell) => {
        const answer = (cell.member?.id ?? null) === member ? sheet[cell.question.key] : undefined
        return answer === undefined ? [] : [[cell.question.key, answer]]
      }),
    )
  const members = set.answers.members.map((member) => ({ ...member, answers: only(member.id, member.answers) }))
  for (const { id: member, name, answers } of members)
    updateSetMember(context.db, member, { name, answers: JSON.stringify(answers) })
  const result = resultText(set, cells)
  const by = byNow(context)
  keepSet(
    context,
    set,
    { state: 'finished', result, finished_at: by.now, finished_by: by.userId },
    { ...set.answers, main: only(null, set.answers.main), members },
  )
  if (set.record.case_id !== null)
    insertCaseEvent(
      context.db,
      {
        caseId: set.record.case_id,
        needId: set.record.need_id,
        kind: 'note',
        text: `${set.ready.form.name} selesai diisi${result === '' ? '' : `: ${result}`}.`,
      },
      by,
    )
  const { asked, answered } = progressOf(cells)
  context.audit({ entity: 'assessment', entityId: id, caseId: set.record.case_id, detail: { done: 'finish', asked, answered } })
  return { id, version: version + 1 }
}
