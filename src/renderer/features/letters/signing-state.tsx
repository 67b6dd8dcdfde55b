import type { MapItem, MapState } from '../../../shared/contract/signing.ts'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { signingTexts as words } from '../../texts/signing.ts'

const tones: Readonly<Record<MapState, Tone>> = {
  open: 'neutral',
  initials: 'warning',
  ready: 'info',
  signing: 'warning',
  done: 'ok',
  dissolved: 'neutral',
}

/** Where a map stands, as a badge. */
export const MapBadge = ({ state }: { state: MapState }) => <StatusBadge tone={tones[state]}>{words.states[state]}</StatusBadge>

/** Where a letter of a map stands, as a badge. */
export const MapItemBadge = ({ item }: { item: MapItem }) => {
  if (item.itemState === 'out') return <StatusBadge tone="neutral">{words.letterStates.out}</StatusBadge>
  if (item.itemState === 'signed') return <StatusBadge tone="ok">{words.letterStates.signed}</StatusBadge>
  if (item.message !== '') return <StatusBadge tone="danger">{words.letterStates.refused}</StatusBadge>
  return item.state === 'draft' ? (
    <StatusBadge tone="neutral">{words.letterStates.draft}</StatusBadge>
  ) : (
    <StatusBadge tone="info">{words.letterStates.printed}</StatusBadge>
  )
}
