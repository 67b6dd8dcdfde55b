import { IconCircleCheck, IconCircleDashed, IconCircleX, IconEqualNot, type IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { PairField } from '../../../shared/contract/duplicates.ts'
import styles from './duplicates.module.css'

const icons: Record<PairField['verdict'], ComponentType<IconProps>> = {
  agree: IconCircleCheck,
  partly: IconEqualNot,
  disagree: IconCircleX,
  unknown: IconCircleDashed,
}

/** How two values stand to each other: icon, words and colour; long words wrap. */
export const Verdict = (props: { verdict: PairField['verdict']; children: string }) => {
  const Icon = icons[props.verdict]
  return (
    <span className={styles.verdict} data-verdict={props.verdict}>
      <Icon size={16} stroke={2} aria-hidden />
      <span>{props.children}</span>
    </span>
  )
}
