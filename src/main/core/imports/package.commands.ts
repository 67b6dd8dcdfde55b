import type { Severity } from '../../../shared/contract/common.ts'
import type { ImportCounts, ImportPackage } from '../../../shared/contract/imports.ts'
import type { ImportMappingBody } from '../../../shared/contract/mappings.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand } from '../context.ts'
import { countFamilies } from './family-counts.ts'
import {
  deleteStaged,
  findPackage,
  insertPackage,
  insertProblem,
  insertRows,
  moveState,
  packagesInState,
  type StagedValues,
} from './imports.repo.ts'
import { effectiveFields, sortByWins } from './review.repo.ts'
import { fieldLabels } from './staged-row.ts'
import { lockedFields, type Wins } from './wins.ts'

/** Opens a package in state `preparing`. */
export const beginPackage = internalCommand(
  'imports.begin',
  (
    context,
    input: {
      label: string
      fileName: string
      sha256: string
      profileKey: string
      profileVersion: number
      columns: ImportPackage['columns']
      village?: string | null
      wins?: Wins
      mapping?: ImportMappingBody | null
      marksOnly?: boolean
      tag?: string
    },
  ): number => insertPackage(context.db, input, { userId: context.actor.userId, now: context.now() }),
  { audited: false },
)

/** Stages one chunk of rows. @param rows `StagedValues[]` as JSON */
export const stageRows = internalCommand(
  'imports.stage',
  (context, input: { id: number; rows: string }): void =>
    insertRows(context.db, input.id, JSON.parse(input.rows) as StagedValues[]),
  { audited: false },
)

/** Ends the dry run: counts are in, the package can be applied. */
export const finishPackage = internalCommand(
  'imports.finish',
  (
    context,
    input: {
      id: number
      counts: ImportCounts
      problems: ImportPackage['problems']
      notes: { sheet: string; column: string; severity: Severity; code: string; message: string }[]
    },
  ): void => {
    for (const { sheet, column, severity, code, message } of input.notes)
      insertProblem(context.db, input.id, sheet, [column, severity, code, message])
    const { counts } = input
    const wins = JSON.parse(findPackage(context.db, input.id)?.wins ?? '{}') as Wins
    if (Object.keys(wins).length > 0) {
      Object.assign(counts.people, sortByWins(context.db, input.id, wins))
      counts.families = countFamilies(context.db, input.id, wins)
    }
    moveState(context.db, input.id, ['preparing'], 'prepared', {
      counts: JSON.stringify(counts),
      problem_counts: JSON.stringify(input.problems),
    })
    const { people, rows } = input.counts
    context.audit({
      entity: 'import',
      entityId: input.id,
      detail: { new: people.new, changed: people.changed, refused: people.refused, doubtful: people.doubtful, rows: rows.read },
    })
  },
)

/** Gives a dry run up: cancelled, or the file turned out unreadable. */
export const failPackage = internalCommand(
  'imports.fail',
  (context, id: number): void => {
    deleteStaged(context.db, id)
    moveState(context.db, id, ['preparing'], 'failed')
  },
  { audited: false },
)

/**
 * Marks a package as being written, so that a second press finds it taken and nobody changes it any more.
 * @throws AppError STATE unless it is prepared, CONFLICT when it is not as the clerk saw it, CONFIRM for changes of the
 * locked list that were not confirmed
 */
export const beginApply = internalCommand(
  'imports.begin-apply',
  (context, input: { id: number; confirmLocked: string[]; version: number | null }): void => {
    const { db } = context
    const found = findPackage(db, input.id)
    if (!moveState(db, input.id, ['prepared'], 'applying') || found === undefined)
      throw new AppError('STATE', 'Paket impor ini sudah ditulis, sedang ditulis, atau sudah dibuang.', {
        hint: 'Muat ulang riwayat impor untuk melihat keadaannya.',
      })
    if (input.version !== null && input.version !== found.version)
      throw new AppError('CONFLICT', 'Paket impor ini baru saja diubah petugas lain, jadi belum ditulis.', {
        hint: 'Periksa jumlahnya sekali lagi, lalu tulis.',
      })
    const wanted = [...lockedFields].filter((field) => !input.confirmLocked.includes(field))
    const open = effectiveFields(db, input.id, JSON.parse(found.wins) as Wins, wanted)
    if (open.length > 0) throw unconfirmed(open)
  },
  { audited: false },
)

const unconfirmed = (open: readonly { field: string; n: number }[]): AppError =>
  new AppError(
    'CONFIRM',
    `Impor ini mengubah data yang dikunci: ${open.map(({ field, n }) => `${fieldLabels[field as keyof typeof fieldLabels]} (${n} warga)`).join(', ')}.`,
    {
      field: 'confirmLocked',
      hint: `Setujui perubahan itu satu per satu (${open.map(({ field }) => field).join(', ')}), atau pilih agar data warga yang dipakai untuk isian itu.`,
    },
  )

/** Back to prepared after writing failed or was stopped: nothing of it is in the register. */
export const resetApply = internalCommand(
  'imports.reset-apply',
  (context, id: number): void => void moveState(context.db, id, ['applying'], 'prepared'),
  { audited: false },
)

const endedWhileReading =
  'Program berhenti saat berkas ini masih dibaca. Tidak ada yang ditulis ke data warga; impor berkasnya sekali lagi.'
const endedWhileWriting =
  'Program berhenti saat impor ini sedang ditulis. Tidak ada yang sempat masuk ke data warga; tekan Tulis sekali lagi bila masih diperlukan.'

/**
 * Run at every start: what a power cut left half done becomes failed (dry run) or prepared again (writing, rolled back by
 * SQLite). What happened is said among the package's findings.
 */
export const cleanUpInterruptedImports = internalCommand(
  'imports.clean-up',
  (context, _input: null): { failed: number; reset: number } => {
    const { db } = context
    const failed = packagesInState(db, 'preparing')
    for (const id of failed) {
      deleteStaged(db, id)
      moveState(db, id, ['preparing'], 'failed', { problem_counts: JSON.stringify({ block: 1, error: 0, warning: 0 }) })
      insertProblem(db, id, '', ['', 'block', 'interrupted', endedWhileReading])
    }
    const reset = packagesInState(db, 'applying')
    for (const id of reset) {
      const counts = JSON.parse(findPackage(db, id)?.problem_counts ?? '{}') as ImportPackage['problems']
      moveState(db, id, ['applying'], 'prepared', { problem_counts: JSON.stringify({ ...counts, warning: counts.warning + 1 }) })
      insertProblem(db, id, '', ['', 'warning', 'interrupted', endedWhileWriting])
    }
    return { failed: failed.length, reset: reset.length }
  },
  { audited: false },
)
