import type { AssessmentState } from '../../../shared/contract/assessments.ts'
import type { Tone } from '../../components/status-badge.tsx'

/** Tone of each state of an answer set. */
export const stateTone: Record<AssessmentState, Tone> = { draft: 'warning', finished: 'info', verified: 'ok' }
