import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registerFamilies, registerHeaders, registerRows } from '../harness/register-csv.ts'
import { writeWorkbook } from '../harness/workbooks.ts'
import { inProcess, type SideRun } from './register-import.ts'

/** One import of a large workbook, from opening the file to the written register. */
export interface WorkbookBenchResult extends SideRun {
  people: number
  columns: number
  sharedStrings: number
  /** Of the file, in megabytes. */
  size: number
}

const columns = [
  'No KK',
  'NIK',
  'Nama Lengkap',
  'Jenis Kelamin',
  'Tempat Lahir',
  'Tanggal Lahir',
  'Pekerjaan',
  'SHDK',
  'Alamat',
  'RT',
  'RW',
  'Kode Desa',
]

/** Twelve columns of the generated register; seven addresses of ten are different, so that texts come to twice the rows. */
function* rows(people: number, seed: number): Generator<string[]> {
  yield columns
  const from = columns.map((header) => (registerHeaders as readonly string[]).indexOf(header))
  const address = columns.indexOf('Alamat')
  let at = 0
  for (const family of registerFamilies(people, seed))
    for (const made of registerRows(family)) {
      const row = from.map((index) => made[index] as string)
      at += 1
      if (at % 10 < 6) row[address] = `${row[address]} Blok ${at}`
      yield row
    }
}

/** Imports a workbook of a million rows, every text of it shared, through the core's threads into an encrypted file. */
export const workbookBench = async (options: { people?: number; seed?: number } = {}): Promise<WorkbookBenchResult> => {
  const { people, seed } = { people: 1_000_000, seed: 1, ...options }
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-buku-'))
  try {
    const path = join(folder, 'penduduk.xlsx')
    const sharedStrings = await writeWorkbook(path, [{ name: 'Penduduk', rows: rows(people, seed) }])
    const run = await inProcess('encrypted', [String(people), String(seed), path])
    return { people, columns: columns.length, sharedStrings, size: statSync(path).size / 1024 / 1024, ...run }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(JSON.stringify(await workbookBench({ people: Number(process.argv[2] ?? 100_000) }), null, 2))
