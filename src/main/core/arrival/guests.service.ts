import type { Consultation, Guest } from '../../../shared/contract/arrival.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import { ticketLabel } from '../../../shared/domain/queue.ts'
import { byNow } from '../cases/need-flow.service.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { visiblePerson } from './arrival-people.ts'
import {
  findConsultation,
  findGuest,
  insertConsultation,
  insertGuest,
  listConsultations,
  listGuests,
  updateGuest,
} from './guests.repo.ts'

interface DayInput {
  from: string | null
  to: string | null
  text: string
  cursor: string | null
  limit: number
}
const filterOf = ({ cursor, ...input }: DayInput) => ({
  ...input,
  belowId: cursor === null ? null : Number(unpackCursor(cursor)[0]),
})

/** The guest book, newest first. */
export const guestsOf = (context: QueryContext, input: DayInput): { items: Guest[]; next: string | null } =>
  page(
    listGuests(context.db, context.actor, filterOf(input)),
    input.limit,
    (row): Guest => ({
      id: row.id,
      day: row.day,
      at: row.at,
      name: row.name,
      origin: row.origin,
      purpose: row.purpose,
      meets: row.meets,
      note: row.note,
      ticketLabel: row.ticket_number === null ? '' : ticketLabel(row.ticket_number),
      by: row.by_name ?? '',
      version: row.version,
    }),
    (row) => packCursor(row.id),
  )

/** Writes a line into the guest book. */
export const addGuest = (
  context: CommandContext,
  input: { name: string; origin: string; purpose: string; meets: string; note: string; personId: number | null },
) => {
  const { personId, ...words } = input
  if (personId !== null) visiblePerson(context, personId)
  const by = byNow(context)
  const id = insertGuest(context.db, {
    ...words,
    person_id: personId,
    day: context.today(),
    at: by.now,
    created_by: by.userId,
    updated_at: by.now,
    updated_by: by.userId,
  })
  context.audit({ entity: 'guest', entityId: id })
  return { id, version: 1 }
}

/** Mends or completes a line. */
export const changeGuest = (
  context: CommandContext,
  input: { id: number; version: number; name: string; origin: string; purpose: string; meets: string; note: string },
) => {
  const { id, version, ...words } = input
  const found = findGuest(context.db, id)
  const allowed =
    found !== undefined &&
    (context.actor.areas.length === 0 || found.created_by === context.actor.userId || found.person_id !== null)
  if (!allowed) throw new AppError('NOT_FOUND', 'Baris buku tamu ini tidak ada.', { hint: 'Muat ulang buku tamu.' })
  if (found.person_id !== null && found.created_by !== context.actor.userId) visiblePerson(context, found.person_id)
  if (!updateGuest(context.db, id, version, words, byNow(context)))
    throw new AppError('CONFLICT', 'Baris ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi perubahan Anda.' })
  context.audit({ entity: 'guest', entityId: id })
  return { id, version: version + 1 }
}

const toConsultation = (context: QueryContext, row: NonNullable<ReturnType<typeof findConsultation>>): Consultation => {
  const ofCase = row.case_id !== null && inArea(context.actor, row.case_region)
  return {
    id: row.id,
    day: row.day,
    at: row.at,
    personId: row.person_id,
    who: row.person_name ?? row.who,
    subject: row.subject,
    answer: row.answer,
    channel: row.channel as Consultation['channel'],
    caseId: ofCase ? row.case_id : null,
    caseNumber: ofCase ? (row.case_number ?? '') : '',
    by: row.by_name ?? '',
    version: row.version,
  }
}

/** Consultations, newest first. */
export const consultationsOf = (context: QueryContext, input: DayInput & { personId: number | null }) =>
  page(
    listConsultations(context.db, context.actor, { ...filterOf(input), personId: input.personId }),
    input.limit,
    (row) => toConsultation(context, row),
    (row) => packCursor(row.id),
  )

/**
 * One consultation.
 * @throws AppError NOT_FOUND
 */
export const consultationOf = (context: QueryContext, { id }: { id: number }): Consultation => {
  const row = findConsultation(context.db, context.actor, id)
  if (row === undefined) throw new AppError('NOT_FOUND', 'Konsultasi ini tidak ada.', { hint: 'Muat ulang daftar.' })
  return toConsultation(context, row)
}

/** Writes down a question that was answered at once; nobody needs to be named. */
export const addConsultation = (
  context: CommandContext,
  input: { personId: number | null; who: string; subject: string; answer: string; channel: string },
) => {
  const { personId, ...words } = input
  if (personId !== null) visiblePerson(context, personId)
  const by = byNow(context)
  const id = insertConsultation(context.db, {
    ...words,
    person_id: personId,
    day: context.today(),
    at: by.now,
    created_by: by.userId,
    updated_at: by.now,
    updated_by: by.userId,
  })
  context.audit({ entity: 'consultation', entityId: id, detail: { named: personId !== null || words.who !== '' } })
  return { id, version: 1 }
}
