import { once } from 'node:events'
import { createWriteStream, rmSync, type WriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import type { Worksheet } from 'exceljs'

/**
 * What a sheet is written into. exceljs writes on without asking whether the ZIP keeps up; a list of a million rows
 * would stand in memory as a whole. Its types do not tell of this stream.
 */
export const intoZip = (sheet: Worksheet): Writable | undefined =>
  (sheet as unknown as { stream?: { pipes?: Writable[] } }).stream?.pipes?.[0]

/** A file being written whose failures (disk full) reach whoever waits for it, instead of leaving them waiting for ever. */
export class FileStream {
  readonly stream: WriteStream
  readonly #path: string
  readonly #failed: Promise<never>

  constructor(path: string) {
    this.#path = path
    this.stream = createWriteStream(path, { flags: 'wx', mode: 0o600 })
    this.#failed = new Promise((_resolve, reject) => {
      this.stream.on('error', reject)
    })
    // A failure between two waits is heard at the next one.
    this.#failed.catch(() => {})
  }

  /** Waits for something, or fails with the file. */
  async orFail<T>(what: Promise<T>): Promise<T> {
    return Promise.race([what, this.#failed])
  }

  /**
   * Waits until a stream that leads into the file has passed on everything written to it. An empty write asks for that in
   * every make of stream; the ZIP's are of an old one that does not tell how much they hold.
   */
  async drained(of: Writable): Promise<void> {
    await this.orFail(
      new Promise<void>((resolve) => {
        of.write(Buffer.alloc(0), () => resolve())
      }),
    )
  }

  /** Closes and removes the unfinished file. */
  async remove(): Promise<void> {
    if (!this.stream.closed) {
      const closed = once(this.stream, 'close').catch(() => {})
      this.stream.destroy()
      await closed
    }
    rmSync(this.#path, { force: true })
  }
}
