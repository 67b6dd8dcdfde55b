import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { personFactsHandlers } from '../../src/main/core/person-facts/person-facts.service.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { cleanTable, type Layout, layoutPeople, layouts } from '../harness/layouts.ts'
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

const [ahmad, siti, agus, budi] = layoutPeople as [
  (typeof layoutPeople)[0],
  (typeof layoutPeople)[0],
  (typeof layoutPeople)[0],
  (typeof layoutPeople)[0],
]
const people = async (): Promise<void> => {
  await bench.apply((await bench.prepare(await bench.write('warga.xlsx', cleanTable(layouts[0] as Layout)))).id)
}
const idOf = (nik: string): number => inline.db.sql<{ id: number }>('SELECT id FROM person WHERE nik = ?', nik)[0]?.id ?? 0
const listed = (nik: string) => personFactsHandlers.list(inline.context, { id: idOf(nik) })
const told = (nik: string): string[] =>
  listed(nik).items.map(
    ({ key, label, value, asOf, toDate }) => `${key || label} ${value} ${asOf}${toDate === null ? '' : ` – ${toDate}`}`,
  )
/** All statements as stored, without the time of the last writing. */
const stored = (): unknown =>
  inline.db.sql(
    `SELECT person_id, kind, key, label, value, status, from_date, to_date, as_of, source, created_import_id, ended_import_id, version
     FROM person_fact ORDER BY id`,
  )
const prepare = async (name: string, rows: TestCell[][]) => bench.prepare(await bench.write(name, rows))
const write = async (name: string, rows: TestCell[][]): Promise<number> => {
  const { id } = await prepare(name, rows)
  await bench.apply(id)
  return id
}
const changes = (id: number) =>
  bench.rows(id).flatMap(({ row, changes }) => changes.map(({ fieldLabel, before, after }) => [row, fieldLabel, before, after]))

const desil = ['NIK', 'Desil', 'Status DTSEN', 'cut_off']
const bnba = ['ID DTKS', 'Nomor KK', 'Nomor NIK', 'Nama', 'Bansos PKH', 'Bansos BPNT', 'PBI JKN', 'cut_off']

describe('a list of deciles', () => {
  it('writes decile and status with the day of the list, and shows new against present before', async () => {
    await people()
    await write('Desil 1.xlsx', [desil, [ahmad.nik, 2, 'DTSEN AKTIF', '18-07-2026']])
    const { id, counts } = await prepare('Desil 2.xlsx', [
      desil,
      [ahmad.nik, 'Desil 3', 'DTSEN AKTIF - ASESMEN MENINGGAL', 'Triwulan IV 2026'],
      [budi.nik, '11', 'entah', '2026-10-18'],
    ])
    expect(counts.people).toMatchObject({ changed: 2 })
    expect(changes(id)).toEqual([
      [2, 'Desil', 'Desil 2 (per 18/07/2026)', 'Desil 3 (per 01/10/2026)'],
      [2, 'Status DTSEN', 'DTSEN AKTIF (per 18/07/2026)', 'DTSEN AKTIF - ASESMEN MENINGGAL (per 01/10/2026)'],
      [3, 'Desil (kata berkas)', '', '11'],
      [3, 'Status DTSEN (kata berkas)', '', 'entah'],
    ])
    expect(bench.problems(id).map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'B', 'fact-unlisted'],
      [3, 'C', 'fact-unlisted'],
    ])
    await bench.apply(id)
    expect(told(ahmad.nik)).toEqual([
      'dtsenStatus DTSEN AKTIF - ASESMEN MENINGGAL 2026-10-01',
      'decile 3 2026-10-01',
      'dtsenStatus DTSEN AKTIF 2026-07-18',
      'decile 2 2026-07-18',
    ])
    expect(listed(ahmad.nik).decile).toMatchObject({
      value: '3',
      asOf: '2026-10-01',
      source: 'file',
      importLabel: 'Desil 2.xlsx',
    })
    expect(told(budi.nik)).toEqual([])
    const { history } = peopleHandlers.get(inline.context, { id: idOf(ahmad.nik) })
    expect(history.find(({ field }) => field === 'Desil')).toMatchObject({
      before: 'Desil 2 (per 18/07/2026)',
      after: 'Desil 3 (per 01/10/2026)',
      source: 'Impor: Desil 2.xlsx',
    })
  })

  it('takes its day from its name, else from today; saying the same once more is no news', async () => {
    await people()
    const rows = [
      ['NIK', 'Desil'],
      [ahmad.nik, '2'],
    ]
    await write('Impor Desil Oktober 2026.xlsx', rows)
    expect(told(ahmad.nik)).toEqual(['decile 2 2026-10-01'])
    expect((await prepare('Impor Desil.xlsx', rows)).counts.people).toMatchObject({ changed: 0, unchanged: 1 })
    expect((await prepare('Impor Desil November 2026.xlsx', rows)).counts.people).toMatchObject({ changed: 1 })
    await write('Impor Desil.xlsx', [
      ['NIK', 'Desil'],
      [ahmad.nik, '4'],
    ])
    expect(told(ahmad.nik)).toEqual(['decile 4 2026-11-22', 'decile 2 2026-10-01'])
  })

  it('that is older than what is recorded only becomes history', async () => {
    await people()
    await write('baru.xlsx', [desil, [ahmad.nik, 2, null, '18-10-2026']])
    const { id } = await prepare('lama.xlsx', [desil, [ahmad.nik, 5, null, '18-01-2026']])
    expect(changes(id)[0]?.[3]).toContain('hanya menjadi riwayat')
    await bench.apply(id)
    expect(listed(ahmad.nik).decile?.value).toBe('2')
    expect(told(ahmad.nik)).toEqual(['decile 2 2026-10-18', 'decile 5 2026-01-18'])
  })
})

