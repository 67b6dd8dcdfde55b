import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import type { Decision, ImportRow } from '../../src/shared/contract/imports.ts'
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

const header = ['NIK', 'No KK', 'Nama Lengkap', 'JK', 'Tanggal Lahir', 'SHDK', 'Alamat', 'Status Kawin']
const kk1 = '5201010101230001'
const kk2 = '5201010101230002'
const budi: TestCell[] = ['5201011203800001', kk1, 'BUDI SANTOSO', 'L', '12-03-1980', 'Kepala Keluarga', 'Jl. Mawar 1', 'Kawin']
const siti: TestCell[] = ['5201015504820002', kk1, 'SITI AMINAH', 'P', '15-04-1982', 'Istri', 'Jl. Mawar 1', 'Kawin']
const sari: TestCell[] = ['0', '0', 'INAQ SARI', 'P', '01-01-1950', 'Kepala Keluarga', '', '']
const write = async (name: string, ...rows: TestCell[][]): Promise<number> =>
  (await bench.prepare(await bench.write(name, [header, ...rows]))).id
const put = async (...rows: TestCell[][]): Promise<number> => {
  const id = await write('awal.xlsx', ...rows)
  await bench.apply(id)
  return id
}
const get = (id: number) => importsHandlers.get(inline.context, { id })
const rowOf = (id: number, row: number): ImportRow => {
  const found = bench.rows(id).find((one) => one.row === row)
  if (found === undefined) throw new Error(`no row ${row}`)
  return found
}
const decide = (id: number, row: number, decision: Decision | null, personId: number | null = null) =>
  inline.db.raw.transaction(() => importsHandlers.decide(inline.context, { id, rowId: rowOf(id, row).id, decision, personId }))()
const doubt = (id: number, row: number) => importsHandlers.doubt(inline.context, { id, rowId: rowOf(id, row).id })

