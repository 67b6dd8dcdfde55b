import { addDays, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { findStep } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register } from '../../../shared/domain/need-states.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { isWaiting } from '../../../shared/domain/referral-flow.ts'
import { insertCaseEvent, touchCase } from '../cases/cases.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { byNow, takeStep, visibleCase, visibleNeed } from '../cases/need-flow.service.ts'
import type { Handlers } from '../context.ts'
import { activeAgency, agencyOf } from '../directory/directory.service.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { insertConsent } from './consent.repo.ts'
import { checkSharing, consentsOf, mayOverride, sharingOf } from './consent.ts'
import { applyFeedback, checkFeedback, writeFeedback } from './feedback-file.ts'
import { feedbackForm, recordForm } from './feedback-form.ts'
import { referralFlow } from './referral-flow.ts'
import { allowedReferralStep, staleReferral, takeReferralStep } from './referral-step.ts'
import { referralDetail, rowMaker, visibleReferral } from './referral-view.ts'
import { byDueDay, findReferralByCode, insertReferral, listReferrals, sameReferral, updateReferral } from './referrals.repo.ts'
import { archiveSlip, printSlip } from './slips.ts'

/** Use cases of referrals to agencies outside the office, followed until their answer. */
export const referralsHandlers: Handlers<'referrals'> = {
  create: (context, input) => {
    const need = visibleNeed(context, input.needId)
    if (closedStates.has(need.state as NeedState))
      throw new AppError('STATE', 'Kebutuhan ini sudah ditutup dan tidak dapat dirujuk.', {
        field: 'needId',
        hint: 'Buka kembali kebutuhannya lebih dahulu, atau tambahkan kebutuhan baru.',
      })
    if (need.state === 'draft')
      throw new AppError('STATE', 'Kebutuhan ini masih draf dan belum dapat dirujuk.', {
        field: 'needId',
        hint: 'Daftarkan kebutuhannya lebih dahulu.',
      })
    const agency = activeAgency(context, input.agencyId, 'agencyId')
    const override = checkSharing(context, {
      needId: need.id,
      government: agency.government,
      request: input.request,
      override: input.override,
      agencyName: agency.name,
    })
    const twin = sameReferral(context.db, { ...input, needId: need.id })
    if (twin !== undefined)
      throw new AppError('STATE', `Rujukan yang sama ke ${agency.name} sudah dibuat dan masih menunggu jawaban.`, {
        field: 'request',
        hint: 'Buka rujukan itu di tab Rujukan. Bila memang ada permintaan lain, tulis permintaannya.',
      })
    const by = byNow(context)
    const referralRules = referralFlow(context.db)
    const dueDate = addDays(context.today(), agency.answerDays)
    const remindOn = addDays(dueDate, -referralRules.remindBefore)
    const id = insertReferral(
      context.db,
      {
        caseId: need.case_id,
        needId: need.id,
        agencyId: agency.id,
        service: input.service,
        request: input.request,
        urgency: input.urgency,
        attachments: input.attachments,
        dueDate,
        remindOn: remindOn < context.today() ? context.today() : remindOn,
        overrideReason: override,
        overrideBy: override === '' ? null : context.actor.userId,
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
    if (override !== '')
      insertCaseEvent(
        context.db,
        {
          caseId: need.case_id,
          needId: need.id,
          kind: 'referral',
          text: `Data disampaikan ke luar pemerintah (${agency.name}) dengan keputusan supervisor.`,
          note: override,
        },
        by,
      )
    const flow = flowOf(context.db, need.register as Register)
    const step = findStep(flow, need.state as NeedState, 'referred')
    // A step that asks for more than the referral says is left to its own dialog.
    const moved =
      step?.permissions.some((permission) => context.actor.permissions.includes(permission)) === true &&
      step.asks.every((ask) => ask === 'agency' || ask === 'note')
    if (moved) takeStep(context, need, flow, step, step.asks.includes('note') ? input.request : '', { agencyId: agency.id })
    else touchCase(context.db, need.case_id, true, by)
    context.audit({
      entity: 'referral',
      entityId: id,
      caseId: need.case_id,
      detail: { agency: agency.id, urgency: input.urgency, needMoved: moved, override: override !== '' },
    })
    return { id, version: 1 }
  },

  sharing: (context, { needId, agencyId }) => {
    visibleNeed(context, needId)
    const { government } = agencyOf(context, agencyId)
    return { government, ...sharingOf(context, { needId, government, request: '' }), mayOverride: mayOverride(context) }
  },

  consents: (context, { caseId }) => consentsOf(context, visibleCase(context, caseId).id),

  recordConsent: (context, input) => {
    const row = visibleCase(context, input.caseId)
    if (input.kind === 'representative' && input.givenBy === '')
      throw new AppError('VALIDATION', 'Tulis siapa yang mewakili warga.', {
        field: 'givenBy',
        hint: 'Nama dan hubungannya, misalnya "Aminah, anak".',
      })
    const givenOn = input.givenOn ?? context.today()
    if (givenOn > context.today())
      throw new AppError('VALIDATION', 'Tanggal persetujuan ada di masa depan.', {
        field: 'givenOn',
        hint: 'Periksa tanggalnya.',
      })
    const by = byNow(context)
    const id = insertConsent(context.db, { ...input, caseId: row.id, givenOn }, by)
    const [newest] = consentsOf(context, row.id)
    insertCaseEvent(
      context.db,
      {
        caseId: row.id,
        kind: 'note',
        text: `Persetujuan penggunaan data: ${newest?.kindLabel ?? ''}.`,
        note: [input.givenBy, input.note].filter((part) => part !== '').join(' – '),
      },
      by,
    )
    touchCase(context.db, row.id, row.open === 1, by)
    context.audit({ entity: 'case', entityId: row.id, caseId: row.id, detail: { consent: input.kind } })
    return { id }
  },

  list: (context, input) => {
    const filter = {
      waiting: input.waiting,
      overdueOn: input.overdue ? context.today() : null,
      remindOn: input.reminding ? context.today() : null,
      text: input.text,
      agencyId: input.agencyId,
      after: input.cursor === null ? null : unpackCursor(input.cursor),
      limit: input.limit,
    }
    return page(listReferrals(context.db, context.actor, filter), input.limit, rowMaker(context), (row) =>
      byDueDay(filter) ? packCursor(row.due_order, row.id) : packCursor(row.id),
    )
  },

  get: (context, { id }) => referralDetail(context, id),

  byCode: (context, { code }) => {
    const found = findReferralByCode(context.db, code)
    return found === undefined || !inArea(context.actor, found.case_region) ? null : { id: found.id }
  },

  record: (context, input) => {
    const referral = visibleReferral(context, input.id)
    if (referral.version !== input.version) throw staleReferral()
    const flow = referralFlow(context.db)
    const step = allowedReferralStep(context, flow, referral, input.state, input)
    takeReferralStep(context, flow, referral, step, input, input.source)
    context.audit({
      entity: 'referral',
      entityId: input.id,
      caseId: referral.case_id,
      detail: { state: input.state, source: input.source },
    })
    return { id: input.id, version: input.version + 1 }
  },

  remind: (context, { id, version, note }) => {
    const referral = visibleReferral(context, id)
    if (!isWaiting(referral.state))
      throw new AppError('STATE', 'Rujukan ini sudah berakhir dan tidak perlu diingatkan.', { hint: 'Muat ulang daftarnya.' })
    const by = byNow(context)
    const next = addDays(context.today(), referralFlow(context.db).remindEvery)
    const saved = updateReferral(
      context.db,
      id,
      version,
      {
        state: referral.state,
        answer: referral.answer,
        answered_at: referral.answered_at,
        reminders: referral.reminders + 1,
        remind_on: next,
      },
      by,
      { source: 'reminder', note, happenedOn: context.today() },
    )
    if (!saved) throw staleReferral()
    insertCaseEvent(
      context.db,
      {
        caseId: referral.case_id,
        needId: referral.need_id,
        kind: 'referral',
        text: `${referral.agency_name} diingatkan; pengingat berikutnya ${longDate(next)}.`,
        note,
      },
      by,
    )
    context.audit({ entity: 'referral', entityId: id, caseId: referral.case_id, detail: { reminded: true } })
    return { id, version: version + 1 }
  },

  setDue: (context, { id, version, dueDate, note }) => {
    const referral = visibleReferral(context, id)
    if (!isWaiting(referral.state)) throw new AppError('STATE', 'Rujukan ini sudah berakhir.', { hint: 'Muat ulang daftarnya.' })
    if (dueDate < context.today())
      throw new AppError('VALIDATION', 'Batas waktu sudah lewat.', { field: 'dueDate', hint: 'Pilih hari ini atau sesudahnya.' })
    const by = byNow(context)
    const remindOn = addDays(dueDate, -referralFlow(context.db).remindBefore)
    const saved = updateReferral(
      context.db,
      id,
      version,
      {
        state: referral.state,
        answer: referral.answer,
        answered_at: referral.answered_at,
        due_date: dueDate,
        remind_on: remindOn < context.today() ? context.today() : remindOn,
      },
      by,
      { source: 'screen', note: `Batas waktu baru ${longDate(dueDate)}: ${note}`, happenedOn: null },
    )
    if (!saved) throw staleReferral()
    insertCaseEvent(
      context.db,
      {
        caseId: referral.case_id,
        needId: referral.need_id,
        kind: 'referral',
        text: `Jawaban ${referral.agency_name} kini ditunggu sampai ${longDate(dueDate)}.`,
        note,
      },
      by,
    )
    context.audit({ entity: 'referral', entityId: id, caseId: referral.case_id, detail: { due: true } })
    return { id, version: version + 1 }
  },

  slip: printSlip,
  feedbackForm,
  checkFeedback,
  applyFeedback,
}

/** Commands of referrals for the registry. */
export const referralsInternal = [archiveSlip, writeFeedback, recordForm]
