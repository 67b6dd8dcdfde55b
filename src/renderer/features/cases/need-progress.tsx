import { IconCheck } from '@tabler/icons-react'
import type { Need } from '../../../shared/contract/cases.ts'
import { instantText } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { caseTexts } from '../../texts/cases.ts'
import styles from './cases.module.css'

const words = caseTexts.progress

/** Steps behind, the one it stands at, the usual way on; read from left to right. */
export const NeedProgress = ({ need }: { need: Need }) => {
  const { timeZone } = useOfficeTime()
  return (
    <ol className={styles.progress} aria-label={words.label(need.programmeName)}>
      {need.progress.map((mark) => (
        <li
          key={`${mark.phase}-${mark.state}`}
          data-phase={mark.phase}
          aria-current={mark.phase === 'now' ? 'step' : undefined}
          title={mark.at === null ? words.next : words.since(instantText(mark.at, timeZone))}
        >
          {mark.phase === 'done' ? <IconCheck size={12} stroke={3} aria-hidden /> : null}
          <span>{mark.label}</span>
          <span className={styles.hidden}>{` (${words.phases[mark.phase]})`}</span>
        </li>
      ))}
    </ol>
  )
}
