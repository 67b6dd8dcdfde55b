import type { ReferralFlow } from '../../../shared/domain/referral-flow.ts'
import type { Db } from '../db/database.ts'
import { definition } from '../definitions/definitions.repo.ts'
import type { ReferralFlowBody } from '../definitions/kinds.ts'

/** Key of the one shipped flow. */
const flowKey = 'rujukan'

/** A definition of kind `referral-flow` made ready: a step that several states share becomes one step each. */
export const toReferralFlow = (body: ReferralFlowBody): ReferralFlow => ({
  ...body,
  steps: body.steps.flatMap(({ from, ...step }) => from.map((state) => ({ from: state, ...step }))),
})

/** The flow in force. */
export const referralFlow = (db: Db): ReferralFlow => toReferralFlow(definition(db, 'referral-flow', flowKey).body)
