import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { populationHeaders, populationRows, type TestCell } from '../harness/workbooks.ts'

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

const fixtures = resolve(import.meta.dirname, '../../../shared/fixtures/opensid')
const hasFixtures = existsSync(fixtures)

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

describe('files of village systems', () => {
  beforeEach((context) => {
    if (!hasFixtures) context.skip('../shared/fixtures missing')
  })

  it('a population export is read whole, written, and afterwards brings nothing new', async () => {
    const path = resolve(fixtures, 'contoh_penduduk.xlsx')
    const first = await bench.prepare(path)
    expect(first).toMatchObject({ state: 'prepared', profileKey: 'penduduk-opensid' })
    expect(first.counts).toEqual({
      people: { new: 97, changed: 0, unchanged: 0, doubtful: 0, refused: 0 },
      families: { new: 37, changed: 0, unchanged: 0 },
      rows: { read: 97, blank: 902, ignored: 0 },
    })
    expect(first.problems.block).toBe(0)
    expect(first.columns).toHaveLength(43)
    expect(first.columns.every(({ field }) => field !== null)).toBe(true)
    // The birth date in the NIK fits none of them: worth a look, no reason to refuse.
    expect(bench.problems(first.id).filter(({ code }) => code === 'nik-birth-differs')).toHaveLength(97)
    expect(bench.counts().people).toBe(0)
    await bench.apply(first.id)
    expect(bench.counts()).toEqual({ people: 97, families: 37, members: 97 })
    const again = await bench.prepare(path)
    expect(again.counts.people).toEqual({ new: 0, changed: 0, unchanged: 97, doubtful: 0, refused: 0 })
    expect(again.counts.families).toEqual({ new: 0, changed: 0, unchanged: 37 })
    expect(bench.problems(again.id).some(({ code }) => code === 'file-known')).toBe(true)
  })

  it('the empty template is refused in words', async () => {
    await expect(bench.prepare(resolve(fixtures, 'FormatImporExcel.xlsm'))).rejects.toThrow(/Tidak ada baris data/)
    expect(importsHandlers.list(inline.context, {}).map(({ state }) => state)).toEqual(['failed'])
    expect(inline.db.sql('SELECT count(*) n FROM import_row')).toEqual([{ n: 0 }])
  })
})

