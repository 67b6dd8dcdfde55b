import { badFile } from '../xlsx/bad-file.ts'
import type { SheetHeader } from './header.ts'
import type { Understood } from './read-file.ts'
import type { RegionMatcher } from './regions.ts'
import { RowParser } from './row-parser.ts'
import type { RowData, RowProblem } from './staged-row.ts'

/** A village has some thousand families; this many answers fit into memory without anybody noticing. */
const mostFamilies = 200_000
const mostProblems = 200

type Answers = Pick<RowData, 'extra' | 'facts' | 'asOf'>

/** What two rows, or a family's sheet and a member's row, say together; the second one wins. */
const together = (one: Answers, other: Answers): Answers => {
  const all: Answers = {}
  if (one.extra !== undefined || other.extra !== undefined) all.extra = { ...one.extra, ...other.extra }
  if (one.facts !== undefined || other.facts !== undefined) all.facts = { ...one.facts, ...other.facts }
  const asOf = other.asOf ?? one.asOf
  if (asOf !== undefined) all.asOf = asOf
  return all
}

/** What the sheets with one row for a family say, until the families' heads come by. */
export class FamilyAnswers {
  readonly #answers = new Map<string, Answers>()
  readonly #read = new Map<string, number>()
  readonly problems: (RowProblem & { sheet: string })[] = []

  /** Reads all sheets of families. */
  static async read(understood: Understood, settings: { regions: RegionMatcher; today: string }): Promise<FamilyAnswers> {
    const answers = new FamilyAnswers()
    for (const { sheet, family } of understood.sheets) {
      if (family === null) continue
      const parser = new RowParser({ sheet: sheet.name, header: family, ...settings, knownPeopleOnly: true })
      for await (const rows of sheet.rows())
        for (const row of rows) if (row.number > family.row) answers.#take(sheet.name, family, parser.parse(row))
    }
    return answers
  }

  #take(
    sheet: string,
    header: SheetHeader,
    { row, data, problems }: { row: number; data: RowData; problems: RowProblem[] },
  ): void {
    // Blank rows that only hold a stray sign are no family, and no fault.
    const silent = data.extra === undefined && data.facts === undefined && data.asOf === undefined
    if (data.kk === undefined && silent) {
      const number = problems.find(({ code }) => code.startsWith('kk-'))
      if (number === undefined) return
    }
    for (const problem of problems) {
      if (this.problems.length >= mostProblems) break
      this.problems.push({
        ...problem,
        sheet,
        severity: problem.severity === 'block' ? 'error' : problem.severity,
        message: `Baris ${row}: ${problem.message}`,
        column: problem.column,
      })
    }
    if (data.kk === undefined || silent || header.score === 0) return
    this.#read.set(sheet, (this.#read.get(sheet) ?? 0) + 1)
    const known = this.#answers.get(data.kk)
    if (known !== undefined) this.#answers.set(data.kk, together(known, data))
    else if (this.#answers.size >= mostFamilies)
      throw badFile('Berkas ini memuat terlalu banyak keluarga.', 'Bagi datanya menjadi beberapa berkas, misalnya per kecamatan.')
    else this.#answers.set(data.kk, together({}, data))
  }

  /** Gives a family's answers to its head; others keep what their own row says. */
  giveTo(data: RowData): void {
    if (data.kk === undefined || data.relation !== 'Kepala Keluarga') return
    const answers = this.#answers.get(data.kk)
    if (answers === undefined) return
    Object.assign(data, together(answers, data))
    this.#answers.delete(data.kk)
  }

  /** Families whose head stood nowhere in the file. */
  get left(): number {
    return this.#answers.size
  }

  /** How many families each sheet told about. */
  get read(): ReadonlyMap<string, number> {
    return this.#read
  }
}
