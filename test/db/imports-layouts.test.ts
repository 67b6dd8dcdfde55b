import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportPackage } from '../../src/shared/contract/imports.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { cleanTable, type Layout, layoutPeople, layouts } from '../harness/layouts.ts'
import { tableKinds, writeTable } from '../harness/table-files.ts'
import type { TestCell, TestSheet } from '../harness/workbooks.ts'

/** Registers without anybody and with everybody: nothing is applied here, so all cases share them. */
let empty: { inline: Inline; bench: ImportBench }
let full: { inline: Inline; bench: ImportBench }

beforeAll(async () => {
  const open = (): typeof empty => {
    const inline = openInline()
    return { inline, bench: importBench(inline) }
  }
  empty = open()
  full = open()
  const village = layouts[0] as Layout
  const path = await full.bench.write('warga.xlsx', cleanTable(village))
  await full.bench.apply((await full.bench.prepare(path)).id)
})
afterAll(() => {
  for (const { inline, bench } of [empty, full]) {
    bench.close()
    inline.close()
  }
})

interface Outcome {
  made: ImportPackage
  /** What each row says, and its bucket. */
  rows: { bucket: string; data: unknown }[]
  codes: string[]
}

let files = 0
const sideOf = (layout: Layout): typeof empty => (layout.known ? full : empty)

const read = async (layout: Layout, write: (path: string) => Promise<void>): Promise<Outcome> => {
  const { inline, bench } = sideOf(layout)
  files += 1
  // One label for all: a list's label becomes a mark, which is compared too.
  const path = join(bench.folder, `${files}.xls`)
  await write(path)
  const made = await bench.prepare(path)
  const rows = inline.db
    .sql<{ bucket: string; data: string }>('SELECT bucket, data FROM import_row WHERE import_id = ? ORDER BY id', made.id)
    .map(({ bucket, data }) => ({ bucket, data: JSON.parse(data) as unknown }))
  return { made, rows, codes: bench.problems(made.id).map(({ code }) => code) }
}

const readTable = (layout: Layout, rows: (TestCell[] | { number: number; cells: TestCell[] })[]): Promise<Outcome> =>
  readSheets(layout, [{ name: layout.sheet, rows }])

const readSheets = async (layout: Layout, sheets: TestSheet[]): Promise<Outcome> => {
  const { bench } = sideOf(layout)
  return read(layout, async (path) => {
    await bench.write(path.slice(bench.folder.length + 1), sheets)
  })
}

const changed = (rows: TestCell[][], row: number, column: number, cell: TestCell): TestCell[][] =>
  rows.map((cells, r) => (r === row ? cells.map((old, c) => (c === column ? cell : old)) : cells))

const clean = new Map<string, Promise<Outcome>>()
const cleanOutcome = (layout: Layout): Promise<Outcome> => {
  const known = clean.get(layout.profile)
  if (known !== undefined) return known
  const made = readTable(layout, cleanTable(layout))
  clean.set(layout.profile, made)
  return made
}

