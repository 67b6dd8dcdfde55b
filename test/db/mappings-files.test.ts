import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mappingsHandlers } from '../../src/main/core/mappings/mappings.service.ts'
import type { ImportMappingBody, Inspection } from '../../src/shared/contract/mappings.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import type { TestCell } from '../harness/workbooks.ts'

let inline: Inline
let bench: ImportBench
beforeEach(() => {
  inline = openInline()
  bench = importBench(inline)
  const region = (code: string, level: number, name: string, parent: string | null): void =>
    void inline.db.run(
      inline.db.q.insertInto('region').values({ code, level, name, name_key: nameKey(name), parent_code: parent }),
    )
  region('52', 1, 'Nusa Tenggara Barat', null)
  region('52.01', 2, 'Lombok Barat', '52')
  region('52.01.14', 3, 'Batu Layar', '52.01')
  region('52.01.14.2001', 4, 'Senggigi', '52.01.14')
  region('52.01.14.2002', 4, 'Meninting', '52.01.14')
  inline.db.run(
    inline.db.q.insertInto('setting').values({
      key: 'office',
      value: JSON.stringify({ districtCode: '52.01', practice: false }),
      updated_at: '2026-11-22T00:00:00.000Z',
      updated_by: 1,
      version: 1,
    }),
  )
})
afterEach(() => {
  bench.close()
  inline.close()
})

/** Words that no ready layout has for these columns. */
const strange = ['Urut', 'Jiwa', 'Identitas', 'Kartu', 'P/W', 'Kelahiran', 'Perkaw.', 'Tinggal di', 'RT/RW', 'Bantuan lain']
const people: TestCell[][] = [
  ['1', 'AHMAD SAPUTRA', '5201141203800001', '5201140101200011', 'L', '12-03-1980', 'KAWIN', 'SENGGIGI', '001/002', 'ya'],
  ['2', 'SITI WULANDARI', '5201145504820002', '5201140101200011', 'P', '15-04-1982', 'KAWIN', 'SENGGIGI', '001/002', 'tidak'],
  ['3', 'AGUS SAPUTRA', '5201142005050003', '5201140101200011', 'L', '20-05-2005', 'BELUM KAWIN', 'SENGGIGI', '001/002', 'ya'],
  ['4', 'BUDI HIDAYAT', '5201143112900014', '5201140202210022', 'L', '31-12-1990', 'KAWIN', 'MENINTING', '003/001', 'ya'],
  ['5', 'DEWI LESTARI', '5201146801920025', '5201140202210022', 'P', '28-01-1992', 'KAWIN', 'MENINTING', '003/001', '-'],
]
const title: TestCell[][] = [['DATA JIWA DESA'], ['Keadaan November 2026'], []]

const write = (name: string, headers: readonly string[], rows: TestCell[][] = people): Promise<string> =>
  bench.write(name, [...title, [...headers], ...rows])
const inspect = (path: string, more: Partial<Parameters<typeof mappingsHandlers.inspect>[1]> = {}): Promise<Inspection> =>
  mappingsHandlers.inspect(inline.context, { fileId: bench.pick(path), mapping: null, fresh: false, headers: [], ...more })
const fieldsOf = (found: Inspection, table = 0): (string | null)[] =>
  found.body.tables[table]?.columns.map(({ field }) => field) ?? []
const save = (body: ImportMappingBody, key: string | null = null, baseVersion = 0): { key: string; version: number } =>
  mappingsHandlers.save(inline.context, { key, baseVersion, body })

