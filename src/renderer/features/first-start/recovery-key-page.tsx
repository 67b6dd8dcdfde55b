import { Button, Group, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { FrontPage } from '../../app/front-page.tsx'
import { RecoveryKeyForm } from '../../components/recovery-key-form.tsx'
import { firstStartTexts } from '../../texts/first-start.ts'
import styles from './first-start.module.css'

const words = firstStartTexts.key

/** Shows the recovery key once, to print or write down, and asks for it back. */
export const RecoveryKeyPage = (props: {
  recoveryKey: string
  officeName: string
  practice: boolean
  signIn: { username: string; password: string } | null
  onDone(): void
}) => (
  <FrontPage title={words.title} lead={words.lead} width={620} practice={props.practice}>
    <Text size="sm">{props.officeName}</Text>
    <output className={styles.key} aria-label={words.title}>
      {props.recoveryKey}
    </output>
    <Text size="sm">{words.store}</Text>
    {props.signIn === null ? null : (
      <Text size="sm" fw={600}>
        {words.signIn(props.signIn.username, props.signIn.password)}
      </Text>
    )}
    <Group className="no-print">
      <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
        {words.print}
      </Button>
    </Group>
    <RecoveryKeyForm
      onConfirmed={props.onDone}
      beside={
        props.practice ? (
          <Button variant="subtle" onClick={props.onDone}>
            {words.later}
          </Button>
        ) : null
      }
    />
  </FrontPage>
)
