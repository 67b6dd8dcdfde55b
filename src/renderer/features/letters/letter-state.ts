import type { Tone } from '../../components/status-badge.tsx'

/** Tone of a letter's state. */
export const letterTone = (state: string): Tone => (state === 'printed' ? 'ok' : state === 'cancelled' ? 'danger' : 'neutral')