describe('a dry run', () => {
  it('writes nothing to the register and explains every row', async () => {
    const rows: TestCell[][] = [
      ['DATA WARGA DESA CONTOH'],
      header,
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
      budi,
      [],
      [...siti.slice(0, 3), 'X', '31-02-1982', 'Istri'],
      ['520101200505000', kk1, 'NIK KURANG', 'L', '20-05-2005', 'Anak'],
      [5_201_012_005_050_003, kk1, 'NIK ANGKA', 'L', '20-05-2005', 'Anak'],
      ['5201012005050003', '12345', 'KK PENDEK', 'L', '20-05-2005', 'Anak'],
      ['0520101000000001', kk2, 'TANPA NIK', 'P', '01-01-1950', 'Kepala Keluarga'],
      ['1111111111111111', '0', 'NOMOR SAMA', 'L', '01-01-1951', 'Anak'],
      ['-', '-', 'KOSONG NIK', 'L', '01-01-1952'],
      budi,
      ['5201012005050004', kk1, '', 'L'],
      header,
      ['5201012005050005', kk1, 'Ani', 'P', '01-01-1999', 'Keponakan'],
    ]
    const found = await bench.prepare(await bench.write('kotor.xlsx', rows))
    expect(found.counts).toEqual({
      people: { new: 6, changed: 0, unchanged: 0, doubtful: 0, refused: 5 },
      families: { new: 2, changed: 0, unchanged: 0 },
      rows: { read: 11, blank: 1, ignored: 2 },
    })
    const problems = bench.problems(found.id).map(({ row, column, severity, code }) => [row, column, severity, code])
    expect(problems).toEqual(
      expect.arrayContaining([
        [6, 'D', 'error', 'value-unknown'],
        [6, 'E', 'error', 'date-unknown'],
        [7, 'A', 'block', 'nik-length'],
        [8, 'A', 'block', 'nik-number-lost'],
        [9, 'B', 'block', 'kk-length'],
        [10, 'A', 'warning', 'nik-leading-zero'],
        [11, 'A', 'warning', 'nik-all-equal'],
        [12, 'A', 'warning', 'nik-missing'],
        [13, '', 'block', 'nik-twice'],
        [14, 'C', 'block', 'name-missing'],
        [16, 'F', 'warning', 'value-unlisted'],
      ]),
    )
    expect(bench.problems(found.id).find(({ code }) => code === 'nik-twice')?.message).toMatch(/baris 4; baris 13/)
    expect(found.problems.block).toBe(5)
    expect(bench.counts()).toEqual({ people: 0, families: 0, members: 0 })
    expect(inline.db.sql('SELECT count(*) n FROM register_change')).toEqual([{ n: 0 }])
    const shown = bench.rows(found.id)
    expect(shown).toHaveLength(11)
    expect(shown[0]).toMatchObject({ row: 4, bucket: 'new', nikMasked: '520101••••••0001', kkMasked: '520101••••••0001' })
    expect(JSON.stringify(shown)).not.toMatch(/\d{16}/)
    await bench.apply(found.id)
    expect(bench.counts()).toEqual({ people: 6, families: 2, members: 4 })
    expect(
      inline.db.sql("SELECT nik, original_number FROM person WHERE name IN ('TANPA NIK', 'NOMOR SAMA') ORDER BY name"),
    ).toEqual([
      { nik: null, original_number: '1111111111111111' },
      { nik: null, original_number: '0520101000000001' },
    ])
  })

  it('pages through rows and problems', async () => {
    const found = await bench.prepare(await bench.write('b.xlsx', [populationHeaders, ...populationRows(250, 3)]))
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const { items, next } = importsHandlers.rows(inline.context, {
        id: found.id,
        bucket: 'new',
        withProblems: false,
        cursor,
        limit: 100,
      })
      seen.push(...items.map(({ row }) => row))
      cursor = next
    } while (cursor !== null)
    expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => i + 2))
  })

  it('stops at the end mark, ignores code sheets, and reads several sheets', async () => {
    const found = await bench.prepare(
      await bench.write('lembar.xlsx', [
        { name: 'Dusun A', rows: [header, budi, [null, '###'], siti, [], ['keterangan']] },
        { name: 'Kode Data', rows: [header, agus] },
        { name: 'Catatan', rows: [['tidak ada kolom'], ['apa pun']] },
        { name: 'Dusun B', rows: [[], header, agus] },
      ]),
    )
    expect(found.counts.people.new).toBe(2)
    expect(found.counts.rows).toEqual({ read: 2, blank: 1, ignored: 3 + 2 + 2 })
    expect(bench.rows(found.id).map(({ sheet, row }) => [sheet, row])).toEqual([
      ['Dusun A', 2],
      ['Dusun B', 3],
    ])
    expect(bench.problems(found.id).map(({ sheet, code }) => [sheet, code])).toEqual([['Catatan', 'sheet-unknown']])
  })

  it('finds villages of the office, and keeps the words of unknown ones', async () => {
    inline.db.run(
      inline.db.q.insertInto('setting').values({
        key: 'office',
        value: JSON.stringify({ districtCode: '52.01', practice: false }),
        updated_at: '',
        updated_by: 0,
      }),
    )
    for (const [code, level, name] of [
      ['52.01.14', 3, 'batu layar'],
      ['52.01.14.2001', 4, 'sengigi'],
    ] as const)
      inline.db.run(inline.db.q.insertInto('region').values({ code, parent_code: null, level, name, name_key: name }))
    const found = await bench.prepare(
      await bench.write('siks.xlsx', [
        [
          'ID DTKS',
          'Provinsi',
          'Kabupaten/Kota',
          'Kecamatan',
          'Desa/Keluarahan',
          'Alamat',
          'Nomor KK',
          'Nomor NIK',
          'Nama',
          'Tanggal Lahir',
          'Jenis Kelamin',
          'Hubungan Keluarga',
          'Bansos PKH',
        ],
        [
          'D1',
          'NTB',
          'LOMBOK BARAT',
          'Batulayar',
          'Senggigi',
          'Jl. 1',
          kk1,
          '5201011203800001',
          'BUDI',
          '1980-03-12',
          'L',
          'Kepala Keluarga',
          'YA',
        ],
        [
          'D2',
          'NTB',
          'LOMBOK BARAT',
          'Batulayar',
          'Entah',
          'Jl. 2',
          kk2,
          '5201015504820002',
          'SITI',
          '1982-04-15',
          'P',
          'ISTERI',
          'TIDAK',
        ],
      ]),
    )
    expect(found.profileKey).toBe('siks-ng-bnba')
    expect(bench.problems(found.id).map(({ row, column, code }) => [row, column, code])).toEqual([[3, 'E', 'region-unknown']])
    await bench.apply(found.id)
    const people = inline.db.sql<{ region_code: string | null; extra: string }>(
      'SELECT region_code, extra FROM person ORDER BY id',
    )
    expect(people.map((row) => [row.region_code, JSON.parse(row.extra)])).toEqual([
      ['52.01.14.2001', {}],
      [null, { wilayahAsal: 'Entah, Batulayar' }],
    ])
    expect(inline.db.sql('SELECT key, value, status FROM person_fact ORDER BY id')).toEqual([
      { key: 'dtksId', value: 'D1', status: '' },
      { key: 'pkh', value: '', status: 'active' },
      { key: 'dtksId', value: 'D2', status: '' },
    ])
    expect(inline.db.sql('SELECT relation FROM family_member ORDER BY id')).toEqual([
      { relation: 'Kepala Keluarga' },
      { relation: 'Istri' },
    ])
  })

  it('keeps files of a practice office out of a real one, and lets a practice office take them', async () => {
    const named = await bench.write('LATIHAN penduduk.xlsx', [header, budi])
    const marked = await bench.write('penduduk.xlsx', [header, budi], { title: 'Data LATIHAN' })
    const property = await bench.write('penduduk2.xlsx', [header, budi], { customProperty: 'LATIHAN' })
    for (const path of [named, marked, property]) await expect(bench.prepare(path)).rejects.toThrow(/kantor latihan/)
    inline.db.run(
      inline.db.q.insertInto('setting').values({
        key: 'office',
        value: JSON.stringify({ districtCode: '52.01', practice: true }),
        updated_at: '',
        updated_by: 0,
      }),
    )
    expect((await bench.prepare(named)).counts.people.new).toBe(1)
  })

  it('is not for users of single villages', async () => {
    const path = await bench.write('a.xlsx', [header, budi])
    const found = await bench.prepare(path)
    inline.context.actor.areas = ['52.01.14.2001']
    await expect(bench.prepare(path)).rejects.toThrow(/kabupaten\/kota/)
    await expect(bench.apply(found.id)).rejects.toThrow(/kabupaten\/kota/)
    expect(importsHandlers.list(inline.context, {})).toEqual([])
    expect(() => importsHandlers.get(inline.context, { id: found.id })).toThrow(/tidak ditemukan/)
    expect(() => bench.rows(found.id)).toThrow(/tidak ditemukan/)
  })
})

