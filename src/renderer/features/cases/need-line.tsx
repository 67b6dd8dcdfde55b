import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import {
  IconArrowRight,
  IconArrowUp,
  IconBell,
  IconDotsVertical,
  IconFlag3,
  IconPencil,
  IconSend,
  IconUserShare,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Need } from '../../../shared/contract/cases.ts'
import { closedStates } from '../../../shared/domain/need-states.ts'
import { DueDate } from '../../components/due-date.tsx'
import { needTone, StatusBadge } from '../../components/status-badge.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { toAppError } from '../../lib/transport.ts'
import { caseTexts } from '../../texts/cases.ts'
import { waitingTexts } from '../../texts/waiting.ts'
import { priorityLabels, workTexts } from '../../texts/work.ts'
import styles from './cases.module.css'
import { type NeedDialog, NeedDialogs } from './need-dialogs.tsx'
import { NeedMessage } from './need-message.tsx'
import { NeedProgress } from './need-progress.tsx'
import { StepDialog } from './step-dialog.tsx'

const words = caseTexts.detail
type Step = Need['steps'][number]

/** One need in one line: where it stands, who holds it, by when, and the next step as the only loud button. */
export const NeedLine = (props: {
  need: Need
  /** A half-filled form whose dialog opens at once. */
  draft: string
  onAssign(): void
  onEdit(): void
  onPapers(): void
  onRefer: (() => void) | null
  /** An agency was written to about this need and it still counts. */
  referred: boolean
}) => {
  const { need, draft } = props
  const may = useMay()
  const { session } = useSession()
  const move = useCommand('cases.moveNeed')
  const assign = useCommand('cases.assignNeed')
  const [asking, setAsking] = useState<Step | null>(need.steps.find((step) => draft === `step.${need.id}.${step.to}`) ?? null)
  const [dialog, setDialog] = useState<NeedDialog | null>(
    draft === `remind.${need.id}` ? 'remind' : draft === `escalate.${need.id}` ? 'escalate' : null,
  )
  const remindDone = useCommand('cases.remindDone')
  const [note, setNote] = useState('')
  const closed = closedStates.has(need.state)
  // Reopening is possible, but nothing waits for it: a closed need has no loud button. Nor is giving up ever the next step.
  const next = closed ? undefined : need.steps.find(({ to }) => to === 'solved' || !closedStates.has(to))
  // Decided to be referred, but nothing was written to an agency yet: that comes before anything can be handed over.
  const refer = need.state === 'referred' && !props.referred ? props.onRefer : null
  const others = closed || refer !== null ? need.steps : need.steps.filter((step) => step !== next)
  const mayAssign = may('cases.write') && !closed
  const take = (step: Step): void => {
    // A file whose papers were ticked at the counter goes on with one click; only what is lacking is asked for.
    if (step.asks.some((ask) => ask !== 'papers')) setAsking(step)
    else
      move.mutate(
        { needId: need.id, version: need.version, to: step.to },
        {
          onSuccess: () => toast.done(words.moved(step.label)),
          onError: (error) => {
            if (toAppError(error).data.field === 'papers') setAsking(step)
            else toast.error(error)
          },
        },
      )
  }
  const takeOver = (): void =>
    assign.mutate(
      { needId: need.id, version: need.version, holderId: session.userId },
      { onSuccess: () => toast.done(caseTexts.assign.taken), onError: toast.error },
    )
  return (
    <div className={styles.need} data-overdue={need.overdue}>
      <div className={styles.needName}>
        <Text fw={600} size="sm" truncate title={need.programmeName}>
          {need.programmeName}
        </Text>
        {need.flag === '' && need.priority === 'biasa' ? null : (
          <Group gap={4} wrap="nowrap">
            {need.priority === 'biasa' ? null : (
              <StatusBadge tone={need.priority === 'darurat' ? 'danger' : 'warning'}>{priorityLabels[need.priority]}</StatusBadge>
            )}
            {need.flag === '' ? null : (
              <StatusBadge tone="warning" icon={IconFlag3}>
                {need.flag}
              </StatusBadge>
            )}
          </Group>
        )}
        {need.state === 'waiting-turn' ? (
          <Link to="/daftar-tunggu" search={{ program: need.programmeKey }} className={styles.toWaiting}>
            {waitingTexts.openList}
          </Link>
        ) : null}
        {need.agencyName === '' ? null : (
          <Text size="xs" c="dimmed" truncate title={need.agencyName}>
            {need.agencyName}
          </Text>
        )}
      </div>
      <div>
        <span className={styles.small}>{words.stage}</span>
        <StatusBadge tone={needTone[need.state]}>{need.stateLabel}</StatusBadge>
      </div>
      <div>
        <span className={styles.small}>{words.holder}</span>
        <Text size="sm" truncate title={need.holder}>
          {need.holder === '' ? (closed ? '–' : words.noHolder) : need.holder}
        </Text>
      </div>
      <div>
        <span className={styles.small}>{words.due}</span>
        {closed || need.dueDate === null ? (
          <Text size="sm">–</Text>
        ) : (
          <DueDate date={need.dueDate} overdue={need.overdue} left={need.daysLeft} />
        )}
      </div>
      <Group gap={4} wrap="nowrap" justify="flex-end">
        {refer !== null ? (
          <Button
            rightSection={<IconArrowRight size={16} aria-hidden />}
            onClick={refer}
            aria-label={words.referOf(need.programmeName)}
          >
            {words.refer}
          </Button>
        ) : next === undefined ? (
          closed ? null : (
            <Text size="sm" c="dimmed" title={words.noStepsTitle(need.guide)}>
              {words.noSteps(need.desk)}
            </Text>
          )
        ) : (
          <Button
            rightSection={<IconArrowRight size={16} aria-hidden />}
            loading={move.isPending}
            onClick={() => take(next)}
            title={need.programmeName}
          >
            {next.label}
          </Button>
        )}
        {others.length === 0 && !mayAssign && props.onRefer === null ? null : (
          <Menu position="bottom-end" width={290} withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <ActionIcon variant="default" size={36} aria-label={words.otherStepsOf(need.programmeName)}>
                <IconDotsVertical size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((step) => (
                <Menu.Item key={step.to} onClick={() => take(step)}>
                  {step.label}
                  {step.asks.length > 0 ? ' …' : ''}
                </Menu.Item>
              ))}
              {mayAssign || props.onRefer !== null ? <Menu.Divider /> : null}
              {props.onRefer === null ? null : (
                <Menu.Item leftSection={<IconSend size={16} aria-hidden />} onClick={props.onRefer}>
                  {words.refer} …
                </Menu.Item>
              )}
              {mayAssign && need.holderId !== session.userId ? <Menu.Item onClick={takeOver}>{words.takeOver}</Menu.Item> : null}
              {mayAssign ? (
                <Menu.Item leftSection={<IconUserShare size={16} aria-hidden />} onClick={props.onAssign}>
                  {words.assign} …
                </Menu.Item>
              ) : null}
              {mayAssign ? (
                <>
                  <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={props.onEdit}>
                    {workTexts.edit.need} …
                  </Menu.Item>
                  <Menu.Item leftSection={<IconFlag3 size={16} aria-hidden />} onClick={() => setDialog('flag')}>
                    {need.flag === '' ? workTexts.flag.action : workTexts.flag.change} …
                  </Menu.Item>
                  <Menu.Item leftSection={<IconBell size={16} aria-hidden />} onClick={() => setDialog('remind')}>
                    {workTexts.remind.action} …
                  </Menu.Item>
                  {need.level === 'pusat' ? null : (
                    <Menu.Item leftSection={<IconArrowUp size={16} aria-hidden />} onClick={() => setDialog('escalate')}>
                      {workTexts.escalate.action} …
                    </Menu.Item>
                  )}
                </>
              ) : null}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <div className={styles.way}>
        <NeedProgress need={need} />
        {closed ? null : (
          <Text size="xs" c="dimmed">
            {refer === null ? need.guide : words.referFirst}
          </Text>
        )}
      </div>
      <NeedMessage need={need} onPapers={props.onPapers} />
      {need.reminders.map((reminder) => (
        <Group key={reminder.id} gap="xs" className={styles.reminder}>
          <IconBell size={16} aria-hidden />
          <Text size="sm">{workTexts.remind.yours(shortDate(reminder.day), reminder.note)}</Text>
          <Button
            size="compact-xs"
            variant="default"
            loading={remindDone.isPending}
            onClick={() =>
              remindDone.mutate(
                { id: reminder.id },
                { onSuccess: () => toast.done(workTexts.remind.finished), onError: toast.error },
              )
            }
          >
            {workTexts.remind.finish}
          </Button>
        </Group>
      ))}
      <NeedDialogs need={need} open={dialog} onClose={() => setDialog(null)} />
      <StepDialog
        need={need}
        step={asking}
        note={note}
        onClose={() => {
          setAsking(null)
          setNote('')
        }}
        onOther={(step, words) => {
          setNote(words)
          setAsking(step)
        }}
      />
    </div>
  )
}
