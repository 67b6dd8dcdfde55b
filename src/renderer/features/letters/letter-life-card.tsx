import { Button, Group, Text, Title } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconClockHour4,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { LifeEvent } from '../../../shared/contract/letter-life.ts'
import type { LetterDetail } from '../../../shared/contract/letters.ts'
import { lastMarked, lifeBar, type MarkedStep, mayMark, nextStep } from '../../../shared/domain/letter-life.ts'
import { instantText, shortDate } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterLifeTexts as words } from '../../texts/letter-life.ts'
import styles from './letter-life.module.css'
import { TakeBackDialog } from './take-back-dialog.tsx'

const icons = { done: IconCircleCheck, skipped: IconCircleMinus, next: IconClockHour4, ahead: IconCircleDashed } as const

const named = (receiver: string, relation: string): string => `${receiver}${relation === '' ? '' : ` (${relation})`}`

const eventLine = (event: LifeEvent): string => {
  if (event.takenBack) return words.backLine(words.takenBack[event.step])
  if (event.step === 'handed') return words.handedLine(named(event.receiver, event.relation))
  return words.steps[event.step]
}

/** Where a printed letter stands on its way to the resident: a status bar, the next step, and every step with who and when. */
export const LetterLifeCard = ({ letter }: { letter: LetterDetail }) => {
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const settings = useCall('letterLife.settings', {})
  const history = useCall('letterLife.history', { id: letter.id })
  const mark = useCommand('letterLife.mark')
  const [taking, setTaking] = useState<MarkedStep | null>(null)
  if (settings.data === undefined) return null
  const rules = settings.data.settings
  const next = nextStep(letter, rules)
  const last = lastMarked(letter)
  const go = (step: MarkedStep): void =>
    mark.mutate(
      { step, letters: [{ id: letter.id, version: letter.version }] },
      {
        onSuccess: ({ refused }) => {
          const [refusal] = refused
          toast.done(refusal === undefined ? words.marked[step] : refusal.message)
        },
        onError: toast.error,
      },
    )
  const events = history.data ?? []
  const lastOf = (step: LifeEvent['step']): LifeEvent | undefined =>
    events.findLast((event) => event.step === step && !event.takenBack)
  return (
    <section className="card" aria-labelledby="perjalanan-surat">
      <Title order={2} id="perjalanan-surat" mb={6}>
        {words.bar}
      </Title>
      {letter.state === 'cancelled' ? null : (
        <ol className={styles.bar}>
          {lifeBar(letter, rules).map((one) => {
            const Icon = icons[one.state]
            const done = one.state === 'done' ? lastOf(one.step) : undefined
            return (
              <li key={one.step} data-state={one.state} aria-current={one.state === 'next' ? 'step' : undefined}>
                <Icon size={20} stroke={2} aria-hidden />
                <span className={styles.step}>{words.steps[one.step]}</span>
                <span className={styles.when}>{done === undefined ? words.states[one.state] : shortDate(done.on)}</span>
              </li>
            )
          })}
        </ol>
      )}
      {letter.state === 'printed' && may('cases.write') ? (
        <Group gap="xs" mt="xs">
          {next === null || next === 'handed' || !mayMark(may, next) ? null : (
            <Button variant="default" loading={mark.isPending} onClick={() => go(next)}>
              {words.mark[next]}
            </Button>
          )}
          {/* An office may leave signing out: then the stamp can be marked straight away. */}
          {next === 'signed' && rules.signed === 'optional' && rules.stamped !== 'off' ? (
            <Button variant="subtle" loading={mark.isPending} onClick={() => go('stamped')}>
              {words.mark.stamped}
            </Button>
          ) : null}
          {last === null || !mayMark(may, last) ? null : (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              onClick={() => setTaking(last)}
            >
              {words.takeBack.button}
            </Button>
          )}
        </Group>
      ) : null}
      {events.length === 0 ? null : (
        <ul className={styles.history} aria-label={words.history}>
          {events.map((event) => (
            <li key={`${event.at} ${event.step} ${event.takenBack}`} data-back={event.takenBack}>
              {event.step === 'cancelled' ? <IconCircleX size={14} aria-hidden /> : null}
              <span>
                <strong>{eventLine(event)}</strong>
                {event.step === 'printed' ? '' : `, ${shortDate(event.on)}`}
                {event.desk === '' ? '' : ` · ${event.desk}`}
                {words.ways[event.way] === '' ? '' : ` · ${words.ways[event.way]}`}
              </span>
              <Text size="xs" c="dimmed">
                {instantText(event.at, timeZone)}
                {event.by === '' ? '' : `, ${event.by}`}
                {event.reason === '' ? '' : ` · ${event.reason}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {taking === null ? null : <TakeBackDialog letter={letter} step={taking} onClose={() => setTaking(null)} />}
    </section>
  )
}
