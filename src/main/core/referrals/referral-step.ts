import { addDays, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import {
  findReferralStep,
  isWaiting,
  type ReferralFlow,
  type ReferralState,
  type ReferralStep,
  referralLabel,
} from '../../../shared/domain/referral-flow.ts'
import { insertCaseEvent, touchCase } from '../cases/cases.repo.ts'
import { byNow, visibleCase } from '../cases/need-flow.service.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { proposalOf } from './referral-view.ts'
import { findReferral, type ReferralListRow, updateReferral } from './referrals.repo.ts'

/** States that say the agency has answered; the day of the answer belongs to them. */
const answeredStates: ReadonlySet<ReferralState> = new Set(['handled', 'refused', 'no-show', 'done'])

/** What comes with a step. */
export interface ReferralFilling {
  answer: string
  answeredAt: string | null
  via: string
}

/** The refusal when somebody else changed a referral meanwhile. */
export const staleReferral = (): AppError =>
  new AppError('CONFLICT', 'Rujukan ini baru saja diubah orang lain.', {
    field: 'version',
    hint: 'Muat ulang rujukannya, lalu ulangi.',
  })

/**
 * The step between a referral's state and another one, for this user.
 * @throws AppError STATE where the flow has no such step, FORBIDDEN without its right, VALIDATION without what it asks
 */
export const allowedReferralStep = (
  context: QueryContext,
  flow: ReferralFlow,
  row: Pick<ReferralListRow, 'state' | 'answer' | 'answered_at'>,
  to: ReferralState,
  filling: ReferralFilling,
): ReferralStep => {
  const from = row.state as ReferralState
  const step = findReferralStep(flow, from, to)
  if (step === undefined)
    throw new AppError('STATE', `Dari "${referralLabel(flow, from)}" rujukan tidak bisa menjadi "${referralLabel(flow, to)}".`, {
      field: 'state',
      hint: 'Pilih salah satu langkah yang tersedia pada rujukan ini.',
    })
  if (!step.permissions.some((permission) => context.actor.permissions.includes(permission)))
    throw new AppError('FORBIDDEN', `Anda tidak berwenang melakukan "${step.label}".`, {
      hint: 'Minta petugas yang berwenang melakukannya.',
    })
  if (step.asks.includes('reason') && filling.answer === '')
    throw new AppError('VALIDATION', `"${step.label}" memerlukan alasan.`, {
      field: 'answer',
      hint: 'Tulis alasannya dalam satu atau dua kalimat.',
    })
  if (step.asks.includes('answer') && filling.answer === '' && row.answer === '')
    throw new AppError('VALIDATION', `"${step.label}" memerlukan isi jawaban.`, {
      field: 'answer',
      hint: 'Tulis jawaban lembaga dalam satu atau dua kalimat.',
    })
  if (step.asks.includes('via') && filling.via === '')
    throw new AppError('VALIDATION', `"${step.label}" memerlukan cara pengiriman.`, {
      field: 'via',
      hint: 'Misalnya diantar petugas, pos, atau surat elektronik dinas.',
    })
  if (filling.answeredAt !== null && filling.answeredAt > context.today())
    throw new AppError('VALIDATION', 'Tanggal jawaban ada di masa depan.', {
      field: 'answeredAt',
      hint: 'Periksa tanggalnya.',
    })
  return step
}

/**
 * Takes one allowed step: state and answer, history of the referral, and a line on the need with what the answer suggests
 * for it. The need itself is left to a clerk.
 * @throws AppError CONFLICT when the referral changed meanwhile
 */
export const takeReferralStep = (
  context: CommandContext,
  flow: ReferralFlow,
  row: ReferralListRow,
  step: ReferralStep,
  filling: ReferralFilling,
  source: 'screen' | 'slip' | 'file',
): void => {
  const by = byNow(context)
  const answered = answeredStates.has(step.to)
  const happenedOn = filling.answeredAt ?? context.today()
  const saved = updateReferral(
    context.db,
    row.id,
    row.version,
    {
      state: step.to,
      answer: filling.answer === '' ? row.answer : filling.answer,
      answered_at: answered ? happenedOn : row.answered_at,
      ...(filling.via === '' ? {} : { sent_via: filling.via }),
      remind_on: !isWaiting(step.to) ? null : isWaiting(step.from) ? row.remind_on : addDays(context.today(), flow.remindEvery),
    },
    by,
    { source, note: [filling.via, filling.answer].filter((part) => part !== '').join(' – '), happenedOn },
  )
  if (!saved) throw staleReferral()
  const now = findReferral(context.db, row.id)
  const proposal = now === undefined ? null : proposalOf(context, flow, now)
  const origin = source === 'slip' ? ' Dari slip umpan balik.' : source === 'file' ? ' Dari daftar umpan balik lembaga.' : ''
  const day = answered ? ` (${longDate(happenedOn)})` : ''
  insertCaseEvent(
    context.db,
    {
      caseId: row.case_id,
      needId: row.need_id,
      kind: 'referral',
      text: `Rujukan ke ${row.agency_name}: ${referralLabel(flow, step.to)}${day}.${origin}${
        proposal === null ? '' : ` Usul langkah berikutnya: ${proposal.label}.`
      }`,
      note: filling.answer,
    },
    by,
  )
  touchCase(context.db, row.case_id, visibleCase(context, row.case_id).open === 1, by)
}
