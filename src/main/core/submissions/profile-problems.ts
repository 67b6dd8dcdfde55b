import type { SubmissionProfileBody } from '../definitions/kinds.ts'
import { isKnownSource } from './column-values.ts'

/**
 * What a schema cannot see in a submission profile: a column source that nothing fills, a heading twice, a check about
 * a column that is not there. The path names the place in the body.
 */
export const profileProblems = (profile: SubmissionProfileBody): { path: string; message: string }[] => {
  const problems: { path: string; message: string }[] = []
  const headers = new Set<string>()
  for (const [index, column] of profile.columns.entries()) {
    if (!isKnownSource(column.source))
      problems.push({ path: `columns.${index}.source`, message: `Sumber "${column.source}" tidak dikenal.` })
    if (headers.has(column.header))
      problems.push({ path: `columns.${index}.header`, message: `Judul kolom "${column.header}" ada dua kali.` })
    headers.add(column.header)
  }
  for (const [index, check] of profile.checks.entries())
    if (!headers.has(check.column))
      problems.push({ path: `checks.${index}.column`, message: `Tidak ada kolom "${check.column}" untuk diperiksa.` })
  return problems
}
