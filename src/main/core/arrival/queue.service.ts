import type { Ticket } from '../../../shared/contract/arrival.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import {
  callOrder,
  type TicketPriority,
  type TicketState,
  ticketLabel,
  ticketMayMove,
  ticketStateLabels,
} from '../../../shared/domain/queue.ts'
import { byNow } from '../cases/need-flow.service.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import { visiblePerson } from './arrival-people.ts'
import { insertGuest } from './guests.repo.ts'
import {
  countWaiting,
  findTicket,
  insertTicket,
  nextTicketNumber,
  type TicketRow,
  ticketsOf,
  updateTicket,
} from './queue.repo.ts'

/** A number belongs to the office, a name to a village: somebody limited to villages sees the names of those, and of whom they wrote down. */
export const namesPerson = (context: QueryContext, row: TicketRow): boolean =>
  context.actor.areas.length === 0 || row.issued_by === context.actor.userId || inArea(context.actor, row.region_code)

const toTicket = (context: QueryContext, row: TicketRow): Ticket => {
  const shown = namesPerson(context, row)
  const ofCase = row.case_id !== null && inArea(context.actor, row.case_region)
  return {
    id: row.id,
    number: row.number,
    label: ticketLabel(row.number),
    priority: row.priority as TicketPriority,
    state: row.state as TicketState,
    name: shown ? row.name : '',
    purpose: shown ? row.purpose : '',
    personId: shown ? row.person_id : null,
    caseId: ofCase ? row.case_id : null,
    caseNumber: ofCase ? (row.case_number ?? '') : '',
    counter: row.counter,
    calls: row.calls,
    issuedAt: row.issued_at,
    calledAt: row.called_at,
    version: row.version,
  }
}

const byState = (rows: readonly TicketRow[], state: TicketState): TicketRow[] => rows.filter((row) => row.state === state)
const inOrder = (rows: readonly TicketRow[]): TicketRow[] =>
  callOrder(byState(rows, 'waiting').map((row) => ({ ...row, priority: row.priority as TicketPriority })))

/** Tickets of a day: who waits, in the order of calling, then those at the counters and the rest. */
export const queueOf = (context: QueryContext, input: { day: string | null }) => {
  const day = input.day ?? context.today()
  const rows = ticketsOf(context.db, day)
  const waiting = inOrder(rows)
  const rest = (['called', 'later', 'absent', 'done'] as const).flatMap((state) => byState(rows, state))
  return { day, waiting: waiting.length, tickets: [...waiting, ...rest].map((row) => toTicket(context, row)) }
}

/** What the wall shows. */
export const displayOf = (context: QueryContext) => {
  const rows = ticketsOf(context.db, context.today())
  const called = byState(rows, 'called').sort((one, other) => (other.called_at ?? '').localeCompare(one.called_at ?? ''))
  return {
    officeName: readOffice(context.db).name,
    waiting: countWaiting(context.db, context.today()),
    called: called.map((row) => ({ label: ticketLabel(row.number), counter: row.counter, calls: row.calls })),
    next: inOrder(rows)
      .slice(0, 8)
      .map((row) => ticketLabel(row.number)),
  }
}

/** Gives the next number of the day. */
export const issueTicket = (
  context: CommandContext,
  input: { priority: TicketPriority; name: string; purpose: string; personId: number | null; guest: boolean },
) => {
  const person = input.personId === null ? null : visiblePerson(context, input.personId)
  const name = input.name === '' ? (person?.name ?? '') : input.name
  if (input.guest && (name === '' || input.purpose === ''))
    throw new AppError('VALIDATION', 'Buku tamu memerlukan nama dan keperluan.', {
      field: name === '' ? 'name' : 'purpose',
      hint: 'Isi keduanya, atau ambil nomor saja tanpa buku tamu.',
    })
  const by = byNow(context)
  const day = context.today()
  const number = nextTicketNumber(context.db, day)
  const stamp = { updated_at: by.now, updated_by: by.userId }
  const id = insertTicket(context.db, {
    day,
    number,
    priority: input.priority,
    name,
    purpose: input.purpose,
    person_id: input.personId,
    issued_at: by.now,
    issued_by: by.userId,
    ...stamp,
  })
  if (input.guest)
    insertGuest(context.db, {
      day,
      at: by.now,
      name,
      purpose: input.purpose,
      person_id: input.personId,
      ticket_id: id,
      created_by: by.userId,
      ...stamp,
    })
  context.audit({ entity: 'ticket', entityId: id, detail: { number, priority: input.priority, guest: input.guest } })
  return { id, number, label: ticketLabel(number), version: 1 }
}

const stale = (): AppError =>
  new AppError('CONFLICT', 'Nomor ini baru saja diubah loket lain.', {
    hint: 'Lihat keadaannya sekarang, lalu ulangi bila perlu.',
  })

/**
 * A ticket of today.
 * @throws AppError NOT_FOUND
 */
const ticketOf = (context: QueryContext, id: number): TicketRow => {
  const row = findTicket(context.db, id)
  if (row === undefined) throw new AppError('NOT_FOUND', 'Nomor antrean ini tidak ada.', { hint: 'Muat ulang antrean.' })
  return row
}

const move = (context: CommandContext, row: TicketRow, to: TicketState, counter: string): void => {
  const by = byNow(context)
  const changed = updateTicket(
    context.db,
    row.id,
    row.version,
    {
      state: to,
      ...(to === 'called' ? { counter, calls: row.calls + 1, called_at: by.now, ended_at: null } : {}),
      ...(to === 'waiting' ? { counter: '', ended_at: null } : {}),
      ...(to === 'done' || to === 'absent' ? { ended_at: by.now } : {}),
    },
    by,
  )
  if (!changed) throw stale()
}

/** Calls whoever is next; who stood at this counter is done. */
export const callNext = (context: CommandContext, { counter }: { counter: string }) => {
  const rows = ticketsOf(context.db, context.today())
  const next = inOrder(rows)[0]
  const finished = byState(rows, 'called').filter((row) => row.counter === counter)
  for (const row of finished) move(context, row, 'done', counter)
  if (next !== undefined) move(context, next, 'called', counter)
  context.audit({ entity: 'ticket', entityId: next?.id ?? null, detail: { called: next?.number ?? null, done: finished.length } })
  return { ticket: next === undefined ? null : toTicket(context, ticketOf(context, next.id)) }
}

/** Calls again, sets aside, marks as absent or done, or puts back into the queue. */
export const moveTicket = (context: CommandContext, input: { id: number; version: number; to: TicketState; counter: string }) => {
  const row = ticketOf(context, input.id)
  if (row.version !== input.version) throw stale()
  if (row.day !== context.today())
    throw new AppError('STATE', 'Nomor ini dari hari lain.', { hint: 'Ambil nomor baru untuk hari ini.' })
  const from = row.state as TicketState
  if (!ticketMayMove(from, input.to))
    throw new AppError(
      'STATE',
      `Nomor ${ticketLabel(row.number)} sekarang "${ticketStateLabels[from]}"; tidak dapat menjadi "${ticketStateLabels[input.to]}".`,
      { hint: 'Muat ulang antrean.' },
    )
  const counter = input.counter === '' ? row.counter : input.counter
  if (input.to === 'called' && counter === '')
    throw new AppError('VALIDATION', 'Pilih loket yang memanggil.', {
      field: 'counter',
      hint: 'Pilih loket Anda di atas antrean.',
    })
  move(context, row, input.to, counter)
  context.audit({ entity: 'ticket', entityId: row.id, detail: { from, to: input.to } })
  return { id: row.id, version: row.version + 1 }
}
