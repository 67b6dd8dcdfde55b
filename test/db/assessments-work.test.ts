import { copyFileSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assessmentsHandlers } from '../../src/main/core/assessments/assessments.service.ts'
import { readyForm } from '../../src/main/core/assessments/forms.ts'
import { definition } from '../../src/main/core/definitions/definitions.repo.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import type { AnswerValue } from '../../src/shared/domain/questionnaire/model.ts'
import { formProblems } from '../../src/shared/domain/questionnaire/problems.ts'
import { addPerson, asUser, furnishOffice, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

const village = '52.01.01.1001'
const nik = '5201010101800001'
let inline: Inline
let head: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  const kk = '5201010101200001'
  head = addPerson(inline, { name: 'BUDI UJI', nik, birthDate: '1980-01-01', sex: 'L', kk, relation: 'Kepala Keluarga' })
  addPerson(inline, { name: 'ANI UJI', birthDate: '1985-01-01', sex: 'P', kk, relation: 'Istri' })
})
afterEach(() => inline.close())

const create = (questionnaire: string, personId = head) =>
  assessmentsHandlers.create(inline.context, { questionnaire, personId, caseId: null, needId: null })
const get = (id: number) => assessmentsHandlers.get(inline.context, { id })
const save = (id: number, answers: Record<string, AnswerValue | null>, member: number | null = null) =>
  assessmentsHandlers.save(inline.context, {
    id,
    version: get(id).version,
    answers: Object.entries(answers).map(([question, value]) => ({ member, question, value })),
  })
const setPerson = (column: 'phone' | 'address', value: string): void =>
  void inline.db.run(
    inline.db.q
      .updateTable('person')
      .set({ [column]: value })
      .where('id', '=', head),
  )
const criteria = (value: 'ya' | 'tidak'): Record<string, AnswerValue> =>
  Object.fromEntries(get(create('kriteria-kemiskinan').id).form.sections[0]?.questions.map(({ key }) => [key, value]) ?? [])

const bytesOf = (fileId: string): { path: string; bytes: Buffer } => {
  const path = join(inline.context.dirs.tmp, basename(inline.context.tickets.read(fileId, 1).source.ref))
  return { path, bytes: readFileSync(path) }
}
const upload = (path: string): string => {
  const ref = `kiriman-${basename(path)}`
  copyFileSync(path, join(inline.context.dirs.tmp, ref))
  return inline.context.tickets.issue({ source: { kind: 'upload', ref }, name: 'isian.xlsx', mediaType: 'x', size: 1, userId: 1 })
}