describe('looking into a file that no layout knows', () => {
  it('guesses columns by what stands in them, and says how sure it is', async () => {
    const found = await inspect(await write('desa.xlsx', strange))
    expect(found.sheets[0]).toMatchObject({ table: 0, headerRow: 4, headerRows: 1 })
    expect(fieldsOf(found)).toEqual([
      null,
      'name',
      'nik',
      'kkNumber',
      'sex',
      'birthDate',
      'maritalStatus',
      'village',
      'rtRw',
      null,
    ])
    const guesses = found.sheets[0]?.columns.map(({ guess }) => guess.confidence)
    expect(guesses?.[2]).toBe('likely')
    expect(guesses?.[9]).toBe('none')
    expect(found.sheets[0]?.columns[5]?.guess.reason).toBe('isinya tanggal')
  })

  it('shows real rows, but nobody’s number', async () => {
    const found = await inspect(await write('desa.xlsx', strange))
    expect(found.sheets[0]?.columns[1]?.samples[0]).toBe('AHMAD SAPUTRA')
    expect(found.sheets[0]?.columns[2]?.samples[0]).toBe('520114••••••0001')
    expect(JSON.stringify(found)).not.toMatch(/\d{16}/)
  })

  it('is refused by an import that is told nothing, naming the mapping', async () => {
    const path = await write('desa.xlsx', ['A1', 'B1', 'C1', 'D1', 'E1', 'F1', 'G1', 'H1', 'I1', 'J1'])
    await expect(bench.prepare(path)).rejects.toMatchObject({ data: { code: 'BAD_FILE', field: 'mapping' } })
  })

  it('is read with the guess just as a known file is', async () => {
    const path = await write('desa.xlsx', strange)
    const { body } = await inspect(path)
    const made = await bench.prepare(path, null, { body })
    expect(made).toMatchObject({ profileName: 'Kolom diatur sendiri', counts: { people: { new: 5, refused: 0 } } })
    await bench.apply(made.id)
    const [agus] = inline.db.sql<Record<string, unknown>>("SELECT * FROM person WHERE nik = '5201142005050003'")
    expect(agus).toMatchObject({
      name: 'AGUS SAPUTRA',
      sex: 'L',
      birth_date: '2005-05-20',
      marital_status: 'Belum Kawin',
      region_code: '52.01.14.2001',
      rt: '001',
      rw: '002',
    })
  })

  it('reads a header of two rows with merged groups', async () => {
    const path = await bench.write('dua.xlsx', [
      ['DAFTAR WARGA'],
      ['No', 'Nama', 'Nomor', null, 'Kelahiran', null],
      [null, null, 'NIK', 'KK', 'Tempat', 'Tanggal'],
      ...people.map((row, i) => [i + 1, row[1], row[2], row[3], 'MATARAM', row[5]] as TestCell[]),
    ])
    const found = await inspect(path)
    expect(found.sheets[0]).toMatchObject({ headerRow: 3, headerRows: 2 })
    expect(found.body.tables[0]?.columns.map(({ header }) => header)).toEqual([
      'No',
      'Nama',
      'Nomor / NIK',
      'Nomor / KK',
      'Kelahiran / Tempat',
      'Kelahiran / Tanggal',
    ])
    expect(fieldsOf(found)).toEqual([null, 'name', 'nik', 'kkNumber', null, 'birthDate'])
    expect((await bench.prepare(path, null, { body: found.body })).counts.people.new).toBe(5)
  })

  it('reads a file without any header, by the place of its columns', async () => {
    const path = await bench.write('polos.xlsx', people)
    const found = await inspect(path)
    expect(found.sheets[0]).toMatchObject({ headerRow: 0, headerRows: 0 })
    expect(fieldsOf(found).slice(1, 4)).toEqual(['name', 'nik', 'kkNumber'])
    const made = await bench.prepare(path, null, { body: found.body })
    expect(made.counts).toMatchObject({ rows: { read: 5 }, people: { new: 5 } })
  })

  it('takes the header row that the clerk points at', async () => {
    const path = await write('desa.xlsx', strange)
    const found = await inspect(path, { headers: [{ sheet: 'Data', row: 5, rows: 1 }] })
    expect(found.sheets[0]).toMatchObject({ headerRow: 5 })
    expect(found.body.tables[0]?.columns[1]?.header).toBe('AHMAD SAPUTRA')
  })
})

