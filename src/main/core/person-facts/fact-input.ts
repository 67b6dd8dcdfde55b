import type { FactInput } from '../../../shared/contract/person-facts.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { isWelfareValue, numberTypeLabels } from '../../../shared/domain/person-facts.ts'
import type { QueryContext } from '../context.ts'
import { allProgrammes } from '../programmes/programmes.service.ts'
import type { FactValues } from './person-facts.repo.ts'

const refuse = (message: string, field: string, hint: string): AppError => new AppError('VALIDATION', message, { field, hint })

/** Days that contradict each other or lie ahead. @throws AppError VALIDATION */
const refuseDays = (context: QueryContext, fact: FactInput): void => {
  const today = context.today()
  if (fact.asOf > today)
    throw refuse('Tanggal sumber ada di masa depan.', 'fact.asOf', 'Isi tanggal daftar, pengecekan, atau kartunya.')
  if (!('from' in fact) || fact.from === null) return
  if (fact.kind !== 'number' && fact.from > today)
    throw refuse('Tanggal mulai ada di masa depan.', 'fact.from', 'Periksa tahun dan bulannya, atau kosongkan.')
  if (fact.to !== null && fact.to < fact.from)
    throw refuse('Tanggal berakhir lebih awal daripada tanggal mulai.', 'fact.to', 'Periksa kedua tanggalnya.')
  if (fact.kind === 'pregnancy' && fact.expected !== null && fact.expected < fact.from)
    throw refuse('Perkiraan lahir lebih awal daripada awal kehamilan.', 'fact.expected', 'Periksa kedua tanggalnya.')
}

const programmeName = (context: QueryContext, fact: Extract<FactInput, { kind: 'programme' }>): string => {
  if (fact.programmeKey === null) {
    if (fact.name === '')
      throw refuse('Nama programnya belum diisi.', 'fact.name', 'Pilih program dari daftar, atau ketik namanya.')
    return fact.name
  }
  const found = allProgrammes(context.db).find(({ key }) => key === fact.programmeKey)
  // Imports know programmes that the office's list does not have; mending such a row keeps its name.
  if (found === undefined && fact.name === '')
    throw refuse(
      'Program ini tidak ada di daftar layanan.',
      'fact.programmeKey',
      'Pilih program dari daftar, atau ketik namanya.',
    )
  return found?.name ?? fact.name
}

/**
 * What a form says as columns.
 * @param before the row that is mended; its number stays when the form leaves it out
 * @throws AppError VALIDATION
 */
export const toFactValues = (context: QueryContext, fact: FactInput, before: FactValues | null): FactValues => {
  refuseDays(context, fact)
  const base = {
    key: '',
    label: '',
    value: '',
    status: '',
    from_date: 'from' in fact ? fact.from : null,
    to_date: 'to' in fact ? fact.to : null,
    expected_date: null,
    as_of: fact.asOf,
    source: fact.source,
    note: fact.note,
  }
  switch (fact.kind) {
    case 'programme':
      return {
        ...base,
        kind: 'programme',
        key: fact.programmeKey ?? '',
        label: programmeName(context, fact),
        value: fact.number ?? before?.value ?? '',
        status: fact.status,
      }
    case 'decile':
      if (!isWelfareValue(fact.scale, fact.value))
        throw refuse('Desil adalah angka 1 sampai 10.', 'fact.value', 'Untuk persentil (1 sampai 100) pilih "Persentil".')
      return { ...base, kind: 'decile', key: fact.scale, value: String(fact.value) }
    case 'dtks-id':
      return { ...base, kind: 'register', key: 'dtksId', value: fact.value }
    case 'dtsen-status':
      return { ...base, kind: 'register', key: 'dtsenStatus', value: fact.value }
    case 'pregnancy':
      return { ...base, kind: 'pregnancy', expected_date: fact.expected }
    case 'disability':
      return { ...base, kind: 'disability', label: fact.type, value: fact.degree }
    case 'number': {
      if (fact.type === 'lain' && fact.name === '')
        throw refuse('Nama nomornya belum diisi.', 'fact.name', 'Tulis nomor apa ini, misalnya "Kartu Prakerja".')
      const value = fact.number ?? before?.value ?? ''
      if (value === '') throw refuse('Nomornya belum diisi.', 'fact.number', 'Ketik nomor seperti di kartu atau dokumennya.')
      return {
        ...base,
        kind: 'number',
        key: fact.type,
        label: fact.type === 'lain' ? fact.name : numberTypeLabels[fact.type],
        value,
      }
    }
  }
}
