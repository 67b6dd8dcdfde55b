import { Button, Checkbox, Group, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Need } from '../../../shared/contract/cases.ts'
import type { SopStep } from '../../../shared/contract/services.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { downloadFile } from '../../lib/files.ts'
import { instantText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { useJob } from '../../lib/use-job.ts'
import { sopTexts as words } from '../../texts/services.ts'
import { PaperList } from './paper-list.tsx'
import styles from './services.module.css'

/** Papers and SOP of one need side by side, and the checklist on paper. */
export const NeedWork = (props: { need: Need; clientId: number }) => {
  const { need } = props
  const found = useCall('services.need', { needId: need.id })
  const print = useJob('services.printSop')
  const sop = found.data?.sop ?? null
  const start = async (): Promise<void> => {
    const made = await print.start({ needId: need.id })
    if (made !== null) downloadFile(made.file)
  }
  return (
    <section aria-label={need.programmeName}>
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h3">
          {need.programmeName}
        </Title>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          loading={print.running}
          onClick={() => void start()}
        >
          {words.print}
        </Button>
      </Group>
      <ErrorBox error={found.error ?? print.error} />
      <div className={styles.side}>
        <PaperList needId={need.id} />
        {sop === null ? (
          <Text size="sm" c="dimmed">
            {words.none}
          </Text>
        ) : (
          <div>
            <Text size="sm" fw={600} mb={4}>
              {words.version(sop.name, sop.version)} ·{' '}
              {words.progress(sop.steps.filter(({ done }) => done).length, sop.steps.length)}
            </Text>
            <ol className={styles.steps}>
              {sop.steps.map((step) => (
                <Step key={step.key} step={step} needId={need.id} clientId={props.clientId} />
              ))}
            </ol>
          </div>
        )}
      </div>
    </section>
  )
}

const Step = ({ step, needId, clientId }: { step: SopStep; needId: number; clientId: number }) => {
  const tick = useCommand('services.tickStep')
  const may = useMay()
  const { timeZone } = useOfficeTime()
  return (
    <li className={styles.step}>
      <Checkbox
        aria-label={step.text}
        checked={step.done}
        disabled={step.doneBySelf || !may('cases.write')}
        onChange={(event) => tick.mutate({ needId, stepKey: step.key, done: event.currentTarget.checked })}
      />
      <div>
        <Text size="sm">{step.text}</Text>
        <Text size="xs" c="dimmed">
          {[step.role, step.by, step.at === null ? (step.doneBySelf ? words.bySelf : '') : instantText(step.at, timeZone)]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
        <ErrorBox error={tick.error} />
      </div>
      {step.screen === 'warga' ? (
        <Link to="/warga/$id" params={{ id: String(clientId) }} aria-label={words.openOf(step.text)}>
          {words.open}
        </Link>
      ) : step.screen === 'usulan' ? (
        <Link to="/usulan" aria-label={words.openOf(step.text)}>
          {words.open}
        </Link>
      ) : step.screen === 'rujukan' ? (
        <Link to="/rujukan" aria-label={words.openOf(step.text)}>
          {words.open}
        </Link>
      ) : step.screen === 'surat' ? (
        <Link to="/surat" aria-label={words.openOf(step.text)}>
          {words.open}
        </Link>
      ) : null}
    </li>
  )
}