describe('an answer set', () => {
  it('begins with what the register knows, marked and with the NIK masked, and is found again as the open draft', () => {
    const { id } = create('dtsen-keluarga')
    const { main, members } = get(id)
    expect(main).toMatchObject({
      namaKepala: { value: 'BUDI UJI', from: 'register' },
      nikKepala: { value: '520101••••••0001', from: 'register' },
      jumlahAnggota: { value: 2, from: 'register' },
      desa: { value: 'Gerung Utara' },
      kecamatan: { value: 'Gerung' },
    })
    expect(members.map(({ name, answers }) => [name, answers.hubungan?.value, answers.jkAnggota?.value])).toEqual([
      ['BUDI UJI', '1', '1'],
      ['ANI UJI', '2', '2'],
    ])
    expect(create('dtsen-keluarga')).toMatchObject({ id, existed: true })
  })

  it('keeps a masked number that comes back, takes a full one, refuses half of one', () => {
    const { id } = create('dtsen-keluarga')
    save(id, { nikKepala: '520101••••••0001' })
    expect(get(id).main.nikKepala).toEqual({ value: '520101••••••0001', from: 'register' })
    save(id, { nikKepala: '5201010101800002' })
    expect(get(id).main.nikKepala).toEqual({ value: '520101••••••0002', from: 'field' })
    expect(refusal(() => save(id, { nikKepala: '520101••••••0009' }))).toBe('VALIDATION')
  })

  it('is finished only whole, says what is counted, drops what was not asked, and then takes no answer', () => {
    const { id } = create('kriteria-kemiskinan')
    const finish = () => assessmentsHandlers.finish(inline.context, { id, version: get(id).version })
    expect(refusal(finish)).toBe('VALIDATION')
    save(id, criteria('ya'))
    finish()
    // six of the ten count a yes, four a no
    expect(get(id)).toMatchObject({ state: 'finished', result: '6 dari 10 kriteria terpenuhi', problems: [] })
    expect(refusal(() => save(id, { tempatBerteduh: 'tidak' }))).toBe('STATE')
    assessmentsHandlers.verify(inline.context, { id, version: get(id).version })
    assessmentsHandlers.reopen(inline.context, { id, version: get(id).version, reason: 'salah ketik' })
    expect(get(id)).toMatchObject({ state: 'draft', result: '', verifiedAt: null })
  })

  it('refuses what somebody else changed meanwhile, unknown questions and wrong kinds of answer', () => {
    const { id, version } = create('kunjungan-rumah')
    save(id, { petugas: 'Satu' })
    const late = { id, version, answers: [{ member: null, question: 'petugas', value: 'Dua' }] }
    expect(refusal(() => assessmentsHandlers.save(inline.context, late))).toBe('CONFLICT')
    expect(refusal(() => save(id, { tiada: 'x' }))).toBe('VALIDATION')
    expect(refusal(() => save(id, { pendapatan: 'banyak' }))).toBe('VALIDATION')
  })

  it('stays with the questionnaire it was begun with when the office edits the form', () => {
    const { id } = create('kriteria-kemiskinan')
    const { body: kept, version } = definition(inline.db, 'questionnaire', 'kriteria-kemiskinan')
    const body = structuredClone(kept)
    const first = body.sections[0]?.questions[0]
    if (first === undefined) throw new Error('no question')
    first.text = 'Bunyi baru'
    definitionsHandlers.save(inline.context, { kind: 'questionnaire', key: 'kriteria-kemiskinan', baseVersion: version, body })
    expect(get(id).form.sections[0]?.questions[0]?.text).not.toBe('Bunyi baru')
    expect(
      get(create('kriteria-kemiskinan', addPerson(inline, { name: 'BARU UJI' })).id).form.sections[0]?.questions[0]?.text,
    ).toBe('Bunyi baru')
  })

  it('is seen and changed only inside the area', () => {
    const { id, version } = create('kunjungan-rumah')
    const other = asUser(inline, { name: 'Luar', areas: ['52.01.14'] })
    expect(refusal(() => assessmentsHandlers.get(other, { id }))).toBe('NOT_FOUND')
    expect(refusal(() => assessmentsHandlers.save(other, { id, version, answers: [] }))).toBe('NOT_FOUND')
    const everything = {
      familyId: null,
      caseId: null,
      personId: null,
      questionnaire: null,
      state: null,
      region: null,
      cursor: null,
      limit: 10,
    }
    expect(assessmentsHandlers.list(other, everything).items).toEqual([])
    expect(assessmentsHandlers.list(inline.context, everything).items).toHaveLength(1)
  })
})

describe('taking answers from the register again', () => {
  it('shows old against new, and changes only the boxes that were chosen', () => {
    const { id } = create('kunjungan-rumah')
    save(id, { telepon: '0811' })
    setPerson('phone', '0822')
    setPerson('address', 'Jl. Baru 9')
    const { differences, version } = assessmentsHandlers.compare(inline.context, { id })
    expect(differences.map(({ question, old, from, new: now }) => [question, old, from, now])).toEqual([
      ['alamat', 'Jl. Contoh 5', 'register', 'Jl. Baru 9'],
      ['telepon', '0811', 'field', '0822'],
    ])
    assessmentsHandlers.takeFromRegister(inline.context, {
      id,
      version,
      boxes: [{ member: null, question: 'alamat' }],
      joined: [],
    })
    expect(get(id).main).toMatchObject({
      alamat: { value: 'Jl. Baru 9', from: 'register' },
      telepon: { value: '0811', from: 'field' },
    })
  })

  it('offers who joined the family and tells who left', () => {
    const { id } = create('dtsen-keluarga')
    const child = addPerson(inline, {
      name: 'CICI UJI',
      birthDate: '2020-01-01',
      sex: 'P',
      kk: '5201010101200001',
      relation: 'Anak',
    })
    inline.db.sql(
      "UPDATE family_member SET to_date = '2026-11-01' WHERE person_id = (SELECT id FROM person WHERE name = 'ANI UJI')",
    )
    const found = assessmentsHandlers.compare(inline.context, { id })
    expect(found.joined).toEqual([{ personId: child, name: 'CICI UJI' }])
    expect(found.left.map(({ name }) => name)).toEqual(['ANI UJI'])
    assessmentsHandlers.takeFromRegister(inline.context, { id, version: found.version, boxes: [], joined: [child] })
    expect(get(id).members.map(({ name }) => name)).toEqual(['BUDI UJI', 'ANI UJI', 'CICI UJI'])
  })
})

