import { type CommandContext, type Handlers, internalCommand } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { listAudit, verifyAudit } from './audit.repo.ts'

/** Use cases of the audit trail. */
export const auditHandlers: Handlers<'audit'> = {
  list: ({ db }, { caseId, cursor, limit }) => {
    const below = cursor === null ? null : Number(unpackCursor(cursor)[0])
    return page(
      listAudit(db, { caseId, below, limit: limit + 1 }),
      limit,
      (row) => ({
        seq: row.seq,
        at: row.at,
        user: row.display_name ?? 'Sistem',
        action: row.action,
        entity: row.entity,
        entityId: row.entity_id,
        caseId: row.case_id,
        detail: row.detail,
      }),
      (row) => packCursor(row.seq),
    )
  },
  verify: ({ db }) => verifyAudit(db),
}

/** The event of a query marked `audit: 'view'`; its answer leaves the core only after this is committed. */
export const viewCommand = internalCommand(
  'audit.view',
  (context: CommandContext, input: { procedure: string; entity: string; entityId: number | null }) => {
    context.audit({ entity: input.entity, entityId: input.entityId, detail: { view: input.procedure } })
    return null
  },
)

/** The event of a recovery key that was given out anew. */
export const newRecoveryKeyCommand = internalCommand('app.newRecoveryKey', (context: CommandContext, _input: null) => {
  context.audit({ entity: 'office' })
  return null
})

export const auditInternal = [viewCommand, newRecoveryKeyCommand]
