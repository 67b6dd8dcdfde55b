import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../../shared/domain/errors.ts'

/** Where a ticket's bytes are: an archived file (by hash), a file in `tmp/`, or a path that the host itself opened by a dialog. */
export type TicketSource =
  | { kind: 'archive'; ref: string }
  | { kind: 'tmp'; ref: string }
  | { kind: 'upload'; ref: string }
  | { kind: 'path'; ref: string }

/** What a ticket says. */
export interface Ticket {
  source: TicketSource
  name: string
  mediaType: string
  size: number
  userId: number
  /** Milliseconds since 1970. */
  expires: number
}

const lifetime = 12 * 60 * 60 * 1000

/**
 * Signed tickets for files: opaque to screens, bound to a user, useless after twelve hours or a restart.
 * No table and no path reaches a screen; all threads share the secret of this run.
 */
export class Tickets {
  readonly #secret: Buffer

  constructor(secret: Buffer = randomBytes(32)) {
    this.#secret = secret
  }

  /** Issues a ticket; the result is what the contract calls `fileId`. */
  issue(ticket: Omit<Ticket, 'expires'>): string {
    const body = Buffer.from(JSON.stringify({ ...ticket, expires: Date.now() + lifetime })).toString('base64url')
    return `${body}.${this.#sign(body)}`
  }

  /**
   * Reads a ticket back.
   * @throws AppError NOT_FOUND for a forged, foreign or expired one
   */
  read(fileId: string, userId: number): Ticket {
    const [body, signature] = fileId.split('.')
    const lost = new AppError('NOT_FOUND', 'Berkas tidak tersedia lagi.', { hint: 'Buka atau pilih berkasnya sekali lagi.' })
    if (body === undefined || signature === undefined) throw lost
    const expected = Buffer.from(this.#sign(body))
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw lost
    const ticket = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Ticket
    if (ticket.expires < Date.now() || ticket.userId !== userId) throw lost
    return ticket
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#secret).update(body).digest('base64url')
  }
}
