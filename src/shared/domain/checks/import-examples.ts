import type { importChecks } from './import-checks.ts'

/** A cell of an example: text, a number, an error of Excel, or nothing. */
export type ExampleCell = string | number | null | { error: string }

/** A small file: sheets of a workbook, or the text of a CSV file. */
export type ExampleFile =
  | { sheets: readonly { name: string; hidden?: true; rows: readonly (readonly ExampleCell[])[] }[] }
  | { csv: string }

/** Files that are read one after the other: all but the last are written to the register; the check looks at the last. */
export interface ImportExample {
  files: readonly ExampleFile[]
  /** People (by NIK) whose records are joined before the last file is read. */
  joined?: readonly [string, string]
}

const columns = ['NIK', 'No KK', 'Nama', 'JK', 'Tanggal Lahir', 'Hubungan', 'Alamat', 'Telepon', 'Desa', 'Pendidikan'] as const
type Column = (typeof columns)[number]
type Row = Partial<Record<Column, ExampleCell>>

const kk = '5201010101100077'
const nurul = '5201014107900077'
const badri = '5201010107850078'
const sound: Record<Column, ExampleCell> = {
  NIK: nurul,
  'No KK': kk,
  Nama: 'NURUL CONTOH',
  JK: 'P',
  'Tanggal Lahir': '01-07-1990',
  Hubungan: 'Kepala Keluarga',
  Alamat: 'Jl. Mawar 1',
  Telepon: '081234567890',
  Desa: null,
  Pendidikan: 'SLTA/Sederajat',
}
const other: Row = { NIK: badri, Nama: 'BADRI CONTOH', JK: 'L', 'Tanggal Lahir': '01-07-1985', Hubungan: 'Famili Lain' }

const sheet = (rows: readonly (readonly ExampleCell[])[], name = 'Data') => ({ name, rows })
/** A list of people, each a sound person with other cells. */
const list = (...rows: Row[]): ExampleFile => ({
  sheets: [sheet([columns, ...rows.map((row) => columns.map((column) => ({ ...sound, ...row })[column]))])],
})
const table = (...rows: (readonly ExampleCell[])[]): ExampleFile => ({ sheets: [sheet(rows)] })
const files = (...all: ExampleFile[]): ImportExample => ({ files: all })
const one = (...rows: Row[]): ImportExample => files(list(...rows))

const marks = ['NIK', 'NAMA', 'Keterangan'] as const
const deciles = ['No. KK', 'NIK', 'Desil', 'cut_off'] as const
const birth = ['NIK', 'No KK', 'Nama', 'JK', 'Tempat, Tanggal Lahir'] as const
const bnba = ['ID DTKS', 'Nomor KK', 'Nomor NIK', 'Nama', 'Bansos PKH', 'cut_off'] as const
const known = list({})
const receives = table(bnba, ['D-1', kk, nurul, 'NURUL CONTOH', 'YA', '2026-07-31'])
const csv = (address: string): ExampleFile => ({
  csv: `NIK;No KK;Nama;JK;Alamat\n${nurul};${kk};NURUL CONTOH;P;${address}\n`,
})

/** Headers of the members' sheet of the questionnaire REGSOSEK2022.K, as far as they are needed. */
const members = ['no kartu keluarga', '401', '402 Nama', '403 NIK', '405', '406', '409'] as const
const questionnaire = (card: ExampleCell, homes: readonly ExampleCell[]): ImportExample =>
  files({
    sheets: [
      sheet([['no kartu keluarga', '301a', '303'], ...homes.map((number) => [number, '1', '2'])], '3.keterangan perumahan'),
      sheet([members, [card, '1', 'NURUL CONTOH', nurul, '2', '01-07-1990', '1']], '4.ket sos-ek anggota'),
    ],
  })

/**
 * Small files for every finding of an import: what must pass, what must be found. `test/db/checks-import-examples.test.ts`
 * writes them, reads them as a clerk's file, and looks.
 */
export const importExamples: Record<
  (typeof importChecks)[number]['id'],
  { pass: readonly ImportExample[]; fail: readonly ImportExample[] }
