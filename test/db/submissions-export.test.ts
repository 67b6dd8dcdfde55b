import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { saveSignatoryRow } from '../../src/main/core/office/office.repo.ts'
import { insertFact } from '../../src/main/core/person-facts/person-facts.repo.ts'
import { cellValue, isKnownSource, type ProfileColumn } from '../../src/main/core/submissions/column-values.ts'
import { itemsInFileOrder } from '../../src/main/core/submissions/submissions.repo.ts'
import { submissionsHandlers } from '../../src/main/core/submissions/submissions.service.ts'
import type { FileRef } from '../../src/shared/contract/common.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, asUser, furnishOffice, inTransaction, refusal, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let people: number[]
const furnish = (practice = false): Inline => {
  inline = openInline()
  furnishOffice(inline, { practice })
  people = [
    addPerson(inline, {
      name: 'Siti Aminah',
      nik: '5201014107900001',
      kk: '5201010101100001',
      sex: 'P',
      birthDate: '1990-07-01',
      relation: 'Kepala Keluarga',
    }),
    addPerson(inline, {
      name: 'Ahmad & "Budi"',
      nik: '5201010107900002',
      kk: '5201010101100001',
      sex: 'L',
      birthDate: '1990-07-01',
    }),
    addPerson(inline, {
      name: 'Wayan Sari',
      nik: '5201145507850003',
      kk: '5201140101100009',
      sex: 'P',
      birthDate: '1985-07-15',
      region: '52.01.14.2001',
    }),
  ]
  return inline
}
beforeEach(() => void furnish())
afterEach(() => inline.close())

const create = (profileKey = 'siks-ng-usulan-dtks') =>
  submissionsHandlers.create(inline.context, { label: 'Usulan November', period: '2026-11', profileKey }).id
const add = (id: number, personIds: number[], context = inline.context) =>
  inTransaction(inline, () => submissionsHandlers.add(context, { id, personIds }))
const get = (id: number) => contract.submissions.get.output.parse(submissionsHandlers.get(inline.context, { id }))
const exportIt = async (id: number, context = inline.context) =>
  contract.submissions.export.output.parse(await submissionsHandlers.export(context, { id, version: get(id).version }))
const bytesOf = (file: FileRef): Buffer => {
  const ticket = inline.context.tickets.read(file.fileId, 1)
  expect(ticket.source.kind).toBe('archive')
  return readArchivedFile(inline.db, ticket.source.ref)?.bytes as Buffer
}
const open = async (file: FileRef): Promise<exceljs.Worksheet> => {
  const path = join(inline.context.dirs.tmp, 'look.xlsx')
  writeFileSync(path, bytesOf(file))
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook.worksheets[0] as exceljs.Worksheet
}

describe('composing a batch', () => {
  it('takes people once, lets them go again, and counts', () => {
    const id = create()
    expect(add(id, [...people, people[0] as number])).toEqual({ added: 3, already: 0 })
    expect(add(id, [people[0] as number])).toEqual({ added: 0, already: 1 })
    const page = contract.submissions.items.output.parse(
      submissionsHandlers.items(inline.context, { id, result: null, cursor: null, limit: 2 }),
    )
    const rest = submissionsHandlers.items(inline.context, { id, result: null, cursor: page.next, limit: 2 })
    expect([...page.items, ...rest.items].map((item) => item.personId)).toEqual(people)
    expect(page.items[0]).toMatchObject({ nikMasked: '520101••••••0001', kkMasked: '520101••••••0001', problems: [] })
    expect(submissionsHandlers.remove(inline.context, { id, itemIds: [page.items[0]?.id as number] })).toEqual({ removed: 1 })
    expect(get(id)).toMatchObject({ items: 2, state: 'composing', fileName: null })
  })

  it('refuses unknown people, unknown profiles and people of another area', () => {
    const id = create()
    expect(refusal(() => add(id, [9999]))).toBe('NOT_FOUND')
    expect(
      refusal(() => submissionsHandlers.create(inline.context, { label: 'x', period: '2026-11', profileKey: 'tidak-ada' })),
    ).toBe('VALIDATION')
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    expect(refusal(() => add(id, people, village))).toBe('NOT_FOUND')
    expect(get(id).items).toBe(0)
    expect(add(id, [people[2] as number], village)).toEqual({ added: 1, already: 0 })
  })

  it('shows a user of a village only its people, and hands out no batch with others', async () => {
    const id = create()
    add(id, people)
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    const items = submissionsHandlers.items(village, { id, result: null, cursor: null, limit: 100 }).items
    expect(items.map((item) => item.personId)).toEqual([people[2]])
    expect(submissionsHandlers.check(village, { id }).items).toBe(1)
    const others = submissionsHandlers.items(inline.context, { id, result: null, cursor: null, limit: 100 }).items
    expect(submissionsHandlers.remove(village, { id, itemIds: [others[0]?.id as number] })).toEqual({ removed: 0 })
    expect((await refusalOf(() => exportIt(id, village))).code).toBe('FORBIDDEN')
    await exportIt(id)
    expect(refusal(() => submissionsHandlers.file(village, { id }))).toBe('FORBIDDEN')
  })
})

