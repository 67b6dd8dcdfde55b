import { Button, Text } from '@mantine/core'
import { IconFileAlert, IconMessage } from '@tabler/icons-react'
import type { Need } from '../../../shared/contract/cases.ts'
import { instantText } from '../../lib/format.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { caseTexts } from '../../texts/cases.ts'
import styles from './cases.module.css'

const words = caseTexts.message
const cameBack: ReadonlySet<Need['state']> = new Set(['returned', 'papers-missing'])

/** What was written to whoever holds the need now, and which papers its file still lacks. */
export const NeedMessage = (props: { need: Need; onPapers(): void }) => {
  const { timeZone } = useOfficeTime()
  const { message, lacking, state } = props.need
  return (
    <>
      {message === null ? null : (
        <div className={styles.message} data-tone={cameBack.has(state) ? 'warning' : 'info'}>
          <IconMessage size={16} aria-hidden />
          <Text size="sm" className={styles.long}>
            <Text span size="sm" c="dimmed">
              {words.from(message.by, instantText(message.at, timeZone))}
            </Text>{' '}
            {message.note}
          </Text>
        </div>
      )}
      {lacking.length === 0 ? null : (
        <div className={styles.message} data-tone="warning">
          <IconFileAlert size={16} aria-hidden />
          <Text size="sm">{words.lacking(lacking)}</Text>
          <Button size="compact-xs" variant="default" onClick={props.onPapers}>
            {words.papers}
          </Button>
        </div>
      )}
    </>
  )
}
