import type { ReferralState } from '../../../shared/domain/referral-flow.ts'
import type { Tone } from '../../components/status-badge.tsx'

const tones: Record<ReferralState, Tone> = {
  made: 'neutral',
  printed: 'info',
  'handed-over': 'info',
  sent: 'info',
  received: 'info',
  handled: 'info',
  refused: 'danger',
  'no-show': 'warning',
  done: 'ok',
  revoked: 'neutral',
}

/** Tone of a referral's state; an unknown one is neutral. */
export const referralTone = (state: string): Tone => tones[state as ReferralState] ?? 'neutral'
