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

/** So many days off make a list of a year of their own beside another one; fewer are a slip of the pen. */
const listOfYear = 5

/**
 * Years in which a date of the file can only be a mistake, with the words for it: far from today, or a few rows in a file
 * about another year. Taking them would replace that whole year's list.
 */
const wrongYears = (dates: readonly string[], today: string): Map<string, string> => {
  const counts = new Map<string, number>()
  for (const date of dates) counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1)
  const [main] = [...counts].sort(([, one], [, other]) => other - one)
  const wrong = new Map<string, string>()
  for (const [year, count] of counts) {
    const away = Number(year) - Number(today.slice(0, 4))
    if (away < -2 || away > 3) wrong.set(year, `Tahun ${year} terlalu jauh dari sekarang. Periksa tahunnya.`)
    else if (main !== undefined && year !== main[0] && count < listOfYear)
      wrong.set(
        year,
        `Di luar tahun ${main[0]}, tahun daftar ini. Perbaiki tahunnya, atau muat tahun ${year} dengan berkas sendiri.`,
      )
  }
  return wrong
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
      const found = new Map<string, Holiday & { row: number; text: string }>()
      const problems: CalendarCheck['problems'] = []
      let rows = 0
      reading: for await (const batch of sheet.rows())
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
            else if (row.number > 30) break reading
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
          found.set(date, { date, name: name.slice(0, 200), kind, row: row.number, text: dateText })
        }
      if (columns === null) continue
      const column = columnLetters(columns.date ?? 0)
      const wrong = wrongYears(
        [...found.values()].map(({ date }) => date),
        context.today(),
      )
      for (const { date, row, text } of found.values()) {
        const message = wrong.get(date.slice(0, 4))
        if (message === undefined) continue
        found.delete(date)
        problems.push({ sheet: sheet.name, row, column, value: text.slice(0, 60), message })
      }
      return {
        holidays: [...found.values()]
          .map(({ date, name, kind }) => ({ date, name, kind }))
          .sort((one, other) => one.date.localeCompare(other.date)),
        problems: problems.sort((one, other) => one.row - other.row),
        rows,
      }
    }
  } finally {
    file.close()
  }
  throw new AppError('BAD_FILE', 'Tidak ada lembar dengan kolom Tanggal dan Keterangan.', {
    field: 'fileId',
    hint: 'Beri judul kolom: Tanggal, Keterangan, Jenis. Satu hari libur satu baris.',
  })
}
