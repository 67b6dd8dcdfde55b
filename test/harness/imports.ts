import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { importsHandlers } from '../../src/main/core/imports/imports.service.ts'
import { lockedFields } from '../../src/main/core/imports/wins.ts'
import type { ImportPackage, ImportProblem, ImportRow } from '../../src/shared/contract/imports.ts'
import type { MappingChoice } from '../../src/shared/contract/mappings.ts'
import type { Inline } from './inline.ts'
import { type TestCell, type TestSheet, type TestWorkbookOptions, writeWorkbook } from './workbooks.ts'

/** Drives the import handlers over one connection, with a folder for generated workbooks. */
export interface ImportBench {
  folder: string
  write(name: string, rows: Iterable<TestCell[]> | TestSheet[], options?: TestWorkbookOptions): Promise<string>
  prepare(path: string, village?: string | null, mapping?: MappingChoice): Promise<ImportPackage>
  /** A ticket for a file of this computer. */
  pick(path: string): string
  apply(id: number): Promise<ImportPackage>
  undo(id: number): Promise<{ restored: number; removed: number; kept: number; keptNames: string[] }>
  problems(id: number): ImportProblem[]
  rows(id: number): ImportRow[]
  /** People, families and memberships in the register. */
  counts(): { people: number; families: number; members: number }
  close(): void
}

export const importBench = (inline: Inline): ImportBench => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-impor-'))
  const { context, db } = inline
  const pick = (path: string): string =>
    context.tickets.issue({
      source: { kind: 'path', ref: path },
      name: basename(path),
      mediaType: 'application/octet-stream',
      size: statSync(path).size,
      userId: context.actor.userId,
    })
  return {
    folder,
    write: async (name, rows, options) => {
      const path = join(folder, name)
      const first = Array.isArray(rows) ? rows[0] : undefined
      const sheets =
        first !== undefined && !Array.isArray(first)
          ? (rows as TestSheet[])
          : [{ name: 'Data', rows: rows as Iterable<TestCell[]> }]
      await writeWorkbook(path, sheets, options)
      return path
    },
    pick,
    prepare: (path, village = null, mapping = null) =>
      importsHandlers.prepare(context, { fileId: pick(path), label: '', village, mapping }),
    // Tests of writing mean to write; those of the locked list call the handler themselves.
    apply: (id) => importsHandlers.apply(context, { id, confirmLocked: [...lockedFields] }),
    undo: (id) => importsHandlers.undo(context, { id }),
    problems: (id) => importsHandlers.problems(context, { id, cursor: null, limit: 500 }).items,
    rows: (id) => importsHandlers.rows(context, { id, bucket: null, withProblems: false, cursor: null, limit: 500 }).items,
    counts: () =>
      db.sql<{ people: number; families: number; members: number }>(
        'SELECT (SELECT count(*) FROM person) people, (SELECT count(*) FROM family) families, (SELECT count(*) FROM family_member WHERE to_date IS NULL) members',
      )[0] as { people: number; families: number; members: number },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
