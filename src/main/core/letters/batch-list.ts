import type { ListLine } from '../../../shared/contract/letter-batches.ts'
import { mostBatchPeople } from '../../../shared/contract/letter-batches.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { JobContext } from '../context.ts'
import { uploadedFile } from '../files/files.ts'
import { readHeadedSheets } from '../tables/headed-sheets.ts'
import { peopleByNik } from './batches.repo.ts'

/** One line as it stood in the list. */
interface GivenLine {
  where: string
  nik: string
  name: string
}

const shape = {
  list: {
    spellings: {
      nik: ['NIK', 'No NIK', 'Nomor NIK', 'NIK Penerima', 'NIK Warga', 'No KTP', 'Nomor KTP', 'No. Induk Kependudukan'],
      name: ['Nama', 'Nama Lengkap', 'Nama Warga', 'Nama Penerima', 'Nama Siswa', 'Nama Pasien'],
    },
    needs: [['nik']],
  },
} as const satisfies Record<
  'list',
  { spellings: Record<'nik' | 'name', readonly string[]>; needs: readonly (readonly ('nik' | 'name')[])[] }
>

const digits = (text: string): string => text.replace(/[\s.'’`-]/g, '')

/** Lines that somebody typed or pasted: a NIK, with or without words beside it. Empty lines are left out. */
export const typedLines = (text: string): GivenLine[] =>
  text.split('\n').flatMap((line, index) => {
    const clean = line.trim()
    if (clean === '') return []
    const found = /(?:^|[^\d])(\d(?:[ .-]?\d){15})(?!\d)/.exec(clean)
    const nik = found?.[1] ?? clean
    const name =
      found === null
        ? ''
        : clean
            .replace(nik, ' ')
            .replace(/^[\s\d.,;|)-]+|[\s,;|]+$/g, '')
            .replace(/\s+/g, ' ')
    return [{ where: `baris ${index + 1}`, nik, name }]
  })

const workbookLines = async (context: JobContext, fileId: string): Promise<GivenLine[]> => {
  const upload = uploadedFile(context, fileId)
  const { sheets } = await readHeadedSheets<'list', 'nik' | 'name'>(context, upload.path, shape)
  const found = sheets.list ?? []
  if (found.length === 0)
    throw new AppError('BAD_FILE', 'Berkas ini tidak memuat kolom NIK.', {
      field: 'fileId',
      hint: 'Beri judul kolomnya "NIK" (baris judul di 30 baris pertama), simpan, lalu pilih lagi.',
    })
  return found.flatMap(({ sheet, rows }) =>
    rows.map((row) => ({ where: `${sheet}, baris ${row.row}`, nik: row.values.nik ?? '', name: row.values.name ?? '' })),
  )
}

/**
 * Looks up a list of NIKs: whom the register holds inside the user's area, whom it does not, what is no NIK or stands there
 * twice. Residents outside the area count as not found.
 * @throws AppError VALIDATION for an empty or too long list, BAD_FILE for a workbook without a column of NIKs
 */
export const checkList = async (
  context: JobContext,
  input: { text: string; fileId: string | null },
): Promise<{ lines: ListLine[]; found: number; rest: number }> => {
  context.progress('Membaca daftar', 0, null)
  const given = input.fileId === null ? typedLines(input.text) : await workbookLines(context, input.fileId)
  const field = input.fileId === null ? 'text' : 'fileId'
  if (given.length === 0)
    throw input.fileId === null
      ? new AppError('VALIDATION', 'Daftar ini kosong.', { field, hint: 'Tulis satu NIK pada setiap baris.' })
      : new AppError('VALIDATION', 'Berkas ini belum memuat satu NIK pun.', {
          field,
          hint: 'Isi kolom NIK di bawah judulnya, simpan, lalu pilih berkasnya lagi.',
        })
  if (given.length > mostBatchPeople)
    throw new AppError('VALIDATION', `Daftar ini memuat ${given.length} baris; paling banyak ${mostBatchPeople}.`, {
      field,
      hint: 'Bagi menjadi beberapa daftar.',
    })
  const numbers = [...new Set(given.map(({ nik }) => digits(nik)).filter((nik) => /^\d{16}$/.test(nik)))]
  const people = new Map<string, ReturnType<typeof peopleByNik>[number]>()
  for (let from = 0; from < numbers.length; from += 500) {
    context.throwIfCancelled()
    context.progress('Mencari warga', from, numbers.length)
    for (const person of peopleByNik(context.db, numbers.slice(from, from + 500)))
      if (person.nik !== null && inArea(context.actor, person.region_code)) people.set(person.nik, person)
  }
  const seen = new Set<string>()
  const lines = given.map((line): ListLine => {
    const nik = digits(line.nik)
    const nobody = { where: line.where, personId: null, name: line.name, village: '' }
    // 5,20109E+15: a NIK that a table programme kept as a number.
    if (/^\d[.,]\d+e\+?1\d$/i.test(line.nik.trim())) return { ...nobody, state: 'rounded', given: line.nik.slice(0, 40) }
    if (!/^\d{16}$/.test(nik)) return { ...nobody, state: 'not-a-nik', given: line.nik.slice(0, 40) }
    const person = people.get(nik)
    // Excel keeps 15 digits of a number and writes 0 for the last.
    if (person === undefined)
      return { ...nobody, state: input.fileId !== null && nik.endsWith('0') ? 'rounded' : 'not-found', given: maskNumber(nik) }
    const known = {
      where: line.where,
      given: maskNumber(nik),
      personId: person.id,
      name: person.name,
      village: person.village ?? '',
    }
    if (seen.has(nik)) return { ...known, state: 'twice' }
    seen.add(nik)
    return { ...known, state: person.life_status === 'alive' ? 'found' : 'dead' }
  })
  const found = lines.filter(({ state }) => state === 'found').length
  return { lines, found, rest: lines.length - found }
}