describe('checking a mapping on the first rows', () => {
  const check = async (path: string, body: ImportMappingBody) =>
    mappingsHandlers.check(inline.context, { fileId: bench.pick(path), body, village: null })

  it('says what is missing before anything is read', async () => {
    const path = await write('desa.xlsx', strange)
    const { body } = await inspect(path)
    const without = structuredClone(body)
    for (const column of without.tables[0]?.columns ?? [])
      if (['name', 'nik', 'birthDate', 'village'].includes(column.field ?? '')) column.field = null
    const found = await check(path, without)
    expect(found.missing.map(({ block }) => block)).toEqual([true, false, false])
    expect(found.missing[0]?.message).toContain('Nama')
    await expect(bench.prepare(path, null, { body: without })).rejects.toMatchObject({
      data: { code: 'VALIDATION', field: 'mapping' },
    })
    expect(inline.db.sql('SELECT id FROM import_package')).toEqual([])
  })

  it('counts findings by column with the first place, and what coded values become', async () => {
    const rows = people.map((row) => [...row])
    ;(rows[1] as TestCell[])[5] = '31-02-1990'
    ;(rows[2] as TestCell[])[5] = '32-13-1990'
    ;(rows[3] as TestCell[])[2] = '12345'
    ;(rows[4] as TestCell[])[4] = 'Pr.'
    const path = await write('desa.xlsx', strange, rows)
    const { body } = await inspect(path)
    const found = await check(path, body)
    expect(found).toMatchObject({ rows: 5, refused: 1 })
    expect(found.problems.find(({ code }) => code === 'date-unknown')).toMatchObject({ column: 'F', count: 2, firstRow: 6 })
    expect(found.problems.find(({ code }) => code === 'nik-length')).toMatchObject({ column: 'C', count: 1, firstRow: 8 })
    const sex = found.codes.find(({ column }) => column === 'E')
    expect(sex?.values.map(({ value, stored }) => [value, stored])).toContainEqual(['L', 'L'])
  })

  it('takes the values of one sender for ours', async () => {
    const rows = people.map((row) => [...row])
    for (const row of rows) row[4] = row[4] === 'L' ? 'cowok' : row[1] === 'DEWI LESTARI' ? '?' : 'cewek'
    const path = await write('desa.xlsx', strange, rows)
    const { body } = await inspect(path)
    const column = body.tables[0]?.columns[4]
    if (column === undefined) throw new Error('no column')
    Object.assign(column, {
      field: 'sex',
      kind: 'sex',
      values: 'opensid-sex',
      label: 'Jenis kelamin',
      codes: { cowok: 'L', cewek: 'P', '?': '' },
    })
    const made = await bench.prepare(path, null, { body })
    await bench.apply(made.id)
    expect(inline.db.sql<{ sex: string | null }>('SELECT sex FROM person ORDER BY nik')).toEqual([
      { sex: 'L' },
      { sex: 'L' },
      { sex: 'L' },
      { sex: 'P' },
      { sex: null },
    ])
  })
})