describe('columns that a fact about the person fills', () => {
  it('take what holds at present: the newest decile, a running membership, a number, nothing that was ended or removed', () => {
    const person = people[0] as number
    const fact = (kind: 'decile' | 'programme' | 'number' | 'register', key: string, value: string, asOf: string, more = {}) =>
      insertFact(
        inline.db,
        person,
        {
          kind,
          key,
          label: '',
          value,
          status: kind === 'programme' ? 'active' : '',
          from_date: null,
          to_date: null,
          expected_date: null,
          as_of: asOf,
          source: 'list',
          note: '',
          ...more,
        },
        { userId: 1, now: inline.context.now() },
      )
    fact('decile', 'decile', '3', '2026-10-01')
    fact('decile', 'decile', '5', '2026-01-01')
    fact('programme', 'pkh', '', '2026-01-01')
    fact('programme', 'sembako', '', '2025-01-01', { to_date: '2025-12-31' })
    fact('number', 'kks', '6032980000000001', '2026-01-01')
    fact('register', 'dtsenStatus', 'DTSEN AKTIF', '2026-10-01')
    const id = create()
    add(id, people)
    const rows = itemsInFileOrder(inline.db, id)
    const cell = (source: string, index: number): string => {
      expect(isKnownSource(source)).toBe(true)
      const column: ProfileColumn = {
        header: 'Kolom',
        source,
        literal: '',
        codes: {},
        date: 'YYYY-MM-DD',
        upperCase: false,
        width: 18,
        required: false,
      }
      const row = rows.find(({ person_id }) => person_id === people[index])
      if (row === undefined) throw new Error('the person is not in the batch')
      return cellValue(column, row, { name: '', districtCode: '', districtName: '', provinceName: '' }, 1)
    }
    const sources = ['fact.decile', 'fact.programme.pkh', 'fact.programme.sembako', 'fact.number.kks', 'fact.dtsenStatus']
    expect(sources.map((source) => cell(source, 0))).toEqual(['3', 'YA', '', '6032980000000001', 'DTSEN AKTIF'])
    expect(sources.map((source) => cell(source, 1))).toEqual(['', '', '', '', ''])
  })
})

describe('checking before the export', () => {
  it('counts who is ready and what is wrong, gravest first', () => {
    const id = create()
    const bad = [
      addPerson(inline, { name: 'TANPA NIK', kk: '5201010101100004', sex: 'L', birthDate: '1990-01-01' }),
      addPerson(inline, {
        name: 'BEDA TANGGAL',
        nik: '5201010107900005',
        kk: '5201010101100005',
        sex: 'L',
        birthDate: '1990-07-02',
      }),
    ]
    add(id, [...people, ...bad])
    const check = contract.submissions.check.output.parse(submissionsHandlers.check(inline.context, { id }))
    expect(check).toMatchObject({ items: 5, ready: 4 })
    expect(check.findings.map(({ code, severity, people: count }) => [code, severity, count])).toEqual([
      ['nik-kosong', 'block', 1],
      ['nik-lahir', 'warning', 1],
    ])
  })

  it('refuses to export while somebody is blocked, and writes nothing', async () => {
    const id = create()
    add(id, [...people, addPerson(inline, { name: 'TANPA NIK' })])
    const refused = await refusalOf(() => exportIt(id))
    expect(refused).toEqual({
      code: 'VALIDATION',
      message: '1 warga belum dapat diekspor karena datanya belum lengkap atau keliru.',
    })
    expect(get(id)).toMatchObject({ state: 'composing', sha256: null })
    expect(inline.db.all(inline.db.q.selectFrom('archived_file').select('sha256'))).toHaveLength(0)
  })

  it('refuses an empty batch and a stale version', async () => {
    const id = create()
    expect((await refusalOf(() => exportIt(id))).code).toBe('STATE')
    add(id, people)
    expect((await refusalOf(() => submissionsHandlers.export(inline.context, { id, version: 1 }))).code).toBe('CONFLICT')
    expect(refusal(() => submissionsHandlers.file(inline.context, { id }))).toBe('STATE')
  })
})

