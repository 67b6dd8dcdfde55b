import { clockTime, longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { priorityLabels, type TicketPriority, ticketLabel } from '../../../shared/domain/queue.ts'
import type { JobContext } from '../context.ts'
import { mediaTypes, tmpBytesRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { readCounterSettings } from './counter-settings.ts'
import { findTicket, ticketsOf } from './queue.repo.ts'
import { namesPerson } from './queue.service.ts'
import { type PaperLine, setSmallPaper } from './small-paper.ts'

/** The ticket as a PDF: 80 mm roll, or A6 for an ordinary printer. It carries no name: it lies about on benches. */
export const printTicket = async (context: JobContext, { id }: { id: number }) => {
  const ticket = findTicket(context.db, id)
  if (ticket === undefined) throw new AppError('NOT_FOUND', 'Nomor antrean ini tidak ada.', { hint: 'Muat ulang antrean.' })
  const office = readOffice(context.db)
  const { ticketPaper } = readCounterSettings(context.db).settings
  const roll = ticketPaper === 'roll'
  const before = ticketsOf(context.db, ticket.day).filter(
    (other) => other.state === 'waiting' && other.number < ticket.number,
  ).length
  const size = roll ? 9 : 11
  const lines: PaperLine[] = [
    { kind: 'centred', text: office.name, size: size + 1, bold: true },
    ...(office.unitName === '' ? [] : [{ kind: 'centred', text: office.unitName, size } as const]),
    { kind: 'rule' },
    { kind: 'centred', text: 'Nomor antrean', size: size + 1 },
    { kind: 'centred', text: ticketLabel(ticket.number), size: roll ? 52 : 72, bold: true },
    ...(ticket.priority === ''
      ? []
      : [
          {
            kind: 'centred',
            text: `Didahulukan: ${priorityLabels[ticket.priority as TicketPriority]}`,
            size,
            bold: true,
          } as const,
        ]),
    { kind: 'centred', text: `${longDate(ticket.day)}, ${clockTime(ticket.issued_at, office.timeZone)}`, size },
    ...(ticket.purpose === '' || !namesPerson(context, ticket) ? [] : [{ kind: 'centred', text: ticket.purpose, size } as const]),
    { kind: 'rule' },
    {
      kind: 'centred',
      text: before === 0 ? 'Tidak ada yang menunggu di depan Anda.' : `${before} orang menunggu di depan Anda.`,
      size,
    },
    {
      kind: 'centred',
      text: 'Lanjut usia, penyandang disabilitas, ibu hamil dan keadaan darurat didahulukan.',
      size: size - 1.5,
    },
  ]
  const bytes = await setSmallPaper(
    context.dirs.resources,
    roll ? { width: 80, height: 92, margin: 5 } : { width: 105, height: 148, margin: 9 },
    {
      title: `Nomor antrean ${ticketLabel(ticket.number)}`,
      author: office.name,
      at: ticket.issued_at,
      mark: office.practice ? 'LATIHAN' : '',
    },
    lines,
  )
  return tmpBytesRef(context, bytes, `Antrean-${ticket.day}-${ticketLabel(ticket.number)}.pdf`, mediaTypes.pdf, 'pdf')
}