describe('programme columns', () => {
  it('begin memberships and end them, and taking the package back restores exactly what was', async () => {
    const first = await write('BNBA 1.xlsx', [
      bnba,
      ['D-1', ahmad.kk, ahmad.nik, ahmad.name, 'YA', 'TIDAK', '0001234567890', '2026-01-31'],
      ['D-2', budi.kk, budi.nik, budi.name, 'TIDAK', 'YA', '-', '2026-01-31'],
    ])
    expect(told(ahmad.nik)).toEqual(['pbi-jk 000123•••7890 2026-01-31', 'pkh  2026-01-31', 'dtksId D-1 2026-01-31'])
    expect(listed(ahmad.nik).items.find(({ key }) => key === 'pkh')?.label).toMatch(/PKH|Keluarga Harapan/)
    const before = stored()
    const second = await prepare('BNBA 2.xlsx', [
      bnba,
      ['D-1', ahmad.kk, ahmad.nik, ahmad.name, 'TIDAK', 'YA', 'YA', '2026-07-31'],
      ['D-2', budi.kk, budi.nik, budi.name, 'TIDAK', 'YA', 'TIDAK', '2026-07-31'],
      ['D-3', agus.kk, agus.nik, agus.name, 'YA', 'TIDAK', 'TIDAK', '2026-07-31'],
    ])
    expect(second.counts.people).toMatchObject({ new: 1, changed: 1, unchanged: 1 })
    expect(changes(second.id).map(([row, label]) => [row, label])).toEqual([
      [2, 'Bansos PKH'],
      [2, 'Bansos BPNT'],
    ])
    await bench.apply(second.id)
    expect(told(ahmad.nik)).toContain('pkh  2026-01-31 – 2026-07-31')
    expect(told(ahmad.nik)).toContain('sembako  2026-07-31')
    expect(told(agus.nik)).toEqual(['pkh  2026-07-31', 'dtksId D-3 2026-07-31'])
    expect(await bench.undo(second.id)).toMatchObject({ restored: 1, removed: 1, kept: 0 })
    expect(stored()).toEqual(before)
    expect(await bench.undo(first)).toMatchObject({ removed: 2, kept: 0 })
    expect(stored()).toEqual([])
  })

  it('that say "no" without a day end nothing, but tell so; a list older than the membership ends nothing either', async () => {
    await write('BNBA.xlsx', [bnba, ['D-1', ahmad.kk, ahmad.nik, ahmad.name, 'YA', null, null, '2026-07-31']])
    const undated = await prepare('tanpa.xlsx', [bnba, ['D-1', ahmad.kk, ahmad.nik, ahmad.name, 'TIDAK', null, null, null]])
    expect(undated.counts.people).toMatchObject({ changed: 0, unchanged: 1 })
    expect(bench.problems(undated.id)[0]).toMatchObject({ row: 2, code: 'still-recorded' })
    const older = await prepare('lama.xlsx', [bnba, ['D-1', ahmad.kk, ahmad.nik, ahmad.name, 'TIDAK', null, null, '2026-01-31']])
    expect(older.counts.people).toMatchObject({ changed: 0, unchanged: 1 })
  })

  it('whose person somebody worked with since stay, and the person is named', async () => {
    await people()
    const { id } = await prepare('Desil.xlsx', [desil, [ahmad.nik, 2, null, '18-10-2026'], [siti.nik, 2, null, '18-10-2026']])
    await bench.apply(id)
    const [fact] = listed(ahmad.nik).items
    personFactsHandlers.remove(inline.context, { id: fact?.id ?? 0, version: 1, reason: 'salah' })
    expect(await bench.undo(id)).toEqual({ restored: 1, removed: 0, kept: 1, keptNames: [ahmad.name] })
    expect(told(siti.nik)).toEqual([])
  })

  it('are refused when somebody wrote a statement between the check and the writing', async () => {
    await people()
    const { id } = await prepare('Desil.xlsx', [desil, [ahmad.nik, 2, null, '18-10-2026']])
    personFactsHandlers.add(inline.context, {
      personId: idOf(ahmad.nik),
      fact: { kind: 'decile', scale: 'decile', value: 5, asOf: '2026-11-01', source: 'siks-ng', note: '' },
    })
    await expect(bench.apply(id)).rejects.toThrow(/berubah sejak/)
    expect(importsHandlers.get(inline.context, { id }).state).toBe('prepared')
    expect(told(ahmad.nik)).toEqual(['decile 5 2026-11-01'])
  })
})

describe('columns of a village system', () => {
  it('become disabilities, pregnancies and numbers', async () => {
    const layout = layouts[0] as Layout
    const more = ['cacat_id', 'hamil', 'no_asuransi', 'dokumen_pasport']
    const rows = layoutPeople.map((p, i) => [
      ...layout.row(p, i),
      ...(i === 1 ? ['2', '1', '0001234567890', 'C1234567'] : ['7', '2']),
    ])
    await write('warga.xlsx', [[...layout.headers, ...more], ...rows])
    expect(told(siti.nik)).toEqual([
      'paspor •••••••• 2026-11-22',
      'bpjs 000123•••7890 2026-11-22',
      '  2026-11-22',
      'Disabilitas Netra  2026-11-22',
    ])
    expect(told(ahmad.nik)).toEqual([])
    expect(inline.db.sql('SELECT disability FROM person WHERE nik = ?', siti.nik)).toEqual([{ disability: 'Disabilitas Netra' }])
  })
})
