import type { Tone } from '../../components/status-badge.tsx'

/** Where a letter stands for the clerk: a printed one lies here until somebody has received it. */
export const letterStage = (letter: { state: string; handedOn: string | null }): string =>
  letter.state === 'printed' && letter.handedOn !== null ? 'handed' : letter.state

/** Tone of a letter's state. */
export const letterTone = (state: string): Tone =>
  state === 'printed' ? 'info' : state === 'handed' ? 'ok' : state === 'cancelled' ? 'danger' : 'neutral'
