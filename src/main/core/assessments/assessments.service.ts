import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { visibleCase } from '../cases/need-flow.service.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { visibleFamily, visiblePerson } from '../families/act.ts'
import { membersOf } from '../families/families.repo.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { byNow, draftAt, keepSet, staleSet, toAssessmentDetail, toAssessmentRow, visibleSet } from './answer-set.ts'
import { deleteAssessment, deleteSetMember, insertSetMember, listAssessments } from './assessments.repo.ts'
import { compareSet, takeFromRegister } from './compare.ts'
import { exportFile } from './export-file.ts'
import { questionnaireRows } from './forms.ts'
import { assessmentFileCommands, importFile } from './import-file.ts'
import { printForms, recordPrint } from './print-forms.ts'
import { prefilled, registerValues } from './register-values.ts'
import { beginSet, finishSet, saveSet } from './write-set.ts'

/** Whose sets a list asks for; null = everybody's. */
const askedPeople = (context: QueryContext, input: { personId: number | null; familyId: number | null }): number[] | null => {
  if (input.personId !== null) return [visiblePerson(context, input.personId).id]
  if (input.familyId === null) return null
  return membersOf(context.db, visibleFamily(context, input.familyId).id)
    .filter(({ region_code }) => inArea(context.actor, region_code))
    .map(({ person_id }) => person_id)
}

/** Use cases of questionnaires. */
export const assessmentsHandlers: Handlers<'assessments'> = {
  forms: ({ db }) => questionnaireRows(db),
  list: (context, input) => {
    const personIds = askedPeople(context, input)
    if (input.caseId !== null) visibleCase(context, input.caseId)
    const before = input.cursor === null ? null : Number(unpackCursor(input.cursor)[0])
    const rows = listAssessments(
      context.db,
      {
        personIds,
        caseId: input.caseId,
        questionnaire: input.questionnaire,
        state: input.state,
        scope: scopeOf(context.db, context.actor.areas, input.region),
      },
      before,
      input.limit + 1,
    )
    return page(
      rows,
      input.limit,
      (row) => toAssessmentRow(row, (region) => inArea(context.actor, region)),
      (row) => packCursor(row.id),
    )
  },
  get: (context, { id }) => toAssessmentDetail(context, visibleSet(context, id)),
  create: (context, input) => beginSet(context, input),
  save: (context, input) => saveSet(context, input),
  addMember: (context, { id, version, personId, name }) => {
    const set = draftAt(context, id, version)
    if (!set.ready.form.sections.some(({ repeat }) => repeat === 'members'))
      throw new AppError('STATE', 'Formulir ini tidak menanyakan anggota keluarga.', { hint: 'Muat ulang isian ini.' })
    const person = personId === null ? null : visiblePerson(context, personId)
    if (person !== null && set.members.some(({ person_id }) => person_id === person.id))
      throw new AppError('VALIDATION', 'Orang ini sudah ada di daftar anggota.', { field: 'personId', hint: 'Pilih orang lain.' })
    const shown = person?.name ?? name
    if (shown === '') throw new AppError('VALIDATION', 'Nama anggota belum diisi.', { field: 'name', hint: 'Ketik namanya.' })
    const answers =
      person === null
        ? Object.fromEntries(
            set.ready.form.sections
              .filter(({ repeat }) => repeat === 'members')
              .flatMap(({ questions }) => questions.filter(({ means }) => means === 'name'))
              .map(({ key }) => [key, { value: shown, from: 'field' }]),
          )
        : prefilled(set.ready.form, registerValues(context, person), person.id)
    const memberId = insertSetMember(context.db, {
      assessment_id: id,
      person_id: person?.id ?? null,
      name: shown,
      answers: JSON.stringify(answers),
    })
    keepSet(context, draftAt(context, id, version), {})
    context.audit({ entity: 'assessment', entityId: id, caseId: set.record.case_id, detail: { member: memberId } })
    return { id, version: version + 1, memberId }
  },
  removeMember: (context, { id, version, memberId }) => {
    const set = draftAt(context, id, version)
    if (!set.members.some((member) => member.id === memberId))
      throw new AppError('NOT_FOUND', 'Anggota ini tidak ada di isian.', { field: 'memberId', hint: 'Muat ulang isian ini.' })
    deleteSetMember(context.db, memberId)
    keepSet(context, draftAt(context, id, version), {})
    context.audit({ entity: 'assessment', entityId: id, caseId: set.record.case_id, detail: { removedMember: memberId } })
    return { id, version: version + 1 }
  },
  finish: (context, { id, version }) => finishSet(context, id, version),
  reopen: (context, { id, version, reason }) => {
    const set = visibleSet(context, id)
    if (set.record.version !== version) throw staleSet()
    if (set.record.state === 'draft') throw new AppError('STATE', 'Isian ini masih terbuka.', { hint: 'Lanjutkan mengisi.' })
    keepSet(context, set, {
      state: 'draft',
      result: '',
      finished_at: null,
      finished_by: null,
      verified_at: null,
      verified_by: null,
    })
    if (set.record.case_id !== null)
      insertCaseEvent(
        context.db,
        {
          caseId: set.record.case_id,
          needId: set.record.need_id,
          kind: 'note',
          text: `${set.ready.form.name} dibuka kembali.`,
          note: reason,
        },
        byNow(context),
      )
    context.audit({ entity: 'assessment', entityId: id, caseId: set.record.case_id, detail: { done: 'reopen' } })
    return { id, version: version + 1 }
  },
  verify: (context, { id, version }) => {
    const set = visibleSet(context, id)
    if (set.record.version !== version) throw staleSet()
    if (set.record.state !== 'finished')
      throw new AppError('STATE', 'Hanya isian yang selesai dapat diverifikasi.', { hint: 'Selesaikan dahulu isiannya.' })
    const by = byNow(context)
    keepSet(context, set, { state: 'verified', verified_at: by.now, verified_by: by.userId })
    context.audit({ entity: 'assessment', entityId: id, caseId: set.record.case_id, detail: { done: 'verify' } })
    return { id, version: version + 1 }
  },
  remove: (context, { id, version }) => {
    const set = draftAt(context, id, version)
    deleteAssessment(context.db, id)
    context.audit({ entity: 'assessment', entityId: id, caseId: set.record.case_id, detail: { done: 'remove' } })
    return { id }
  },
  compare: (context, { id }) => compareSet(context, id),
  takeFromRegister: (context, input) => takeFromRegister(context, input),
  print: (context, input) => printForms(context, input),
  exportFile: (context, input) => exportFile(context, input),
  importFile: (context, input) => importFile(context, input),
}

/** Internal commands of assessments. */
export const assessmentsInternal = [recordPrint, ...assessmentFileCommands]
