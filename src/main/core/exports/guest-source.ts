import type { ExportedList } from '../../../shared/contract/exports.ts'
import { clockTime } from '../../../shared/domain/dates.ts'
import { guestsOf } from '../arrival/guests.service.ts'
import type { QueryContext } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import { date, text } from './table.ts'
import { chunkSize, each, pages, type Source } from './walk.ts'

/** The guest book as on its screen, with the columns of the paper one. */
export const guestSource = (
  context: QueryContext,
  { list: _list, ...filter }: Extract<ExportedList, { list: 'guests' }>,
): Source => {
  const { timeZone } = readOffice(context.db)
  return {
    title: 'Buku tamu',
    columns: [
      date('Tanggal'),
      text('Waktu', 12),
      text('Nomor antrean', 14),
      text('Nama', 28),
      text('Asal / instansi', 24),
      text('Keperluan', 36),
      text('Bertemu dengan', 24),
      text('Keterangan', 30),
      text('Dicatat oleh', 20),
    ],
    total: null,
    chunks: each(
      pages((cursor) => guestsOf(context, { ...filter, cursor, limit: chunkSize })),
      (rows) =>
        rows.map((row) => [
          row.day,
          clockTime(row.at, timeZone),
          row.ticketLabel,
          row.name,
          row.origin,
          row.purpose,
          row.meets,
          row.note,
          row.by,
        ]),
    ),
  }
}