> = {
  'cell-error': { pass: [one({})], fail: [one({ Alamat: { error: '#N/A' } }), one({ Telepon: { error: '#REF!' } })] },
  'columns-shifted': { pass: [files(csv('"Jl. Mawar; no. 1"'))], fail: [files(csv('Jl. Mawar; no. 1'))] },
  'kk-missing': { pass: [questionnaire(kk, [kk])], fail: [questionnaire(null, [kk])] },
  'number-missing': {
    pass: [files(known, table(deciles, [null, nurul, '2', null])), files(known, table(deciles, [kk, null, '2', null]))],
    fail: [files(known, table(deciles, [null, nurul, '2', null], [null, null, '3', null]))],
  },
  'nik-number-lost': { pass: [one({})], fail: [one({ NIK: 5_201_014_107_900_077 }), one({ NIK: '5,20101E+15' })] },
  'kk-number-lost': { pass: [one({})], fail: [one({ 'No KK': 5_201_010_101_100_077 }), one({ 'No KK': '5,20101E+15' })] },
  'nik-masked': { pass: [one({})], fail: [one({ NIK: '520101******0077' })] },
  'kk-masked': { pass: [one({})], fail: [one({ 'No KK': '520101******0077' })] },
  'kk-leading-zero': { pass: [one({})], fail: [one({ 'No KK': '0201010101100077' })] },
  'kk-all-equal': { pass: [one({})], fail: [one({ 'No KK': '1111111111111111' })] },
  'date-unknown': {
    pass: [one({ 'Tanggal Lahir': '1 Juli 1990' }), one({ 'Tanggal Lahir': '' })],
    fail: [one({ 'Tanggal Lahir': '31-02-1990' }), one({ 'Tanggal Lahir': 'tidak tahu' })],
  },
  'place-date-unknown': {
    pass: [files(table(birth, [nurul, kk, 'NURUL CONTOH', 'P', 'Gerung, 01-07-1990']))],
    fail: [files(table(birth, [nurul, kk, 'NURUL CONTOH', 'P', 'Gerung']))],
  },
  'date-future': { pass: [one({ 'Tanggal Lahir': '21-11-2026' })], fail: [one({ 'Tanggal Lahir': '01-07-2090' })] },
  'too-long': { pass: [one({ Alamat: 'x'.repeat(200) })], fail: [one({ Alamat: 'x'.repeat(2000) })] },
  'value-unknown': { pass: [one({ JK: 'Perempuan' })], fail: [one({ JK: 'X' }), one({ Pendidikan: '99' })] },
  'value-unlisted': { pass: [one({ Hubungan: 'Istri' })], fail: [one({ Hubungan: 'Keponakan jauh' })] },
  'phone-unknown': { pass: [one({ Telepon: '+62 812-3456-7890' })], fail: [one({ Telepon: 'tidak ada' })] },
  'region-unknown': { pass: [one({ Desa: null })], fail: [one({ Desa: 'Desa Antah Berantah' })] },
  'name-missing': { pass: [one({})], fail: [one({ Nama: '' })] },
  'fact-date-unknown': {
    pass: [files(known, table(deciles, [kk, nurul, '2', 'Oktober 2026']))],
    fail: [files(known, table(deciles, [kk, nurul, '2', 'entah'])), files(known, table(deciles, [kk, nurul, '2', '01-01-2090']))],
  },
  'fact-unlisted': {
    pass: [files(known, table(deciles, [kk, nurul, 'Desil 2', null]))],
    fail: [files(known, table(deciles, [kk, nurul, '11', null]))],
  },
  'still-recorded': {
    pass: [files(receives, table(bnba, ['D-1', kk, nurul, 'NURUL CONTOH', 'TIDAK', '2026-10-31']))],
    fail: [files(receives, table(bnba, ['D-1', kk, nurul, 'NURUL CONTOH', 'TIDAK', null]))],
  },
  'nik-twice': { pass: [one({}, other)], fail: [one({}, { ...other, NIK: nurul })] },
  'person-twice': { pass: [one({ NIK: null }, other)], fail: [one({ NIK: null }, { NIK: null })] },
  'perhaps-same': {
    pass: [files(known, list({ ...other, NIK: null }))],
    fail: [files(known, list({ NIK: null, 'No KK': null }))],
  },
  'rows-same-person': {
    pass: [{ files: [list({}, other), list({})], joined: [nurul, badri] }],
    fail: [{ files: [list({}, other), list({}, other)], joined: [nurul, badri] }],
  },
  'not-registered': {
    pass: [files(known, table(marks, [nurul, 'NURUL CONTOH', '']))],
    fail: [files(known, table(marks, [badri, 'BADRI CONTOH', '']))],
  },
  'name-differs': {
    pass: [files(known, table(marks, [nurul, 'Nurul Conto', '']))],
    fail: [files(known, table(marks, [nurul, 'JOKO PURNOMO', '']))],
  },
  'matched-by-family': {
    pass: [files(known, table(deciles, [kk, nurul, '2', null]))],
    fail: [files(known, table(deciles, [kk, null, '2', null]))],
  },
  'file-known': { pass: [files(known, list({ Alamat: 'Jl. Melati 2' }))], fail: [files(known, known)] },
  'sheet-hidden': {
    pass: [files({ sheets: [sheet([columns, columns.map((column) => sound[column])])] })],
    fail: [
      files({
        sheets: [
          sheet([columns, columns.map((column) => sound[column])]),
          { name: 'Lama', hidden: true, rows: [columns, columns.map((column) => sound[column])] },
        ],
      }),
    ],
  },
  'sheet-unknown': {
    pass: [one({})],
    fail: [
      files({
        sheets: [
          sheet([columns, columns.map((column) => sound[column])]),
          sheet([['Catatan rapat'], ['besok pukul 9']], 'Catatan'),
        ],
      }),
    ],
  },
  'sheet-families': { pass: [one({})], fail: [questionnaire(kk, [kk])] },
  'families-left': { pass: [questionnaire(kk, [kk])], fail: [questionnaire(kk, [kk, '5201010101100099'])] },
}
