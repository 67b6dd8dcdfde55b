import { Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPrinter, IconSpeakerphone } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Ticket } from '../../../shared/contract/arrival.ts'
import { priorityLabels, type TicketPriority, type TicketState, ticketPriorities } from '../../../shared/domain/queue.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { downloadFile } from '../../lib/files.ts'
import { keepOwnCounter, ownCounter } from '../../lib/own-counter.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useJob } from '../../lib/use-job.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import styles from './arrival.module.css'
import { TicketTable } from './ticket-table.tsx'

const words = arrivalTexts.queue

/** Give a number, call the next one, set numbers aside. */
export const QueueDesk = () => {
  const queue = useCall('arrival.queue', {})
  const desk = useCall('arrival.desk', {})
  const error = queue.error ?? desk.error
  if (error !== null) return <ErrorBox error={error} onRetry={() => void queue.refetch()} />
  if (queue.data === undefined || desk.data === undefined) return <Loading />
  return <Desk tickets={queue.data.tickets} counters={desk.data.settings.counters} />
}

const Desk = ({ tickets, counters }: { tickets: readonly Ticket[]; counters: readonly string[] }) => {
  const may = useMay()
  const navigate = useNavigate()
  const next = useCommand('arrival.callNext')
  const move = useCommand('arrival.moveTicket')
  const [counter, setCounter] = useState(counters.find((one) => one === ownCounter()) ?? counters[0] ?? '')
  const of = (...states: TicketState[]): Ticket[] => tickets.filter(({ state }) => states.includes(state))
  const waiting = of('waiting')
  const choose = (name: string | null): void => {
    if (name === null) return
    setCounter(name)
    keepOwnCounter(name)
  }
  const callNext = (): void =>
    next.mutate(
      { counter },
      {
        onSuccess: ({ ticket }) => toast.done(ticket === null ? words.nobody : words.called(ticket.label, ticket.counter)),
        onError: toast.error,
      },
    )
  const go = (ticket: Ticket, to: TicketState): void =>
    move.mutate({ id: ticket.id, version: ticket.version, to, counter: to === 'called' ? counter : '' }, { onError: toast.error })
  const serve = (ticket: Ticket): void =>
    void navigate({ to: '/loket', search: { tiket: ticket.id, warga: ticket.personId ?? undefined } })
  const table = { busy: move.isPending, onMove: go, onServe: serve, writable: may('cases.write') }
  return (
    <div className={styles.desk}>
      {may('cases.write') ? <NewTicket /> : <span />}
      <Stack gap="sm">
        <section className="card" aria-labelledby="antrean-loket">
          <Group justify="space-between" mb="xs">
            <Title order={2} id="antrean-loket">
              {words.atCounter}
            </Title>
            {may('cases.write') ? (
              <Group gap="xs">
                <Select
                  aria-label={words.counter}
                  w={150}
                  data={[...counters]}
                  value={counter}
                  allowDeselect={false}
                  onChange={choose}
                />
                <Button
                  leftSection={<IconSpeakerphone size={18} aria-hidden />}
                  loading={next.isPending}
                  disabled={waiting.length === 0}
                  onClick={callNext}
                >
                  {words.callNext}
                </Button>
              </Group>
            ) : null}
          </Group>
          <TicketTable label={words.atCounter} tickets={of('called')} empty={words.counterEmpty} {...table} />
        </section>
        <section className="card" aria-labelledby="antrean-menunggu">
          <Title order={2} id="antrean-menunggu" mb="xs">
            {words.waiting(waiting.length)}
          </Title>
          <TicketTable label={words.waiting(waiting.length)} tickets={waiting} empty={words.empty} {...table} />
        </section>
        <section className="card" aria-labelledby="antrean-lain">
          <Title order={2} id="antrean-lain" mb="xs">
            {words.rest}
          </Title>
          <TicketTable label={words.rest} tickets={of('later', 'absent', 'done')} empty={words.restEmpty} {...table} />
        </section>
      </Stack>
    </div>
  )
}

const NewTicket = () => {
  const issue = useCommand('arrival.issueTicket')
  const print = useJob('arrival.printTicket')
  const [priority, setPriority] = useState<TicketPriority>('')
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState('')
  const [guest, setGuest] = useState(false)
  const [printing, setPrinting] = useState(false)
  const give = (): void =>
    issue.mutate(
      { priority, name, purpose, guest },
      {
        onSuccess: async ({ id, label }) => {
          toast.done(words.given(label))
          setPriority('')
          setName('')
          setPurpose('')
          setGuest(false)
          if (!printing) return
          const paper = await print.start({ id })
          if (paper !== null) downloadFile(paper)
        },
      },
    )
  return (
    <form
      className="card"
      aria-label={words.give}
      onSubmit={(event) => {
        event.preventDefault()
        if (!issue.isPending) give()
      }}
    >
      <Stack gap="xs">
        <Title order={2}>{words.give}</Title>
        <Select
          label={words.priority}
          data={ticketPriorities.map((value) => ({ value, label: priorityLabels[value] }))}
          value={priority}
          allowDeselect={false}
          onChange={(value) => setPriority((value ?? '') as TicketPriority)}
        />
        <TextInput
          label={guest ? words.guestName : words.name}
          required={guest}
          value={name}
          maxLength={300}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={words.purpose}
          required={guest}
          placeholder={words.purposeHint}
          value={purpose}
          maxLength={300}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <Checkbox label={words.guest} checked={guest} onChange={(event) => setGuest(event.currentTarget.checked)} />
        <Checkbox label={words.printAfter} checked={printing} onChange={(event) => setPrinting(event.currentTarget.checked)} />
        <ErrorBox error={issue.error ?? print.error} />
        <Button type="submit" loading={issue.isPending || print.running}>
          {words.give}
        </Button>
        {issue.data === undefined ? null : (
          <Group justify="space-between" role="status">
            <Text>
              Nomor <span className={styles.number}>{issue.data.label}</span>
            </Text>
            <Button
              variant="default"
              size="compact-md"
              loading={print.running}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={async () => {
                const paper = await print.start({ id: issue.data.id })
                if (paper !== null) downloadFile(paper)
              }}
            >
              {words.print}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
