import type { CheckValues } from '../../../shared/domain/checks/check.ts'
import { type CheckId, say } from '../../../shared/domain/checks/table.ts'
import {
  type DtsenStatus,
  dtsenStatuses,
  isNoDisability,
  isNumberType,
  periodStart,
} from '../../../shared/domain/person-facts.ts'
import type { CellValue } from '../xlsx/reader.ts'
import { cellText } from './cell-text.ts'
import { readDay } from './days.ts'
import type { Column } from './profile.ts'
import type { RowData, RowProblem } from './staged-row.ts'

/** Profile columns of this prefix become statements about the person (`person_fact`) instead of columns. */
export const factPrefix = 'fact.'

/** Fields a profile column may have behind `fact.`, with what a screen calls them; programmes and numbers take a key behind a dot. */
export const factFields = {
  decile: 'Desil',
  percentile: 'Persentil',
  dtksId: 'ID DTKS',
  dtsenStatus: 'Status DTSEN',
  cutOff: 'Tanggal data (cut off)',
  pregnant: 'Sedang hamil',
  pregnantSince: 'Hamil sejak',
  disability: 'Jenis disabilitas',
  disabilityDegree: 'Tingkat disabilitas',
} as const

/** Whether a profile field behind `fact.` is one of ours: listed above, `programme.<key>` or `number.<type>`. */
export const isFactField = (name: string): boolean =>
  name in factFields ||
  /^programme\.[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ||
  (name.startsWith('number.') && isNumberType(name.slice('number.'.length)))

/** How a flag is kept in a staged row; a participant number stands for "yes". */
export const yes = 'ya'
export const no = 'tidak'

const nothing = /^[-–—.0\s]*$/
const yesWords = /^(?:y|ya|1|true|v|√|✓|✔|aktif|penerima|dapat|menerima|terima|hamil)$/
const noWords = /^(?:t|n|tdk|tidak|2|0|false|x|no|-|bukan|belum|non ?aktif|tidak (?:aktif|dapat|menerima|terima|hamil|ada))$/
const readStatus = (text: string): DtsenStatus | null => {
  const plain = text.toUpperCase().replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim()
  if (/MENINGGAL/.test(plain)) return dtsenStatuses[1]
  if (/^(?:DTSEN )?(?:NON ?-?AKTIF|TIDAK AKTIF)$/.test(plain)) return dtsenStatuses[2]
  return /^(?:DTSEN )?AKTIF$/.test(plain) ? dtsenStatuses[0] : null
}

const readFlag = (text: string): string | null => {
  const plain = text.toLowerCase().trim()
  if (yesWords.test(plain)) return yes
  if (noWords.test(plain)) return no
  // A participant or card number beside the programme means that the person takes part.
  return /^\d[\d.\s-]{4,24}\d$/.test(plain) ? plain.replace(/[.\s-]/g, '') : null
}

/** What a cell says, or null when it is not understood; undefined = nothing. */
const readFact = (name: string, text: string): string | null | undefined => {
  if (name === 'pregnant' || name.startsWith('programme.')) return text.trim() === '-' ? undefined : readFlag(text)
  if (name === 'disability') return isNoDisability(text) ? undefined : /^\d+$/.test(text) ? null : text
  if (nothing.test(text)) return undefined
  if (name === 'decile') {
    const digits = /^(?:desil|d)?\s*0*(\d{1,2})(?:[.,]0+)?$/i.exec(text)?.[1]
    return digits !== undefined && Number(digits) >= 1 && Number(digits) <= 10 ? digits : null
  }
  if (name === 'percentile') {
    const digits = /^(\d{1,3})([.,]\d+)?$/.exec(text)
    if (digits === null || Number(digits[1]) > 100) return null
    return `${Number(digits[1])}${digits[2]?.replace('.', ',').replace(/^,0+$/, '') ?? ''}`
  }
  if (name === 'dtsenStatus') return readStatus(text)
  return text.length > 60 && name !== 'disabilityDegree' ? null : text
}

const put = (data: RowData, name: string, value: string): void => {
  data.facts ??= {}
  data.facts[name] = value
}

/** Reads a cell of a `fact.` column into a row. What is not understood is told and kept as it stands in `extra`. */
export const readFactCell = (
  value: CellValue,
  letters: string,
  column: Column,
  today: string,
  data: RowData,
  problems: RowProblem[],
): void => {
  const text = cellText(value)
  if (text === '') return
  const name = column.field.slice(factPrefix.length)
  const keep = (id: CheckId, more: CheckValues = {}): void => {
    problems.push({ column: letters, ...say(id, { kolom: column.label, isi: text.slice(0, 40), ...more }) })
    data.extra ??= {}
    data.extra[name.replace('.', '-')] = text.slice(0, 300)
  }
  if (name === 'cutOff' || name === 'pregnantSince') {
    const day = readDay(value, today) ?? periodStart(text)
    if (day === null || day > today) {
      if (nothing.test(text)) return
      keep('fact-date-unknown', { sebab: day === null ? 'bukan tanggal' : 'ada di masa depan' })
    } else if (name === 'cutOff') data.asOf = day
    else put(data, name, day)
    return
  }
  const coded = column.values?.find(text) ?? text
  const read = readFact(name, coded)
  if (read === undefined) return
  if (read === null) keep('fact-unlisted')
  else put(data, name, read)
}
