import type { ReferralDetail, ReferralRow } from '../../../shared/contract/referrals.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { findStep } from '../../../shared/domain/need-flow.ts'
import { closedStates, type NeedState, type Register } from '../../../shared/domain/need-states.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import {
  isWaiting,
  type ReferralFlow,
  type ReferralState,
  referralLabel,
  referralStepsFrom,
} from '../../../shared/domain/referral-flow.ts'
import { showSlipCode } from '../../../shared/domain/slip-code.ts'
import { flowOf } from '../cases/flows.ts'
import type { QueryContext } from '../context.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { referralFlow } from './referral-flow.ts'
import { findReferral, type ReferralListRow, referralEvents } from './referrals.repo.ts'

/**
 * A referral whose case lies inside the reader's area.
 * @throws AppError NOT_FOUND
 */
export const visibleReferral = (context: QueryContext, id: number): ReferralListRow => {
  const found = findReferral(context.db, id)
  if (found === undefined || !inArea(context.actor, found.case_region))
    throw new AppError('NOT_FOUND', 'Rujukan tidak ditemukan.', { hint: 'Muat ulang daftar rujukan.' })
  return found
}

/** Makes rows as lists show them; what they share is looked up once. */
export const rowMaker = (context: QueryContext): ((row: ReferralListRow) => ReferralRow) => {
  const today = context.today()
  const flow = referralFlow(context.db)
  const programmeName = programmeNamer(context.db)
  return (row) => ({
    id: row.id,
    code: row.code === null ? '' : showSlipCode(row.code),
    caseId: row.case_id,
    caseNumber: row.case_number,
    needId: row.need_id,
    clientName: row.client_name,
    programmeName: programmeName(row.programme_key, row.programme_version),
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    level: row.need_level as ReferralRow['level'],
    service: row.service,
    request: row.request,
    urgency: row.urgency as ReferralRow['urgency'],
    attachments: row.attachments,
    state: row.state as ReferralState,
    stateLabel: referralLabel(flow, row.state as ReferralState),
    createdAt: row.created_at,
    dueDate: row.due_date,
    overdue: isWaiting(row.state) && row.due_date !== null && row.due_date < today,
    remindOn: row.remind_on,
    reminders: row.reminders,
    remindNow: isWaiting(row.state) && row.remind_on !== null && row.remind_on <= today,
    answer: row.answer,
    answeredAt: row.answered_at,
    letterId: row.letter_id,
    letterNumber: row.letter_number,
    version: row.version,
  })
}

/**
 * What a referral's state suggests for the need behind it, by both flows: the proposed step where the need can take it, or
 * the step that leads there. Nothing when the need is closed or already stands there.
 */
export const proposalOf = (
  context: QueryContext,
  flow: ReferralFlow,
  row: Pick<ReferralListRow, 'state' | 'register' | 'need_state'>,
): ReferralDetail['proposal'] => {
  const need = row.need_state as NeedState
  if (closedStates.has(need)) return null
  const proposed = flow.steps.find(({ to, proposes }) => to === row.state && proposes !== null)?.proposes ?? null
  if (proposed === null || proposed === need) return null
  const needFlow = flowOf(context.db, row.register as Register)
  const step =
    findStep(needFlow, need, proposed) ?? (need === 'referred' ? findStep(needFlow, need, 'waiting-feedback') : undefined)
  return step === undefined ? null : { to: step.to, label: step.label }
}

/** One referral with its history, open steps and proposal. */
export const referralDetail = (context: QueryContext, id: number): ReferralDetail => {
  const row = visibleReferral(context, id)
  const flow = referralFlow(context.db)
  const state = row.state as ReferralState
  return {
    ...rowMaker(context)(row),
    guide: flow.states.find(({ key }) => key === state)?.guide ?? '',
    sentVia: row.sent_via,
    overrideReason: row.override_reason,
    slipPrinted: row.slip_sha256 !== null,
    steps: referralStepsFrom(flow, state, context.actor.permissions).map(({ to, label, asks }) => ({ to, label, asks })),
    proposal: proposalOf(context, flow, row),
    events: referralEvents(context.db, id).map((event) => ({
      at: event.at,
      by: event.display_name ?? '',
      source: event.source as ReferralDetail['events'][number]['source'],
      text: event.source === 'reminder' ? 'Lembaga diingatkan.' : `${referralLabel(flow, event.to_state as ReferralState)}.`,
      note: event.note,
      happenedOn: event.happened_on,
    })),
  }
}
