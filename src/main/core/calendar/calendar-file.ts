import type { CalendarCheck, Holiday } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import { cellText } from '../imports/cell-text.ts'
import { readDay } from '../imports/days.ts'
import { openTables } from '../tables/open.ts'
import { columnLetters } from '../xlsx/reader.ts'

const spellings = {
  date: ['tanggal', 'tgl', 'date', 'haritanggal', 'tanggallibur'],
  name: ['keterangan', 'nama', 'namaharilibur', 'harilibur', 'namahari', 'uraian', 'libur'],
  kind: ['jenis', 'jenislibur', 'macam', 'kategori', 'status'],
} as const
type Role = keyof typeof spellings

const squeezed = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

/** `Cuti Bersama`, `Libur Daerah`, `Nasional`: what a word in the column of kinds means; '' counts as national. */
const kindOf = (text: string, name: string): Holiday['kind'] | null => {
  const word = squeezed(text === '' ? name : text)
  if (word.includes('cuti')) return 'cuti-bersama'
  if (word.includes('lokal') || word.includes('daerah') || word.includes('fakultatif')) return 'lokal'
  return text === '' || word.includes('nasional') || word === 'libur' ? 'nasional' : null
}

/** A list of days off as read. */
export interface HolidayFile {
  holidays: Holiday[]
  problems: CalendarCheck['problems']
  rows: number
}

/**
 * Reads a list of days off: the first sheet with a column of dates and one of names; a third one of kinds is optional.
 * @throws AppError BAD_FILE when no sheet has the columns
 */
export const readHolidayFile = async (context: JobContext, path: string): Promise<HolidayFile> => {
  const file = await openTables(path)
  try {
    for (const sheet of file.sheets) {
      if (sheet.hidden) continue
      let columns: Partial<Record<Role, number>> | null = null
      const found = new Map<string, Holiday>()
      const problems: CalendarCheck['problems'] = []
      let rows = 0
      for await (const batch of sheet.rows())
        for (const row of batch) {
          context.throwIfCancelled()
          const texts = row.values.map((value) => cellText(value))
          if (columns === null) {
            const heads: Partial<Record<Role, number>> = {}
            for (const role of Object.keys(spellings) as Role[]) {
              const at = texts.findIndex((text) => (spellings[role] as readonly string[]).includes(squeezed(text)))
              if (at !== -1) heads[role] = at
            }
            if (heads.date !== undefined && heads.name !== undefined) columns = heads
            else if (row.number > 30) break
            continue
          }
          const dateAt = columns.date ?? 0
          const nameAt = columns.name ?? 1
          const dateText = texts[dateAt] ?? ''
          const name = texts[nameAt] ?? ''
          if (dateText === '' && name === '') continue
          rows += 1
          const problem = (at: number, value: string, message: string): void => {
            if (problems.length < 200)
              problems.push({ sheet: sheet.name, row: row.number, column: columnLetters(at), value: value.slice(0, 60), message })
          }
          const date = readDay(row.values[dateAt], context.today())
          if (date === null || date === undefined) {
            problem(
              dateAt,
              dateText,
              'Tanggal tidak dapat dibaca. Tulis seperti 17/08/2026 atau 17 Agustus 2026, satu hari satu baris.',
            )
            continue
          }
          if (name === '') {
            problem(nameAt, name, 'Nama hari libur masih kosong.')
            continue
          }
          const kindText = columns.kind === undefined ? '' : (texts[columns.kind] ?? '')
          const kind = kindOf(kindText, name)
          if (kind === null) {
            problem(columns.kind ?? 0, kindText, 'Jenis tidak dikenal. Tulis Nasional, Cuti bersama, atau Lokal.')
            continue
          }
          const twice = found.get(date)
          if (twice !== undefined && twice.name !== name) {
            problem(dateAt, dateText, `Tanggal ini sudah dipakai untuk "${twice.name}".`)
            continue
          }
          found.set(date, { date, name: name.slice(0, 200), kind })
        }
      if (columns !== null)
        return { holidays: [...found.values()].sort((one, other) => one.date.localeCompare(other.date)), problems, rows }
    }
  } finally {
    file.close()
  }
  throw new AppError('BAD_FILE', 'Tidak ada lembar dengan kolom Tanggal dan Keterangan.', {
    field: 'fileId',
    hint: 'Beri judul kolom: Tanggal, Keterangan, Jenis. Satu hari libur satu baris.',
  })
}