describe('writing a package', () => {
  it('changes what the file says, erases nothing, and keeps the history', async () => {
    await bench.apply((await bench.prepare(await bench.write('1.xlsx', [header, budi, siti, agus]))).id)
    const changed: TestCell[][] = [
      header,
      ['5201011203800001', kk1, 'Budi Santoso', 'L', '12-03-1980', 'Kepala Keluarga', 'Jl. Melati 9', '', '', 'Jawa'],
      ['5201012005050003', kk2, 'AGUS SANTOSO', '', '', 'Kepala Keluarga', 'Jl. Kamboja 2', 'Kawin'],
      siti,
    ]
    const found = await bench.prepare(await bench.write('2.xlsx', changed))
    expect(found.counts.people).toEqual({ new: 0, changed: 2, unchanged: 1, doubtful: 0, refused: 0 })
    expect(found.counts.families).toEqual({ new: 1, changed: 1, unchanged: 0 })
    expect(bench.rows(found.id)[0]?.changes).toEqual([
      { field: 'address', fieldLabel: 'Alamat', before: 'Jl. Mawar 1', after: 'Jl. Melati 9' },
      { field: 'extra.suku', fieldLabel: 'Suku', before: 'Sasak', after: 'Jawa' },
    ])
    expect(bench.rows(found.id)[1]?.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['maritalStatus', 'Belum Kawin', 'Kawin'],
      ['address', 'Jl. Mawar 1', 'Jl. Kamboja 2'],
      ['kkNumber', '520101••••••0001', '520101••••••0002'],
      ['relation', 'Anak', 'Kepala Keluarga'],
    ])
    await bench.apply(found.id)
    expect(
      inline.db.sql(
        "SELECT name, sex, birth_date, marital_status, address, version, last_import_id FROM person WHERE nik = '5201012005050003'",
      ),
    ).toEqual([
      {
        name: 'AGUS SANTOSO',
        sex: 'L',
        birth_date: '2005-05-20',
        marital_status: 'Kawin',
        address: 'Jl. Kamboja 2',
        version: 2,
        last_import_id: 2,
      },
    ])
    expect(
      inline.db.sql(
        "SELECT f.kk_number, m.relation, m.to_date, m.ended_import_id FROM family_member m JOIN family f ON f.id = m.family_id JOIN person p ON p.id = m.person_id WHERE p.nik = '5201012005050003' ORDER BY m.id",
      ),
    ).toEqual([
      { kk_number: kk1, relation: 'Anak', to_date: '2026-11-22', ended_import_id: 2 },
      { kk_number: kk2, relation: 'Kepala Keluarga', to_date: null, ended_import_id: null },
    ])
    expect(inline.db.sql('SELECT entity, field, before, after FROM register_change WHERE import_id = 2 ORDER BY id')).toEqual([
      { entity: 'person', field: 'address', before: 'Jl. Mawar 1', after: 'Jl. Melati 9' },
      { entity: 'person', field: 'extra.suku', before: 'Sasak', after: 'Jawa' },
      { entity: 'family', field: 'address', before: 'Jl. Mawar 1', after: 'Jl. Melati 9' },
      { entity: 'person', field: 'maritalStatus', before: 'Belum Kawin', after: 'Kawin' },
      { entity: 'person', field: 'address', before: 'Jl. Mawar 1', after: 'Jl. Kamboja 2' },
      { entity: 'person', field: 'kkNumber', before: kk1, after: kk2 },
    ])
    const again = await bench.prepare(await bench.write('3.xlsx', changed))
    expect(again.counts.people).toMatchObject({ new: 0, changed: 0, unchanged: 3 })
  })

  it('leaves doubtful people to a decision, and knows people without NIK again', async () => {
    const nobody: TestCell[] = ['0520101000000001', kk2, 'INAQ SARI', 'P', '01-01-1950', 'Kepala Keluarga']
    const zero: TestCell[] = ['0', '0', 'AMAQ DARI', 'L', '02-02-1951', 'Kepala Keluarga']
    const path = await bench.write('1.xlsx', [header, budi, nobody, zero])
    await bench.apply((await bench.prepare(path)).id)
    expect((await bench.prepare(path)).counts.people).toEqual({ new: 0, changed: 0, unchanged: 2, doubtful: 1, refused: 0 })
    const other = await bench.prepare(
      await bench.write('2.xlsx', [header, ['5201011203800099', kk2, 'Budi Santoso', 'L', '12-03-1980', 'Anak'], siti]),
    )
    expect(other.counts.people).toEqual({ new: 1, changed: 0, unchanged: 0, doubtful: 1, refused: 0 })
    expect(bench.rows(other.id)[0]).toMatchObject({ bucket: 'doubtful', personId: 1 })
    await bench.apply(other.id)
    expect(bench.counts().people).toBe(4)
  })

  it('is refused when the register moved on, and changes nothing then', async () => {
    await bench.apply((await bench.prepare(await bench.write('1.xlsx', [header, budi]))).id)
    const found = await bench.prepare(await bench.write('2.xlsx', [header, siti, [...budi.slice(0, 6), 'Jl. Baru']]))
    inline.db.sql("UPDATE person SET phone = '08123456789', version = version + 1 WHERE id = 1")
    const before = register()
    await expect(bench.apply(found.id)).rejects.toThrow(/berubah sejak/)
    expect(register()).toEqual(before)
    expect(importsHandlers.get(inline.context, { id: found.id }).state).toBe('prepared')
    const twin = await bench.write('3.xlsx', [header, siti])
    const [first, second] = [await bench.prepare(twin), await bench.prepare(twin)]
    await bench.apply(first.id)
    await expect(bench.apply(second.id)).rejects.toThrow(/berubah sejak/)
    await expect(bench.apply(first.id)).rejects.toThrow(/sudah ditulis/)
  })

  it('makes everybody findable by name, in a small and in a large package', async () => {
    await bench.apply((await bench.prepare(await bench.write('kecil.xlsx', [header, budi]))).id)
    await bench.apply(
      (
        await bench.prepare(
          await bench.write('besar.xlsx', [populationHeaders, ...populationRows(3000, 5, { numberOffset: 20_000 })]),
        )
      ).id,
    )
    expect(inline.db.sql("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")).toEqual([])
    expect(searchable('bud')).toBeGreaterThan(1)
    inline.db.sql("INSERT INTO person (uid, name, name_key, updated_at, updated_by) VALUES (x'01', 'Zulaeha', 'zulaiha', '', 1)")
    expect(searchable('zul')).toBe(1)
  })
})

