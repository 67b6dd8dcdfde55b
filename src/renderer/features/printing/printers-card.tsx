import { Alert, Button, Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core'
import { IconPrinter, IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { letterPapers } from '../../../shared/contract/letter-body.ts'
import type { PrinterView } from '../../../shared/contract/printing.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { JobProgress } from '../../components/job-progress.tsx'
import { Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { useDirectPrint } from '../../lib/direct-print.ts'
import { downloadFile } from '../../lib/files.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { common } from '../../texts/common.ts'
import { printingTexts as words } from '../../texts/printing.ts'
import { KindChoices } from './kind-choices.tsx'
import { PrintTasks } from './print-tasks.tsx'
import styles from './printing.module.css'

type State = OutputOf<'printing.state'>

/** Printers of this machine: how they are, what is remembered for each kind of letter, offset, test page, queue. */
export const PrintersCard = () => {
  const direct = useDirectPrint()
  const may = useMay()
  const queue = useCall('printing.queue', {})
  const printers = useJob('printing.printers')
  const test = useJob('printing.testPage')
  const [paper, setPaper] = useState<(typeof letterPapers)[number]>('F4')
  const { state } = direct
  const { start } = printers
  const able = state !== undefined && state.spooler !== null
  useEffect(() => {
    if (able) void start({})
  }, [able, start])
  if (state === undefined) return null
  const tryPage = async (printer: string): Promise<void> => {
    if (test.running) return
    const made = await test.start({ printer, paper })
    if (made === null) return
    if (printer === '') downloadFile(made.file)
    else if (made.sent) toast.done(made.message === '' ? words.tested : made.message)
  }
  const open = (queue.data ?? []).filter((task) => task.state !== 'done' && task.state !== 'dropped')
  return (
    <>
      <Section
        title={words.title}
        action={
          able ? (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={printers.running}
              onClick={() => void start({})}
            >
              {words.find}
            </Button>
          ) : undefined
        }
      >
        <Stack gap="sm">
          {able ? (
            <Text size="sm">{words.intro(state.machine)}</Text>
          ) : (
            <Alert color="yellow" title={words.missingTitle} role="note">
              <Text size="sm">{state.missing}</Text>
              <Text size="sm">{words.missingText}</Text>
            </Alert>
          )}
          {able ? (
            <Switch
              label={words.here}
              description={words.hereHint(state.machine)}
              checked={direct.on}
              onChange={(event) => direct.setOn(event.currentTarget.checked)}
            />
          ) : null}
          <ErrorBox error={printers.error} />
          {able && printers.result !== null ? (
            printers.result.length === 0 ? (
              <Text size="sm">{words.none}</Text>
            ) : (
              <table className={styles.printers}>
                <thead>
                  <tr>
                    {(['printer', 'state', 'trays', 'offset', 'test'] as const).map((key) => (
                      <th key={key} scope="col">
                        {words.columns[key]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {printers.result.map((printer) => (
                    <PrinterRow
                      key={`${printer.name} ${state.offsets.find((one) => one.printer === printer.name)?.version ?? 0}`}
                      printer={printer}
                      state={state}
                      busy={test.running}
                      onTest={() => void tryPage(printer.name)}
                    />
                  ))}
                </tbody>
              </table>
            )
          ) : null}
          <JobProgress job={test} label={words.testing} />
          {test.result !== null && !test.result.sent && test.result.message !== '' ? (
            <Alert color="red" role="alert">
              {test.result.message}
            </Alert>
          ) : null}
          {able ? (
            <Text size="xs" c="dimmed">
              {words.offsetHint}
            </Text>
          ) : null}
          {may('letters.print') ? (
            <Group gap="xs" align="end">
              <Select
                label={words.testPaper}
                w={170}
                allowDeselect={false}
                value={paper}
                onChange={(value) => setPaper(letterPapers.find((one) => one === value) ?? 'F4')}
                data={[...letterPapers]}
              />
              <Button variant="default" loading={test.running} onClick={() => void tryPage('')}>
                {words.testSave}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Section>
      {able ? <KindChoices state={state} printers={printers.result ?? []} /> : null}
      {able ? (
        <Section title={words.queue}>
          <ErrorBox error={queue.error} />
          {open.length === 0 ? <Text size="sm">{words.queueEmpty}</Text> : <PrintTasks tasks={open} named />}
        </Section>
      ) : null}
    </>
  )
}

const PrinterRow = (props: { printer: PrinterView; state: State; busy: boolean; onTest(): void }) => {
  const { printer } = props
  const may = useMay()
  const stored = props.state.offsets.find((one) => one.printer === printer.name)
  const [x, setX] = useState(stored?.x ?? 0)
  const [y, setY] = useState(stored?.y ?? 0)
  const save = useCommand('printing.saveOffset')
  const changed = x !== (stored?.x ?? 0) || y !== (stored?.y ?? 0)
  const field = (label: string, value: number, set: (value: number) => void) => (
    <NumberInput
      aria-label={`${words.columns.offset} ${label} ${printer.name}`}
      prefix={`${label} `}
      size="xs"
      w={124}
      min={-20}
      max={20}
      step={0.5}
      decimalScale={1}
      decimalSeparator=","
      clampBehavior="strict"
      disabled={!may('letters.print')}
      value={value}
      onChange={(next) => set(Number(next) || 0)}
    />
  )
  return (
    <tr>
      <td>
        <strong>{printer.name}</strong>
        {printer.isDefault ? (
          <Text span size="xs" c="dimmed">
            {' '}
            {words.isDefault}
          </Text>
        ) : null}
      </td>
      <td>
        <StatusBadge tone={printer.trouble === null ? 'ok' : 'danger'}>
          {printer.trouble === null ? words.ready : words.troubles[printer.trouble]}
        </StatusBadge>
      </td>
      <td>{printer.trays.join(', ')}</td>
      <td>
        <Group gap={6} wrap="nowrap">
          {field(words.right, x, setX)}
          {field(words.down, y, setY)}
          {changed ? (
            <Button
              size="xs"
              loading={save.isPending}
              onClick={() =>
                save.mutate(
                  { version: stored?.version ?? 0, printer: printer.name, x, y },
                  { onSuccess: () => toast.done(words.offsetSaved), onError: toast.error },
                )
              }
            >
              {common.save}
            </Button>
          ) : null}
        </Group>
      </td>
      <td>
        {may('letters.print') ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            disabled={props.busy || changed}
            onClick={props.onTest}
          >
            {words.test}
          </Button>
        ) : null}
      </td>
    </tr>
  )
}
