import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signInCommand } from '../../src/main/core/users/users.service.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
})
afterEach(() => inline.close())

const lockedUntil = (instant: string): void => {
  inline.db.raw.prepare("UPDATE user SET locked_until = ?, failed_attempts = 5 WHERE username = 'admin'").run(instant)
}
const signIn = (fits: boolean) => signInCommand.run(inline.context, { username: 'ADMIN ', hash: '-', fits })

describe('a locked account', () => {
  it('stays locked for its five minutes, also for the right password', () => {
    lockedUntil('2026-11-22T02:04:59.000Z')
    expect(signIn(true)).toEqual({ outcome: 'locked' })
  })

  it('opens when the time is over', () => {
    lockedUntil('2026-11-22T01:59:59.000Z')
    expect(signIn(true)).toMatchObject({ outcome: 'signed-in', session: { username: 'admin' } })
  })

  it('does not stay locked for years when the clock is set back after the lock', () => {
    lockedUntil('2031-01-01T00:00:00.000Z')
    expect(signIn(true)).toMatchObject({ outcome: 'signed-in' })
  })

  it('does not accept a password that was checked against an older hash', () => {
    const outcome = signInCommand.run(inline.context, { username: 'admin', hash: 'an older one', fits: true })
    expect(outcome).toEqual({ outcome: 'refused' })
  })
})