describe('a file for facilitators', () => {
  const exported = async (content: 'answers' | 'to-fill' = 'to-fill', questionnaire = 'dtsen-keluarga') => {
    const { file, rows } = await assessmentsHandlers.exportFile(inline.context, {
      questionnaire,
      region: village,
      content,
      numbers: 'masked',
    })
    return { path: bytesOf(file.fileId).path, rows }
  }
  const edit = async (path: string, change: (book: exceljs.Workbook) => void): Promise<string> => {
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(path)
    change(book)
    await book.xlsx.writeFile(`${path}.baru.xlsx`)
    return upload(`${path}.baru.xlsx`)
  }
  const column = (sheet: exceljs.Worksheet, number: string): number =>
    (sheet.getRow(1).values as string[]).findIndex((heading) => heading?.split(' ')[0] === number)
  const put = (book: exceljs.Workbook, sheet: string, row: number, number: string, value: string | number): void => {
    const found = book.getWorksheet(sheet)
    if (found !== undefined) found.getCell(row, column(found, number)).value = value
  }

  it('has a row for everybody without a set; filled, it begins sets with new members', async () => {
    const { path, rows } = await exported()
    expect(rows).toBe(1)
    const file = await edit(path, (book) => {
      put(book, 'Jawaban', 2, '206', 36.5)
      put(book, 'Jawaban', 2, '117', 'Ditemukan/aktif')
      put(book, 'Anggota', 2, '408', 5)
      const members = book.getWorksheet('Anggota')
      members?.addRow([members.getCell(2, 1).value, null, 'BUDI UJI', 'DEDI UJI'])
      put(book, 'Anggota', 4, '403', 1)
    })
    const dry = await assessmentsHandlers.importFile(inline.context, { fileId: file, dryRun: true })
    expect(dry).toMatchObject({ rows: 1, added: 1, refused: 0, problems: [] })
    await assessmentsHandlers.importFile(inline.context, { fileId: file, dryRun: false })
    const detail = get(1)
    expect(detail.main).toMatchObject({
      luasLantai: { value: 36.5, from: 'field' },
      keberadaanKeluarga: { value: '1', from: 'field' },
      nikKepala: { value: '520101••••••0001', from: 'register' },
    })
    expect(detail.members.map(({ name, answers }) => [name, answers.identitas?.value ?? null])).toEqual([
      ['BUDI UJI', 5],
      ['ANI UJI', null],
      ['DEDI UJI', null],
    ])
  })

  it('with a wrong code is refused for that family as a whole, with sheet, row and column', async () => {
    const { path } = await exported()
    const file = await edit(path, (book) => {
      put(book, 'Jawaban', 2, '207', 77)
      put(book, 'Anggota', 3, '404', '31/02/1990')
    })
    const report = await assessmentsHandlers.importFile(inline.context, { fileId: file, dryRun: false })
    expect(report).toMatchObject({ added: 0, refused: 1, problemCount: 2 })
    expect(report.problems.map(({ sheet, row, message }) => [sheet, row, message.slice(0, 34)])).toEqual([
      ['Jawaban', 2, 'Pertanyaan 207: Kode ini tidak ada'],
      ['Anggota', 3, 'Pertanyaan 404: Tulis tanggal sepe'],
    ])
    expect(report.problems[0]?.column).toMatch(/^[A-Z]+$/)
    expect(inline.db.sql('SELECT id FROM assessment')).toEqual([])
  })

  it('does not overwrite what was typed in the program since it was written', async () => {
    const { id } = create('kunjungan-rumah')
    save(id, { pekerjaan: 'Buruh' })
    const { path } = await exported('answers', 'kunjungan-rumah')
    const file = await edit(path, (book) => put(book, 'Jawaban', 2, '206', 'Nelayan'))
    save(id, { pekerjaan: 'Petani' })
    const report = await assessmentsHandlers.importFile(inline.context, { fileId: file, dryRun: false })
    expect(report.problems[0]?.message).toBe('Pertanyaan 206 sudah diisi lain di aplikasi setelah berkas ini dibuat.')
    expect(get(id).main.pekerjaan?.value).toBe('Petani')
  })

  it('that is none of ours is refused in words', async () => {
    const book = new exceljs.Workbook()
    book.addWorksheet('Sheet1').addRow(['a'])
    const path = join(inline.context.dirs.tmp, 'lain.xlsx')
    await book.xlsx.writeFile(path)
    await expect(assessmentsHandlers.importFile(inline.context, { fileId: upload(path), dryRun: true })).rejects.toMatchObject({
      data: { code: 'BAD_FILE' },
    })
  })
})

