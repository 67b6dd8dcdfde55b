import { type ReferralRow, type ReferralState, referralStateLabels } from '../../../shared/contract/referrals.ts'
import { addDays, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { findStep } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register } from '../../../shared/domain/need-states.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { insertCaseEvent, touchCase } from '../cases/cases.repo.ts'
import { waitingReferralStates } from '../cases/dashboard.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { byNow, takeStep, visibleCase, visibleNeed } from '../cases/need-flow.service.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { activeAgency } from '../directory/directory.service.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { byDueDay, findReferral, insertReferral, listReferrals, type ReferralListRow, updateReferral } from './referrals.repo.ts'

const waiting: ReadonlySet<string> = new Set(waitingReferralStates)

/** States that come with words of the agency: a refusal and an end without a reason help nobody. */
const needsAnswer: ReadonlySet<ReferralState> = new Set(['refused', 'done'])
/** States that say the agency has answered; the day of the answer belongs to them. */
const answeredStates: ReadonlySet<ReferralState> = new Set(['handled', 'refused', 'no-show', 'done'])

const visibleReferral = (context: QueryContext, id: number): ReferralListRow => {
  const found = findReferral(context.db, id)
  if (found === undefined || !inArea(context.actor, found.case_region))
    throw new AppError('NOT_FOUND', 'Rujukan tidak ditemukan.', { hint: 'Muat ulang daftar rujukan.' })
  return found
}

const toRow = (row: ReferralListRow, today: string, programmeName: (key: string, version: number) => string): ReferralRow => ({
  id: row.id,
  caseId: row.case_id,
  caseNumber: row.case_number,
  needId: row.need_id,
  clientName: row.client_name,
  programmeName: programmeName(row.programme_key, row.programme_version),
  agencyId: row.agency_id,
  agencyName: row.agency_name,
  level: row.need_level as ReferralRow['level'],
  request: row.request,
  urgency: row.urgency as ReferralRow['urgency'],
  attachments: row.attachments,
  state: row.state as ReferralState,
  stateLabel: referralStateLabels[row.state as ReferralState],
  createdAt: row.created_at,
  dueDate: row.due_date,
  overdue: waiting.has(row.state) && row.due_date !== null && row.due_date < today,
  answer: row.answer,
  answeredAt: row.answered_at,
  letterId: row.letter_id,
  letterNumber: row.letter_number,
  version: row.version,
})

/** Use cases of referrals to agencies outside the office, followed until their answer. */
export const referralsHandlers: Handlers<'referrals'> = {
  create: (context, input) => {
    const need = visibleNeed(context, input.needId)
    if (closedStates.has(need.state as NeedState))
      throw new AppError('STATE', 'Kebutuhan ini sudah ditutup dan tidak dapat dirujuk.', {
        field: 'needId',
        hint: 'Buka kembali kebutuhannya lebih dahulu, atau tambahkan kebutuhan baru.',
      })
    const agency = activeAgency(context, input.agencyId, 'agencyId')
    const by = byNow(context)
    const dueDate = addDays(context.today(), agency.answerDays)
    const id = insertReferral(
      context.db,
      {
        caseId: need.case_id,
        needId: need.id,
        agencyId: agency.id,
        request: input.request,
        urgency: input.urgency,
        attachments: input.attachments,
        dueDate,
      },
      by,
    )
    insertCaseEvent(
      context.db,
      {
        caseId: need.case_id,
        needId: need.id,
        kind: 'referral',
        text: `Rujukan ke ${agency.name} dibuat; jawaban ditunggu sampai ${longDate(dueDate)}.`,
        note: input.request,
      },
      by,
    )
    const flow = flowOf(context.db, need.register as Register)
    const step = findStep(flow, need.state as NeedState, 'referred')
    const moved = step?.permissions.some((permission) => context.actor.permissions.includes(permission)) === true
    if (moved && step !== undefined) takeStep(context, need, flow, step, '', { agencyId: agency.id })
    else touchCase(context.db, need.case_id, true, by)
    context.audit({
      entity: 'referral',
      entityId: id,
      caseId: need.case_id,
      detail: { agency: agency.id, urgency: input.urgency, needMoved: moved },
    })
    return { id, version: 1 }
  },

  list: (context, input) => {
    const filter = {
      waiting: input.waiting,
      overdueOn: input.overdue ? context.today() : null,
      agencyId: input.agencyId,
      after: input.cursor === null ? null : unpackCursor(input.cursor),
      limit: input.limit,
    }
    const programmeName = programmeNamer(context.db)
    return page(
      listReferrals(context.db, context.actor, filter),
      input.limit,
      (row) => toRow(row, context.today(), programmeName),
      (row) => (byDueDay(filter) ? packCursor(row.due_order, row.id) : packCursor(row.id)),
    )
  },

  get: (context, { id }) => toRow(visibleReferral(context, id), context.today(), programmeNamer(context.db)),

  record: (context, input) => {
    const referral = visibleReferral(context, input.id)
    const stale = new AppError('CONFLICT', 'Rujukan ini baru saja diubah orang lain.', {
      field: 'version',
      hint: 'Muat ulang rujukannya, lalu ulangi.',
    })
    if (referral.version !== input.version) throw stale
    const answer = input.answer === '' ? referral.answer : input.answer
    if (needsAnswer.has(input.state) && answer === '')
      throw new AppError(
        'VALIDATION',
        input.state === 'refused' ? 'Rujukan yang ditolak memerlukan alasan.' : 'Rujukan yang selesai memerlukan isi jawaban.',
        { field: 'answer', hint: 'Tulis jawaban lembaga dalam satu atau dua kalimat.' },
      )
    if (input.answeredAt !== null && input.answeredAt > context.today())
      throw new AppError('VALIDATION', 'Tanggal jawaban ada di masa depan.', {
        field: 'answeredAt',
        hint: 'Periksa tanggalnya.',
      })
    const answeredAt = answeredStates.has(input.state)
      ? (input.answeredAt ?? referral.answered_at ?? context.today())
      : input.answeredAt
    const by = byNow(context)
    if (!updateReferral(context.db, input.id, input.version, { state: input.state, answer, answered_at: answeredAt }, by))
      throw stale
    insertCaseEvent(
      context.db,
      {
        caseId: referral.case_id,
        needId: referral.need_id,
        kind: 'referral',
        text:
          answeredStates.has(input.state) && answeredAt !== null
            ? `Rujukan ke ${referral.agency_name}: ${referralStateLabels[input.state]} (${longDate(answeredAt)}).`
            : `Rujukan ke ${referral.agency_name}: ${referralStateLabels[input.state]}.`,
        note: input.answer,
      },
      by,
    )
    touchCase(context.db, referral.case_id, visibleCase(context, referral.case_id).open === 1, by)
    context.audit({ entity: 'referral', entityId: input.id, caseId: referral.case_id, detail: { state: input.state } })
    return { id: input.id, version: input.version + 1 }
  },
}
