import { copyFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { submissionsHandlers } from '../../src/main/core/submissions/submissions.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let people: number[]
let batch: number
beforeEach(async () => {
  inline = openInline()
  furnishOffice(inline)
  people = ['SITI AMINAH', 'AHMAD', 'WAYAN SARI', 'BUDI'].map((name, index) =>
    addPerson(inline, {
      name,
      nik: `520101010790000${index + 1}`,
      kk: `520101010110000${index + 1}`,
      sex: 'L',
      birthDate: '1990-07-01',
    }),
  )
  batch = await exported('Usulan November', people)
})
afterEach(() => inline.close())

const exported = async (label: string, personIds: number[]): Promise<number> => {
  const { id } = submissionsHandlers.create(inline.context, { label, period: '2026-11', profileKey: 'siks-ng-daftar-dtsen' })
  submissionsHandlers.add(inline.context, { id, personIds })
  await submissionsHandlers.export(inline.context, { id, version: get(id).version })
  return id
}
const get = (id: number) => submissionsHandlers.get(inline.context, { id })
const items = (id: number) => submissionsHandlers.items(inline.context, { id, result: null, cursor: null, limit: 100 }).items

let count = 0
const upload = async (rows: unknown[][], options: { sheet?: string; name?: string } = {}): Promise<string> => {
  const workbook = new exceljs.Workbook()
  workbook.addWorksheet(options.sheet ?? 'Hasil').addRows(rows)
  count += 1
  const path = join(inline.context.dirs.tmp, `answer-${count}.xlsx`)
  await workbook.xlsx.writeFile(path)
  return ticket(path, options.name ?? 'hasil-verifikasi.xlsx')
}
const ticket = (path: string, name: string): string =>
  inline.context.tickets.issue({
    source: { kind: 'upload', ref: basename(path) },
    name,
    mediaType: 'x',
    size: statSync(path).size,
    userId: 1,
  })
const read = async (fileId: string, id = batch, context = inline.context) =>
  contract.submissions.readResult.output.parse(await submissionsHandlers.readResult(context, { id, fileId }))

const header = ['NO', 'NIK', 'NAMA LENGKAP', 'STATUS USULAN', 'KETERANGAN']
const nik = (number: number): string => `520101010790000${number}`

describe('reading the answer back', () => {
  it('writes accepted and refused with the reason onto each person and ends the batch', async () => {
    const result = await read(
      await upload([
        ['DAFTAR HASIL VERIFIKASI'],
        [],
        header,
        [1, nik(1), 'SITI AMINAH', 'DISETUJUI', ''],
        [2, nik(2), 'AHMAD', 'Ditolak ', 'NIK tidak padan'],
        [3, nik(3), 'WAYAN SARI', 'Disetujui', ''],
        [4, nik(4), 'BUDI', 'TIDAK LAYAK', 'Sudah terdaftar'],
      ]),
    )
    expect(result).toEqual({ rows: 4, accepted: 2, refused: 2, waiting: 0, unmatched: [] })
    expect(get(batch)).toMatchObject({ state: 'answered', accepted: 2, refused: 2, answeredAt: inline.context.now() })
    expect(items(batch).map(({ personId, result: one, reason }) => [personId, one, reason])).toEqual([
      [people[0], 'accepted', ''],
      [people[1], 'refused', 'NIK tidak padan'],
      [people[2], 'accepted', ''],
      [people[3], 'refused', 'Sudah terdaftar'],
    ])
    expect(
      submissionsHandlers.items(inline.context, { id: batch, result: 'refused', cursor: null, limit: 10 }).items,
    ).toHaveLength(2)
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'submission', entityId: batch })
  })

  it('comes round: the exported file with two columns added is its own answer', async () => {
    const { file } = submissionsHandlers.file(inline.context, { id: batch })
    const source = inline.context.tickets.read(file.fileId, 1).source.ref
    const path = join(inline.context.dirs.tmp, 'kembali.xlsx')
    writeFileSync(path, readArchivedFile(inline.db, source)?.bytes as Buffer)
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(path)
    const sheet = workbook.worksheets[0] as exceljs.Worksheet
    const last = sheet.columnCount
    sheet.getRow(1).getCell(last + 1).value = 'Status'
    for (let row = 2; row <= sheet.rowCount; row += 1) sheet.getRow(row).getCell(last + 1).value = 'Padan'
    await workbook.xlsx.writeFile(path)
    expect(await read(ticket(path, 'kembali.xlsx'))).toEqual({ rows: 4, accepted: 4, refused: 0, waiting: 0, unmatched: [] })
  })

  it('lists rows that fit nobody as Excel shows them and leaves the others waiting', async () => {
    const result = await read(
      await upload(
        [
          header,
          [1, nik(1), 'SITI AMINAH', 'Diterima', ''],
          [2, '5201019999990009', 'ORANG LAIN', 'Diterima', ''],
          [3, nik(2), 'AHMAD', 'Sedang diproses', ''],
          [4, nik(3), 'WAYAN SARI', '', ''],
          [5, nik(1), 'SITI AMINAH', 'Ditolak', ''],
        ],
        { sheet: 'Lembar 7' },
      ),
    )
    expect(result).toMatchObject({ rows: 5, accepted: 1, refused: 0, waiting: 3 })
    expect(result.unmatched).toEqual([
      { sheet: 'Lembar 7', row: 3, message: 'NIK ini tidak ada dalam usulan.' },
      { sheet: 'Lembar 7', row: 4, message: 'Hasil "Sedang diproses" tidak dikenal; warga ini tetap menunggu.' },
      { sheet: 'Lembar 7', row: 5, message: 'Kolom hasil kosong; warga ini tetap menunggu.' },
      {
        sheet: 'Lembar 7',
        row: 6,
        message: 'Warga ini sudah ada di lembar Lembar 7 baris 2 dengan hasil lain; hasil yang pertama dipakai.',
      },
    ])
    expect(get(batch)).toMatchObject({ state: 'exported', answeredAt: null })
    const second = await read(await upload([header, ...[2, 3, 4].map((one) => [one, nik(one), '', 'Layak', ''])]))
    expect(second).toMatchObject({ accepted: 4, waiting: 0 })
    expect(get(batch).state).toBe('answered')
  })

  it('falls back to the name only where the NIK is missing or damaged', async () => {
    const result = await read(
      await upload([
        header,
        [1, '', 'Siti Aminah', 'Diterima', ''],
        [2, '5201010107900000', 'AHMAD', 'Diterima', ''],
        [3, '5.2010101079E+15', 'Wayan Sari', 'Ditolak', 'x'],
        [4, '5201010107900009', 'BUDI', 'Diterima', ''],
      ]),
    )
    expect(items(batch).map((item) => item.result)).toEqual(['accepted', 'accepted', 'refused', 'waiting'])
    expect(result.unmatched.map((row) => row.row)).toEqual([5])
  })

  it('does not choose between two people of the same name', async () => {
    const twins = ['5201010107900017', '5201010107900028'].map((one, index) =>
      addPerson(inline, { name: 'SAMA NAMA', nik: one, kk: `520101010110009${index}`, sex: 'L', birthDate: '1990-07-01' }),
    )
    const id = await exported('Usulan kembar', [...twins, people[0] as number])
    const result = await read(await upload([header, [1, '', 'SAMA NAMA', 'Diterima', ''], [2, nik(1), '', 'Diterima', '']]), id)
    expect(result).toMatchObject({ accepted: 1, waiting: 2 })
    expect(result.unmatched[0]?.message).toContain('lebih dari satu warga')
  })
})

