import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../../shared/domain/errors.ts'
import { badFile, damaged } from './bad-file.ts'
import type { WorkbookLimits } from './limits.ts'

const tooLarge = (): AppError =>
  badFile(
    'Isi berkas ini setelah dibuka terlalu besar; mungkin rusak atau sengaja dibuat untuk membebani komputer.',
    'Berkas tidak dibaca. Minta berkas aslinya, atau bagi datanya menjadi beberapa berkas.',
  )

/** The parts (files inside the ZIP) of a workbook, read as streams under the limits. */
export class Parts {
  readonly #zip: ZipFile
  readonly #entries: Map<string, Entry>
  readonly #limits: WorkbookLimits
  #total = 0

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: WorkbookLimits) {
    this.#zip = zip
    this.#entries = entries
    this.#limits = limits
  }

  /**
   * Opens the ZIP directory.
   * @throws AppError BAD_FILE when it is damaged, or has too many entries
   */
  static async open(path: string, limits: WorkbookLimits): Promise<Parts> {
    let zip: ZipFile
    try {
      zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false })
    } catch {
      throw damaged()
    }
    try {
      if (zip.entryCount > limits.entries) throw tooLarge()
      const entries = new Map<string, Entry>()
      await new Promise<void>((resolve, reject) => {
        zip.on('entry', (entry: Entry) => {
          const name = entry.fileName.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
          if (!entries.has(name)) entries.set(name, entry)
          zip.readEntry()
        })
        zip.on('end', resolve)
        zip.on('error', reject)
        zip.readEntry()
      })
      return new Parts(zip, entries, limits)
    } catch (error) {
      zip.close()
      throw error instanceof AppError ? error : damaged()
    }
  }

  /** Whether a part exists; names are compared without case. */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase())
  }

  names(): string[] {
    return [...this.#entries.keys()]
  }

  /** Packed size of a part in bytes, for progress; 0 when it is missing. */
  packedSize(name: string): number {
    return this.#entries.get(name.toLowerCase())?.compressedSize ?? 0
  }

  /** What a part claims to hold when unpacked, in bytes, bounded by the limits; 0 when it is missing. */
  claimedSize(name: string): number {
    const entry = this.#entries.get(name.toLowerCase())
    if (entry === undefined) return 0
    const { ratioFromBytes, ratio, totalBytes } = this.#limits
    return Math.min(entry.uncompressedSize, Math.max(ratioFromBytes, entry.compressedSize * ratio), totalBytes)
  }

  /**
   * The unpacked bytes of a part, always UTF-8.
   * @param onPacked told how many packed bytes have been consumed
   * @throws AppError BAD_FILE for a damaged part or one beyond the limits
   */
  async *stream(name: string, onPacked?: (bytes: number) => void): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase())
    if (entry === undefined) throw damaged('bagian penting')
    if (entry.isEncrypted())
      throw badFile('Berkas ini dikunci dengan kata sandi.', 'Buka dengan kata sandinya, simpan tanpa sandi, lalu impor lagi.')
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw damaged()
    let decoder: InstanceType<typeof TextDecoder> | null = null
    let size = 0
    let crc = 0
    let packed: Readable | undefined
    try {
      packed = await this.#zip.openReadStreamPromise(entry, entry.compressionMethod === 8 ? { decompress: false } : {})
      // Larger steps than the library's 16 KB: a sheet has hundreds of megabytes and each step has a price.
      const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
      packed.on('error', (error: Error) => inflate.destroy(error))
      const source = entry.compressionMethod === 8 ? packed.pipe(inflate) : packed
      for await (const chunk of source as AsyncIterable<Buffer>) {
        size += chunk.length
        this.#total += chunk.length
        if (this.#total > this.#limits.totalBytes) throw tooLarge()
        if (size > this.#limits.ratioFromBytes && size > entry.compressedSize * this.#limits.ratio) throw tooLarge()
        if (size === chunk.length && chunk.length > 1) decoder = wideDecoder(chunk)
        crc = crc32(chunk, crc)
        onPacked?.(inflate.bytesWritten)
        yield decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }))
      }
    } catch (error) {
      throw error instanceof AppError ? error : damaged()
    } finally {
      // Also when the reader stops early: a stream left open would hold the file, and Windows would not let it go.
      packed?.destroy()
    }
    if (crc !== entry.crc32 || size !== entry.uncompressedSize) throw damaged()
  }

  close(): void {
    this.#zip.close()
  }
}

/** XML in UTF-16 (allowed by the standard, seen in files of old report programs) is turned into UTF-8. */
const wideDecoder = (chunk: Buffer): InstanceType<typeof TextDecoder> | null => {
  if ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0x3c && chunk[1] === 0)) return new TextDecoder('utf-16le')
  if ((chunk[0] === 0xfe && chunk[1] === 0xff) || (chunk[0] === 0 && chunk[1] === 0x3c)) return new TextDecoder('utf-16be')
  return null
}
