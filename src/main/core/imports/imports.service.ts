import { checkOf } from '../../../shared/domain/checks/table.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Handlers } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { applyPackage } from './apply.ts'
import { chooseWinners, readChoices } from './choices.ts'
import { recordCorrected, writeCorrected } from './corrected.ts'
import { decideAlike, decideRow, readDoubt } from './decide.ts'
import { deleteStaged, findingKinds, listPackages, moveState, readProblems, readRows } from './imports.repo.ts'
import {
  beginApply,
  beginPackage,
  cleanUpInterruptedImports,
  failPackage,
  finishPackage,
  resetApply,
  stageRows,
} from './package.commands.ts'
import { need, toPackage, toProblem, toRows } from './package-view.ts'
import { prepareFile, refuseLimitedArea } from './prepare.ts'
import { listRepairs, readGrid, repairCell, revealCell, undoRepair } from './repair.ts'
import { renamePackage } from './review.repo.ts'
import { previewUndo, undoPackage } from './undo.ts'

export { cleanUpInterruptedImports }

const severities = ['block', 'error', 'warning'] as const

const lastId = (cursor: string | null): number => (cursor === null ? 0 : Number(unpackCursor(cursor)[0]))

/** Import of people as packages: dry run, review, writing as a whole, taking back. */
export const importsHandlers: Handlers<'imports'> = {
  prepare: async (context, input) => {
    refuseLimitedArea(context)
    const id = await prepareFile(context, input)
    return toPackage(need(context, id), context.db)
  },

  list: (context, input) =>
    context.actor.areas.length > 0
      ? []
      : listPackages(context.db, { text: input.text ?? '', state: input.state ?? null }).map((row) => toPackage(row)),

  get: (context, input) => toPackage(need(context, input.id), context.db),

  rename: (context, input) => {
    refuseLimitedArea(context)
    need(context, input.id)
    renamePackage(context.db, input.id, input.label)
    context.audit({ entity: 'import', entityId: input.id })
    return toPackage(need(context, input.id), context.db)
  },

  rows: (context, input) => {
    const found = need(context, input.id)
    const rows = readRows(context.db, input.id, {
      after: lastId(input.cursor),
      limit: input.limit + 1,
      ...(input.bucket === null ? {} : { buckets: [input.bucket] }),
      withProblems: input.withProblems,
      code: input.code ?? null,
      decided: input.decided === true,
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
    const rows = readProblems(context.db, input.id, {
      after: lastId(input.cursor),
      limit: input.limit + 1,
      code: input.code ?? null,
    })
    return page(rows, input.limit, toProblem, (row) => packCursor(row.id))
  },

  findingKinds: (context, { id }) => {
    need(context, id)
    return findingKinds(context.db, id).map(({ weight, ...kind }) => ({
      ...kind,
      severity: severities[weight] ?? 'warning',
      title: checkOf(kind.code)?.title ?? kind.code,
    }))
  },

  apply: async (context, input) => {
    refuseLimitedArea(context)
    need(context, input.id)
    const { id, confirmLocked = [], version = null } = input
    await context.write(beginApply, { id, confirmLocked, version })
    try {
      await context.write(applyPackage, input.id)
    } catch (error) {
      await context.write(resetApply, input.id)
      throw error
    }
    return toPackage(need(context, input.id), context.db)
  },

  doubt: readDoubt,

  decide: (context, input) => {
    refuseLimitedArea(context)
    return decideRow(context, input)
  },

  decideAlike: (context, input) => {
    refuseLimitedArea(context)
    return decideAlike(context, input)
  },

  grid: readGrid,

  revealCell: (context, input) => {
    refuseLimitedArea(context)
    return revealCell(context, input)
  },

  repair: (context, input) => {
    refuseLimitedArea(context)
    return repairCell(context, input)
  },

  undoRepair: (context, input) => {
    refuseLimitedArea(context)
    return undoRepair(context, input)
  },

  repairs: listRepairs,

  corrected: (context, input) => {
    refuseLimitedArea(context)
    return writeCorrected(context, input)
  },

  choices: readChoices,

  chooseWinners: (context, input) => {
    refuseLimitedArea(context)
    return chooseWinners(context, input)
  },

  previewUndo: (context, input) => {
    need(context, input.id)
    return previewUndo(context, input.id)
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
  recordCorrected,
  cleanUpInterruptedImports,
]
