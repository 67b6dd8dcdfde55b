import type Exceljs from 'exceljs'
import type { FileRef } from '../../../shared/contract/common.ts'
import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { Answer, AnswerSheet, Question } from '../../../shared/domain/questionnaire/model.ts'
import { optionsOf, questionsOf, shownCode } from '../../../shared/domain/questionnaire/model.ts'
import { typedText } from '../../../shared/domain/questionnaire/values.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { FileStream } from '../exports/file-stream.ts'
import { visiblePerson } from '../families/act.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { exceljs } from '../libraries.ts'
import { readOffice } from '../office/office.repo.ts'
import { findPerson } from '../people/people.repo.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { openSet } from './answer-set.ts'
import { type ListedAssessment, listAssessments, peopleToAsk, peopleWithSets } from './assessments.repo.ts'
import { codeOf, guarded, memberColumns, mostSets, questionHeading, questionsFor, rowColumns, sheetNames } from './file-layout.ts'
import { type ReadyForm, readyForm } from './forms.ts'
import { prefilled, registerValues } from './register-values.ts'

type Input = ParsedInputOf<'assessments.exportFile'>

/** Writes down that answers left the program: how many, whether with full numbers. */
export const recordFile = internalCommand(
  'assessments.record-file',
  (context, input: { questionnaire: string; region: string; content: string; numbers: string; rows: number }) => {
    context.audit({ entity: 'export', detail: { list: 'assessments', ...input } })
    return null
  },
)

interface Rows {
  answers: string[][]
  members: string[][]
}

/** What stands in the boxes of some questions. */
const boxes = (questions: readonly Question[], sheet: AnswerSheet, full: boolean): string[] =>
  questions.map((question) => {
    const answer: Answer | undefined = sheet[question.key]
    const text = typedText(question, answer?.value ?? null)
    return question.format === 'digits16' && !full ? maskNumber(text) : text
  })

const addressOf = (person: { address: string; hamlet: string; rt: string; rw: string }): string =>
  [person.address, person.hamlet, person.rt === '' ? '' : `RT ${person.rt}`, person.rw === '' ? '' : `RW ${person.rw}`]
    .filter((part) => part !== '')
    .join(' ')

const setRows = (context: JobContext, ready: ReadyForm, record: ListedAssessment, full: boolean, rows: Rows): void => {
  const set = openSet(context, record)
  const person = findPerson(context.db, record.person_id)
  const code = codeOf('I', record.uid)
  rows.answers.push([
    code,
    String(record.version),
    record.person_name,
    full ? (record.nik ?? '') : maskNumber(record.nik),
    person === undefined ? '' : addressOf(person),
    record.visited_on,
    record.surveyor,
    ...boxes(questionsFor(ready.form, 'once'), set.answers.main, full),
  ])
  for (const member of set.answers.members)
    rows.members.push([
      code,
      `A-${member.id}`,
      record.person_name,
      member.name,
      ...boxes(questionsFor(ready.form, 'members'), member.answers, full),
    ])
}

const newRows = (context: JobContext, ready: ReadyForm, personId: number, full: boolean, rows: Rows): void => {
  const person = visiblePerson(context, personId)
  const register = registerValues(context, person)
  const code = codeOf('W', person.uid)
  rows.answers.push([
    code,
    '',
    person.name,
    full ? (person.nik ?? '') : maskNumber(person.nik),
    addressOf(person),
    '',
    '',
    ...boxes(questionsFor(ready.form, 'once'), prefilled(ready.form, register, null), full),
  ])
  const roster = questionsFor(ready.form, 'members')
  if (roster.length === 0) return
  for (const member of register.members) {
    const of = findPerson(context.db, member.personId)
    if (of !== undefined)
      rows.members.push([
        code,
        codeOf('W', of.uid),
        person.name,
        member.name,
        ...boxes(roster, prefilled(ready.form, register, member.personId), full),
      ])
  }
}

/** All sets of a questionnaire in a region, and for filling also whoever has none. */
const collect = (context: JobContext, input: Input, ready: ReadyForm): Rows => {
  const full = input.numbers === 'full'
  const scope = scopeOf(context.db, context.actor.areas, input.region)
  const rows: Rows = { answers: [], members: [] }
  const tooMany = (): AppError =>
    new AppError('VALIDATION', `Lebih dari ${mostSets.toLocaleString('id-ID')} isian untuk satu berkas.`, {
      field: 'region',
      hint: 'Pilih satu desa atau kelurahan.',
    })
  const sets = listAssessments(
    context.db,
    {
      personIds: null,
      caseId: null,
      questionnaire: input.questionnaire,
      state: input.content === 'to-fill' ? 'draft' : null,
      scope,
    },
    null,
    mostSets + 1,
  )
  if (sets.length > mostSets) throw tooMany()
  for (const [index, record] of sets.entries()) {
    context.throwIfCancelled()
    setRows(context, ready, record, full, rows)
    context.progress('Menyusun isian', index + 1, sets.length)
  }
  if (input.content === 'answers') return rows
  const people = peopleToAsk(context.db, scope ?? [], ready.form.subject, mostSets + 1)
  const asked = peopleWithSets(
    context.db,
    input.questionnaire,
    people.map(({ id }) => id),
  )
  const left = people.filter(({ id }) => !asked.has(id))
  if (rows.answers.length + left.length > mostSets) throw tooMany()
  for (const [index, { id }] of left.entries()) {
    context.throwIfCancelled()
    newRows(context, ready, id, full, rows)
    context.progress('Menyusun isian awal', index + 1, left.length)
  }
  return rows
}