describe('the exported file', () => {
  it('holds the columns of the profile in order, families together, numbers as text', async () => {
    const id = create()
    add(id, [...people].reverse())
    const { file, rows } = await exportIt(id)
    expect(rows).toBe(3)
    expect(file.name).toBe('USULAN-DTKS_5201_2026-11_Usulan-November.xlsx')
    const sheet = await open(file)
    const profile = submissionsHandlers.profiles(inline.context, {}).find(({ key }) => key === 'siks-ng-usulan-dtks')
    expect((sheet.getRow(1).values as string[]).slice(1)).toEqual(profile?.columns)
    expect(profile?.columns.slice(0, 8)).toEqual([
      'No',
      'NIK',
      'KK',
      'Nama',
      'Tempat Lahir',
      'Tanggal Lahir',
      'Nama Ibu',
      'Jenis Kelamin',
    ])
    expect(sheet.getCell('B2')).toMatchObject({ value: '5201010107900002', type: exceljs.ValueType.String, numFmt: '@' })
    expect(sheet.getCell('A2').value).toBe(1)
    expect(sheet.getCell('D2').value).toBe('AHMAD & "BUDI"')
    expect(sheet.getCell('H3').value).toBe('PEREMPUAN')
    expect(['L2', 'M2', 'N2', 'O2'].map((place) => sheet.getCell(place).value)).toEqual([
      'NUSA TENGGARA BARAT',
      'KABUPATEN LOMBOK BARAT',
      'GERUNG',
      'GERUNG UTARA',
    ])
    expect(sheet.rowCount).toBe(4)
  })

  it('is the same bytes for the same content in another database, with a matching hash and manifest', async () => {
    const run = async () => {
      const id = create()
      add(
        id,
        [...people].sort(() => (Math.random() < 0.5 ? -1 : 1)),
      )
      const done = await exportIt(id)
      const bytes = bytesOf(done.file)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(done.sha256)
      const manifest = JSON.parse(bytesOf(done.manifest).toString('utf8'))
      expect(manifest).toMatchObject({
        uid: get(id).uid,
        practice: false,
        profile: { key: 'siks-ng-usulan-dtks', version: 1 },
        file: { sha256: done.sha256, rows: 3, name: done.file.name },
        exportedBy: 'Admin Uji',
        auditHead: { seq: 0 },
      })
      expect(get(id)).toMatchObject({ state: 'exported', sha256: done.sha256, exportedBy: 'Admin Uji' })
      return bytes
    }
    const first = await run()
    inline.close()
    furnish()
    expect((await run()).equals(first)).toBe(true)
  })

  it('stays what it was when the register changes, and closes the batch', async () => {
    const id = create()
    add(id, people)
    const done = await exportIt(id)
    inline.db.run(
      inline.db.q
        .updateTable('person')
        .set({ name: 'NAMA BARU' })
        .where('id', '=', people[0] as number),
    )
    const again = await exportIt(id)
    expect(again).toMatchObject({ rows: 3, sha256: done.sha256 })
    expect(bytesOf(again.file).equals(bytesOf(done.file))).toBe(true)
    expect(submissionsHandlers.file(inline.context, { id }).file.name).toBe(done.file.name)
    expect(refusal(() => add(id, people))).toBe('STATE')
    expect(refusal(() => submissionsHandlers.remove(inline.context, { id, itemIds: [1] }))).toBe('STATE')
    const kept = inline.db.all(
      inline.db.q
        .selectFrom('submission_item')
        .select(['row_number', 'data'])
        .where('submission_id', '=', id)
        .orderBy('row_number'),
    )
    expect(kept.map((row) => row.row_number)).toEqual([1, 2, 3])
    expect(JSON.parse(kept[0]?.data ?? '[]').slice(0, 4)).toEqual(['1', '5201010107900002', '5201010101100001', 'AHMAD & "BUDI"'])
    expect(inline.audited.filter((event) => event.entity === 'submission').length).toBeGreaterThanOrEqual(3)
  })

  it('is refused when somebody changes the batch while it is being written', async () => {
    const id = create()
    add(id, people.slice(0, 2))
    let once = true
    const meddling = {
      ...inline.context,
      progress: (step: string) => {
        if (step !== 'Menyimpan baris' || !once) return
        once = false
        add(id, [people[2] as number])
      },
    }
    expect((await refusalOf(() => exportIt(id, meddling))).code).toBe('CONFLICT')
    expect(get(id)).toMatchObject({ state: 'composing', items: 3, sha256: null })
    expect((await exportIt(id)).rows).toBe(3)
  })

  it('is marked in a practice office, in its name, first row, title and manifest', async () => {
    inline.close()
    furnish(true)
    const id = create('siks-ng-daftar-dtsen')
    add(id, people)
    const done = await exportIt(id)
    expect(done.file.name).toMatch(/^LATIHAN-/)
    const sheet = await open(done.file)
    expect(sheet.getCell('A1').value).toContain('LATIHAN')
    expect(sheet.getCell('A2').value).toBe('No')
    expect(sheet.workbook.title).toContain('LATIHAN')
    expect(JSON.parse(bytesOf(done.manifest).toString('utf8')).practice).toBe(true)
  })
})

