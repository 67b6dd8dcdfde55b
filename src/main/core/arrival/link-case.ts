import { AppError } from '../../../shared/domain/errors.ts'
import { byNow } from '../cases/need-flow.service.ts'
import type { CommandContext } from '../context.ts'
import { findConsultation, linkConsultation } from './guests.repo.ts'
import { findTicket, updateTicket } from './queue.repo.ts'

/**
 * Ties a new case to the ticket and the consultation it came from.
 * @throws AppError NOT_FOUND, STATE when the consultation became another case already
 */
export const linkArrival = (
  context: CommandContext,
  caseId: number,
  from: { ticketId?: number | null | undefined; consultationId?: number | null | undefined },
): void => {
  const by = byNow(context)
  if (typeof from.ticketId === 'number') {
    const ticket = findTicket(context.db, from.ticketId)
    if (ticket === undefined)
      throw new AppError('NOT_FOUND', 'Nomor antrean ini tidak ada.', { field: 'ticketId', hint: 'Muat ulang antrean.' })
    updateTicket(context.db, ticket.id, ticket.version, { case_id: caseId }, by)
  }
  if (typeof from.consultationId === 'number') {
    const found = findConsultation(context.db, context.actor, from.consultationId)
    if (found === undefined)
      throw new AppError('NOT_FOUND', 'Konsultasi ini tidak ada.', { field: 'consultationId', hint: 'Muat ulang daftar.' })
    if (found.case_id !== null)
      throw new AppError('STATE', 'Konsultasi ini sudah menjadi kasus.', {
        field: 'consultationId',
        hint: 'Buka kasus itu, atau daftarkan tanpa konsultasi.',
      })
    linkConsultation(context.db, found.id, caseId, by)
  }
}
