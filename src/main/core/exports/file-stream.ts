import { once } from 'node:events'
import { createWriteStream, rmSync, type WriteStream } from 'node:fs'
import type { Writable } from 'node:stream'

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

  /** Waits until a stream that leads into the file takes more, and lets the event loop breathe. */
  async drained(of: Writable): Promise<void> {
    // not writableNeedDrain: the ZIP's streams are of an older make and do not know it
    if (of.writableLength >= of.writableHighWaterMark) await this.orFail(once(of, 'drain'))
    else await this.orFail(new Promise((resolve) => setImmediate(resolve)))
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
