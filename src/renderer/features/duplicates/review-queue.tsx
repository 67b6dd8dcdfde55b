import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { DuplicatePair } from '../../../shared/contract/duplicates.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import styles from './duplicates.module.css'

const words = duplicateTexts.queue

/** Open pairs, best score first; the one that is compared is marked. */
export const ReviewQueue = (props: {
  pairs: readonly DuplicatePair[]
  currentId: number
  onChoose(pair: DuplicatePair): void
  hasMore: boolean
  loadingMore: boolean
  onMore(): void
}) => {
  const { currentId } = props
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-pair="${currentId}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])
  return (
    <nav className={styles.queue} aria-label={words.label}>
      <ul ref={list}>
        {props.pairs.map((pair) => (
          <li key={pair.id} data-pair={pair.id}>
            <button
              type="button"
              className={styles.pair}
              aria-current={pair.id === currentId ? 'true' : undefined}
              onClick={() => props.onChoose(pair)}
            >
              <span className={styles.pairName} title={pair.a.name}>
                {pair.a.name}
              </span>
              <span className={styles.pairName} title={pair.b.name}>
                {pair.b.name}
              </span>
              <span className={styles.pairFoot}>
                <StatusBadge tone={pair.level === 'likely' ? 'warning' : 'neutral'}>
                  {duplicateTexts.levels[pair.level]}
                </StatusBadge>
                <span className="numeric">{shortDate(pair.a.birthDate ?? pair.b.birthDate)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {props.hasMore ? (
        <Button variant="default" size="compact-md" m={8} onClick={props.onMore} loading={props.loadingMore}>
          {words.more}
        </Button>
      ) : null}
    </nav>
  )
}
