import type { ExportedList } from '../../../shared/contract/exports.ts'
import { villageKind } from '../../../shared/domain/region-levels.ts'
import type { QueryContext } from '../context.ts'
import { levelNamesOf } from '../regions/level-names.ts'
import { regionsHandlers } from '../regions/regions.service.ts'
import { date, text } from './table.ts'
import { chunkSize, each, pages, type Source } from './walk.ts'

/** The region list of the office's district, as on its screen. */
export const regionSource = (
  context: QueryContext,
  { list: _list, ...filter }: Extract<ExportedList, { list: 'regions' }>,
): Source => {
  const names = levelNamesOf(context.db)
  return {
    title: 'Daftar wilayah',
    columns: [
      text('Kode', 15),
      text('Kode BPS', 13),
      text('Tingkat', 14),
      text('Nama', 30),
      text('Di atasnya', 26),
      date('Berlaku sejak'),
      date('Berlaku sampai'),
      text('Kode pengganti', 30),
      text('Nama lama', 30),
    ],
    total: null,
    chunks: each(
      pages((cursor) => regionsHandlers.list(context, { ...filter, cursor, limit: chunkSize })),
      (rows) =>
        rows.map((row) => [
          row.code,
          row.bpsCode ?? '',
          row.level === 4 ? villageKind(names, row.code) : names.subDistrict,
          row.name,
          row.above,
          row.validFrom,
          row.validTo,
          row.successors.map(({ code }) => code).join(', '),
          row.formerNames.join(', '),
        ]),
    ),
  }
}
