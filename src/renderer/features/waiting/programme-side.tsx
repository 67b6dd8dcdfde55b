import type { WaitingProgramme } from '../../../shared/contract/waiting.ts'
import { number } from '../../lib/format.ts'
import { waitingTexts as words } from '../../texts/waiting.ts'
import styles from './waiting.module.css'

/** Programmes with how many wait for each; a freed place that nobody was asked for stands out. */
export const ProgrammeSide = (props: {
  programmes: readonly WaitingProgramme[]
  chosen: string | null
  onChoose(key: string | null): void
}) => (
  <nav className={styles.side} aria-label={words.programmes}>
    <button type="button" className={styles.programme} aria-current={props.chosen === null} onClick={() => props.onChoose(null)}>
      {words.allProgrammes}
      <span className={styles.count}>
        {words.waitingCount(number(props.programmes.reduce((sum, one) => sum + one.waiting + one.offered, 0)))}
      </span>
    </button>
    {props.programmes.map((one) => (
      <button
        type="button"
        key={one.key}
        className={styles.programme}
        aria-current={props.chosen === one.key}
        onClick={() => props.onChoose(one.key)}
      >
        {one.name}
        <span className={styles.count}>
          {words.waitingCount(number(one.waiting + one.offered))}
          {one.openPlaces === 0 ? null : (
            <>
              {' · '}
              <span className={styles.open}>{words.openBadge(number(one.openPlaces))}</span>
            </>
          )}
        </span>
      </button>
    ))}
  </nav>
)