const guide = (ready: ReadyForm, practice: boolean): string[][] => {
  const lines: string[][] = [
    ['Formulir', ready.key],
    ['Versi formulir', String(ready.version)],
    ['', ''],
    [ready.form.name, practice ? 'LATIHAN – bukan data sebenarnya' : ''],
    ['Cara mengisi', 'Isi kotak di bawah judul kolomnya. Jangan mengubah kolom Kode, Kode anggota, Versi, dan baris judul.'],
    ['', 'Pilihan diisi kodenya. Beberapa pilihan dipisah titik koma, misalnya 1;3. Tanggal seperti 31/12/1990.'],
    ['', 'Kotak kosong tidak mengubah apa pun. Angka tersamar (••••) yang tidak diubah tetap seperti semula.'],
    ['', 'Anggota keluarga yang belum tercantum: tambah baris di lembar Anggota dengan Kode yang sama dan Kode anggota kosong.'],
    ['', ''],
    ['Nomor', 'Pertanyaan dan kodenya'],
  ]
  for (const { question } of questionsOf(ready.form)) {
    const codes = optionsOf(question).map(({ code, label }) => `${shownCode(question, code)} = ${label}`)
    lines.push([question.number, [question.text, question.hint, codes.join('; ')].filter((part) => part !== '').join(' – ')])
  }
  return lines
}

const addSheet = (
  workbook: Exceljs.stream.xlsx.WorkbookWriter,
  name: string,
  header: readonly string[],
  rows: readonly string[][],
  fixed: number,
): void => {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, xSplit: fixed }] })
  sheet.columns = header.map((heading) => ({
    width: Math.min(34, Math.max(10, heading.length * 0.6)),
    style: { numFmt: '@', alignment: { vertical: 'top' } },
  }))
  const first = sheet.addRow(header.map(guarded))
  first.height = 48
  first.eachCell((cell) => {
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F5673' } }
    cell.alignment = { wrapText: true, vertical: 'top' }
  })
  first.commit()
  for (const row of rows) sheet.addRow(row.map((text) => (text === '' ? null : guarded(text)))).commit()
  sheet.commit()
}

/**
 * Writes the workbook of a region.
 * @throws AppError FORBIDDEN, VALIDATION when it is more than one file holds
 */
export const exportFile = async (context: JobContext, input: Input): Promise<{ file: FileRef; rows: number }> => {
  if (input.numbers === 'full' && !may(context.actor, 'people.reveal'))
    throw new AppError('FORBIDDEN', 'Peran Anda tidak boleh mengekspor NIK dan No. KK lengkap.', {
      hint: 'Ekspor dengan angka tersamar, atau minta hak kepada administrator kantor.',
    })
  const ready = readyForm(context.db, input.questionnaire)
  const rows = collect(context, input, ready)
  const office = readOffice(context.db)
  const path = newTmpPath(context, 'xlsx')
  const stream = new FileStream(path)
  try {
    const workbook = new (exceljs().stream.xlsx.WorkbookWriter)({
      stream: stream.stream,
      useStyles: true,
      useSharedStrings: false,
    })
    const { form } = ready
    addSheet(workbook, sheetNames.answers, [...rowColumns, ...questionsFor(form, 'once').map(questionHeading)], rows.answers, 3)
    const roster = questionsFor(form, 'members')
    if (roster.length > 0)
      addSheet(workbook, sheetNames.members, [...memberColumns, ...roster.map(questionHeading)], rows.members, 4)
    const words = workbook.addWorksheet(sheetNames.guide)
    words.columns = [{ width: 18 }, { width: 110 }]
    for (const line of guide(ready, office.practice)) words.addRow(line.map(guarded)).commit()
    words.commit()
    const closed = new Promise<void>((resolve) => void stream.stream.once('close', resolve))
    await stream.orFail(workbook.commit())
    await stream.orFail(closed)
    await context.write(recordFile, { ...input, rows: rows.answers.length })
  } catch (error) {
    await stream.remove()
    throw error
  }
  const name = `${office.practice ? 'LATIHAN-' : ''}${form(ready)}-${input.region}-${context.today()}.xlsx`
  return { file: tmpFileRef(context, path, name, mediaTypes.xlsx), rows: rows.answers.length }
}

const form = (ready: ReadyForm): string => ready.form.name.replace(/[^\p{L}\p{N}]+/gu, '-')