describe('a doubtful row', () => {
  const twin: TestCell[] = ['5201014101500099', kk2, 'Inaq Sari', 'P', '01-01-1950', 'Kepala Keluarga', 'Jl. Kamboja', '']

  it('shows both sides and why; undecided it is not written, and counted', async () => {
    await put(sari)
    const id = await write('2.xlsx', twin, siti)
    expect(get(id)).toMatchObject({ counts: { people: { new: 1, doubtful: 1 } }, decisions: { open: 1 } })
    const shown = doubt(id, 2)
    expect(shown).toMatchObject({ alikeCount: 1, possible: ['same', 'new', 'skip'], candidates: [{ personId: 1 }] })
    expect(shown.why[0]).toMatch(/Nama dan tanggal lahir sama/)
    const fields = shown.candidates[0]?.fields ?? []
    expect(fields.find(({ field }) => field === 'address')).toMatchObject({ file: 'Jl. Kamboja', register: '', agrees: false })
    expect(fields.find(({ field }) => field === 'sex')).toMatchObject({ file: 'Perempuan', agrees: true })
    expect(JSON.stringify(shown)).not.toMatch(/\d{16}/)
    await bench.apply(id)
    expect(bench.counts().people).toBe(2)
    expect(get(id).decisions.open).toBe(1)
  })

  it('decided to be the same person updates that person, fills the missing NIK, and can be undone', async () => {
    await put(sari)
    const before = inline.db.sql('SELECT nik, address, last_import_id FROM person')
    const id = await write('2.xlsx', twin)
    expect(decide(id, 2, 'same')).toMatchObject({
      counts: { people: { changed: 1, doubtful: 0 }, families: { new: 1 } },
      decisions: { same: 1, open: 0 },
    })
    expect(rowOf(id, 2)).toMatchObject({ bucket: 'changed', decision: 'same', personId: 1 })
    await bench.apply(id)
    expect(inline.db.sql('SELECT nik, address FROM person')).toEqual([{ nik: '5201014101500099', address: 'Jl. Kamboja' }])
    expect(bench.counts()).toEqual({ people: 1, families: 1, members: 1 })
    expect(await bench.undo(id)).toMatchObject({ restored: 1, kept: 0 })
    expect(inline.db.sql('SELECT nik, address, last_import_id FROM person')).toEqual(before)
    expect(bench.counts()).toEqual({ people: 1, families: 0, members: 0 })
  })

  it('decided to be somebody new is written as a new person; a decision can be taken back', async () => {
    await put(sari)
    const id = await write('2.xlsx', twin)
    const version = get(id).version
    expect(decide(id, 2, 'new').counts).toMatchObject({ people: { new: 1, doubtful: 0 }, families: { new: 1 } })
    expect(decide(id, 2, null)).toMatchObject({
      counts: { people: { new: 0, doubtful: 1 }, families: { new: 0 } },
      decisions: { new: 0, open: 1 },
      version: version + 2,
    })
    expect(decide(id, 2, 'skip').decisions).toEqual({ same: 0, new: 0, skip: 1, open: 0 })
    decide(id, 2, 'new')
    await bench.apply(id)
    expect(bench.counts()).toEqual({ people: 2, families: 1, members: 1 })
    expect(await bench.undo(id)).toMatchObject({ removed: 1 })
    expect(bench.counts().people).toBe(1)
  })

  it('is decided together with all rows like it, and with no others', async () => {
    const people = Array.from({ length: 6 }, (_, i): TestCell[] => [
      null,
      null,
      `WARGA KE${'ABCDEF'[i]}`,
      'L',
      `0${i + 1}-02-1960`,
    ])
    await put(...people)
    const id = await write(
      '2.xlsx',
      ...people.map((row, i): TestCell[] => [
        `52010101016000${10 + i}`,
        null,
        row[2] as string,
        i < 4 ? 'L' : 'P',
        row[4] as string,
      ]),
    )
    expect(get(id).decisions.open).toBe(6)
    const shown = doubt(id, 2)
    expect(shown.alikeCount).toBe(4)
    const all = inline.db.raw.transaction(() =>
      importsHandlers.decideAlike(inline.context, { id, alike: shown.alike, decision: 'same' }),
    )()
    expect(all).toMatchObject({ decided: 4, left: 0, package: { decisions: { same: 4, open: 2 } } })
    expect(importsHandlers.decideAlike(inline.context, { id, alike: null, decision: 'new' })).toMatchObject({
      decided: 2,
      package: { counts: { people: { new: 2, changed: 4, doubtful: 0 } } },
    })
    await bench.apply(id)
    expect(bench.counts().people).toBe(8)
    expect(inline.db.sql('SELECT count(*) n FROM person WHERE nik IS NOT NULL')).toEqual([{ n: 6 }])
  })

  it('cannot be a person whom another row already is', async () => {
    await put(sari)
    const id = await write('2.xlsx', twin, ['5201014101500088', kk2, 'INAQ SARI', 'P', '01-01-1950', 'Anak', '', ''])
    decide(id, 2, 'same')
    expect(() => decide(id, 3, 'same')).toThrow(/sudah ditetapkan/)
    expect(() => decide(id, 3, 'same', 77)).toThrow(/bukan calon/)
    decide(id, 3, 'new')
    await bench.apply(id)
    expect(bench.counts().people).toBe(2)
  })

  it('is not written when the chosen person changed since', async () => {
    await put(sari)
    const id = await write('2.xlsx', twin)
    decide(id, 2, 'same')
    inline.db.sql("UPDATE person SET phone = '08123456789', version = version + 1 WHERE id = 1")
    await expect(bench.apply(id)).rejects.toThrow(/berubah sejak/)
    expect(() => decide(id, 2, 'skip')).not.toThrow()
  })

  it('cannot be decided once the package is written or thrown away', async () => {
    await put(sari)
    const id = await write('2.xlsx', twin)
    const rowId = rowOf(id, 2).id
    importsHandlers.discard(inline.context, { id })
    expect(() => importsHandlers.decide(inline.context, { id, rowId, decision: 'new', personId: null })).toThrow(/dibuang/)
    const other = await write('3.xlsx', twin)
    const otherRow = rowOf(other, 2).id
    await bench.apply(other)
    expect(() => importsHandlers.decide(inline.context, { id: other, rowId: otherRow, decision: 'new', personId: null })).toThrow(
      /tidak menunggu/,
    )
  })
})

