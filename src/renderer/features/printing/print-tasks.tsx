import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PrintTask } from '../../../shared/contract/printing.ts'
import { JobProgress } from '../../components/job-progress.tsx'
import { StatusBadge, type Tone } from '../../components/status-badge.tsx'
import { instantText } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { printingTexts as words } from '../../texts/printing.ts'
import { PrinterDialog } from './printer-dialog.tsx'
import styles from './printing.module.css'

const tones: Record<PrintTask['state'], Tone> = {
  queued: 'info',
  printing: 'info',
  done: 'ok',
  held: 'danger',
  unsure: 'warning',
  dropped: 'neutral',
}

/** Prints on their way: where each stands, what is wrong and what to do about it. */
export const PrintTasks = (props: { tasks: readonly PrintTask[]; named?: boolean }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const retry = useJob('printing.retry')
  const settle = useCommand('printing.settle')
  const [choosing, setChoosing] = useState<PrintTask | null>(null)
  const again = async (task: PrintTask, place: { printer?: string; tray?: string } = {}): Promise<void> => {
    if (retry.running) return
    setChoosing(null)
    const done = await retry.start({ id: task.id, ...place })
    if (done?.state === 'done') toast.done(words.sent(done.printer))
  }
  const close = (task: PrintTask, as: 'done' | 'dropped'): void =>
    settle.mutate({ id: task.id, version: task.version, as }, { onError: toast.error })
  return (
    <>
      <JobProgress job={retry} label={words.queue} />
      <ul className={styles.tasks}>
        {props.tasks.map((task) => (
          <li key={task.id}>
            <Group gap="xs" justify="space-between" wrap="nowrap">
              <Text size="sm">
                {props.named === true ? (
                  <Link to="/surat/$id" params={{ id: String(task.letterId) }}>
                    {[task.number ?? task.kindName, task.clientName].filter((part) => part !== '').join(' · ')}
                  </Link>
                ) : task.copy === 0 ? (
                  words.first
                ) : (
                  words.copy(task.copy)
                )}
                <Text span size="xs" c="dimmed" display="block">
                  {words.place(task.printer, task.tray, task.copies)} · {instantText(task.at, timeZone)}
                  {task.by === '' ? '' : `, ${task.by}`}
                </Text>
              </Text>
              <StatusBadge tone={tones[task.state]}>{words.states[task.state]}</StatusBadge>
            </Group>
            {task.message === '' ? null : (
              <Text size="sm" role={task.state === 'held' ? 'alert' : undefined}>
                {task.message}
              </Text>
            )}
            {may('letters.print') && ['held', 'unsure', 'queued'].includes(task.state) ? (
              <Group gap={6} mt={4}>
                <Button size="compact-sm" loading={retry.running} onClick={() => void again(task)}>
                  {words.retry}
                </Button>
                <Button size="compact-sm" variant="default" disabled={retry.running} onClick={() => setChoosing(task)}>
                  {words.elsewhere}
                </Button>
                {task.state === 'unsure' ? (
                  <Button size="compact-sm" variant="default" onClick={() => close(task, 'done')}>
                    {words.out}
                  </Button>
                ) : null}
                <Button size="compact-sm" variant="subtle" color="gray" onClick={() => close(task, 'dropped')}>
                  {words.giveUp}
                </Button>
              </Group>
            ) : null}
          </li>
        ))}
      </ul>
      {choosing === null ? null : (
        <PrinterDialog
          title={words.elsewhere}
          value={{ printer: choosing.printer, tray: choosing.tray, copies: choosing.copies }}
          confirm={words.retry}
          onClose={() => setChoosing(null)}
          onConfirm={({ printer, tray }) => {
            if (printer === '') close(choosing, 'dropped')
            else void again(choosing, { printer, tray })
            setChoosing(null)
          }}
        />
      )}
    </>
  )
}
