import type { Severity } from '../../../shared/contract/common.ts'
import type { ImportCounts, ImportPackage } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand } from '../context.ts'
import {
  deleteStaged,
  insertPackage,
  insertProblem,
  insertRows,
  moveState,
  packagesInState,
  type StagedValues,
} from './imports.repo.ts'

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
    },
  ): number => insertPackage(context.db, input, { userId: context.actor.userId, now: context.now() }),
  { audited: false },
)

/** Stages one chunk of rows. */
export const stageRows = internalCommand(
  'imports.stage',
  (context, input: { id: number; rows: StagedValues[] }): void => insertRows(context.db, input.id, input.rows),
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
    moveState(context.db, input.id, ['preparing'], 'prepared', {
      counts: JSON.stringify(input.counts),
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
 * Marks a package as being written, so that a second press finds it taken.
 * @throws AppError STATE unless it is prepared
 */
export const beginApply = internalCommand(
  'imports.begin-apply',
  (context, id: number): void => {
    if (!moveState(context.db, id, ['prepared'], 'applying'))
      throw new AppError('STATE', 'Paket impor ini sudah ditulis, sedang ditulis, atau sudah dibuang.', {
        hint: 'Muat ulang riwayat impor untuk melihat keadaannya.',
      })
  },
  { audited: false },
)

/** Back to prepared after writing failed or was stopped: nothing of it is in the register. */
export const resetApply = internalCommand(
  'imports.reset-apply',
  (context, id: number): void => void moveState(context.db, id, ['applying'], 'prepared'),
  { audited: false },
)

/** Run at every start: what a power cut left half done becomes failed (dry run) or prepared again (writing, rolled back by SQLite). */
export const cleanUpInterruptedImports = internalCommand(
  'imports.clean-up',
  (context, _input: null): { failed: number; reset: number } => {
    const failed = packagesInState(context.db, 'preparing')
    for (const id of failed) {
      deleteStaged(context.db, id)
      moveState(context.db, id, ['preparing'], 'failed')
    }
    const reset = packagesInState(context.db, 'applying')
    for (const id of reset) moveState(context.db, id, ['applying'], 'prepared')
    return { failed: failed.length, reset: reset.length }
  },
  { audited: false },
)