describe('who wins', () => {
  const moved: TestCell[] = ['5201011203800001', kk2, 'BUDI SANTOSA', '', '', 'Kepala Keluarga', 'Jl. Melati 9', 'Cerai Hidup']
  const person = () =>
    inline.db.sql(
      'SELECT p.name, p.address, p.marital_status, f.kk_number FROM person p LEFT JOIN family_member m ON m.person_id = p.id AND m.to_date IS NULL LEFT JOIN family f ON f.id = m.family_id WHERE p.id = 1',
    )[0]

  it('is shown with counts and examples, locked fields first, and decides what is written', async () => {
    await put(budi, siti)
    const id = await write('2.xlsx', moved, [...siti.slice(0, 7), 'Cerai Mati'])
    const choices = importsHandlers.choices(inline.context, { id })
    expect(choices.map(({ field, locked, differs, affected }) => [field, locked, differs, affected])).toEqual(
      expect.arrayContaining([
        ['address', true, 1, 1],
        ['kkNumber', true, 1, 1],
        ['maritalStatus', false, 2, 2],
        ['name', false, 1, 1],
      ]),
    )
    expect(choices[0]?.locked).toBe(true)
    expect(choices.find(({ field }) => field === 'address')?.examples).toEqual([
      { name: 'BUDI SANTOSA', before: 'Jl. Mawar 1', after: 'Jl. Melati 9' },
    ])
    const chosen = importsHandlers.chooseWinners(inline.context, {
      id,
      wins: { address: 'register', kkNumber: 'register', maritalStatus: 'empty' },
      remember: false,
    })
    // Only the name of the one is left; the other row brings nothing any more.
    expect(chosen.counts).toMatchObject({ people: { changed: 1, unchanged: 1 }, families: { new: 0, changed: 0 } })
    await importsHandlers.apply(inline.context, { id })
    expect(person()).toEqual({ name: 'BUDI SANTOSA', address: 'Jl. Mawar 1', marital_status: 'Kawin', kk_number: kk1 })
    expect(bench.counts().families).toBe(1)
    expect(inline.db.sql('SELECT address FROM family')).toEqual([{ address: 'Jl. Mawar 1' }])
    expect(await bench.undo(id)).toMatchObject({ restored: 1, kept: 0 })
    expect(person()).toMatchObject({ name: 'BUDI SANTOSO', marital_status: 'Kawin' })
  })

  it('is remembered for later files of the layout, and the file wins again when chosen so', async () => {
    await put(budi)
    const first = await write('2.xlsx', moved)
    importsHandlers.chooseWinners(inline.context, {
      id: first,
      wins: { address: 'register', kkNumber: 'register', maritalStatus: 'register', name: 'register' },
      remember: true,
    })
    expect(get(first).counts.people).toMatchObject({ changed: 0, unchanged: 1 })
    const second = await write('3.xlsx', moved)
    expect(get(second)).toMatchObject({
      wins: { name: 'register' },
      counts: { people: { changed: 0, unchanged: 1 }, families: { new: 0 } },
    })
    const back = importsHandlers.chooseWinners(inline.context, {
      id: second,
      wins: { name: 'file', maritalStatus: 'file' },
      remember: false,
    })
    expect(back.counts.people).toMatchObject({ changed: 1, unchanged: 0 })
    expect(() => importsHandlers.chooseWinners(inline.context, { id: second, wins: { entah: 'file' }, remember: false })).toThrow(
      /tidak ada di paket/,
    )
  })
})

