import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { checkOf } from '../../src/shared/domain/checks/table.ts'
import { type ImportBench, importBench } from '../harness/imports.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { cleanTable, type Layout, layoutPeople, layouts } from '../harness/layouts.ts'
import type { TestCell } from '../harness/workbooks.ts'

let inline: Inline
let bench: ImportBench
beforeEach(async () => {
  inline = openInline()
  bench = importBench(inline)
})
afterEach(() => {
  bench.close()
  inline.close()
})

const people = async (): Promise<void> => {
  const path = await bench.write('warga.xlsx', cleanTable(layouts[0] as Layout))
  await bench.apply((await bench.prepare(path)).id)
}
const [ahmad, siti, , budi] = layoutPeople as [
  (typeof layoutPeople)[0],
  (typeof layoutPeople)[0],
  (typeof layoutPeople)[0],
  (typeof layoutPeople)[0],
]
const stored = (nik: string): { name: string; version: number; extra: Record<string, string> } => {
  const row = inline.db.sql<{ name: string; version: number; extra: string }>(
    'SELECT name, version, extra FROM person WHERE nik = ?',
    nik,
  )[0]
  return { name: row?.name ?? '', version: row?.version ?? 0, extra: JSON.parse(row?.extra ?? '{}') as Record<string, string> }
}

/** Statements about a person: kind, key, value, day. */
const facts = (nik: string): string[] =>
  inline.db
    .sql<{ said: string }>(
      "SELECT trim(f.kind || ' ' || f.key || ' ' || f.value) || ' ' || f.as_of AS said FROM person_fact f JOIN person p ON p.id = f.person_id WHERE p.nik = ? ORDER BY f.id",
      nik,
    )
    .map(({ said }) => said)

describe('a list of NIK and names', () => {
  it('marks whom it finds, asks where the name differs, refuses strangers, and can be taken back', async () => {
    await people()
    const path = await bench.write('PBI November.xlsx', [
      ['NIK', 'NAMA', 'Keterangan'],
      [ahmad.nik, 'Ahmad Rene Saputra', 'aktif'],
      [siti.nik, 'JOKO PURNOMO', 'aktif'],
      ['5201149999990001', 'ORANG BARU', ''],
    ])
    const made = await bench.prepare(path)
    expect(made.profileKey).toBe('daftar-nik-nama')
    expect(made.counts.people).toEqual({ new: 0, changed: 1, unchanged: 0, doubtful: 1, refused: 1 })
    expect(bench.problems(made.id).map(({ code, row }) => [row, code])).toEqual(
      expect.arrayContaining([
        [3, 'name-differs'],
        [4, 'not-registered'],
      ]),
    )
    // found, name differs, not found: each kind is counted and can be looked at alone
    const parsed = (code: string) => contract.imports.rows.input.parse({ id: made.id, code })
    const kinds = importsHandlers.findingKinds(inline.context, { id: made.id })
    for (const [code, row] of [
      ['not-registered', 4],
      ['name-differs', 3],
    ] as const) {
      expect(kinds.find((kind) => kind.code === code)).toMatchObject({ rows: 1, findings: 1, title: checkOf(code)?.title })
      expect(importsHandlers.rows(inline.context, parsed(code)).items.map((one) => one.row)).toEqual([row])
      const grid = contract.imports.grid.input.parse({ id: made.id, code })
      expect(importsHandlers.grid(inline.context, grid).items.map((one) => one.row)).toEqual([row])
      const problems = contract.imports.problems.input.parse({ id: made.id, code })
      expect(importsHandlers.problems(inline.context, problems).items.map((one) => one.code)).toEqual([code])
    }
    expect(kinds[0]).toMatchObject({ code: 'not-registered', severity: 'block' })
    expect(importsHandlers.rows(inline.context, parsed('nik-length')).items).toEqual([])
    await bench.apply(made.id)
    expect(stored(ahmad.nik)).toMatchObject({
      name: ahmad.name,
      extra: { suku: 'Sasak', daftar: 'PBI November.xlsx', keteranganDaftar: 'aktif' },
    })
    expect(stored(siti.nik).extra.daftar).toBeUndefined()
    expect(bench.counts()).toEqual({ people: 5, families: 2, members: 5 })
    const again = await bench.prepare(path)
    expect(again.counts.people).toMatchObject({ changed: 0, unchanged: 1 })
    const second = await bench.write('PKH.xlsx', [
      ['NIK', 'NAMA'],
      [ahmad.nik, ahmad.name],
    ])
    const { id } = await bench.prepare(second)
    await bench.apply(id)
    expect(stored(ahmad.nik).extra.daftar).toBe('PBI November.xlsx; PKH.xlsx')
    await bench.undo(id)
    await bench.undo(made.id)
    expect(stored(ahmad.nik).extra).toEqual({ suku: 'Sasak' })
  })
})

describe('a list of deciles', () => {
  it('finds people by NIK, else the head by the family card, and each only once', async () => {
    await people()
    const path = await bench.write('Impor Desil.xlsx', [
      ['No. KK', 'NIK', 'Desil'],
      [ahmad.kk, ahmad.nik, 2],
      [budi.kk, null, '4'],
      [budi.kk, '5201149999990001', '4'],
      [null, null, '3'],
      ['5201149999990002', null, '1'],
    ])
    const made = await bench.prepare(path)
    expect(made.profileKey).toBe('daftar-desil')
    expect(made.counts.people).toEqual({ new: 0, changed: 2, unchanged: 0, doubtful: 0, refused: 3 })
    expect(bench.problems(made.id).map(({ row, code }) => `${row} ${code}`)).toEqual([
      '3 matched-by-family',
      '4 person-twice',
      '5 number-missing',
      '6 not-registered',
    ])
    await bench.apply(made.id)
    expect([facts(ahmad.nik), facts(budi.nik)]).toEqual([['decile decile 2 2026-11-22'], ['decile decile 4 2026-11-22']])
  })
})

