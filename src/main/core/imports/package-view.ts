import type { Bucket, Decision, ImportCounts, ImportPackage, ImportProblem, ImportRow } from '../../../shared/contract/imports.ts'
import { shortDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import type { QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { ownMappingKey } from '../mappings/own-key.ts'
import { fieldLabel } from '../people/history.ts'
import {
  createdPeople,
  findPackage,
  type PackageRow,
  problemsOfRows,
  type StoredProblem,
  type StoredRow,
} from './imports.repo.ts'
import { countCode } from './review.repo.ts'
import { decodeRow, type FieldChange, fieldLabels, type RowData } from './staged-row.ts'

/** Counts of decisions as stored; `open` follows from the bucket. */
export const decisionsOf = (row: PackageRow): Record<Decision, number> => ({
  same: 0,
  new: 0,
  skip: 0,
  ...(JSON.parse(row.decisions) as Partial<Record<Decision, number>>),
})

/** A package as screens see it. @param db when given, also what must be counted for a single package */
export const toPackage = (row: PackageRow, db: Db | null = null): ImportPackage => {
  const counts = JSON.parse(row.counts) as ImportCounts
  const decisions = decisionsOf(row)
  return {
    id: row.id,
    label: row.label,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    profileKey: row.profile_key,
    profileName: row.profile_name ?? (row.profile_key === ownMappingKey ? 'Kolom diatur sendiri' : row.profile_key),
    state: row.state,
    counts,
    problems: JSON.parse(row.problem_counts) as ImportPackage['problems'],
    columns: JSON.parse(row.columns) as ImportPackage['columns'],
    preparedAt: row.prepared_at,
    preparedBy: row.prepared_by_name ?? '',
    appliedAt: row.applied_at,
    appliedBy: row.applied_by_name ?? '',
    undoneAt: row.undone_at,
    undoneBy: row.undone_by_name ?? '',
    version: row.version,
    decisions: { ...decisions, open: Math.max(0, counts.people.doubtful - decisions.skip) },
    repairs: row.repairs,
    wins: JSON.parse(row.wins) as ImportPackage['wins'],
    marksOnly: row.marks_only === 1,
    notRegistered: db === null || row.marks_only !== 1 ? null : countCode(db, row.id, 'not-registered'),
    undone: row.outcome === null ? null : (JSON.parse(row.outcome) as ImportPackage['undone']),
  }
}

/**
 * A package, for users of the whole district only: it holds people of all villages.
 * @throws AppError NOT_FOUND
 */
export const need = (context: Pick<QueryContext, 'actor' | 'db'>, id: number): PackageRow => {
  const found = context.actor.areas.length > 0 ? undefined : findPackage(context.db, id)
  if (found === undefined)
    throw new AppError('NOT_FOUND', 'Paket impor ini tidak ditemukan.', { hint: 'Muat ulang riwayat impor.' })
  return found
}

/**
 * A package that waits to be written; whatever changes it begins here.
 * @throws AppError NOT_FOUND, STATE when somebody wrote, is writing or discarded it meanwhile
 */
export const needPrepared = (context: Pick<QueryContext, 'actor' | 'db'>, id: number): PackageRow => {
  const found = need(context, id)
  if (found.state !== 'prepared')
    throw new AppError(
      'STATE',
      found.state === 'applying'
        ? 'Paket impor ini sedang ditulis oleh petugas lain, jadi tidak dapat diubah lagi.'
        : found.state === 'discarded'
          ? 'Paket impor ini sudah dibuang oleh petugas lain.'
          : 'Paket impor ini sudah tidak menunggu diperiksa, jadi tidak dapat diubah lagi.',
      { hint: 'Muat ulang riwayat impor untuk melihat keadaannya.' },
    )
  return found
}

/** A finding as screens see it. */
export const toProblem = (row: StoredProblem): ImportProblem => ({
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

/** A stored value in words; 16 digits are masked. */
export const shown = (field: string, value: string): string =>
  /^\d{16}$/.test(value) ? maskNumber(value) : field === 'birthDate' ? shortDate(value) : (shownValues[field]?.[value] ?? value)

/** Words for the fields of a package: its columns' own, else the register's. */
export const labelsOf = (found: PackageRow): ((field: string) => string) => {
  const labels = new Map<string, string>(Object.entries(fieldLabels))
  for (const { field, fieldLabel } of JSON.parse(found.columns) as ImportPackage['columns'])
    if (field !== null) labels.set(field, fieldLabel)
  return (field) => labels.get(field) ?? fieldLabel(field, labels)
}

/** Findings of some rows, by row id. */
export const problemsByRow = (db: Db, ids: readonly number[]): ReadonlyMap<number, ImportProblem[]> => {
  const problems = new Map<number, ImportProblem[]>()
  for (const problem of problemsOfRows(db, ids)) {
    const list = problems.get(problem.row_id as number)
    if (list === undefined) problems.set(problem.row_id as number, [toProblem(problem)])
    else list.push(toProblem(problem))
  }
  return problems
}

/** Staged rows as screens see them. */
export const toRows = (context: Pick<QueryContext, 'db'>, found: PackageRow, rows: readonly StoredRow[]): ImportRow[] => {
  const label = labelsOf(found)
  const problems = problemsByRow(
    context.db,
    rows.map((row) => row.id),
  )
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
        fieldLabel: label(field),
        before: shown(field, before),
        after: shown(field, after),
      })),
      problems: problems.get(row.id) ?? [],
      decision: row.decision as Decision | null,
    }
  })
}
