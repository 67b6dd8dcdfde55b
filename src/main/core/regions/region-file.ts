import type { RegionColumn, RegionFileInput } from '../../../shared/contract/regions.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import { cellText } from '../imports/cell-text.ts'
import { openTables } from '../tables/open.ts'
import type { TableSheet } from '../tables/table-file.ts'
import { columnLetters } from '../xlsx/reader.ts'

/** One row of a region file: its words by column, and where they stand. */
export interface RegionFileRow {
  sheet: string
  row: number
  values: Partial<Record<RegionColumn, string>>
  letters: Partial<Record<RegionColumn, string>>
}

/** A region file as read. */
export interface RegionFile {
  headings: string[]
  columns: Partial<Record<RegionColumn, string | null>>
  rows: RegionFileRow[]
}

/** Headings in the spellings that lists of Kemendagri, BPS and others use; compared without spaces and signs. */
const spellings: Readonly<Record<RegionColumn, readonly string[]>> = {
  code: [
    'kodekemendagri',
    'kodedagri',
    'kodewilayahkemendagri',
    'kodekemendagridesa',
    'kodewilayah',
    'kodedesakelurahan',
    'kodedesakel',
    'kodedesa',
    'kodekelurahan',
    'kodegampong',
    'kodenagari',
    'kodepekon',
    'kodekampung',
    'kode',
    'code',
    'kodebaru',
  ],
  name: [
    'namawilayah',
    'namakemendagri',
    'namadagri',
    'namadesakelurahan',
    'namadesakel',
    'namadesa',
    'namakelurahan',
    'namabaru',
    'namagampong',
    'namanagari',
    'namapekon',
    'namakampung',
    'desakelurahan',
    'nama',
    'name',
    'wilayah',
  ],
  oldCode: ['kodelama', 'kodeasal', 'kodesebelumnya', 'kodesemula'],
  successor: ['kodepengganti', 'kodepenerus', 'menjadikode', 'kodemenjadi', 'menjadi', 'digantioleh', 'kodebaru'],
  validFrom: ['berlakusejak', 'berlakumulai', 'berlakudari', 'mulaiberlaku', 'tanggalberlaku', 'validfrom', 'tmt'],
  validTo: ['berlakusampai', 'sampai', 'berakhir', 'tanggalberakhir', 'validto'],
  bps: ['kodebps', 'kodewilayahbps', 'kodedesabps', 'kodebpsdesa', 'bps', 'idbps', 'iddesabps', 'bpscode'],
}
const used: Readonly<Record<RegionFileInput['kind'], readonly RegionColumn[]>> = {
  // The order counts: "Kode Baru" is the code when a "Kode Lama" stands beside it, otherwise what a code became.
  list: ['oldCode', 'code', 'name', 'successor', 'validFrom', 'validTo'],
  bps: ['bps', 'code', 'name'],
}

const headerSearchRows = 30
/** The whole country has about 84,000 villages. */
const mostRows = 200_000

const key = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

type Positions = Partial<Record<RegionColumn, number>>

const guess = (input: RegionFileInput, headings: readonly string[]): Positions => {
  const found: Positions = {}
  const taken = new Set<number>()
  const take = (column: RegionColumn, index: number): void => {
    if (index === -1) return
    found[column] = index
    taken.add(index)
  }
  for (const column of used[input.kind]) {
    const chosen = input.columns[column]
    if (typeof chosen === 'string') take(column, headings.indexOf(chosen))
  }
  for (const column of used[input.kind]) {
    if (input.columns[column] !== undefined) continue
    for (const spelling of spellings[column]) {
      if (column === 'code' && spelling === 'kodebaru' && found.oldCode === undefined) continue
      const index = headings.findIndex((heading, at) => !taken.has(at) && key(heading) === spelling)
      if (index === -1) continue
      take(column, index)
      break
    }
  }
  return found
}

const readSheet = async (context: JobContext, sheet: TableSheet, input: RegionFileInput, file: RegionFile): Promise<void> => {
  let positions: Positions | null = null
  let searched = 0
  let firstRow: string[] | null = null
  for await (const batch of sheet.rows()) {
    context.throwIfCancelled()
    for (const row of batch) {
      const texts = row.values.map((value) => cellText(value))
      if (positions === null) {
        searched += 1
        if (searched > headerSearchRows) break
        if (firstRow === null && texts.filter((text) => text !== '').length >= 2) firstRow = texts
        const found = guess(input, texts)
        if (found.code === undefined || Object.keys(found).length < 2) continue
        positions = found
        if (file.headings.length === 0) {
          file.headings = texts.filter((text) => text !== '')
          file.columns = Object.fromEntries(
            used[input.kind].map((column) => [column, found[column] === undefined ? null : (texts[found[column]] ?? null)]),
          )
        }
        continue
      }
      const values: RegionFileRow['values'] = {}
      const letters: RegionFileRow['letters'] = {}
      for (const [column, index] of Object.entries(positions) as [RegionColumn, number][]) {
        values[column] = texts[index] ?? ''
        letters[column] = columnLetters(index)
      }
      if (Object.values(values).every((value) => value === '')) continue
      file.rows.push({ sheet: sheet.name, row: row.number, values, letters })
      if (file.rows.length > mostRows)
        throw new AppError('BAD_FILE', 'Berkas ini memuat lebih dari 200.000 baris.', {
          field: 'fileId',
          hint: 'Pilih daftar wilayah untuk satu provinsi saja.',
        })
    }
    context.progress(`Membaca lembar ${sheet.name}`, file.rows.length, null)
  }
  if (positions === null && file.headings.length === 0 && firstRow !== null)
    file.headings = firstRow.filter((text) => text !== '')
}

/**
 * Reads all sheets that have a heading we know (or that the user named). Without one, only the headings come back, so that
 * the user can say which column is which.
 * @throws AppError BAD_FILE
 */
export const readRegionFile = async (context: JobContext, path: string, input: RegionFileInput): Promise<RegionFile> => {
  const workbook = await openTables(path)
  const file: RegionFile = { headings: [], columns: {}, rows: [] }
  try {
    for (const sheet of workbook.sheets) if (!sheet.hidden) await readSheet(context, sheet, input, file)
  } finally {
    workbook.close()
  }
  if (file.headings.length === 0)
    throw new AppError('BAD_FILE', 'Berkas ini tidak memuat tabel.', {
      field: 'fileId',
      hint: 'Pilih berkas dengan satu baris judul kolom, misalnya Kode dan Nama.',
    })
  file.headings = [...new Set(file.headings)]
  return file
}
