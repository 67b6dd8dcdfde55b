import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Section } from '../../components/page.tsx'
import { RecoveryKeyForm } from '../../components/recovery-key-form.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { useSession } from '../../lib/session.ts'
import { settingsTexts } from '../../texts/settings.ts'

const words = settingsTexts.about

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
          <RecoveryKeyForm onConfirmed={() => void client.invalidateQueries({ queryKey: ['app'] })} />
        </Section>
      )}
    </>
  )
}
