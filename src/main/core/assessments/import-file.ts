import type { FileReport } from '../../../shared/contract/assessments.ts'
import { isRealDay } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Answer, AnswerSheet, AnswerValue, Question } from '../../../shared/domain/questionnaire/model.ts'
import { questionsOf } from '../../../shared/domain/questionnaire/model.ts'
import { readAnswer, valueProblem } from '../../../shared/domain/questionnaire/values.ts'
import { internalCommand, type JobContext, type QueryContext } from '../context.ts'
import { uploadedFile } from '../files/files.ts'
import { findPerson } from '../people/people.repo.ts'
import { draftAt, openSet } from './answer-set.ts'
import { findAssessment, findAssessmentByUid, insertSetMember, openDraft, personByUid } from './assessments.repo.ts'
import { recordFile } from './export-file.ts'
import { readCode } from './file-layout.ts'
import { readyForm } from './forms.ts'
import { type AnswerFile, type FileRow, type RowProblem, readAnswerFile } from './read-file.ts'
import { prefilled, registerValues } from './register-values.ts'
import { beginSet, writeBoxes } from './write-set.ts'

/** Whose box: null = asked once; else how the roster finds the member. */
type Whose = null | { id: number } | { personId: number } | { added: number }

/** What one row of the file, with its members' rows, would change. */
export interface SetPlan {
  /** The set there is, or the person to begin one about. */
  set: { id: number; version: number } | { personId: number }
  visitedOn: string | null
  surveyor: string | null
  added: string[]
  boxes: { whose: Whose; question: string; value: AnswerValue }[]
}

/** A set as it is, or as it would begin. */
interface Present {
  plan: SetPlan
  /** The version that may be overwritten: the file has it too. */
  state: string
  version: number | null
  visitedOn: string
  surveyor: string
  questions: ReadonlyMap<string, { question: Question; roster: boolean }>
  main: AnswerSheet
  members: { whose: NonNullable<Whose>; personId: number | null; answers: AnswerSheet }[]
}

const byNumber = (form: Parameters<typeof questionsOf>[0]): Present['questions'] =>
  new Map(questionsOf(form).map(({ section, question }) => [question.number, { question, roster: section.repeat === 'members' }]))

const presentSet = (context: QueryContext, id: number): Present => {
  const set = openSet(context, findAssessment(context.db, id) as NonNullable<ReturnType<typeof findAssessment>>)
  return {
    plan: { set: { id, version: set.record.version }, visitedOn: null, surveyor: null, added: [], boxes: [] },
    state: set.record.state,
    version: set.record.version,
    visitedOn: set.record.visited_on,
    surveyor: set.record.surveyor,
    questions: byNumber(set.ready.form),
    main: set.answers.main,
    members: set.members.map((member, index) => ({
      whose: { id: member.id },
      personId: member.person_id,
      answers: set.answers.members[index]?.answers ?? {},
    })),
  }
}

const newSet = (context: QueryContext, file: AnswerFile, personId: number): Present => {
  const ready = readyForm(context.db, file.questionnaire, file.formVersion)
  const person = findPerson(context.db, personId) as NonNullable<ReturnType<typeof findPerson>>
  const register = registerValues(context, person)
  const roster = ready.form.sections.some(({ repeat }) => repeat === 'members')
  return {
    plan: { set: { personId }, visitedOn: null, surveyor: null, added: [], boxes: [] },
    state: 'draft',
    version: null,
    visitedOn: '',
    surveyor: '',
    questions: byNumber(ready.form),
    main: prefilled(ready.form, register, null),
    members: (roster ? register.members : []).map((member) => ({
      whose: { personId: member.personId },
      personId: member.personId,
      answers: prefilled(ready.form, register, member.personId),
    })),
  }
}

/** The set or person a row's code names. @returns a sentence where there is none */
const findPresent = (context: QueryContext, file: AnswerFile, code: string): Present | string => {
  const read = readCode(code)
  if (read === null || read.kind === 'A') return 'Kode ini bukan kode isian atau kode warga dari berkas ekspor.'
  if (read.kind === 'I') {
    const record = findAssessmentByUid(context.db, read.uid)
    if (record === undefined || !inArea(context.actor, record.region_code)) return 'Isian dengan kode ini tidak ada (lagi).'
    if (record.questionnaire_key !== file.questionnaire) return 'Kode ini milik formulir lain.'
    return presentSet(context, record.id)
  }
  const person = personByUid(context.db, read.uid)
  if (person === undefined || !inArea(context.actor, person.region_code)) return 'Warga dengan kode ini tidak ada (lagi).'
  const draft = openDraft(context.db, file.questionnaire, person.id)
  return draft === undefined ? newSet(context, file, person.id) : presentSet(context, draft.id)
}

