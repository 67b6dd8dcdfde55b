import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { App, Connection } from '../core/app.ts'

const cookieName = 'loket'
const lifetimeSeconds = 12 * 60 * 60

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Which browser is which: the launch address carries a token that works once and becomes an HttpOnly cookie. The cookie
 * only says "this browser was let in on this computer"; who the person is, sign-in tells.
 */
export class BrowserSessions {
  readonly #app: App
  readonly #tokens = new Set<string>()
  readonly #connections = new Map<string, { connection: Connection; expires: number }>()

  constructor(app: App) {
    this.#app = app
  }

  /** A token for one launch. */
  newToken(): string {
    const token = randomBytes(24).toString('base64url')
    this.#tokens.add(token)
    return token
  }

  /** Turns a token into a Set-Cookie header; null when it is unknown or used. */
  redeem(token: string): string | null {
    const known = [...this.#tokens].find((candidate) => equal(candidate, token))
    if (known === undefined) return null
    this.#tokens.delete(known)
    const secret = randomBytes(24).toString('base64url')
    this.#connections.set(secret, { connection: this.#app.connect(), expires: Date.now() + lifetimeSeconds * 1000 })
    return `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${lifetimeSeconds}`
  }

  /** The caller behind a request, by its cookie. */
  connectionOf(request: Request): Connection | null {
    const header = request.headers.get('cookie') ?? ''
    for (const part of header.split(';')) {
      const [name, value] = part.trim().split('=')
      if (name !== cookieName || value === undefined) continue
      const found = this.#connections.get(value)
      if (found === undefined) continue
      if (found.expires > Date.now()) return found.connection
      this.#app.disconnect(found.connection)
      this.#connections.delete(value)
    }
    return null
  }
}
