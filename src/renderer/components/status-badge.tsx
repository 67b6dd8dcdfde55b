import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockHour4,
  type IconProps,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { NeedState } from '../../shared/domain/need-states.ts'
import styles from './status-badge.module.css'

/** Meaning of a status, never only a colour: each tone has its own icon. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warning' | 'danger'

const icons: Record<Tone, ComponentType<IconProps>> = {
  neutral: IconCircleDashed,
  info: IconClockHour4,
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  danger: IconCircleX,
}

/** Icon + word + tint. */
export const StatusBadge = (props: { tone: Tone; children: string; icon?: ComponentType<IconProps> }) => {
  const Icon = props.icon ?? icons[props.tone]
  return (
    <span className={styles.badge} data-tone={props.tone}>
      <Icon size={14} stroke={2} aria-hidden />
      <span className={styles.word}>{props.children}</span>
    </span>
  )
}

/** Tone of each state of a need. */
export const needTone: Record<NeedState, Tone> = {
  draft: 'neutral',
  registered: 'info',
  'papers-missing': 'warning',
  verification: 'info',
  returned: 'warning',
  'waiting-decision': 'info',
  referred: 'info',
  'waiting-feedback': 'info',
  'waiting-turn': 'info',
  solved: 'ok',
  'not-solvable-here': 'neutral',
  refused: 'danger',
  duplicate: 'neutral',
  cancelled: 'neutral',
}
