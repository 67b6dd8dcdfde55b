import { ActionIcon, Text, Title } from '@mantine/core'
import { IconPrinter, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { LetterRow } from '../../../shared/contract/letters.ts'
import { clockTime } from '../../../shared/domain/dates.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { useOfficeTime } from '../../lib/session.ts'
import { letterTexts } from '../../texts/letters.ts'
import { quickTexts as words } from '../../texts/quick-letters.ts'
import { CancelLetterDialog } from './cancel-letter-dialog.tsx'
import styles from './quick.module.css'

/** Where Alt+↓ leads: the first button of the list. */
export const todayId = 'cepat-hari-ini'

/** The arrow keys go from button to button: down and up in a column, left and right in a row. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const steps: Record<string, [number, number]> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }
  const step = steps[event.key]
  const at = document.activeElement
  if (step === undefined || event.altKey || !(at instanceof HTMLElement)) return
  const rows = [...event.currentTarget.querySelectorAll('li')].map((row) => [...row.querySelectorAll('button')])
  const row = rows.findIndex((buttons) => buttons.some((button) => button === at))
  const column = rows[row]?.indexOf(at as HTMLButtonElement) ?? -1
  const next = rows[row + step[0]]?.[column + step[1]]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** The last letters of today, each with reprint and cancel. */
export const QuickToday = (props: {
  day: OutputOf<'quickLetters.today'> | undefined
  onReprint(letter: LetterRow): void
  onBack(): void
}) => {
  const { timeZone } = useOfficeTime()
  const [cancelling, setCancelling] = useState<LetterRow | null>(null)
  const items = props.day?.items ?? []
  return (
    <section className={`card ${styles.today}`} aria-labelledby={`${todayId}-judul`}>
      <Title order={2} id={`${todayId}-judul`} mb={4}>
        {words.today.title}
      </Title>
      {props.day !== undefined && items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.today.empty}
        </Text>
      ) : null}
      <ul
        className={styles.letters}
        id={todayId}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onBack()
          else walk(event)
        }}
      >
        {items.map((letter) => {
          const number = letter.number ?? letterTexts.waitingNumber
          return (
            <li key={letter.id} data-state={letter.state}>
              <span className={styles.name}>
                <Text span size="sm" fw={600} truncate>
                  {letter.clientName}
                </Text>
                <Text span size="xs" c="dimmed" className="numeric" truncate>
                  {letter.printedAt === null ? '' : `${clockTime(letter.printedAt, timeZone)} · `}
                  <Link to="/surat/$id" params={{ id: String(letter.id) }} aria-label={words.today.open(number)} tabIndex={-1}>
                    {number}
                  </Link>
                </Text>
              </span>
              {letter.state === 'cancelled' ? (
                <StatusBadge tone="danger">{words.today.cancelled}</StatusBadge>
              ) : (
                <>
                  <ActionIcon
                    variant="default"
                    size={32}
                    aria-label={words.today.reprint(number)}
                    title={words.today.reprint(number)}
                    onClick={() => props.onReprint(letter)}
                  >
                    <IconPrinter size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size={32}
                    aria-label={words.today.cancel(number)}
                    title={words.today.cancel(number)}
                    onClick={() => setCancelling(letter)}
                  >
                    <IconX size={18} aria-hidden />
                  </ActionIcon>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {cancelling === null ? null : <CancelLetterDialog letter={cancelling} opened onClose={() => setCancelling(null)} />}
    </section>
  )
}
