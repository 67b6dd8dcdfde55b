import type { FileReport } from '../../../shared/contract/assessments.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import { openTables } from '../tables/open.ts'
import type { TableSheet } from '../tables/table-file.ts'
import { columnLetters } from '../xlsx/reader.ts'
import { cellWords, memberColumns, rowColumns, sheetNames } from './file-layout.ts'

export type RowProblem = FileReport['problems'][number]

/** A filled cell of a question column. */
export interface FileCell {
  /** The question's number, as the heading begins with. */
  number: string
  letter: string
  text: string
}

/** One row of a sheet with answers. */
export interface FileRow {
  sheet: string
  row: number
  /** Fixed columns by their heading. */
  fixed: Readonly<Record<string, string>>
  cells: FileCell[]
}

/** A workbook that was filled outside the program. */
export interface AnswerFile {
  questionnaire: string
  formVersion: number
  answers: FileRow[]
  members: FileRow[]
}

const bad = (message: string): AppError =>
  new AppError('BAD_FILE', message, {
    field: 'fileId',
    hint: 'Pakai berkas yang dibuat dengan "Ekspor untuk diisi"; jangan menghapus lembar atau baris judulnya.',
  })

const readRows = async (context: JobContext, sheet: TableSheet, fixed: readonly string[]): Promise<FileRow[]> => {
  let headings: string[] | null = null
  const rows: FileRow[] = []
  for await (const batch of sheet.rows()) {
    context.throwIfCancelled()
    for (const { number, values } of batch) {
      const texts = Array.from(values, (value) => cellWords(value))
      if (headings === null) {
        if (texts[0]?.trim() !== fixed[0]) throw bad(`Lembar ${sheet.name}: baris judul tidak ditemukan di baris ${number}.`)
        headings = texts.map((text) => text.trim())
        continue
      }
      if (texts.every((text) => text.trim() === '')) continue
      const row: FileRow = { sheet: sheet.name, row: number, fixed: {}, cells: [] }
      const found: Record<string, string> = {}
      for (const [index, text] of texts.entries()) {
        const heading = headings[index] ?? ''
        if (fixed.includes(heading)) found[heading] = text.trim()
        else if (text.trim() !== '') row.cells.push({ number: heading.split(' ')[0] ?? '', letter: columnLetters(index), text })
      }
      rows.push({ ...row, fixed: found })
    }
    context.progress(`Membaca lembar ${sheet.name}`, rows.length, null)
  }
  return rows
}

const readGuide = async (sheet: TableSheet): Promise<Map<string, string>> => {
  const words = new Map<string, string>()
  for await (const batch of sheet.rows())
    for (const { values } of batch) words.set(cellWords(values[0]).trim(), cellWords(values[1]).trim())
  return words
}

/**
 * Reads a workbook made by `exportFile`.
 * @throws AppError BAD_FILE
 */
export const readAnswerFile = async (context: JobContext, path: string): Promise<AnswerFile> => {
  const workbook = await openTables(path)
  try {
    const sheet = (name: string): TableSheet | undefined => workbook.sheets.find((one) => one.name === name)
    const [answers, members, guide] = [sheet(sheetNames.answers), sheet(sheetNames.members), sheet(sheetNames.guide)]
    if (answers === undefined || guide === undefined)
      throw bad(`Lembar "${answers === undefined ? sheetNames.answers : sheetNames.guide}" tidak ada di berkas ini.`)
    const words = await readGuide(guide)
    const questionnaire = words.get('Formulir') ?? ''
    const formVersion = Number(words.get('Versi formulir') ?? '')
    if (questionnaire === '' || !Number.isInteger(formVersion) || formVersion < 1)
      throw bad('Lembar Petunjuk tidak menyebut formulir dan versinya.')
    return {
      questionnaire,
      formVersion,
      answers: await readRows(context, answers, rowColumns),
      members: members === undefined ? [] : await readRows(context, members, memberColumns),
    }
  } finally {
    workbook.close()
  }
}
