import type { ExportedList } from '../../../shared/contract/exports.ts'
import { dayIn } from '../../../shared/domain/dates.ts'
import { toldWayLabels } from '../../../shared/domain/notices.ts'
import { villageWord } from '../../../shared/domain/region-levels.ts'
import type { QueryContext } from '../context.ts'
import { noticesHandlers } from '../notices/notices.service.ts'
import { readOffice } from '../office/office.repo.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { type Cell, count, date, text } from './table.ts'
import { chunkSize, each, pages, type Source } from './walk.ts'

/** Who has to be told something, and who was. */
export const noticeSource = (
  context: QueryContext,
  { list: _list, ...filter }: Extract<ExportedList, { list: 'notices' }>,
): Source => {
  const { timeZone } = readOffice(context.db)
  return {
    title: 'Pemberitahuan warga',
    columns: [
      text('Nomor kasus', 20),
      text('Nama', 30),
      text(villageWord(levelNamesOf(context.db)), 22),
      text('Pelapor', 26),
      text('Program', 34),
      text('Kabar', 24),
      text('Catatan', 40),
      date('Sejak'),
      count('Hari'),
      text('Petugas', 22),
      date('Diberi tahu'),
      text('Cara', 18),
      text('Diterima oleh', 26),
      text('Dicatat oleh', 22),
      date('Datang lagi'),
    ],
    total: null,
    chunks: each(
      pages((cursor) => noticesHandlers.list(context, { ...filter, cursor, limit: chunkSize })),
      (rows) =>
        rows.map((row): Cell[] => [
          row.caseNumber,
          row.clientName,
          row.village,
          row.reporter,
          row.programmeName,
          row.stateLabel,
          row.note,
          dayIn(row.since, timeZone),
          row.days,
          row.holder,
          row.toldOn,
          row.toldHow === '' ? '' : toldWayLabels[row.toldHow],
          row.toldTo,
          row.toldBy,
          row.comeBack,
        ]),
    ),
  }
}
