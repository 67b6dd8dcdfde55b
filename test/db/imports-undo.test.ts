import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { duplicatesHandlers } from '../../src/main/core/duplicates/duplicates.service.ts'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import type { TestCell } from '../harness/workbooks.ts'

let inline: Inline
let bench: ImportBench
beforeEach(() => {
  inline = openInline()
  bench = importBench(inline)
})
afterEach(() => {
  bench.close()
  inline.close()
})

/** Everything in the register that an import may touch, without ids of history and times. */
const register = (): unknown => [
  inline.db.sql(
    'SELECT id, hex(uid) uid, nik, original_number, name, name_key, birth_date, sex, religion, marital_status, address, hamlet, rt, rw, region_code, life_status, extra, created_import_id, last_import_id FROM person ORDER BY id',
  ),
  inline.db.sql('SELECT id, kk_number, address, hamlet, rt, rw, region_code FROM family ORDER BY id'),
  inline.db.sql(
    'SELECT family_id, person_id, relation, from_date, to_date FROM family_member ORDER BY family_id, person_id, from_date',
  ),
]

/** How many names hold three letters, asked of the name index. */
const searchable = (word: string): number =>
  inline.db.sql<{ n: number }>('SELECT count(*) n FROM person_fts WHERE person_fts MATCH ?', word)[0]?.n ?? 0

const header = ['NIK', 'No KK', 'Nama Lengkap', 'JK', 'Tanggal Lahir', 'SHDK', 'Alamat', 'Status Kawin', 'Catatan', 'Suku']
const kk1 = '5201010101230001'
const kk2 = '5201010101230002'
const budi: TestCell[] = [
  '5201011203800001',
  kk1,
  'BUDI SANTOSO',
  'L',
  '12-03-1980',
  'Kepala Keluarga',
  'Jl. Mawar 1',
  'Kawin',
  'x',
  'Sasak',
]
const siti: TestCell[] = ['5201015504820002', kk1, 'SITI AMINAH', 'P', '15-04-1982', 'Istri', 'Jl. Mawar 1', 'Kawin']
const agus: TestCell[] = ['5201012005050003', kk1, 'AGUS SANTOSO', 'L', '20-05-2005', 'Anak', 'Jl. Mawar 1', 'Belum Kawin']

describe('throwing a package away', () => {
  it('a discarded package is gone; only a prepared one can be discarded', async () => {
    const found = await bench.prepare(await bench.write('1.xlsx', [header, budi]))
    importsHandlers.discard(inline.context, { id: found.id })
    expect(bench.rows(found.id)).toEqual([])
    await expect(bench.apply(found.id)).rejects.toThrow(/dibuang/)
    expect(() => importsHandlers.discard(inline.context, { id: found.id })).toThrow(/belum ditulis/)
  })
})

