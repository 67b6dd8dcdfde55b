import type { ImportPackage } from '../../../shared/contract/imports.ts'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { importTexts } from '../../texts/imports.ts'

const tones: Record<ImportPackage['state'], Tone> = {
  preparing: 'info',
  prepared: 'warning',
  applying: 'info',
  applied: 'ok',
  undone: 'neutral',
  discarded: 'neutral',
  failed: 'danger',
}

/** Where an import stands. */
export const ImportState = (props: { state: ImportPackage['state'] }) => (
  <StatusBadge tone={tones[props.state]}>{importTexts.states[props.state]}</StatusBadge>
)
