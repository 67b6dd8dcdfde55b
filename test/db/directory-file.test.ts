import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedAgencies } from '../../src/main/core/directory/directory.repo.ts'
import { directoryHandlers } from '../../src/main/core/directory/directory.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { furnishOffice, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  seedAgencies(inline.db, resolve(import.meta.dirname, '../../resources'), inline.context.now())
})
afterEach(() => inline.close())

const list = (input: object = {}) => directoryHandlers.list(inline.context, contract.directory.list.input.parse(input))

/** A ticket for a file as the host would hand it in. */
const handIn = (path: string): string =>
  inline.context.tickets.issue({
    source: { kind: 'path', ref: path },
    name: 'direktori.xlsx',
    mediaType: 'application/octet-stream',
    size: 1,
    userId: 1,
  })

const exported = async (): Promise<exceljs.Workbook> => {
  const { file } = await directoryHandlers.export(inline.context, {})
  const { source } = inline.context.tickets.read(file.fileId, 1)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(join(inline.context.dirs.tmp, source.ref))
  return workbook
}
const saved = async (workbook: exceljs.Workbook): Promise<string> => {
  const path = join(inline.context.dirs.tmp, `ubah-${Math.random()}.xlsx`)
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()))
  return handIn(path)
}

describe('search in the directory', () => {
  it('finds by paper, sector and programme, who names the programme first', () => {
    expect(list({ text: 'buku kia' }).map(({ name }) => name)).toEqual(['Dinas Kesehatan Kabupaten Lombok Barat'])
    expect(list({ sector: 'energi' }).every(({ sector }) => sector === 'energi')).toBe(true)
    expect(list({ programmeKey: 'rutilahu' })[0]?.name).toContain('Perumahan')
    expect(list({ text: 'SILANI' })).toHaveLength(1)
  })

  it('leaves out who does not serve the village', () => {
    const [rsud] = list({ text: 'rsud' })
    const { id, version, ...fields } = rsud as NonNullable<typeof rsud>
    directoryHandlers.save(inline.context, { id, version, ...fields, areas: ['52.01.14'] })
    const names = (region: string) => list({ text: 'rsud', region }).map(({ name }) => name)
    expect(names('52.01.14.2001')).toHaveLength(1)
    expect(names('52.01')).toHaveLength(1)
    expect(names('52.01.01.2001')).toHaveLength(0)
  })
})

describe('the directory as a workbook', () => {
  it('comes back unchanged when nobody touched it', async () => {
    const fileId = await saved(await exported())
    const check = await directoryHandlers.checkFile(inline.context, { fileId })
    expect(check).toMatchObject({ added: [], changed: [], problems: [], digest: '' })
    expect(check.unchanged).toBe(list({ onlyActive: false }).length)
  })

  it('adds and changes agencies with services and contacts, and leaves the others', async () => {
    const before = list({ onlyActive: false }).length
    const workbook = await exported()
    const agencies = workbook.getWorksheet('Lembaga') as exceljs.Worksheet
    const rsudRow = (agencies.getColumn(1).values as string[]).findIndex((name) => name?.startsWith('RSUD'))
    agencies.getRow(rsudRow).getCell(9).value = '(0370) 000000'
    agencies.addRow(['Yayasan Contoh', 'Ketua Yayasan Contoh', 'Lembaga kesejahteraan sosial (LKS)', 'Tidak', 'Kabupaten/Kota'])
    workbook
      .getWorksheet('Layanan')
      ?.addRow(['Yayasan Contoh', 'Rumah singgah', 'sosial-ekonomi', '', 'KTP; Surat pengantar', ''])
    workbook.getWorksheet('Jadwal')?.addRow(['Yayasan Contoh', 'Senin; Kamis', '8.00', '15:30', ''])
    const fileId = await saved(workbook)
    const check = await directoryHandlers.checkFile(inline.context, { fileId })
    expect(check).toMatchObject({ added: ['Yayasan Contoh'], changed: ['RSUD Kabupaten Lombok Barat'], blocking: 0 })
    expect(list({ onlyActive: false })).toHaveLength(before)
    expect(await directoryHandlers.applyFile(inline.context, { fileId, digest: check.digest })).toEqual({ added: 1, changed: 1 })
    expect(list({ text: 'rumah singgah' })[0]).toMatchObject({
      government: false,
      kind: 'lembaga-sosial',
      offers: [{ name: 'Rumah singgah', documents: ['KTP', 'Surat pengantar'] }],
      schedule: [{ days: [1, 4], opens: '08:00', closes: '15:30' }],
    })
    expect((await refusalOf(() => directoryHandlers.applyFile(inline.context, { fileId, digest: check.digest }))).code).toBe(
      'CONFLICT',
    )
  })

  it('says sheet, row and column of what is wrong, and writes nothing half', async () => {
    const workbook = await exported()
    const agencies = workbook.getWorksheet('Lembaga') as exceljs.Worksheet
    const last = agencies.rowCount + 1
    agencies.addRow(['Baru Satu', 'Ketua', 'entah apa', 'mungkin', 'Kabupaten/Kota', '', '', '', '', '', '', '', '99.99.99'])
    workbook.getWorksheet('Kontak')?.addRow(['Tidak Ada', 'Budi'])
    const fileId = await saved(workbook)
    const check = await directoryHandlers.checkFile(inline.context, { fileId })
    expect(check.blocking).toBe(4)
    expect(check.problems.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`)).toEqual(
      expect.arrayContaining([`Lembaga ${last} C`, `Lembaga ${last} D`, `Lembaga ${last} M`, 'Kontak 2 A']),
    )
    const count = list({ onlyActive: false }).length
    expect((await refusalOf(() => directoryHandlers.applyFile(inline.context, { fileId, digest: check.digest }))).code).toBe(
      'VALIDATION',
    )
    expect(list({ onlyActive: false })).toHaveLength(count)
  })
})
