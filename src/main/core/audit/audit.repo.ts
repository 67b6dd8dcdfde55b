import type { Db } from '../db/database.ts'
import { type ChainEvent, chainHash, chainStart } from './chain.ts'

/** Appends an event to the chain; call it inside the transaction of the change. */
export const appendAudit = (db: Db, event: Omit<ChainEvent, 'seq'>): void => {
  const last = db.first(db.q.selectFrom('audit_event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1))
  const full: ChainEvent = { seq: (last?.seq ?? 0) + 1, ...event }
  const previous = last?.hash ?? chainStart
  db.run(
    db.q.insertInto('audit_event').values({
      seq: full.seq,
      at: full.at,
      user_id: full.userId,
      action: full.action,
      entity: full.entity,
      entity_id: full.entityId,
      case_id: full.caseId,
      detail: full.detail,
      prev_hash: previous,
      hash: chainHash(previous, full),
    }),
  )
}

/** Hash of the newest event: the anchor in manifests and on printed lists. */
export const auditHead = (db: Db): { seq: number; hash: string } =>
  db.first(db.q.selectFrom('audit_event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1)) ?? { seq: 0, hash: chainStart }

/** Recomputes the chain from the first event; `firstBad` is the first one that does not fit, or null. */
export const verifyAudit = (db: Db): { events: number; head: string; firstBad: number | null } => {
  let previous = chainStart
  let expected = 1
  const rows = db.raw.prepare('SELECT * FROM audit_event ORDER BY seq').iterate() as IterableIterator<{
    seq: number
    at: string
    user_id: number
    action: string
    entity: string
    entity_id: number | null
    case_id: number | null
    detail: string
    prev_hash: string
    hash: string
  }>
  let firstBad: number | null = null
  let events = 0
  for (const row of rows) {
    events += 1
    const hash = chainHash(previous, {
      seq: row.seq,
      at: row.at,
      userId: row.user_id,
      action: row.action,
      entity: row.entity,
      entityId: row.entity_id,
      caseId: row.case_id,
      detail: row.detail,
    })
    if (firstBad === null && (row.seq !== expected || row.prev_hash !== previous || row.hash !== hash)) firstBad = row.seq
    previous = row.hash
    expected = row.seq + 1
  }
  return { events, head: previous, firstBad }
}

/** Events newest first, below a sequence number. */
export const listAudit = (db: Db, filter: { caseId: number | null; below: number | null; limit: number }) => {
  let query = db.q
    .selectFrom('audit_event as e')
    .leftJoin('user as u', 'u.id', 'e.user_id')
    .select(['e.seq', 'e.at', 'e.action', 'e.entity', 'e.entity_id', 'e.case_id', 'e.detail', 'u.display_name'])
    .orderBy('e.seq', 'desc')
    .limit(filter.limit)
  if (filter.caseId !== null) query = query.where('e.case_id', '=', filter.caseId)
  if (filter.below !== null) query = query.where('e.seq', '<', filter.below)
  return db.all(query)
}
