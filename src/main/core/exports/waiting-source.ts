import type { ExportedList } from '../../../shared/contract/exports.ts'
import { villageWord } from '../../../shared/domain/region-levels.ts'
import { waitingPriorityLabels, waitingStateLabels } from '../../../shared/domain/waiting.ts'
import type { QueryContext } from '../context.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { waitingHandlers } from '../waiting/waiting.service.ts'
import { type Numbers, numbersOfPeople } from './exports.repo.ts'
import { type Cell, count, date, text } from './table.ts'
import { chunkSize, each, pages, type Source } from './walk.ts'

const nothing: Numbers = { nik: null, kk: null }

/** Who waits for a programme, in the order of their turn. */
export const waitingSource = (
  context: QueryContext,
  { list: _list, ...filter }: Extract<ExportedList, { list: 'waiting' }>,
  show: (number: string | null | undefined) => string,
): Source => ({
  title: 'Daftar tunggu',
  columns: [
    text('Program', 34),
    count('Urutan'),
    text('Prioritas', 12),
    date('Masuk daftar'),
    text('Nama', 30),
    text('NIK', 19),
    text('No. KK', 19),
    text('Kepala keluarga', 30),
    count('Anggota'),
    text('Alamat', 34),
    text(villageWord(levelNamesOf(context.db)), 22),
    text('Keadaan', 18),
    text('Keterangan', 40),
    text('Nomor kasus', 20),
    date('Keluar daftar'),
    text('Sebab keluar', 40),
  ],
  total: null,
  chunks: each(
    pages((cursor) => waitingHandlers.list(context, { ...filter, cursor, limit: chunkSize })),
    (rows) => {
      const numbers = numbersOfPeople(context.db, [...new Set(rows.map(({ personId }) => personId))])
      return rows.map((row): Cell[] => {
        const { nik, kk } = numbers.get(row.personId) ?? nothing
        return [
          row.programmeName,
          row.turn,
          waitingPriorityLabels[row.priority] ?? '',
          row.joinedOn,
          row.name,
          show(nik),
          show(kk),
          row.familyHead,
          row.familySize,
          row.address,
          row.village,
          waitingStateLabels[row.state],
          row.reason,
          row.caseNumber,
          row.endedOn,
          row.endedReason,
        ]
      })
    },
  ),
})
