import { Button, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useConfirm } from '../../components/confirm.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Section } from '../../components/page.tsx'
import { RecoveryKeyForm } from '../../components/recovery-key-form.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { useCommand } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { settingsTexts } from '../../texts/settings.ts'
import styles from './settings.module.css'

const words = settingsTexts.about

/** Gives out another recovery key in place of one that nobody wrote down; it is shown here once. */
const NewRecoveryKey = () => {
  const ask = useConfirm()
  const may = useMay()
  const issue = useCommand('app.newRecoveryKey')
  if (!may('users.manage')) return null
  return (
    <>
      {issue.data === undefined ? (
        <Button
          variant="subtle"
          loading={issue.isPending}
          onClick={() =>
            void ask({ title: words.newKeyTitle, text: words.newKeyText, confirm: words.newKey }).then((yes) => {
              if (yes) issue.mutate({})
            })
          }
        >
          {words.newKey}
        </Button>
      ) : (
        <output className={styles.recoveryKey} aria-label={words.recovery}>
          {issue.data.recoveryKey}
        </output>
      )}
      <ErrorBox error={issue.error} />
    </>
  )
}

/** Versions, kind of data, recovery key. */
export const AboutTab = () => {
  const { status } = useSession()
  const client = useQueryClient()
  return (
    <>
      <Section title={settingsTexts.tabs.tentang}>
        <ValueList
          items={[
            { label: words.version, value: status.version },
            { label: words.host, value: `${words.hosts[status.host]}${status.hostNote === '' ? '' : ` · ${status.hostNote}`}` },
            { label: words.mode, value: status.practice ? words.practice : words.real },
            {
              label: words.recovery,
              value: (
                <StatusBadge tone={status.recoveryConfirmed ? 'ok' : 'warning'}>
                  {status.recoveryConfirmed ? words.recoveryDone : words.recoveryOpen}
                </StatusBadge>
              ),
            },
          ]}
        />
        <Text size="sm" c="dimmed" mt="sm">
          {words.credits}
        </Text>
      </Section>
      {status.recoveryConfirmed ? null : (
        <Section title={words.recovery}>
          <RecoveryKeyForm onConfirmed={() => void client.invalidateQueries({ queryKey: ['app'] })} beside={<NewRecoveryKey />} />
        </Section>
      )}
    </>
  )
}
