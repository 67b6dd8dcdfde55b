import { createHash } from 'node:crypto'

/** One event as it is hashed and stored. */
export interface ChainEvent {
  seq: number
  at: string
  userId: number
  action: string
  entity: string
  entityId: number | null
  caseId: number | null
  /** JSON text */
  detail: string
}

/** Hash that stands before the first event. */
export const chainStart = '0'.repeat(64)

/** SHA-256 over the previous hash and the event's canonical JSON (fixed order of fields). */
export const chainHash = (previous: string, event: ChainEvent): string =>
  createHash('sha256')
    .update(previous)
    .update(
      JSON.stringify([event.seq, event.at, event.userId, event.action, event.entity, event.entityId, event.caseId, event.detail]),
    )
    .digest('hex')