describe('shipped questionnaires', () => {
  it('are sound, and name only value lists that are shipped', () => {
    for (const { key } of assessmentsHandlers.forms(inline.context, {})) {
      expect(formProblems(definition(inline.db, 'questionnaire', key).body), key).toEqual([])
      expect(
        formProblems(readyForm(inline.db, key).form).filter(({ path }) => !path.endsWith('options')),
        key,
      ).toEqual([])
    }
  })
})

describe('paper', () => {
  const print = async (target: Parameters<typeof assessmentsHandlers.print>[1]['target'], paper: 'A4' | 'F4' = 'F4') => {
    const done = await assessmentsHandlers.print(inline.context, { target, paper, numbers: 'masked' })
    return { ...done, pdf: await readPdf(new Uint8Array(bytesOf(done.file.fileId).bytes)) }
  }

  it.each(['A4', 'F4'] as const)('prints every numbered question blank on %s', async (paper) => {
    for (const { key } of assessmentsHandlers.forms(inline.context, {})) {
      const { pdf, forms } = await print({ of: 'blank', questionnaire: key, copies: 1 }, paper)
      expect(forms).toBe(1)
      const text = pdf.pages.map((page) => page.text).join('\n')
      for (const section of definition(inline.db, 'questionnaire', key).body.sections)
        for (const { number } of section.questions) expect(text, `${key} ${number}`).toMatch(new RegExp(`(^|\\n)${number} `))
      const [width, height] = paper === 'A4' ? [210, 297] : [215, 330]
      expect(Math.round(((pdf.pages[0]?.width ?? 0) / 72) * 25.4)).toBe(width)
      expect(Math.round(((pdf.pages[0]?.height ?? 0) / 72) * 25.4)).toBe(height)
      for (const { pieces } of pdf.pages)
        for (const { x, y, width: wide, text: piece } of pieces) {
          expect(x + wide, piece).toBeLessThan(((width - 8) / 25.4) * 72)
          expect(y, piece).toBeGreaterThan(15)
        }
    }
  })

  it('prints one prefilled form for each family of a village, numbers masked, each on pages of its own', async () => {
    addPerson(inline, { name: 'EKA UJI', kk: '5201010101200002', relation: 'Kepala Keluarga' })
    const { pdf, forms } = await print({ of: 'region', questionnaire: 'dtsen-keluarga', region: village })
    expect(forms).toBe(2)
    const text = pdf.pages.map((page) => page.text).join('\n')
    expect(text).toContain('BUDI UJI *')
    expect(text).toContain('520101••••••0001')
    expect(text).not.toContain(nik)
    expect(pdf.pages.filter((page) => page.text.includes('halaman 1 dari'))).toHaveLength(2)
  })

  it('prints a filled set with its answers; full numbers only for those who may reveal them', async () => {
    const { id } = create('kunjungan-rumah')
    save(id, { hasilKunjungan: '1', tindakLanjut: 'Usulkan ke dinas' })
    const { pdf } = await print({ of: 'assessment', id })
    expect(pdf.pages.map((page) => page.text).join('\n')).toContain('Usulkan ke dinas')
    const facilitator = asUser(inline, { name: 'Fasi', permissions: ['cases.read', 'cases.write'] })
    await expect(
      assessmentsHandlers.print(facilitator, { target: { of: 'assessment', id }, paper: 'A4', numbers: 'full' }),
    ).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
  })
})