describe('taking a package back', () => {
  it('counts people as untouched whose merge was taken back before; one that still holds keeps them', async () => {
    await bench.apply((await bench.prepare(await bench.write('1.xlsx', [header, budi]))).id)
    const before = register()
    const second = await bench.prepare(
      await bench.write('2.xlsx', [
        header,
        [...budi.slice(0, 6), 'Jl. Melati 9', ...budi.slice(7)],
        siti,
        ['5201015504820012', kk2, 'SITTI AMINAH', 'P', '15-04-1982', 'Kepala Keluarga', 'Jl. Mawar 1'],
      ]),
    )
    await bench.apply(second.id)
    const person = (name: string) =>
      inline.db.sql<{ id: number; version: number }>('SELECT id, version FROM person WHERE name = ?', name)[0] as {
        id: number
        version: number
      }
    const merge = (stays: string, goes: string): { mergeId: number } =>
      inline.db.raw.transaction(() =>
        duplicatesHandlers.merge(inline.context, {
          survivorId: person(stays).id,
          survivorVersion: person(stays).version,
          absorbedId: person(goes).id,
          absorbedVersion: person(goes).version,
          take: [],
        }),
      )()
    const apart = (mergeId: number) =>
      inline.db.raw.transaction(() => duplicatesHandlers.undoMerge(inline.context, { mergeId }))()
    apart(merge('SITI AMINAH', 'SITTI AMINAH').mergeId)
    apart(merge('BUDI SANTOSO', 'SITTI AMINAH').mergeId)
    const { mergeId } = merge('SITI AMINAH', 'SITTI AMINAH')
    expect(importsHandlers.previewUndo(inline.context, { id: second.id })).toMatchObject({ restored: 1, removed: 0, kept: 2 })
    apart(mergeId)
    expect(await bench.undo(second.id)).toEqual({ restored: 1, removed: 2, kept: 0, keptNames: [] })
    expect(register()).toEqual(before)
  })

  it('leaves the register as it was', async () => {
    await bench.apply((await bench.prepare(await bench.write('1.xlsx', [header, budi, siti]))).id)
    const before = register()
    const second = await bench.prepare(
      await bench.write('2.xlsx', [
        header,
        ['5201011203800001', kk1, 'BUDI SANTOSA', 'L', '13-03-1980', 'Kepala Keluarga', 'Jl. Melati 9', 'Cerai Mati', '', 'Jawa'],
        ['5201015504820002', kk2, 'SITI AMINAH', 'P', '15-04-1982', 'Kepala Keluarga', 'Jl. Kamboja 2'],
        agus,
      ]),
    )
    await bench.apply(second.id)
    expect(register()).not.toEqual(before)
    expect(await bench.undo(second.id)).toEqual({ restored: 2, removed: 1, kept: 0, keptNames: [] })
    expect(register()).toEqual(before)
    expect(searchable('osa')).toBe(0)
    expect(inline.db.sql("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")).toEqual([])
    await expect(bench.undo(second.id)).rejects.toThrow(/sudah dikembalikan/)
    expect(importsHandlers.get(inline.context, { id: second.id })).toMatchObject({ state: 'undone' })
    // The first one can still be taken back: nobody is left.
    expect(await bench.undo(1)).toMatchObject({ removed: 2, kept: 0 })
    expect(bench.counts()).toEqual({ people: 0, families: 0, members: 0 })
  })

  it('keeps whoever only asked for a letter, stands in a list of letters or was looked up in the national register', async () => {
    const pack = await bench.prepare(
      await bench.write('1.xlsx', [header, budi, siti, agus, ['5201010101700009', kk2, 'DEWI', 'P', '01-01-1970']]),
    )
    await bench.apply(pack.id)
    const idOf = (name: string) => inline.db.sql<{ id: number }>('SELECT id FROM person WHERE name = ?', name)[0]?.id as number
    const by = "'', 1, '', 1"
    inline.db.sql(
      `INSERT INTO signatory (name, rank, nip, position, on_behalf_of, updated_at, updated_by) VALUES ('A', '', '', 'B', '', '', 1)`,
    )
    inline.db.sql(
      `INSERT INTO letter (uid, kind, template_version, state, letter_date, paper, signatory_id, fields, copies_to, applicant_id, created_at, created_by, updated_at, updated_by)
        VALUES (x'01', 'k', 1, 'draft', '2026-11-22', 'F4', 1, '{}', '[]', ?, ${by})`,
      idOf('BUDI SANTOSO'),
    )
    inline.db.sql(
      `INSERT INTO letter_batch (uid, kind, title, letter_date, content, created_at, created_by, updated_at, updated_by) VALUES (x'01', 'k', 't', '2026-11-22', '{}', ${by})`,
    )
    inline.db.sql('INSERT INTO letter_batch_item (batch_id, position, person_id) VALUES (1, 1, ?)', idOf('SITI AMINAH'))
    inline.db.sql(
      "INSERT INTO register_check (person_id, system, checked_at, checked_by, found, created_at, created_by) VALUES (?, 'SIKS-NG', '', '', 1, '', 1)",
      idOf('AGUS SANTOSO'),
    )
    expect(
      importsHandlers
        .previewUndo(inline.context, { id: pack.id })
        .reasons.map(({ why }) => why)
        .sort(),
    ).toEqual(['Ada dalam daftar surat', 'Pemohon pada surat', 'Pernah diperiksa di data nasional'])
    expect(await bench.undo(pack.id)).toMatchObject({ removed: 1, kept: 3 })
  })

  it('keeps everybody whom somebody worked with since, and names them', async () => {
    const first = await bench.prepare(
      await bench.write('1.xlsx', [header, budi, siti, agus, ['5201010101700009', kk2, 'DEWI', 'P', '41-01-1970']]),
    )
    await bench.apply(first.id)
    // Changed by hand; client of a case; changed by a later package.
    inline.db.sql("UPDATE person SET phone = '08123456789', version = version + 1 WHERE name = 'BUDI SANTOSO'")
    inline.db.sql(
      "INSERT INTO case_file (uid, number, opened_at, opened_day, opened_by, client_id, reporter_kind, channel, summary, updated_at, updated_by) SELECT x'02', 'K-1', '', '', 1, id, 'self', 'counter', '-', '', 1 FROM person WHERE name = 'SITI AMINAH'",
    )
    const second = await bench.prepare(await bench.write('2.xlsx', [header, [...agus.slice(0, 6), 'Jl. Baru 5']]))
    await bench.apply(second.id)
    expect(await bench.undo(first.id)).toEqual({
      restored: 0,
      removed: 1,
      kept: 3,
      keptNames: ['AGUS SANTOSO', 'BUDI SANTOSO', 'SITI AMINAH'],
    })
    expect(bench.counts()).toEqual({ people: 3, families: 1, members: 3 })
    expect(await bench.undo(second.id)).toMatchObject({ restored: 1, removed: 0, kept: 0 })
    expect(inline.db.sql("SELECT address, last_import_id FROM person WHERE name = 'AGUS SANTOSO'")).toEqual([
      { address: 'Jl. Mawar 1', last_import_id: 1 },
    ])
  })

  it('is refused for a package that was never written', async () => {
    const found = await bench.prepare(await bench.write('1.xlsx', [header, budi]))
    await expect(bench.undo(found.id)).rejects.toThrow(/belum ditulis/)
  })
})