describe('the locked list', () => {
  it('is written only when every changed field of it is named', async () => {
    await put(budi, siti)
    const id = await write('2.xlsx', [...siti.slice(0, 5), 'Famili Lain', 'Jl. Lain 3', 'Kawin'])
    const apply = (confirmLocked: string[]) => importsHandlers.apply(inline.context, { id, confirmLocked })
    await expect(apply([])).rejects.toMatchObject({ data: { code: 'CONFIRM', field: 'confirmLocked' } })
    await expect(apply(['address'])).rejects.toThrow(/Hubungan keluarga \(1 warga\)/)
    expect(get(id).state).toBe('prepared')
    expect(inline.db.sql('SELECT count(*) n FROM register_change')).toEqual([{ n: 0 }])
    await apply(['address', 'relation'])
    expect(get(id).state).toBe('applied')
  })

  it('needs no confirmation for fields where the register wins, nor for new people', async () => {
    await put(budi)
    const id = await write('2.xlsx', siti, [...budi.slice(0, 6), 'Jl. Lain 3', 'Cerai Mati'])
    importsHandlers.chooseWinners(inline.context, { id, wins: { address: 'register' }, remember: false })
    expect((await importsHandlers.apply(inline.context, { id })).state).toBe('applied')
  })

  it('a package that changed since the clerk looked is not written', async () => {
    await put(sari)
    const id = await write('2.xlsx', ['5201014101500099', kk2, 'Inaq Sari', 'P', '01-01-1950', 'Kepala Keluarga', '', ''])
    const { version } = get(id)
    decide(id, 2, 'new')
    await expect(importsHandlers.apply(inline.context, { id, version })).rejects.toMatchObject({ data: { code: 'CONFLICT' } })
    expect((await importsHandlers.apply(inline.context, { id, version: version + 1 })).state).toBe('applied')
  })
})

describe('a package', () => {
  it('gets another name and is found by it; who wrote it and what undoing did stay with it', async () => {
    const id = await put(budi)
    importsHandlers.rename(inline.context, { id, label: 'Desa Merembu November' })
    await write('lain.xlsx', siti)
    const found = (text: string) => importsHandlers.list(inline.context, { text }).map((one) => one.id)
    expect(found('merembu nov')).toEqual([id])
    expect(found('100%')).toEqual([])
    expect(importsHandlers.list(inline.context, { state: 'prepared' })).toHaveLength(1)
    expect(get(id)).toMatchObject({ appliedBy: 'Admin Uji', undone: null })
    await bench.undo(id)
    expect(get(id)).toMatchObject({ undoneBy: 'Admin Uji', undone: { removed: 1, kept: 0 } })
  })

  it('tells before undoing what goes back and what stays, as it then happens', async () => {
    await put(budi)
    const id = await write('2.xlsx', [...budi.slice(0, 7), 'Cerai Mati'], siti, sari)
    await bench.apply(id)
    inline.db.sql("UPDATE person SET phone = '08123456789', version = version + 1 WHERE name = 'INAQ SARI'")
    inline.db.sql(
      "INSERT INTO case_file (uid, number, opened_at, opened_day, opened_by, client_id, reporter_kind, channel, summary, updated_at, updated_by) SELECT x'02', 'K-1', '', '', 1, id, 'self', 'counter', '-', '', 1 FROM person WHERE name = 'SITI AMINAH'",
    )
    const preview = importsHandlers.previewUndo(inline.context, { id })
    expect(preview).toMatchObject({ restored: 1, removed: 0, kept: 2, keptNames: ['INAQ SARI', 'SITI AMINAH'] })
    expect(preview.keptPeople.map(({ name, why }) => [name, why])).toEqual([
      ['INAQ SARI', 'Datanya diubah setelah impor'],
      ['SITI AMINAH', 'Punya kasus'],
    ])
    const { restored, removed, kept, keptNames } = preview
    expect(await bench.undo(id)).toEqual({ restored, removed, kept, keptNames })
    expect(() => importsHandlers.previewUndo(inline.context, { id })).toThrow(/tidak dapat dikembalikan/)
  })
})
