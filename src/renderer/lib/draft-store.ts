import { call } from './api.ts'

// The database is encrypted and lies with the office: a draft there outlives the window, unlike sessionStorage, and is still
// nobody's but its writer's. sessionStorage stays the quick copy of this window (lock, reload, core not answering).
const waiting = new Map<string, { timer: number; body: Record<string, unknown> }>()
const running = new Map<string, Promise<void>>()
/** Words are sent when the fingers rest this long, milliseconds. */
const pause = 1000

type Json = Parameters<typeof call<'drafts.save'>>[1]['body']

const queue = (key: string, work: () => Promise<unknown>): Promise<void> => {
  const before = running.get(key) ?? Promise.resolve()
  // A draft that cannot be sent (locked, core closed) still lies in this window; the form itself is what matters.
  const next = before.then(work).then(
    () => {},
    () => {},
  )
  running.set(key, next)
  return next
}

const send = (key: string): Promise<void> => {
  const kept = waiting.get(key)
  if (kept === undefined) return Promise.resolve()
  window.clearTimeout(kept.timer)
  waiting.delete(key)
  return queue(key, () => call('drafts.save', { key, body: kept.body as Json }))
}

/** Keeps a draft in the database soon. */
export const storeDraft = (key: string, body: Record<string, unknown>): void => {
  window.clearTimeout(waiting.get(key)?.timer)
  waiting.set(key, { body, timer: window.setTimeout(() => void send(key), pause) })
}

/** Sends what still waits of one form (it leaves the screen) or of all (sign-out, window closes). */
export const flushDraft = (key: string): Promise<void> => send(key)
export const flushDrafts = async (): Promise<void> => {
  await Promise.all([...waiting.keys()].map(send))
}

/** Takes a draft out of the database. */
export const removeDraft = (key: string): Promise<void> => {
  window.clearTimeout(waiting.get(key)?.timer)
  waiting.delete(key)
  return queue(key, () => call('drafts.remove', { key }))
}

/** A draft of the database, or null; also when it cannot be asked for. */
export const fetchDraft = async (key: string): Promise<Record<string, unknown> | null> => {
  await running.get(key)
  const found = await call('drafts.read', { key }).catch(() => null)
  const body = found?.body
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Record<string, unknown>) : null
}

window.addEventListener('pagehide', () => void flushDrafts())
