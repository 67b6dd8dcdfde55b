import type { ImportMappingBody } from '../../../shared/contract/mappings.ts'
import { columnLetters } from '../xlsx/reader.ts'

/** Checks of a mapping that its schema cannot express; the path names the place in the body. */
export const mappingProblems = (body: ImportMappingBody): { path: string; message: string }[] =>
  body.tables.flatMap((table, t) => {
    const seen = new Map<string, number>()
    return table.columns.flatMap(({ field }, c) => {
      if (field === null) return []
      const first = seen.get(field)
      if (first === undefined) {
        seen.set(field, c)
        return []
      }
      const label = table.columns[first]?.label || field
      return [
        {
          path: `tables.${t}.columns.${c}.field`,
          message: `Kolom ${columnLetters(first)} dan ${columnLetters(c)} sama-sama menjadi ${label}; satu isian hanya dari satu kolom.`,
        },
      ]
    })
  })