describe('the first large package of a register', () => {
  const schema = () =>
    inline.db.sql("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY name")

  it('leaves every index and trigger as it was, and all of them sound', async () => {
    const before = schema()
    await bench.apply((await bench.prepare(await bench.write('awal.xlsx', [populationHeaders, ...populationRows(3000, 6)]))).id)
    expect(bench.counts().people).toBe(3000)
    expect(schema()).toEqual(before)
    expect(inline.db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(inline.db.raw.pragma('foreign_key_check')).toEqual([])
    expect(inline.db.sql("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")).toEqual([])
  })

  it('that is stopped while the indexes are made leaves nobody, and the indexes as they were', async () => {
    const before = schema()
    const { id } = await bench.prepare(await bench.write('awal.xlsx', [populationHeaders, ...populationRows(3000, 6)]))
    let left = 6
    inline.context.throwIfCancelled = () => {
      left -= 1
      if (left === 0) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
    }
    await expect(bench.apply(id)).rejects.toThrow(/dihentikan/)
    inline.context.throwIfCancelled = () => {}
    expect(left).toBe(0)
    expect(bench.counts()).toEqual({ people: 0, families: 0, members: 0 })
    expect(schema()).toEqual(before)
    expect(inline.db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
    await bench.apply(id)
    expect(bench.counts().people).toBe(3000)
  })
})

describe('the village of a file that names none', () => {
  const village = '52.01.14.2001'
  beforeEach(() => {
    for (const [code, level, name] of [
      ['52.01.14', 3, 'batu layar'],
      [village, 4, 'sengigi'],
      ['52.01.14.2002', 4, 'batu layar'],
    ] as const)
      inline.db.run(inline.db.q.insertInto('region').values({ code, parent_code: null, level, name, name_key: name }))
  })
  const regions = () =>
    inline.db.sql<{ region_code: string | null }>('SELECT region_code FROM person ORDER BY id').map((row) => row.region_code)

  it('is where its people live, as the clerk said when choosing the file', async () => {
    const path = await bench.write('desa.xlsx', [header, budi, siti])
    await bench.apply((await bench.prepare(path, village)).id)
    expect(regions()).toEqual([village, village])
    expect(inline.db.sql('SELECT region_code FROM family')).toEqual([{ region_code: village }])
    expect((await bench.prepare(path, village)).counts.people).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
  })

  it('must be a village of the list', async () => {
    const path = await bench.write('desa.xlsx', [header, budi])
    for (const wrong of ['52.01.14', '99.99.99.9999'])
      await expect(bench.prepare(path, wrong)).rejects.toThrow(/tidak ada di daftar wilayah/)
  })
})