describe('the five sheets of Regsosek 2022', () => {
  const members = layouts.find(({ profile }) => profile === 'regsosek-2022k') as Layout
  const sheets = (kk: (person: (typeof layoutPeople)[0], first: boolean) => TestCell) => [
    {
      name: '1.keterangan tempat',
      rows: [['I. KETERANGAN TEMPAT'], ['no urut keluarga', 'no kartu keluarga', 'nama sls/non sls'], ['1', ahmad.kk, 'RT 01']],
    },
    {
      name: '3.keterangan perumahan',
      rows: [
        [null, 'III. KETERANGAN PERUMAHAN'],
        ['no kartu keluarga', '301a', '303', '305', '308'],
        [ahmad.kk, '1', '2', '5', '12'],
        [budi.kk, 2, 99, 6, 4],
        ['5201149999990002', '1', '1', '1', '1'],
      ],
    },
    {
      name: '4.ket sos-ek anggota',
      rows: [
        [null, 'IV. KETERANGAN SOSIAL EKONOMI ANGGOTA KELUARGA'],
        [null, 'A. KETERANGAN DEMOGRAFI'],
        [...members.headers, '401', '402 Nama', '403 NIK'],
        ...layoutPeople.map((p, i) => [
          kk(p, layoutPeople[i - 1]?.kk !== p.kk),
          ...members.row(p, i).slice(1),
          String(i + 1),
          p.name,
          p.nik,
        ]),
      ],
    },
    {
      name: '5.keikutsertaan program dll',
      rows: [
        ['no kartu keluarga', '501a', '501a Bulan', '502i', '504a'],
        [ahmad.kk, '1', '3', '2', '4'],
      ],
    },
  ]

  it('bring members with the family card of the row above, and the answers of families to their heads', async () => {
    const path = await bench.write(
      'regsosek.xlsx',
      sheets((p, first) => (first ? p.kk : null)),
    )
    const made = await bench.prepare(path)
    expect(made.profileKey).toBe('regsosek-2022k')
    expect(made.counts.people).toMatchObject({ new: 5, refused: 0 })
    expect(made.counts.families.new).toBe(2)
    const problems = bench.problems(made.id)
    expect(problems.filter(({ code }) => code === 'sheet-families')).toHaveLength(3)
    expect(problems.find(({ code }) => code === 'families-left')?.message).toMatch(/^1 keluarga/)
    expect(problems.find(({ code }) => code === 'value-unknown')).toMatchObject({ sheet: '3.keterangan perumahan', column: 'C' })
    await bench.apply(made.id)
    expect(bench.counts()).toEqual({ people: 5, families: 2, members: 5 })
    expect(stored(ahmad.nik).extra).toMatchObject({
      namaSls: 'RT 01',
      statusBangunan: 'Milik sendiri',
      lantai: 'Keramik',
      atap: 'Kayu/sirap',
      bahanBakar: 'Tidak memasak',
      aset502i: 'Tidak',
      ternak504a: '4',
      identitas: 'Akta lahir, KTP',
      penyakitMenahun: 'Tidak ada',
    })
    expect(facts(ahmad.nik)).toEqual(['programme sembako 2026-11-22'])
    expect(stored(siti.nik).extra.lantai).toBeUndefined()
    expect(stored(budi.nik).extra).toMatchObject({ statusBangunan: 'Kontrak/sewa', atap: 'Bambu' })
  })

  it('refuse whole families whose card number lost its digits', async () => {
    const path = await bench.write(
      'regsosek.xlsx',
      sheets((p, first) => (first ? (p.kk === budi.kk ? Number(p.kk) : p.kk) : null)),
    )
    const made = await bench.prepare(path)
    expect(made.counts.people).toMatchObject({ new: 3, refused: 2 })
  })
})

const fixture = resolve(import.meta.dirname, '../../../shared/fixtures/opensid/format_impor_dtks_regsosek2022k.xlsx')

describe('the questionnaire workbook of village systems', () => {
  it('is understood on all five sheets; its card number, stored as a number, is refused and not guessed', async (context) => {
    if (!existsSync(fixture)) return context.skip('../shared/fixtures missing')
    const made = await bench.prepare(fixture)
    expect(made.profileKey).toBe('regsosek-2022k')
    expect(new Set(made.columns.map(({ sheet }) => sheet)).size).toBe(5)
    expect(
      made.columns.filter(({ sheet, field }) => sheet.startsWith('4.') && field === null).map(({ header }) => header),
    ).toEqual(
      // The block that repeats the member's number, name and NIK twice.
      ['401', '402 Nama', '403 NIK', '401', '402 Nama', '403 NIK'],
    )
    expect(made.counts.rows.read).toBe(10)
    // The first family's number is a number cell; the second has none, and its members are not given the first one's.
    expect(made.counts.people).toEqual({ new: 4, changed: 0, unchanged: 0, doubtful: 0, refused: 6 })
    const problems = bench.problems(made.id)
    expect(problems.filter(({ code, severity }) => code === 'kk-number-lost' && severity === 'block')).toHaveLength(6)
    expect(problems.filter(({ code }) => code === 'kk-missing')).toHaveLength(4)
    await bench.apply(made.id)
    expect(bench.counts()).toEqual({ people: 4, families: 0, members: 0 })
  })
})
