import type { ExportedList } from '../../../shared/contract/exports.ts'
import type { LetterRow } from '../../../shared/contract/letters.ts'
import { dayIn } from '../../../shared/domain/dates.ts'
import type { QueryContext } from '../context.ts'
import { lettersHandlers } from '../letters/letters.service.ts'
import { readOffice } from '../office/office.repo.ts'
import { numbersOfLetters } from './exports.repo.ts'
import { count, date, text } from './table.ts'
import { chunkSize, each, pages, type Source } from './walk.ts'

const states = { draft: 'Konsep', printed: 'Dicetak', cancelled: 'Dibatalkan' } as const
const origins = { automatic: 'Program', typed: 'Agenda', quota: 'Jatah harian' } as const

/** What stands beside a number in the book. */
const marks = (row: LetterRow): string[] => [
  ...(row.numberOpen ? ['Nomor menyusul'] : []),
  ...(row.inserted ? ['Sisipan'] : []),
  ...(row.dateMark === 'back' ? ['Tanggal mundur'] : row.dateMark === 'ahead' ? ['Tanggal maju'] : []),
]

/** The letters book as on its screen, in its order. */
export const letterSource = (
  context: QueryContext,
  { list: _list, ...filter }: Extract<ExportedList, { list: 'letters' }>,
  show: (number: string | null | undefined) => string,
): Source => {
  const { timeZone } = readOffice(context.db)
  return {
    title: 'Buku surat',
    columns: [
      text('Nomor surat', 26),
      date('Tanggal surat'),
      text('Jenis', 26),
      text('Perihal', 60),
      text('Nama', 30),
      text('NIK', 19),
      text('Kepada', 32),
      text('Nomor kasus', 20),
      text('Penanda tangan', 26),
      text('Keadaan', 12),
      date('Dicetak'),
      text('Dicetak oleh', 22),
      count('Salinan'),
      date('Ditandatangani'),
      date('Dicap'),
      date('Diserahkan'),
      text('Diserahkan kepada', 26),
      text('Hubungan penerima', 18),
      text('Asal nomor', 14),
      text('Tanda', 24),
      text('Alasan', 30),
      text('Unit', 14),
    ],
    total: null,
    chunks: each(
      pages((cursor) => lettersHandlers.list(context, { ...filter, cursor, limit: chunkSize })),
      (rows) => {
        const numbers = numbersOfLetters(
          context.db,
          rows.map(({ id }) => id),
        )
        return rows.map((row) => [
          row.number ?? '',
          row.letterDate,
          row.kindName,
          row.subject,
          row.clientName,
          show(numbers.get(row.id)?.nik),
          row.addressee,
          row.caseNumber,
          row.signatory,
          states[row.state],
          row.printedAt === null ? null : dayIn(row.printedAt, timeZone),
          row.printedBy,
          row.copies,
          row.signedOn,
          row.stampedOn,
          row.handedOn,
          row.handedTo,
          row.handedRelation,
          row.state === 'draft' ? '' : origins[row.numberSource],
          marks(row).join(', '),
          row.numberReason,
          row.unitCode,
        ])
      },
    ),
  }
}
