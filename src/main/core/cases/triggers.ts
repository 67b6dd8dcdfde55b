import type { FlowStep, StepTrigger } from '../../../shared/domain/need-flow.ts'
import type { CommandContext } from '../context.ts'
import { joinWaitingList, leaveWaitingList } from '../waiting/join.ts'
import { dropOpenNotices, insertCaseEvent, insertNotice, revokeReferrals } from './cases.repo.ts'
import type { NeedRow } from './need-flow.service.ts'

type Trigger = (context: CommandContext, need: NeedRow, step: FlowStep, note: string) => void

const by = (context: CommandContext): { userId: number; now: string } => ({ userId: context.actor.userId, now: context.now() })

/** What the steps of a flow set going. Each one runs inside the step's transaction. */
const triggers: Record<StepTrigger, Trigger> = {
  'tell-resident': (context, need, step, note) => {
    dropOpenNotices(context.db, need.id)
    insertNotice(context.db, { caseId: need.case_id, needId: need.id, state: step.to, note }, by(context))
  },
  'revoke-referrals': (context, need) => {
    for (const agency of revokeReferrals(context.db, need.id, by(context)))
      insertCaseEvent(
        context.db,
        {
          caseId: need.case_id,
          needId: need.id,
          kind: 'referral',
          text: `Rujukan ke ${agency} dicabut karena kebutuhannya ditutup.`,
        },
        by(context),
      )
  },
  'join-waiting-list': (context, need, _step, note) => joinWaitingList(context.db, need, context.today(), note, by(context)),
  'leave-waiting-list': (context, need, step, note) =>
    leaveWaitingList(context.db, need, step.to, context.today(), note, by(context)),
}

/** Runs one trigger of a step. */
export const pull = (context: CommandContext, trigger: StepTrigger, need: NeedRow, step: FlowStep, note: string): void =>
  triggers[trigger](context, need, step, note)
