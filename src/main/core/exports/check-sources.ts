import type { ExportedList } from '../../../shared/contract/exports.ts'
import { generalWords } from '../../../shared/domain/checks/check.ts'
import { findChecks } from '../../../shared/domain/checks/table.ts'
import { checksHandlers } from '../checks/checks.service.ts'
import type { QueryContext } from '../context.ts'
import { numbersOfFamilies, numbersOfPeople } from './exports.repo.ts'
import { type Cell, text } from './table.ts'
import type { Source } from './walk.ts'

type Filter<L extends ExportedList['list']> = Extract<ExportedList, { list: L }>

const severities = { block: 'Menghalangi', error: 'Kesalahan', warning: 'Peringatan' } as const
const scopes = {
  cell: 'Isian/sel',
  person: 'Warga',
  family: 'Keluarga',
  package: 'Berkas impor',
  submission: 'Usulan',
} as const

/** The table of checks, narrowed as on its screen. */
export const checkSource = (filter: Filter<'checks'>): Source => {
  const rows = findChecks(filter.text, filter.severity).map((row): Cell[] => [
    row.id,
    severities[row.severity],
    scopes[row.scope],
    row.title,
    generalWords(row),
    row.fix,
    row.source,
    row.overridable ? 'Ya' : 'Tidak',
  ])
  return {
    title: 'Daftar pemeriksaan',
    columns: [
      text('Kode', 24),
      text('Tingkat', 13),
      text('Pada', 13),
      text('Pemeriksaan', 36),
      text('Yang diperiksa', 60),
      text('Cara memperbaiki', 60),
      text('Sumber aturan', 44),
      text('Dapat diterima', 14),
    ],
    total: rows.length,
    chunks: (function* () {
      yield rows
    })(),
  }
}

/** Rows read at once. */
const chunkSize = 2000

/** Findings of the last look at the whole register. */
export const findingSource = (
  context: QueryContext,
  { list: _list, ...filter }: Filter<'findings'>,
  show: (number: string | null | undefined) => string,
): Source => ({
  title: 'Perlu diperiksa',
  columns: [
    text('Tingkat', 13),
    text('Pemeriksaan', 36),
    text('Nama/kepala keluarga', 30),
    text('NIK/No. KK', 19),
    text('Desa/Kelurahan', 22),
    text('Yang ditemukan', 60),
    text('Cara memperbaiki', 60),
  ],
  total: null,
  chunks: (function* () {
    let cursor: string | null = null
    do {
      const { items, next } = checksHandlers.list(context, { ...filter, cursor, limit: chunkSize })
      const people = numbersOfPeople(
        context.db,
        items.flatMap(({ personId }) => personId ?? []),
      )
      const families = numbersOfFamilies(
        context.db,
        items.flatMap(({ familyId }) => familyId ?? []),
      )
      yield items.map((item): Cell[] => [
        severities[item.severity],
        item.title,
        item.name,
        show(item.personId === null ? families.get(item.familyId ?? 0) : people.get(item.personId)?.nik),
        item.village,
        item.message,
        item.fix,
      ])
      cursor = next
    } while (cursor !== null)
  })(),
})