describe('a mapping that is remembered', () => {
  const remember = async (change: (body: ImportMappingBody) => void = () => {}): Promise<{ key: string; version: number }> => {
    const { body } = await inspect(await write('pertama.xlsx', strange))
    Object.assign(body, { name: 'Data jiwa', sender: 'Desa Senggigi' })
    change(body)
    return save(body)
  }

  it('reads the next file with the same headers by itself, whatever the sheet and the row', async () => {
    const { key } = await remember()
    expect(key).toBe('pemetaan-desa-senggigi')
    const path = await bench.write('kedua.xlsx', [{ name: 'Lain', rows: [['X'], ['Y'], ['Z'], [], [], strange, ...people] }])
    const made = await bench.prepare(path)
    expect(made).toMatchObject({ profileKey: key, profileName: 'Data jiwa', counts: { people: { new: 5 } } })
  })

  it('opens ready, and asks first when it carries a village: two villages may use one form', async () => {
    const { key } = await remember((body) => {
      body.village = '52.01.14.2001'
      const village = body.tables[0]?.columns[7]
      if (village !== undefined) village.field = null
    })
    const path = await write('lain.xlsx', strange)
    await expect(bench.prepare(path)).rejects.toMatchObject({ data: { field: 'mapping' } })
    const found = await inspect(path)
    expect(found.from).toEqual({ key, version: 1 })
    expect(found.known[0]).toMatchObject({ key, match: 'same', added: [], missing: [], moved: [] })
    const made = await bench.prepare(path, null, { key, version: null })
    await bench.apply(made.id)
    expect(inline.db.sql('SELECT DISTINCT region_code FROM person')).toEqual([{ region_code: '52.01.14.2001' }])
  })

  it('is proposed for a file with a column more, a column moved; the differences are named', async () => {
    const { key } = await remember()
    // The kind of the last column moves to the front, a new one comes.
    const order = [0, 2, 1, 3, 4, 5, 6, 7, 8, 9]
    const path = await write(
      'beda.xlsx',
      [...order.map((i) => strange[i] as string), 'Nomor HP'],
      people.map((row, r) => [...order.map((i) => row[i] ?? null), `08123456789${r}`]),
    )
    await expect(bench.prepare(path)).rejects.toMatchObject({ data: { field: 'mapping' } })
    const found = await inspect(path)
    expect(found.known[0]).toMatchObject({ key, match: 'near', added: ['Nomor HP'], missing: [] })
    expect(found.known[0]?.moved).toContain('Identitas')
    expect(fieldsOf(found)).toEqual([
      null,
      'nik',
      'name',
      'kkNumber',
      'sex',
      'birthDate',
      'maritalStatus',
      'village',
      'rtRw',
      null,
      'phone',
    ])
    expect(found.sheets[0]?.columns[10]?.guess.mark).toBe('added')
    expect(found.sheets[0]?.columns[1]?.guess.mark).toBe('moved')
    expect((await bench.prepare(path, null, { key, version: null })).counts.people.new).toBe(5)
  })

  it('is not proposed for a file of other columns', async () => {
    await remember()
    const found = await inspect(
      await write('lain.xlsx', ['No', 'Nama', 'NIK', 'No KK', 'JK', 'Tgl Lahir', 'Status Kawin', 'Desa', 'RT/RW', 'Ket']),
    )
    expect(found.known).toEqual([])
    expect(found.from).toBeNull()
    expect(fieldsOf(found).slice(1, 9)).toEqual([
      'name',
      'nik',
      'kkNumber',
      'sex',
      'birthDate',
      'maritalStatus',
      'village',
      'rtRw',
    ])
  })

  it('keeps its versions; renaming and deleting are versions too, and packages keep its name', async () => {
    const { key } = await remember()
    const made = await bench.prepare(await write('kedua.xlsx', strange))
    const renamed = mappingsHandlers.rename(inline.context, {
      key,
      baseVersion: 1,
      name: 'Data jiwa bulanan',
      sender: 'Senggigi',
    })
    expect(renamed).toEqual({ key, version: 2 })
    expect(() => mappingsHandlers.rename(inline.context, { key, baseVersion: 1, name: 'x', sender: '' })).toThrow(
      /diubah orang lain/,
    )
    expect(mappingsHandlers.list(inline.context, {})).toMatchObject([
      { key, version: 2, name: 'Data jiwa bulanan', columns: 10, used: 8 },
    ])
    mappingsHandlers.remove(inline.context, { key, baseVersion: 2 })
    expect(mappingsHandlers.list(inline.context, {})).toEqual([])
    expect(mappingsHandlers.history(inline.context, { key }).map(({ version }) => version)).toEqual([3, 2, 1])
    expect(() => mappingsHandlers.get(inline.context, { key, version: null })).toThrow(/tidak ditemukan/)
    await expect(
      bench.prepare(
        await write(
          'ketiga.xlsx',
          strange.map((header) => `${header}x`),
        ),
      ),
    ).rejects.toThrow()
    const { importsHandlers } = await import('../../src/main/core/imports/imports.service.ts')
    expect(importsHandlers.get(inline.context, { id: made.id }).profileName).toBe('Data jiwa')
  })

  it('goes to another office as a file that holds nobody', async () => {
    const { key } = await remember()
    const file = mappingsHandlers.exportFile(inline.context, { key, version: null })
    const ticket = inline.context.tickets.read(file.fileId, inline.context.actor.userId)
    const text = readFileSync(join(inline.context.dirs.tmp, ticket.source.ref), 'utf8')
    expect(text).not.toMatch(/AHMAD|5201/)
    const other = openInline()
    try {
      const path = join(bench.folder, 'susunan.json')
      const take = (content: string): { key: string; version: number; name: string } => {
        writeFileSync(path, content)
        const fileId = other.context.tickets.issue({
          source: { kind: 'path', ref: path },
          name: basename(path),
          mediaType: 'application/json',
          size: statSync(path).size,
          userId: other.context.actor.userId,
        })
        return mappingsHandlers.importFile(other.context, { fileId })
      }
      expect(take(text)).toMatchObject({ name: 'Data jiwa', version: 1 })
      expect(mappingsHandlers.list(other.context, {})).toHaveLength(1)
      expect(() => take(text)).toThrow(/sudah ada/)
      expect(() => take('{}')).toThrow(/bukan berkas susunan kolom/)
      expect(() => take(text.replace('"tables"', '"tabel"'))).toThrow(/rusak/)
    } finally {
      other.close()
    }
  })

  it('refuses two columns for one field, naming both', async () => {
    await expect(
      remember((body) => {
        const column = body.tables[0]?.columns[9]
        if (column !== undefined) column.field = 'name'
      }),
    ).rejects.toThrow(/Kolom B dan J/)
  })

  it('is closed to users of single villages', async () => {
    const { body } = await inspect(await write('desa.xlsx', strange))
    inline.context.actor.areas = ['52.01.14.2001']
    expect(() => save(body)).toThrow(/kabupaten/)
    await expect(inspect(join(bench.folder, 'desa.xlsx'))).rejects.toThrow(/kabupaten/)
  })
})
