import type { Tone } from '../../components/status-badge.tsx'

/** Tone of a letter's stage. */
export const letterTone = (stage: string): Tone =>
  stage === 'handed' ? 'ok' : stage === 'cancelled' ? 'danger' : stage === 'draft' ? 'neutral' : 'info'
