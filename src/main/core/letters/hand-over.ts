import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { findStep } from '../../../shared/domain/need-flow.ts'
import type { Register } from '../../../shared/domain/need-states.ts'
import { findReferralStep, type ReferralState, referralLabel } from '../../../shared/domain/referral-flow.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { flowOf } from '../cases/flows.ts'
import { takeStep, visibleNeed } from '../cases/need-flow.service.ts'
import type { CommandContext } from '../context.ts'
import { referralFlow } from '../referrals/referral-flow.ts'
import { staleReferral, takeReferralStep } from '../referrals/referral-step.ts'
import { findReferral, updateReferral } from '../referrals/referrals.repo.ts'
import type { LetterRecord } from './letters.repo.ts'

/** A need that is referred now waits for the agency: the clerk need not say the same thing twice. Its flow decides. */
const awaitFeedback = (context: CommandContext, needId: number): void => {
  const need = visibleNeed(context, needId)
  const flow = flowOf(context.db, need.register as Register)
  const step = need.state === 'referred' ? findStep(flow, 'referred', 'waiting-feedback') : undefined
  const mine = step?.permissions.some((permission) => context.actor.permissions.includes(permission)) === true
  if (step !== undefined && mine && step.asks.length === 0) takeStep(context, need, flow, step, '')
}

const named = (letter: LetterRecord): string =>
  `${letter.kind_name ?? 'Surat'}${letter.number === null ? '' : ` nomor ${letter.number}`}`

/**
 * What follows when somebody received a letter: a line in the case's history; the referral behind it goes on to "handed over"
 * and its need to waiting for the answer, each by its own flow, when that asks nothing more and the user may take the step;
 * otherwise it is left to whoever may.
 */
export const afterHandingOver = (
  context: CommandContext,
  letter: LetterRecord,
  handed: { on: string; to: string; relation: string },
): void => {
  const by = { userId: context.actor.userId, now: context.now() }
  const referral = letter.referral_id === null ? undefined : findReferral(context.db, letter.referral_id)
  const receiver = `${handed.to}${handed.relation === '' ? '' : ` (${handed.relation})`}`
  if (letter.case_id !== null)
    insertCaseEvent(
      context.db,
      {
        caseId: letter.case_id,
        needId: referral?.need_id ?? null,
        kind: 'letter',
        text: `${named(letter)} diserahkan kepada ${receiver} (${longDate(handed.on)}).`,
      },
      by,
    )
  if (referral === undefined) return
  const flow = referralFlow(context.db)
  const step = findReferralStep(flow, referral.state as ReferralState, 'handed-over')
  const mine = step?.permissions.some((permission) => context.actor.permissions.includes(permission)) === true
  if (step !== undefined && mine && step.asks.length === 0)
    takeReferralStep(context, flow, referral, step, { answer: '', answeredAt: null, via: '' }, 'screen')
  awaitFeedback(context, referral.need_id)
}

/**
 * What follows when a hand-over is taken back: the referral waits to be handed over again. Its need stays where it is, for the
 * agency's answer is waited for all the same.
 * @throws AppError STATE when the referral has gone further: the agency already knows of it
 */
export const afterTakingBack = (context: CommandContext, letter: LetterRecord, reason: string): void => {
  const by = { userId: context.actor.userId, now: context.now() }
  const referral = letter.referral_id === null ? undefined : findReferral(context.db, letter.referral_id)
  if (referral !== undefined && !['made', 'printed', 'handed-over'].includes(referral.state))
    throw new AppError(
      'STATE',
      `Rujukannya sudah "${referralLabel(referralFlow(context.db), referral.state as ReferralState)}", jadi penyerahannya tidak dapat ditarik.`,
      { hint: 'Tulis catatan di kasusnya bila ada yang keliru.' },
    )
  if (referral?.state === 'handed-over') {
    const back = { state: 'printed', answer: referral.answer, answered_at: referral.answered_at }
    const change = { source: 'screen' as const, note: reason, happenedOn: context.today() }
    if (!updateReferral(context.db, referral.id, referral.version, back, by, change)) throw staleReferral()
  }
  if (letter.case_id === null) return
  insertCaseEvent(
    context.db,
    {
      caseId: letter.case_id,
      needId: referral?.need_id ?? null,
      kind: 'letter',
      text: `Penyerahan ${named(letter)} kepada ${letter.handed_to} ditarik kembali.`,
      note: reason,
    },
    by,
  )
}
