import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
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

/** How long a ticket is good for, in milliseconds. */
export const ticketLifetime = 12 * 60 * 60 * 1000

const nonceLength = 12
const tagLength = 16

/**
 * Sealed tickets for files: unreadable to screens, bound to a user, useless after twelve hours or a restart.
 * No table and no path reaches a screen; all threads share the secret of this run.
 */
export class Tickets {
  readonly #secret: Buffer

  constructor(secret: Buffer = randomBytes(32)) {
    this.#secret = secret
  }

  /** Issues a ticket; the result is what the contract calls `fileId`. */
  issue(ticket: Omit<Ticket, 'expires'>): string {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', this.#secret, nonce)
    const body = JSON.stringify({ ...ticket, expires: Date.now() + ticketLifetime } satisfies Ticket)
    const text = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
  }

  /**
   * Reads a ticket back.
   * @throws AppError NOT_FOUND for a forged, foreign or expired one
   */
  read(fileId: string, userId: number): Ticket {
    const ticket = this.#open(Buffer.from(fileId, 'base64url'))
    if (ticket === undefined || ticket.expires < Date.now() || ticket.userId !== userId)
      throw new AppError('NOT_FOUND', 'Berkas tidak tersedia lagi.', { hint: 'Buka atau pilih berkasnya sekali lagi.' })
    return ticket
  }

  #open(sealed: Buffer): Ticket | undefined {
    if (sealed.length <= nonceLength + tagLength) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.#secret, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
    try {
      const text = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()])
      return JSON.parse(text.toString('utf8')) as Ticket
    } catch {
      return undefined
    }
  }
}
