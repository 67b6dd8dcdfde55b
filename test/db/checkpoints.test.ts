import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Checkpoints } from '../../src/main/core/workers/checkpoints.sqlite.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
let checkpoints: Checkpoints
beforeEach(() => {
  vi.useFakeTimers()
  inline = openInline()
  inline.db.raw.pragma('wal_checkpoint(PASSIVE)')
  checkpoints = new Checkpoints(inline.db)
  inline.db.raw.exec('CREATE TABLE ballast (data BLOB)')
})
afterEach(() => {
  inline.close()
  vi.useRealTimers()
})

/** One change that leaves about so many megabytes in the journal, with its answer. */
const change = (megabytes: number): void => {
  checkpoints.hold()
  inline.db.raw.transaction(() => {
    for (let at = 0; at < megabytes; at += 1) inline.db.raw.prepare('INSERT INTO ballast (data) VALUES (zeroblob(1048576))').run()
  })()
  checkpoints.afterReply()
}

const waiting = (): number => {
  const [state] = inline.db.raw.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }]
  return state.log - state.checkpointed
}

test('a change is answered before its journal is moved; the moving comes in the first quiet moment', () => {
  change(8)
  expect(waiting()).toBeGreaterThan(1000)
  vi.advanceTimersByTime(200)
  change(1)
  vi.advanceTimersByTime(200)
  expect(waiting()).toBeGreaterThan(1000)
  vi.advanceTimersByTime(100)
  expect(waiting()).toBe(0)
})

test('a little journal stays where it is', () => {
  change(1)
  vi.advanceTimersByTime(60_000)
  expect(waiting()).toBeGreaterThan(0)
})

test('a journal that grows without a quiet moment is moved all the same', () => {
  for (let round = 0; round < 9; round += 1) {
    change(16)
    vi.advanceTimersByTime(200)
  }
  expect(waiting()).toBeGreaterThan(32_000)
  for (let round = 0; round < 6; round += 1) {
    vi.advanceTimersByTime(200)
    change(1)
  }
  expect(waiting()).toBeLessThan(2000)
})
