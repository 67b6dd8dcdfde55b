import type { ImportMappingBody, MappingCheck } from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { JobContext } from '../context.ts'
import { cellText } from '../imports/cell-text.ts'
import { isHeaderAgain } from '../imports/header.ts'
import { headerKey } from '../imports/profile.ts'
import { readHeads } from '../imports/read-file.ts'
import { RowParser } from '../imports/row-parser.ts'
import { columnLetters } from '../xlsx/reader.ts'
import { compileMapping, findMappedHeader, missingFields, nearScore } from './compile.ts'
import { mappingWorld, sampleRows, withFile } from './inspect.ts'
import { maskLong } from './shown.ts'

const mostProblems = 200
const mostCodes = 60

/** What a mapping makes of the first rows of every sheet. Nothing is compared with the register, nothing is kept. */
export const checkMapping = async (
  context: JobContext,
  input: { fileId: string; body: ImportMappingBody; village: string | null },
): Promise<MappingCheck> =>
  withFile(context, input.fileId, async (workbook) => {
    const village = input.village ?? input.body.village
    const body = { ...input.body, village }
    const world = mappingWorld(context, village)
    const mapping = compileMapping({ key: '', version: 0, body }, world.lists)
    const problems = new Map<string, MappingCheck['problems'][number]>()
    const codes = new Map<string, Map<string, { stored: string | null; count: number }>>()
    const answer: MappingCheck = { missing: missingFields(body), rows: 0, refused: 0, problems: [], codes: [] }
    let read = 0
    for (const { sheet, rows } of await readHeads(workbook, sampleRows)) {
      if (sheet.hidden || mapping.profile.ignoredSheets.has(headerKey(sheet.name)) || rows.length === 0) continue
      const found = findMappedHeader(mapping, rows, nearScore)
      if (found === null) continue
      read += 1
      const { header, table } = found
      const family = body.tables[table]?.rows === 'family'
      const parser = new RowParser({
        sheet: sheet.name,
        header,
        regions: world.regions,
        today: world.today,
        knownPeopleOnly: family || body.knownPeopleOnly,
      })
      for (const row of rows) {
        if (row.number <= header.row) continue
        const texts = row.values.map((value) => cellText(value))
        const mark = body.endMark
        if (mark !== null && (mark.column === 0 ? texts.includes(mark.text) : texts[mark.column - 1] === mark.text)) break
        if (texts.every((text) => text === '') || isHeaderAgain(mapping.profile, header, texts)) continue
        answer.rows += 1
        const parsed = parser.parse(row)
        if (parsed.problems.some(({ severity }) => severity === 'block')) answer.refused += 1
        for (const { column, severity, code, message } of parsed.problems) {
          const key = `${table}\n${column}\n${code}`
          const known = problems.get(key)
          if (known !== undefined) known.count += 1
          else if (problems.size < mostProblems)
            problems.set(key, {
              table,
              column,
              severity,
              code,
              message: maskLong(message),
              count: 1,
              sheet: sheet.name,
              firstRow: row.number,
            })
        }
        for (const [i, column] of header.columns.entries()) {
          const text = texts[i] ?? ''
          if (text === '' || column === null || (column.kind !== 'code' && column.kind !== 'sex')) continue
          const key = `${table}\n${columnLetters(i)}`
          const values = codes.get(key) ?? new Map<string, { stored: string | null; count: number }>()
          codes.set(key, values)
          const known = values.get(text)
          if (known !== undefined) known.count += 1
          else if (values.size < mostCodes) values.set(text, { stored: column.values?.find(text) ?? null, count: 1 })
        }
      }
    }
    if (read === 0)
      throw new AppError('BAD_FILE', 'Tidak ada lembar yang cocok dengan susunan kolom ini.', {
        field: 'mapping',
        hint: 'Periksa baris judul dan lembar yang dipilih.',
      })
    answer.problems = [...problems.values()]
    answer.codes = [...codes].map(([key, values]) => {
      const [table, column] = key.split('\n') as [string, string]
      return {
        table: Number(table),
        column,
        values: [...values].map(([value, one]) => ({ value: maskLong(value).slice(0, 200), ...one })),
      }
    })
    return answer
  })
