import { type ReferralState, referralStates } from '../../../shared/contract/referrals.ts'
import type { Tone } from '../../components/status-badge.tsx'

const tones: Record<ReferralState, Tone> = {
  made: 'neutral',
  printed: 'info',
  'handed-over': 'info',
  received: 'info',
  handled: 'info',
  refused: 'danger',
  'no-show': 'warning',
  done: 'ok',
  revoked: 'neutral',
}

/** Tone of a referral's state; an unknown one is neutral. */
export const referralTone = (state: string): Tone => tones[state as ReferralState] ?? 'neutral'

/** Order in which a referral usually goes on: what can be recorded next from a state, the likeliest first. */
export const laterStates = (state: ReferralState): ReferralState[] => {
  const at = referralStates.indexOf(state)
  const usual: ReferralState[] = ['done', 'handled', 'received', 'handed-over', 'refused', 'no-show']
  return usual.filter((one) => one !== state && (referralStates.indexOf(one) > at || one === 'refused' || one === 'no-show'))
}