class Planner {
  readonly problems: RowProblem[] = []
  readonly #present: Present
  readonly #mayOverwrite: boolean
  #changed = 0

  constructor(present: Present, fileVersion: string) {
    this.#present = present
    // A set that was worked on since the file was written keeps what was typed in the program.
    this.#mayOverwrite = present.version === null || String(present.version) === fileVersion
  }

  get plan(): SetPlan {
    return this.#present.plan
  }

  get changes(): number {
    return this.#changed
  }

  say(row: FileRow, column: string, message: string): undefined {
    this.problems.push({ sheet: row.sheet, row: row.row, column, name: row.fixed['Nama warga'] ?? row.fixed.Nama ?? '', message })
  }

  /** Compares the cells of a row with the answers there are. */
  cells(row: FileRow, whose: Whose, sheet: AnswerSheet): undefined {
    for (const { number, letter, text } of row.cells) {
      const place = this.#present.questions.get(number)
      if (place === undefined || place.roster !== (whose !== null)) {
        this.say(row, letter, `Kolom "${number}" tidak dikenal di formulir ini.`)
        continue
      }
      this.#cell(row, letter, place.question, text, whose, sheet[place.question.key])
    }
  }

  #cell(row: FileRow, letter: string, question: Question, text: string, whose: Whose, before: Answer | undefined): undefined {
    if (question.format === 'digits16' && text.includes('•')) {
      if (before === undefined || maskNumber(String(before.value)) !== text.trim())
        this.say(row, letter, `Pertanyaan ${question.number}: ketik ke-16 angkanya, bukan titik-titik.`)
      return
    }
    const reading = readAnswer(question, text)
    const problem = 'problem' in reading ? reading.problem : reading.value === null ? null : valueProblem(question, reading.value)
    if (problem !== null) return this.say(row, letter, `Pertanyaan ${question.number}: ${problem}`)
    const value = (reading as { value: AnswerValue | null }).value
    if (value === null || JSON.stringify(value) === JSON.stringify(before?.value)) return
    if (this.#present.state !== 'draft')
      return this.say(row, letter, `Isian ini sudah selesai dan jawabannya lain. Buka kembali isiannya, lalu impor lagi.`)
    if (before?.from === 'field' && !this.#mayOverwrite)
      return this.say(row, letter, `Pertanyaan ${question.number} sudah diisi lain di aplikasi setelah berkas ini dibuat.`)
    this.plan.boxes.push({ whose, question: question.key, value })
    this.#changed += 1
  }

  /** Day of the visit and who asked, where the file says so. */
  head(row: FileRow, today: string): undefined {
    const surveyor = row.fixed.Petugas ?? ''
    const typed = row.fixed['Tanggal kunjungan'] ?? ''
    const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed)
    const day = match === null ? typed : `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}`
    if (day !== '' && (!isRealDay(day) || day > today))
      return this.say(row, 'Tanggal kunjungan', 'Tanggal kunjungan tidak ada atau masih di depan.')
    if (this.#present.state !== 'draft') return
    if (day !== '' && day !== this.#present.visitedOn) this.plan.visitedOn = day
    if (surveyor !== '' && surveyor !== this.#present.surveyor) this.plan.surveyor = surveyor.slice(0, 300)
    if (this.plan.visitedOn !== null || this.plan.surveyor !== null) this.#changed += 1
  }

  /** A row of the members' sheet. */
  member(context: QueryContext, row: FileRow): undefined {
    const typed = row.fixed['Kode anggota'] ?? ''
    if (typed === '') {
      const name = (row.fixed['Nama anggota'] ?? '') || (row.cells[0]?.text.trim() ?? '')
      if (name === '') return this.say(row, 'Nama anggota', 'Anggota baru belum diberi nama.')
      if (this.#present.state !== 'draft')
        return this.say(row, 'Kode anggota', 'Isian ini sudah selesai; anggota baru tidak dapat ditambahkan.')
      this.plan.added.push(name)
      this.#changed += 1
      return this.cells(row, { added: this.plan.added.length - 1 }, {})
    }
    const code = readCode(typed)
    const personId = code?.kind === 'W' ? personByUid(context.db, code.uid)?.id : undefined
    const found = this.#present.members.find(
      ({ whose, personId: of }) =>
        (code?.kind === 'A' && 'id' in whose && whose.id === code.id) || (personId !== undefined && of === personId),
    )
    if (found === undefined) return this.say(row, 'Kode anggota', 'Anggota ini tidak ada (lagi) di isian.')
    this.cells(row, found.whose, found.answers)
  }
}

/** Writes what a row of a file says: begins the set where there is none, then its boxes as answers of the field. */
export const applyPlans = internalCommand(
  'assessments.apply-file',
  (context, input: { questionnaire: string; formVersion: number; plans: SetPlan[] }) => {
    for (const plan of input.plans) {
      const at =
        'id' in plan.set
          ? plan.set
          : beginSet(
              context,
              { questionnaire: input.questionnaire, personId: plan.set.personId, caseId: null, needId: null },
              input.formVersion,
            )
      if (!('id' in plan.set) && 'existed' in at && at.existed)
        throw new AppError('CONFLICT', 'Isian untuk salah satu warga baru saja dibuat orang lain.', {
          hint: 'Impor berkasnya sekali lagi.',
        })
      const members = plan.added.map((name) =>
        insertSetMember(context.db, { assessment_id: at.id, person_id: null, name, answers: '{}' }),
      )
      const set = draftAt(context, at.id, at.version)
      const idOf = (whose: NonNullable<Whose>): number | null =>
        'id' in whose
          ? whose.id
          : 'added' in whose
            ? (members[whose.added] ?? null)
            : (set.members.find(({ person_id }) => person_id === whose.personId)?.id ?? null)
      writeBoxes(
        context,
        set,
        plan.boxes.map(({ whose, question, value }) => ({ member: whose === null ? null : idOf(whose), question, value })),
        {
          ...(plan.visitedOn === null ? {} : { visited_on: plan.visitedOn }),
          ...(plan.surveyor === null ? {} : { surveyor: plan.surveyor }),
        },
      )
    }
    context.audit({
      entity: 'import',
      detail: { list: 'assessments', questionnaire: input.questionnaire, sets: input.plans.length },
    })
    return null
  },
)

/** Internal commands of files with answers. */
export const assessmentFileCommands = [recordFile, applyPlans]

const chunk = 50
const shownProblems = 500

/**
 * Reads a filled workbook; tells, or does, what it says. A set with a problem in any of its rows is left alone as a whole.
 * @throws AppError BAD_FILE, NOT_FOUND
 */
export const importFile = async (context: JobContext, input: { fileId: string; dryRun: boolean }): Promise<FileReport> => {
  const file = await readAnswerFile(context, uploadedFile(context, input.fileId).path)
  const { form } = readyForm(context.db, file.questionnaire, file.formVersion)
  const members = new Map<string, FileRow[]>()
  for (const row of file.members) {
    const code = row.fixed.Kode ?? ''
    members.set(code, [...(members.get(code) ?? []), row])
  }
  const report: FileReport = {
    questionnaire: file.questionnaire,
    name: form.name,
    rows: file.answers.length,
    added: 0,
    changed: 0,
    same: 0,
    refused: 0,
    answers: 0,
    problems: [],
    problemCount: 0,
  }
  const plans: SetPlan[] = []
  const seen = new Set<string>()
  const problems: RowProblem[] = []
  const refuse = (row: FileRow, column: string, message: string): void => {
    report.refused += 1
    problems.push({ sheet: row.sheet, row: row.row, column, name: row.fixed.Nama ?? '', message })
  }
  for (const [index, row] of file.answers.entries()) {
    context.throwIfCancelled()
    const code = row.fixed.Kode ?? ''
    if (seen.has(code)) {
      refuse(row, 'A', 'Kode ini sudah ada di baris lain.')
      continue
    }
    seen.add(code)
    const present = findPresent(context, file, code)
    if (typeof present === 'string') {
      refuse(row, 'A', present)
      continue
    }
    const planner = new Planner(present, row.fixed.Versi ?? '')
    planner.head(row, context.today())
    planner.cells(row, null, present.main)
    for (const member of members.get(code) ?? []) planner.member(context, member)
    if (planner.problems.length > 0) {
      report.refused += 1
      problems.push(...planner.problems)
    } else if (planner.changes === 0) report.same += 1
    else {
      report['personId' in planner.plan.set ? 'added' : 'changed'] += 1
      report.answers += planner.plan.boxes.length
      plans.push(planner.plan)
    }
    context.progress('Memeriksa isian', index + 1, file.answers.length)
  }
  for (const [code, rows] of members)
    if (!seen.has(code))
      for (const row of rows)
        problems.push({
          sheet: row.sheet,
          row: row.row,
          column: 'A',
          name: row.fixed['Nama warga'] ?? '',
          message: 'Kode ini tidak ada di lembar Jawaban.',
        })
  if (!input.dryRun)
    for (let start = 0; start < plans.length; start += chunk) {
      context.throwIfCancelled()
      await context.write(applyPlans, {
        questionnaire: file.questionnaire,
        formVersion: file.formVersion,
        plans: plans.slice(start, start + chunk),
      })
      context.progress('Menyimpan isian', Math.min(start + chunk, plans.length), plans.length)
    }
  return { ...report, problems: problems.slice(0, shownProblems), problemCount: problems.length }
}
