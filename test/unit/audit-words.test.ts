import { describe, expect, it } from 'vitest'
import { auditAction, auditDetail } from '../../src/renderer/texts/audit.ts'
import { procedures } from '../../src/shared/contract/index.ts'

/** Commands without an event of their own name: the internal command they call writes it. */
const elsewhere = new Set(['users.signOut', 'users.signIn', 'app.unlock', 'app.confirmRecoveryKey', 'jobs.cancel'])

describe('words of the audit trail', () => {
  it('every command that leaves an event is named in Indonesian', () => {
    const without = [...procedures]
      .filter(([name, { kind, audit }]) => kind === 'command' && audit !== 'none' && !elsewhere.has(name))
      .map(([name]) => name)
      .filter((name) => auditAction(name) === name)
    expect(without).toEqual([])
  })

  it('every page with personal data is named in Indonesian', () => {
    const views = [...procedures].filter(([, { audit }]) => audit === 'view').map(([name]) => name)
    expect(views.length).toBeGreaterThan(10)
    expect(views.filter((view) => auditDetail(JSON.stringify({ view })).includes(view))).toEqual([])
  })

  it('a step shows the stages by their words', () => {
    expect(auditDetail('{"from":"verification","to":"waiting-decision"}')).toBe('dari: Verifikasi · ke: Menunggu penetapan')
  })
})
