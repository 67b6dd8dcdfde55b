import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { inflateSync } from 'node:zlib'
import { AppError } from '../../../shared/domain/errors.ts'
import type { PdfPage } from './pdf-pages.ts'
import type { PdfOrder, PdfReply } from './pdf-worker.ts'

const heapMegabytes = 512
/** Longest time for one file; a letter of sixty pages takes one or two seconds. */
const mostMilliseconds = 30_000
/** Most that all streams of a file may unpack to; a letter of sixty pages has less than ten. */
const mostUnpacked = 64 * 1024 * 1024

const refusedFile = (message: string, hint: string): AppError => new AppError('BAD_FILE', message, { hint })
const tooMuch = (): AppError =>
  refusedFile('Berkas ini meminta terlalu banyak waktu atau memori untuk dibaca.', 'Unduh sekali lagi dari layanan tanda tangan.')

/** Beside this file while developing, beside the host's entry (one folder up from a chunk) when built. */
const workerFile = (): string => {
  const here = import.meta.dirname
  const found = [join(here, 'pdf-worker.ts'), join(here, 'pdf-worker.js'), join(here, '..', 'pdf-worker.js')].find((file) =>
    existsSync(file),
  )
  if (found === undefined) throw new Error(`pdf-worker is missing beside ${basename(import.meta.filename)}`)
  return found
}

/** What packed streams one after another say: half a megabyte may hold gigabytes, which no limit of a thread's heap stops. */
const unpacksTooMuch = (bytes: Uint8Array): boolean => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = mostUnpacked
  for (let at = buffer.indexOf('stream'); at >= 0; at = buffer.indexOf('stream', at + 6)) {
    let packed = buffer.subarray(at + 6)
    while (packed[0] === 0x0d || packed[0] === 0x0a) packed = packed.subarray(1)
    // Packed once more inside: a filter may stand twice.
    for (let layer = 0; layer < 4 && ((packed[0] ?? 0) & 0x0f) === 8 && packed.readUInt16BE(0) % 31 === 0; layer += 1) {
      try {
        packed = inflateSync(packed, { maxOutputLength: left })
      } catch (error) {
        if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return true
        break
      }
      left -= packed.length
      if (left <= 0) return true
      if (packed.length < 2) break
    }
  }
  return false
}

/**
 * Reads PDFs that came from outside, each in a thread with limits on time and memory: two kilobytes of a hostile file can ask for
 * a thousand million steps. The thread is kept from file to file and ends with `close`.
 */
export class PdfReader {
  readonly #milliseconds: number
  #worker: Worker | null = null

  /** @param milliseconds longest time for one file */
  constructor(milliseconds = mostMilliseconds) {
    this.#milliseconds = milliseconds
  }

  /**
   * @param mostPages longest letter that is waited for; what is far longer is none
   * @throws AppError BAD_FILE for what is no PDF, is damaged, asks for a password, is too long, or asks for too much time or memory
   */
  async read(bytes: Uint8Array, mostPages: number): Promise<PdfPage[]> {
    if (unpacksTooMuch(bytes)) throw tooMuch()
    const reply = await this.#ask({ bytes, mostPages })
    if (reply.kind === 'read') return reply.pages
    if (reply.kind === 'refused') throw refusedFile(reply.message, reply.hint)
    await this.close()
    throw tooMuch()
  }

  #ask(order: PdfOrder): Promise<PdfReply> {
    const fresh = this.#worker === null
    this.#worker ??= new Worker(workerFile(), {
      name: 'loket-pdf',
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      // The library writes remarks about odd files; they are nobody's business.
      stdout: true,
      stderr: true,
    })
    const worker = this.#worker
    return new Promise<PdfReply>((resolve) => {
      let timer: NodeJS.Timeout | undefined
      const done = (reply: PdfReply): void => {
        clearTimeout(timer)
        worker.off('message', heard).off('error', broke).off('exit', broke)
        resolve(reply)
      }
      const broke = (): void => done({ kind: 'broken' })
      const ask = (): void => {
        // The file's own time: a busy PC may take long to load the library, and that is no fault of the file.
        timer = setTimeout(broke, this.#milliseconds)
        worker.postMessage(order)
      }
      const heard = (reply: PdfReply): void => (reply.kind === 'ready' ? ask() : done(reply))
      worker.on('message', heard).on('error', broke).on('exit', broke)
      if (!fresh) ask()
    })
  }

  /** Ends the thread; the next file starts another. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }
}
