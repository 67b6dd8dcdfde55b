import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { cleanTable, type Layout, layouts } from '../harness/layouts.ts'
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

const layout = layouts.find(({ profile }) => profile === 'bdt-2015') as Layout
const changed = (row: number, header: string, cell: TestCell): TestCell[][] =>
  cleanTable(layout).map((cells, r) => (r === row ? cells.map((old, c) => (layout.headers[c] === header ? cell : old)) : cells))
const apply = async (rows: TestCell[][]): Promise<Record<string, unknown>[]> => {
  const made = await bench.prepare(await bench.write('bdt.xlsx', rows))
  expect(made.profileKey).toBe('bdt-2015')
  await bench.apply(made.id)
  return inline.db
    .sql<{ extra: string; education: string; life_status: string }>(
      'SELECT extra, education, life_status FROM person ORDER BY id',
    )
    .map(({ extra, ...rest }) => ({ ...(JSON.parse(extra) as Record<string, unknown>), ...rest }))
}

describe('the BDT instrument of 101 columns', () => {
  it('is read with the codes of its own template version', async () => {
    const [ahmad] = await apply(cleanTable(layout))
    expect(ahmad).toMatchObject({
      idBdt: 'R-11',
      identitas: 'Akta lahir, KTP',
      // 4 is asbestos in DTSEN and Regsosek; 6 is an open well there.
      atap: 'Genteng tanah liat',
      airMinum: 'Sumur terlindung',
      // Assets are written 1 and 2, or 3 and 4.
      asetTabungGas: 'Ya',
      asetLemariEs: 'Tidak',
      education: 'SMP/sederajat',
      hubunganKrt: 'Kepala Keluarga',
    })
  })

  it.each<[string, string, TestCell, Record<string, unknown>]>([
    ['a sum of all identity cards', 'Ada_kartu_identitas', '15', { identitas: 'Akta lahir, Kartu pelajar, KTP, SIM' }],
    ['leading zeros', 'Sumber_airminum', '06', { airMinum: 'Sumur terlindung' }],
    ['a code as a number', 'Sumber_airminum', 12, { airMinum: 'Lainnya' }],
    ['words instead of a code', 'Atap', 'seng', { atap: 'Seng' }],
    ['a member who died', 'Sta_keberadaan_art', '2', { life_status: 'dead' }],
    ['an asset written the other way', 'Ada_motor', '3', { asetSepedaMotor: 'Ya' }],
  ])('%s is understood', async (_dirt, header, cell, expected) => {
    expect((await apply(changed(1, header, cell)))[0]).toMatchObject(expected)
  })

  it('a code that the instrument does not have leaves its column empty and is named with its place', async () => {
    const made = await bench.prepare(await bench.write('bdt.xlsx', changed(3, 'Dinding', '9')))
    expect(bench.problems(made.id).find(({ code }) => code === 'value-unknown')).toMatchObject({ row: 4, severity: 'error' })
    expect(made.counts.people).toMatchObject({ new: 5, refused: 0 })
  })

  it('ends at ###, and a block of columns that stands twice is read once', async () => {
    const rows = cleanTable(layout).map((cells) => [...cells, ...cells.slice(40, 70)])
    const made = await bench.prepare(await bench.write('bdt.xlsx', [...rows, ['###'], ['jumlah', '5']]))
    expect(made.counts).toMatchObject({ rows: { read: 5, ignored: 2 }, people: { new: 5 } })
  })
})
