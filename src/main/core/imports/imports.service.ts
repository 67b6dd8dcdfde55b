import type { Bucket, ImportPackage, ImportProblem, ImportRow } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { ownMappingKey } from '../mappings/choose.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { fieldLabel } from '../people/history.ts'
import { applyPackage } from './apply.ts'
import {
  createdPeople,
  deleteStaged,
  findPackage,
  listPackages,
  moveState,
  type PackageRow,
  problemsOfRows,
  readProblems,
  readRows,
  type StoredProblem,
  type StoredRow,
} from './imports.repo.ts'
import {
  beginApply,
  beginPackage,
  cleanUpInterruptedImports,
  failPackage,
  finishPackage,
  resetApply,
  stageRows,
} from './package.commands.ts'
import { prepareFile, refuseLimitedArea } from './prepare.ts'
import { decodeRow, type FieldChange, fieldLabels, type RowData } from './staged-row.ts'
import { undoPackage } from './undo.ts'

export { cleanUpInterruptedImports }

const toPackage = (row: PackageRow): ImportPackage => ({
  id: row.id,
  label: row.label,
  fileName: row.file_name,
  fileSha256: row.file_sha256,
  profileKey: row.profile_key,
  profileName: row.profile_name ?? (row.profile_key === ownMappingKey ? 'Kolom diatur sendiri' : row.profile_key),
  state: row.state,
  counts: JSON.parse(row.counts) as ImportPackage['counts'],
  problems: JSON.parse(row.problem_counts) as ImportPackage['problems'],
  columns: JSON.parse(row.columns) as ImportPackage['columns'],
  preparedAt: row.prepared_at,
  preparedBy: row.prepared_by_name ?? '',
  appliedAt: row.applied_at,
  undoneAt: row.undone_at,
})

/**
 * A package, for users of the whole district only: it holds people of all villages.
 * @throws AppError NOT_FOUND
 */
const need = (context: QueryContext, id: number): PackageRow => {
  const found = context.actor.areas.length > 0 ? undefined : findPackage(context.db, id)
  if (found === undefined)
    throw new AppError('NOT_FOUND', 'Paket impor ini tidak ditemukan.', { hint: 'Muat ulang riwayat impor.' })
  return found
}

const toProblem = (row: StoredProblem): ImportProblem => ({
  sheet: row.sheet,
  row: row.row,
  column: row.column_name,
  severity: row.severity as ImportProblem['severity'],
  code: row.code,
  message: row.message,
})

const shownValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { L: 'Laki-laki', P: 'Perempuan' },
  lifeStatus: { alive: 'Hidup', dead: 'Meninggal', moved: 'Pindah', missing: 'Hilang', away: 'Pergi', invalid: 'Tidak valid' },
}

const shown = (field: string, value: string): string =>
  /^\d{16}$/.test(value) ? maskNumber(value) : (shownValues[field]?.[value] ?? value)

const lastId = (cursor: string | null): number => (cursor === null ? 0 : Number(unpackCursor(cursor)[0]))

const toRows = (context: QueryContext, found: PackageRow, rows: readonly StoredRow[]): ImportRow[] => {
  const labels = new Map<string, string>(Object.entries(fieldLabels))
  for (const { field, fieldLabel } of JSON.parse(found.columns) as ImportPackage['columns'])
    if (field !== null) labels.set(field, fieldLabel)
  const problems = new Map<number, ImportProblem[]>()
  for (const problem of problemsOfRows(
    context.db,
    rows.map((row) => row.id),
  )) {
    const list = problems.get(problem.row_id as number)
    if (list === undefined) problems.set(problem.row_id as number, [toProblem(problem)])
    else list.push(toProblem(problem))
  }
  const said = rows.map((row) => decodeRow(row.data))
  const created =
    found.state === 'applied'
      ? createdPeople(
          context.db,
          found.id,
          said.flatMap((data) => (data.nik === undefined ? [] : [data.nik])),
        )
      : new Map<string, number>()
  return rows.map((row, i) => {
    const data = said[i] as RowData
    return {
      id: row.id,
      sheet: row.sheet,
      row: row.row,
      bucket: row.bucket as Bucket,
      name: data.fields.name ?? '',
      nikMasked: maskNumber(data.nik ?? data.original ?? ''),
      kkMasked: maskNumber(data.kk ?? ''),
      personId: row.person_id ?? created.get(data.nik ?? '') ?? null,
      changes: (JSON.parse(row.changes) as FieldChange[]).map(({ field, before, after }) => ({
        field,
        fieldLabel: labels.get(field) ?? fieldLabel(field, labels),
        before: shown(field, before),
        after: shown(field, after),
      })),
      problems: problems.get(row.id) ?? [],
    }
  })
}

/** Import of people as packages: dry run, review, writing as a whole, taking back. */
export const importsHandlers: Handlers<'imports'> = {
  prepare: async (context, input) => {
    refuseLimitedArea(context)
    const id = await prepareFile(context, input)
    return toPackage(need(context, id))
  },

  list: (context) => (context.actor.areas.length > 0 ? [] : listPackages(context.db).map(toPackage)),

  get: (context, input) => toPackage(need(context, input.id)),

  rows: (context, input) => {
    const found = need(context, input.id)
    const rows = readRows(context.db, input.id, {
      after: lastId(input.cursor),
      limit: input.limit + 1,
      ...(input.bucket === null ? {} : { buckets: [input.bucket] }),
      withProblems: input.withProblems,
    })
    const { items, next } = page(
      rows,
      input.limit,
      (row) => row,
      (row) => packCursor(row.id),
    )
    return { items: toRows(context, found, items), next }
  },

  problems: (context, input) => {
    need(context, input.id)
    return page(readProblems(context.db, input.id, lastId(input.cursor), input.limit + 1), input.limit, toProblem, (row) =>
      packCursor(row.id),
    )
  },

  apply: async (context, input) => {
    refuseLimitedArea(context)
    need(context, input.id)
    await context.write(beginApply, input.id)
    try {
      await context.write(applyPackage, input.id)
    } catch (error) {
      await context.write(resetApply, input.id)
      throw error
    }
    return toPackage(need(context, input.id))
  },

  discard: (context, input) => {
    refuseLimitedArea(context)
    need(context, input.id)
    if (!moveState(context.db, input.id, ['prepared', 'failed'], 'discarded'))
      throw new AppError('STATE', 'Hanya paket yang belum ditulis yang dapat dibuang.', {
        hint: 'Paket yang sudah ditulis dapat dikembalikan dari riwayat impor.',
      })
    deleteStaged(context.db, input.id)
    context.audit({ entity: 'import', entityId: input.id })
    return {}
  },

  undo: async (context, input) => {
    refuseLimitedArea(context)
    need(context, input.id)
    return context.write(undoPackage, input.id)
  },
}

/** Internal commands of this domain, for the registry. */
export const importsInternal = [
  beginPackage,
  stageRows,
  finishPackage,
  failPackage,
  beginApply,
  resetApply,
  applyPackage,
  undoPackage,
  cleanUpInterruptedImports,
]
