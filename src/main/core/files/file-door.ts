import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Session } from '../../../shared/contract/users.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Connection } from '../connection.ts'
import { Tickets, ticketLifetime } from './tickets.ts'

/** Handed-out files live as long as their tickets; a host may run for weeks, and previews hold personal data. */
const sweepEvery = 60 * 60 * 1000

/** A file handed in: its ticket, and its name and size for the screen. */
export interface HandedIn {
  fileId: string
  name: string
  size: number
}

/** A file handed out: a path under `tmp/`, or archived bytes. */
export interface OpenedFile {
  name: string
  mediaType: string
  body: { path: string } | { bytes: Uint8Array }
}

export interface FileDoorOptions {
  /** `tmp/` of the data folder. */
  tmp: string
  /** Secret of this run, shared with the threads. */
  secret: Buffer
  /** Bytes of an archived file, or null. */
  readArchive(sha256: string, session: Session): Promise<Uint8Array | null>
}

/** Files in and out of the core, by ticket: no screen ever sees a path. */
export class FileDoor {
  readonly #options: FileDoorOptions
  readonly #tickets: Tickets
  #swept = Date.now()

  constructor(options: FileDoorOptions) {
    this.#options = options
    this.#tickets = new Tickets(options.secret)
  }

  /**
   * A file the host itself picked (native dialog, command-line argument): a ticket that stands for its path.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
   */
  registerPath(connection: Connection, path: string): HandedIn {
    const session = userOf(connection)
    const stat = existsSync(path) ? statSync(path) : undefined
    if (stat === undefined || !stat.isFile())
      throw new AppError('NOT_FOUND', `Berkas "${basename(path)}" tidak ditemukan.`, { hint: 'Periksa nama dan foldernya.' })
    return this.#issue(session, { kind: 'path', ref: path }, basename(path), stat.size)
  }

  /** A finished upload in `tmp/`, by its name there. @throws AppError UNAUTHENTICATED, FORBIDDEN */
  registerUpload(connection: Connection, stored: string, name: string, size: number): HandedIn {
    return this.#issue(userOf(connection), { kind: 'upload', ref: stored }, name, size)
  }

  #issue(session: Session, source: { kind: 'path' | 'upload'; ref: string }, name: string, size: number): HandedIn {
    const fileId = this.#tickets.issue({ source, name, mediaType: 'application/octet-stream', size, userId: session.userId })
    return { fileId, name, size }
  }

  /**
   * Where the bytes of a handed-out file are.
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
   */
  async open(connection: Connection, fileId: string): Promise<OpenedFile> {
    const session = userOf(connection)
    const { source, name, mediaType } = this.#tickets.read(fileId, session.userId)
    if (source.kind === 'tmp') {
      const path = join(this.#options.tmp, basename(source.ref))
      if (existsSync(path)) return { name, mediaType, body: { path } }
    }
    if (source.kind === 'archive') {
      const bytes = await this.#options.readArchive(source.ref, session)
      if (bytes !== null) return { name, mediaType, body: { bytes } }
    }
    throw new AppError('NOT_FOUND', 'Berkas tidak tersedia lagi.', { hint: 'Buat atau buka sekali lagi dari daftar.' })
  }

  /** Removes files of `tmp/` whose tickets have run out; at most once an hour. */
  sweep(): void {
    if (Date.now() - this.#swept < sweepEvery) return
    this.#swept = Date.now()
    for (const name of readdirSync(this.#options.tmp)) {
      const path = join(this.#options.tmp, name)
      if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < Date.now() - ticketLifetime)
        rmSync(path, { force: true, recursive: true })
    }
  }
}

/** Who may hand in and fetch files: the same people who may call anything. */
const userOf = ({ session }: Connection): Session => {
  if (session === null) throw new AppError('UNAUTHENTICATED', 'Anda belum masuk.', { hint: 'Masuk lagi, lalu buka berkasnya.' })
  if (session.mustChangePassword)
    throw new AppError('FORBIDDEN', 'Kata sandi pertama harus diganti dahulu.', { hint: 'Ganti kata sandi, lalu lanjutkan.' })
  return session
}
