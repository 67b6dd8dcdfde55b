import { Button, Text } from '@mantine/core'
import { IconSpeakerphone } from '@tabler/icons-react'
import { useState } from 'react'
import { useCall } from '../../lib/query.ts'
import { noticeTexts as words } from '../../texts/notices.ts'
import styles from './notices.module.css'
import { TellDialog } from './tell-dialog.tsx'

/** On a case: what its resident has not been told yet, in one band; a half-filled one (`draft`) opens at once. */
export const CaseNotices = (props: { caseId: number; draft?: string }) => {
  const notices = useCall('notices.ofCase', { caseId: props.caseId })
  const [opened, setOpened] = useState<number | null>(Number(/^notices\.tell\.(\d+)$/.exec(props.draft ?? '')?.[1] ?? 0) || null)
  const waiting = (notices.data ?? []).filter((one) => one.toldAt === null)
  const only = waiting.length === 1 ? waiting[0] : undefined
  return (
    <>
      {waiting.length === 0 ? null : (
        <div className={styles.band} role="note">
          <IconSpeakerphone size={18} aria-hidden />
          {only === undefined ? (
            <>
              <Text size="sm">{words.bandMany(waiting.length)}</Text>
              {waiting.map((one) => (
                <Button
                  key={one.id}
                  size="compact-md"
                  variant="light"
                  aria-label={`${words.tell}: ${words.about(one.programmeName, one.stateLabel)}`}
                  onClick={() => setOpened(one.id)}
                >
                  {words.about(one.programmeName, one.stateLabel)}
                </Button>
              ))}
            </>
          ) : (
            <>
              <Text size="sm" style={{ flex: 1 }}>
                {words.band(only.programmeName, only.stateLabel)}
              </Text>
              <Button size="compact-md" variant="light" onClick={() => setOpened(only.id)}>
                {words.tell}
              </Button>
            </>
          )}
        </div>
      )}
      <TellDialog id={opened} onClose={() => setOpened(null)} />
    </>
  )
}