describe.each(layouts.map((layout) => [layout.profile, layout] as const))('layout %s', (_, layout) => {
  const nik = layoutPeople[3]?.nik as string
  const birthDate = layoutPeople[3]?.birthDate as string

  it('is known by its columns and read whole', async () => {
    const { made, rows, codes } = await cleanOutcome(layout)
    expect(made.profileKey).toBe(layout.profile)
    expect(made.counts.rows).toEqual({ read: 5, blank: 0, ignored: 0 })
    expect(rows.map(({ bucket }) => bucket)).toEqual(Array(5).fill(layout.known ? 'changed' : 'new'))
    expect(codes.filter((code) => !code.startsWith('region'))).toEqual([])
    // Every column of the layout means something, except running numbers.
    expect(made.columns.filter(({ field }) => field === null).map(({ header }) => header)).toEqual(
      layout.headers.includes('No') ? ['No'] : [],
    )
  })

  it.each(tableKinds)('says the same as %s', async (kind) => {
    const expected = await cleanOutcome(layout)
    const outcome = await read(layout, (path) => writeTable(path, kind, cleanTable(layout)))
    expect(outcome.made.profileKey).toBe(layout.profile)
    expect(outcome.rows).toEqual(expected.rows)
  })

  const same: [string, (rows: TestCell[][]) => (TestCell[] | { number: number; cells: TestCell[] })[]][] = [
    ['a NIK as formula text', (rows) => changed(rows, 4, layout.nik, `="${nik}"`)],
    ['a NIK with dots', (rows) => changed(rows, 4, layout.nik, `${nik.slice(0, 6)}.${nik.slice(6, 12)}.${nik.slice(12)}`)],
    ['a NIK with spaces', (rows) => changed(rows, 4, layout.nik, ` ${nik.slice(0, 4)} ${nik.slice(4, 8)} ${nik.slice(8)} `)],
    ['a NIK with an apostrophe', (rows) => changed(rows, 4, layout.nik, `'${nik}`)],
    ['a NIK with a no-break space', (rows) => changed(rows, 4, layout.nik, `\u00a0${nik}\u00a0`)],
    [
      'a NIK with invisible signs',
      (rows) => changed(rows, 4, layout.nik, `\ufeff\u200b${nik.slice(0, 9)}\u202c\u2060${nik.slice(9)}`),
    ],
    ['title rows above', (rows) => [['DAFTAR DATA'], ['KECAMATAN BATU LAYAR', null, 'Tahun 2026'], [], ...rows]],
    [
      'column numbers below the header',
      (rows) => [rows[0] as TestCell[], layout.headers.map((_header, i) => i + 1), ...rows.slice(1)],
    ],
    ['the header once more in the middle', (rows) => [...rows.slice(0, 3), rows[0] as TestCell[], ...rows.slice(3)]],
    ['an end mark with remarks below', (rows) => [...rows, [null, '###'], ['Catatan: jangan diubah', 'x', 'y', 'z']]],
    ['blank rows between', (rows) => [...rows.slice(0, 2), { number: 9, cells: rows[2] as TestCell[] }, ...rows.slice(3)]],
    [
      'capitals and asterisks in the header',
      (rows) => [layout.headers.map((header) => `${header.toUpperCase()} *`), ...rows.slice(1)],
    ],
    [
      'a header over two rows',
      (rows) => [
        layout.headers.map((h, i) => (i < 2 ? h : i === 2 ? 'KETERANGAN ORANG' : null)),
        layout.headers.map((h, i) => (i < 2 ? null : h)),
        ...rows.slice(1),
      ],
    ],
    ['its first columns repeated on the right', (rows) => rows.map((cells) => [...cells, ...cells.slice(0, 4)])],
  ]
  it.each(same)('is read the same with %s', async (_dirt, soil) => {
    const expected = await cleanOutcome(layout)
    const outcome = await readTable(layout, soil(cleanTable(layout)))
    expect(outcome.made.profileKey).toBe(layout.profile)
    expect(outcome.rows).toEqual(expected.rows)
    expect(outcome.made.counts.rows.read).toBe(5)
  })

  it('is read the same from several sheets', async () => {
    const expected = await cleanOutcome(layout)
    const [header, ...rows] = cleanTable(layout) as [TestCell[], ...TestCell[][]]
    const outcome = await readSheets(layout, [
      { name: 'Satu', rows: [header, ...rows.slice(0, 3)] },
      { name: 'Kosong', rows: [] },
      { name: 'Dua', rows: [['LANJUTAN'], header, ...rows.slice(3)] },
    ])
    expect(outcome.rows).toEqual(expected.rows)
  })

  it('forgives one wrong letter in a long header', async () => {
    const expected = await cleanOutcome(layout)
    const long = layout.headers.findIndex(
      (header) => header.replace(/[^a-z]/gi, '').length >= 9 && header === header.replace(/\d/g, ''),
    )
    if (long < 0) return
    const header = layout.headers[long] as string
    const wrong = `${header.slice(0, 4)}${header[5]}${header[4]}${header.slice(6)}`
    const outcome = await readTable(layout, [
      layout.headers.map((old, i) => (i === long ? wrong : old)),
      ...cleanTable(layout).slice(1),
    ])
    expect(outcome.rows).toEqual(expected.rows)
  })

  const lost: [string, TestCell, string][] = [
    ['as a number', Number(nik), 'nik-number-lost'],
    ['in scientific notation', '5,20114E+15', 'nik-number-lost'],
    ['as a number in scientific notation', 5.20114e15, 'nik-number-lost'],
    ['with stars', `${nik.slice(0, 6)}******${nik.slice(12)}`, 'nik-masked'],
    ['one digit short', nik.slice(1), 'nik-length'],
    ['with a letter', nik.replace('0', 'O'), 'nik-digits'],
  ]
  it.each(lost)('refuses the one row with a NIK %s', async (_dirt, cell, code) => {
    const { bench } = sideOf(layout)
    const outcome = await readTable(layout, changed(cleanTable(layout), 4, layout.nik, cell))
    expect(outcome.rows.map(({ bucket }) => bucket === 'refused')).toEqual([false, false, false, true, false])
    const problem = bench.problems(outcome.made.id).find((found) => found.code === code)
    expect(problem).toMatchObject({ sheet: layout.sheet, row: 5, severity: 'block' })
    expect(problem?.message.length).toBeGreaterThan(20)
  })

  if (layout.birthDate >= 0) {
    const [year, month, day] = birthDate.split('-') as [string, string, string]
    const dates: [string, TestCell][] = [
      ['an Excel date', { number: 33_238, style: 1 }],
      ['a serial number', 33_238],
      ['day-month-year', `${day}-${month}-${year}`],
      ['slashes', `${day}/${month}/${year}`],
      ['an Indonesian month', `${day} Desember ${year}`],
      ['a short month', `${day}-Des-${year}`],
      ['a weekday', `Senin, ${day} Desember ${year}`],
      ['a time behind', `${birthDate} 00:00:00`],
    ]
    it.each(dates)('reads a birth date as %s', async (_dirt, cell) => {
      const expected = await cleanOutcome(layout)
      const outcome = await readTable(layout, changed(cleanTable(layout), 4, layout.birthDate, cell))
      expect(outcome.rows).toEqual(expected.rows)
    })

    it('leaves a day that never was empty, and says where', async () => {
      const { bench } = sideOf(layout)
      const outcome = await readTable(layout, changed(cleanTable(layout), 4, layout.birthDate, '31-02-1990'))
      expect(outcome.rows[3]?.bucket).toBe('new')
      expect(bench.problems(outcome.made.id).find(({ code }) => code === 'date-unknown')).toMatchObject({
        row: 5,
        severity: 'error',
      })
    })
  }

  it('refuses a CSV row whose cells slipped sideways', async () => {
    const outcome = await read(layout, async (path) => {
      const { writeFileSync } = await import('node:fs')
      const lines = cleanTable(layout).map((row) => row.map((cell) => String(cell ?? '')))
      const width = layout.headers.length
      // A comma in the last field, without quotes: one field too many.
      ;(lines[2] as string[])[width - 1] = 'satu,dua'
      writeFileSync(path, lines.map((line) => line.join(',')).join('\n'))
    })
    expect(outcome.rows.map(({ bucket }) => bucket === 'refused')).toEqual([false, true, false, false, false])
    expect(outcome.codes).toContain('columns-shifted')
  })
})