describe('a file that does not belong here', () => {
  const nothingWritten = (): void => {
    expect(items(batch).every((item) => item.result === 'waiting')).toBe(true)
    expect(get(batch)).toMatchObject({ state: 'exported', accepted: 0, refused: 0 })
  }

  it('names the columns that are missing', async () => {
    const without = await refusalOf(async () =>
      read(
        await upload([
          ['NO', 'NIK', 'NAMA'],
          [1, nik(1), 'SITI AMINAH'],
        ]),
      ),
    )
    expect(without.code).toBe('BAD_FILE')
    expect(without.message).toBe('Berkas ini tidak memuat kolom hasil (Status, Hasil, Status Data, Status Usulan).')
    const empty = await refusalOf(async () => read(await upload([])))
    expect(empty.message).toContain('kolom NIK')
    nothingWritten()
  })

  it('is refused when it answers another batch, which it names', async () => {
    const others = ['RINA', 'DEWI', 'TONO'].map((name, index) =>
      addPerson(inline, {
        name,
        nik: `520101010790010${index + 1}`,
        kk: `520101010110010${index + 1}`,
        sex: 'L',
        birthDate: '1990-07-01',
      }),
    )
    await exported('Usulan Oktober', others)
    const rows = [1, 2, 3].map((one) => [one, `520101010790010${one}`, '', 'Diterima', ''])
    const wrong = await refusalOf(async () => read(await upload([header, ...rows, [4, nik(1), '', 'Diterima', '']])))
    expect(wrong).toEqual({ code: 'BAD_FILE', message: 'Berkas ini lebih cocok dengan usulan "Usulan Oktober".' })
    const foreign = await refusalOf(async () => read(await upload([header, [1, '5201019999990009', 'X', 'Diterima', '']])))
    expect(foreign.code).toBe('BAD_FILE')
    nothingWritten()
  })

  it('is refused in a real office when it comes from practice, wherever the mark stands', async () => {
    const row = [1, nik(1), 'SITI AMINAH', 'Diterima', '']
    for (const file of [
      await upload([header, row], { name: 'LATIHAN-hasil.xlsx' }),
      await upload([header, row], { sheet: 'Latihan' }),
      await upload([['LATIHAN – BUKAN DATA SEBENARNYA'], header, row]),
    ])
      expect((await refusalOf(() => read(file))).code).toBe('BAD_FILE')
    nothingWritten()
  })

  it('is refused when it is no workbook, when the batch was not exported, and outside the area', async () => {
    const path = join(inline.context.dirs.tmp, 'bukan.xlsx')
    writeFileSync(path, 'bukan buku kerja')
    expect((await refusalOf(() => read(ticket(path, 'bukan.xlsx')))).code).toBe('BAD_FILE')
    const good = await upload([header, [1, nik(1), '', 'Diterima', '']])
    const { id } = submissionsHandlers.create(inline.context, {
      label: 'Baru',
      period: '2026-11',
      profileKey: 'siks-ng-daftar-dtsen',
    })
    expect((await refusalOf(() => read(good, id))).code).toBe('STATE')
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    expect((await refusalOf(() => read(good, batch, village))).code).toBe('FORBIDDEN')
    nothingWritten()
  })

  it('keeps the answer file exactly as it came', async () => {
    const fileId = await upload([header, [1, nik(1), '', 'Diterima', '']])
    const path = join(inline.context.dirs.tmp, inline.context.tickets.read(fileId, 1).source.ref)
    copyFileSync(path, `${path}.copy`)
    await read(fileId)
    const row = inline.db.first(inline.db.q.selectFrom('submission').select('result_sha256').where('id', '=', batch))
    expect(readArchivedFile(inline.db, row?.result_sha256 ?? '')?.bytes.byteLength).toBe(statSync(`${path}.copy`).size)
  })
})
