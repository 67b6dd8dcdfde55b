import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { findStep } from '../../../shared/domain/need-flow.ts'
import type { Register } from '../../../shared/domain/need-states.ts'
import { findReferralStep, type ReferralState } from '../../../shared/domain/referral-flow.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { takeStep, visibleNeed } from '../cases/need-flow.service.ts'
import type { CommandContext } from '../context.ts'
import { referralFlow } from '../referrals/referral-flow.ts'
import { takeReferralStep } from '../referrals/referral-step.ts'
import { findReferral } from '../referrals/referrals.repo.ts'
import { sameVersion, staleLetter, visibleLetter } from './letter-access.ts'
import { type LetterRecord, markHandedOver } from './letters.repo.ts'

/** @throws AppError STATE when there is no paper to hand over, or somebody has it already */
const mustLieHere = (letter: LetterRecord): void => {
  if (letter.state === 'draft')
    throw new AppError('STATE', 'Surat ini belum dicetak.', { hint: 'Cetak suratnya lebih dahulu, lalu serahkan.' })
  if (letter.state === 'cancelled') throw new AppError('STATE', 'Surat ini sudah dibatalkan.', { hint: 'Buat surat baru.' })
  if (letter.handed_on !== null)
    throw new AppError('STATE', `Surat ini sudah diserahkan kepada ${letter.handed_to} pada ${longDate(letter.handed_on)}.`, {
      hint: 'Bila suratnya hilang, pakai "Cetak ulang" untuk salinannya.',
    })
}

/** A need that is referred now waits for the agency: the clerk need not say the same thing twice. Its flow decides. */
const awaitFeedback = (context: CommandContext, needId: number): void => {
  const need = visibleNeed(context, needId)
  const flow = flowOf(context.db, need.register as Register)
  const step = need.state === 'referred' ? findStep(flow, 'referred', 'waiting-feedback') : undefined
  const mine = step?.permissions.some((permission) => context.actor.permissions.includes(permission)) === true
  if (step !== undefined && mine && step.asks.length === 0) takeStep(context, need, flow, step, '')
}

/**
 * Writes down who received a printed letter. The referral behind it goes on to "handed over" and its need to waiting for the
 * answer, each by its own flow, when that asks nothing more and the user may take the step; otherwise it is left to whoever may.
 * @throws AppError STATE, VALIDATION for a day in the future, CONFLICT
 */
export const handOverLetter = (
  context: CommandContext,
  input: { id: number; version: number; to: string; on: string | null },
): { id: number; version: number } => {
  const letter = visibleLetter(context, input.id)
  sameVersion(letter, input.version)
  mustLieHere(letter)
  const on = input.on ?? context.today()
  if (on > context.today())
    throw new AppError('VALIDATION', 'Tanggal penyerahan ada di masa depan.', { field: 'on', hint: 'Periksa tanggalnya.' })
  const by = { userId: context.actor.userId, now: context.now() }
  if (!markHandedOver(context.db, letter.id, input.version, { on, to: input.to }, by)) throw staleLetter()
  const referral = letter.referral_id === null ? undefined : findReferral(context.db, letter.referral_id)
  if (letter.case_id !== null)
    insertCaseEvent(
      context.db,
      {
        caseId: letter.case_id,
        needId: referral?.need_id ?? null,
        kind: 'letter',
        text: `${letter.kind_name ?? 'Surat'} nomor ${letter.number ?? ''} diserahkan kepada ${input.to} (${longDate(on)}).`,
      },
      by,
    )
  if (referral !== undefined) {
    const flow = referralFlow(context.db)
    const step = findReferralStep(flow, referral.state as ReferralState, 'handed-over')
    const mine = step?.permissions.some((permission) => context.actor.permissions.includes(permission)) === true
    if (step !== undefined && mine && step.asks.length === 0)
      takeReferralStep(context, flow, referral, step, { answer: '', answeredAt: null, via: '' }, 'screen')
    awaitFeedback(context, referral.need_id)
  }
  context.audit({
    entity: 'letter',
    entityId: letter.id,
    caseId: letter.case_id,
    detail: { number: letter.number, handedOn: on },
  })
  return { id: letter.id, version: input.version + 1 }
}
