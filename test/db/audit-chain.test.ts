import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendAudit, auditHead, verifyAudit } from '../../src/main/core/audit/audit.repo.ts'
import { auditHandlers } from '../../src/main/core/audit/audit.service.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  for (let index = 1; index <= 5; index += 1)
    appendAudit(inline.db, {
      at: inline.context.now(),
      userId: 1,
      action: `test.${index}`,
      entity: 'person',
      entityId: index,
      caseId: index === 3 ? 7 : null,
      detail: '{}',
    })
})
afterEach(() => inline.close())

describe('the audit chain', () => {
  it('fits from the first event to the head', () => {
    expect(verifyAudit(inline.db)).toEqual({ events: 5, head: auditHead(inline.db).hash, firstBad: null })
  })

  it('names the first event that was changed behind its back', () => {
    inline.db.raw.exec('DROP TRIGGER audit_event_no_update')
    inline.db.raw.exec("UPDATE audit_event SET action = 'test.forged' WHERE seq = 3")
    expect(verifyAudit(inline.db).firstBad).toBe(3)
  })

  it('notices an event that was taken out', () => {
    inline.db.raw.exec('DROP TRIGGER audit_event_no_delete')
    inline.db.raw.exec('DELETE FROM audit_event WHERE seq = 2')
    expect(verifyAudit(inline.db).firstBad).toBe(3)
  })

  it('is listed newest first, page by page, and by case', () => {
    const first = auditHandlers.list(inline.context, { caseId: null, cursor: null, limit: 2 })
    expect(first.items.map((event) => event.seq)).toEqual([5, 4])
    const second = auditHandlers.list(inline.context, { caseId: null, cursor: first.next, limit: 2 })
    expect(second.items.map((event) => event.seq)).toEqual([3, 2])
    const third = auditHandlers.list(inline.context, { caseId: null, cursor: second.next, limit: 2 })
    expect(third).toMatchObject({ items: [{ seq: 1, user: 'Admin Uji' }], next: null })
    expect(auditHandlers.list(inline.context, { caseId: 7, cursor: null, limit: 10 }).items.map((event) => event.seq)).toEqual([
      3,
    ])
  })
})