describe('the letter that goes with a batch', () => {
  const signatory = () =>
    saveSignatoryRow(
      inline.db,
      { id: null, version: 0, name: 'Contoh, S.Sos.', rank: '', nip: '', position: 'Kepala Dinas', onBehalfOf: '', active: true },
      { userId: 1, now: inline.context.now() },
    )
  const draft = (submissionId: number, context = inline.context, kind = 'pengantar-usulan') =>
    inTransaction(inline, () => lettersHandlers.draftForSubmission(context, { submissionId, kind }))
  const letter = (id: number) => contract.letters.get.output.parse(lettersHandlers.get(inline.context, { id }))

  it('is filled from it: period, count, file, hash, and everybody in the order of the file', async () => {
    signatory()
    const id = create()
    add(id, people)
    expect(refusal(() => draft(id))).toBe('STATE')
    const { sha256, file } = await exportIt(id)
    const made = letter(draft(id).id)
    expect(made.fields).toMatchObject({ period: 'November 2026', count: '3', fileName: file.name, hash: sha256 })
    expect(made.lists.people?.map(({ name, nik }) => [name, nik])).toEqual([
      ['Ahmad & "Budi"', '5201010107900002'],
      ['Siti Aminah', '5201014107900001'],
      ['Wayan Sari', '5201145507850003'],
    ])
    expect(lettersHandlers.ofSubmission(inline.context, { submissionId: id })).toMatchObject([
      { id: made.id, kindName: 'Surat Pengantar Usulan', number: null, state: 'draft' },
    ])
    expect(refusal(() => draft(id, inline.context, 'surat-tugas'))).toBe('STATE')
  })

  it('belongs to the village of all its people, and is kept from whoever sees only some of them', async () => {
    signatory()
    const here = create()
    add(here, people.slice(0, 2))
    await exportIt(here)
    const both = create()
    add(both, people)
    await exportIt(both)
    const rights = ['letters.write', 'letters.read', 'submissions.read'] as const
    const village = asUser(inline, { name: 'Desa', permissions: [...rights], areas: ['52.01.01.1001'] })
    const own = draft(here, village)
    expect(lettersHandlers.get(village, { id: own.id }).id).toBe(own.id)
    expect(refusal(() => draft(both, village))).toBe('FORBIDDEN')
    const { id } = draft(both)
    expect(refusal(() => lettersHandlers.get(village, { id }))).toBe('NOT_FOUND')
    expect(lettersHandlers.ofSubmission(village, { submissionId: both })).toEqual([])
    const writer = asUser(inline, { name: 'Surat', permissions: ['letters.write', 'letters.read'] })
    expect(refusal(() => draft(here, writer))).toBe('FORBIDDEN')
  })
})
