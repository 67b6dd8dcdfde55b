import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Ticket } from '../../../shared/contract/arrival.ts'
import { clockTime } from '../../../shared/domain/dates.ts'
import { priorityLabels, type TicketState, ticketMayMove, ticketStateLabels } from '../../../shared/domain/queue.ts'
import { StatusBadge } from '../../components/status-badge.tsx'
import { useOfficeTime } from '../../lib/session.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import styles from './arrival.module.css'

const words = arrivalTexts.queue

/** What can be done with a ticket, in the order in which it usually happens. */
const actions: readonly { to: TicketState; from: readonly TicketState[]; label: string }[] = [
  { to: 'called', from: ['called'], label: words.again },
  { to: 'done', from: ['called'], label: words.done },
  { to: 'called', from: ['waiting', 'later', 'absent', 'done'], label: words.call },
  { to: 'waiting', from: ['later', 'absent'], label: words.back },
  { to: 'later', from: ['waiting', 'called'], label: words.later },
  { to: 'absent', from: ['called'], label: words.absent },
]

/** Tickets with what can be done with each. */
export const TicketTable = (props: {
  label: string
  tickets: readonly Ticket[]
  empty: string
  writable: boolean
  busy: boolean
  onMove(ticket: Ticket, to: TicketState): void
  onServe(ticket: Ticket): void
}) => {
  const { timeZone } = useOfficeTime()
  if (props.tickets.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {props.empty}
      </Text>
    )
  return (
    <table className={styles.list} aria-label={props.label}>
      <tbody>
        {props.tickets.map((ticket) => (
          <tr key={ticket.id}>
            <th scope="row" className={styles.number} style={{ width: 76 }}>
              {ticket.label}
            </th>
            <td>
              <Text size="sm" fw={600}>
                {ticket.name}
              </Text>
              <Text size="sm">{ticket.purpose}</Text>
              <Text size="xs" c="dimmed">
                {[
                  clockTime(ticket.issuedAt, timeZone),
                  ticket.state === 'called' ? ticket.counter : ticket.state === 'waiting' ? '' : ticketStateLabels[ticket.state],
                  ticket.calls > 1 ? words.calls(ticket.calls) : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
                {ticket.caseId === null ? null : (
                  <>
                    {' · '}
                    <Link to="/kasus/$id" params={{ id: String(ticket.caseId) }}>
                      {ticket.caseNumber}
                    </Link>
                  </>
                )}
              </Text>
            </td>
            <td>
              {ticket.priority === '' ? null : (
                <StatusBadge tone={ticket.priority === 'emergency' ? 'danger' : 'warning'}>
                  {priorityLabels[ticket.priority]}
                </StatusBadge>
              )}
            </td>
            <td>
              {props.writable ? (
                <div className={styles.actions}>
                  {ticket.state === 'called' && ticket.caseId === null ? (
                    <Button
                      size="compact-md"
                      onClick={() => props.onServe(ticket)}
                      aria-label={`${words.serve}: ${ticket.label}`}
                    >
                      {words.serve}
                    </Button>
                  ) : null}
                  {actions
                    .filter(({ to, from }) => from.includes(ticket.state) && ticketMayMove(ticket.state, to))
                    .map(({ to, label }) => (
                      <Button
                        key={label}
                        size="compact-md"
                        variant="default"
                        disabled={props.busy}
                        aria-label={`${label}: ${ticket.label}`}
                        onClick={() => props.onMove(ticket, to)}
                      >
                        {label}
                      </Button>
                    ))}
                </div>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
