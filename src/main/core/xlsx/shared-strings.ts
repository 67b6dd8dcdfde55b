import { badFile } from './bad-file.ts'
import type { WorkbookLimits } from './limits.ts'
import { unescapeControl } from './text.ts'
import { readXml } from './xml.ts'

const cacheSize = 1 << 14

/** Frees the bytes at once: they lie outside the heap, so a thread that rests afterwards would keep them for long. */
const release = (bytes: Uint8Array | Uint32Array): void => {
  // Small buffers share the pool of the process.
  if (bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0)
}

/** All texts of a workbook in one packed buffer: a hundredth of the objects that an array of strings would be. */
export class SharedStrings {
  #bytes: Buffer
  #ends = new Uint32Array(1 << 12)
  #length = 0
  readonly #cachedAt = new Int32Array(cacheSize).fill(-1)
  readonly #cached: string[] = new Array<string>(cacheSize).fill('')

  /**
   * @param expected bytes of the part: no text is longer than its XML, and memory that is never written to costs nothing,
   *   whereas growing holds the old and the new buffer at once
   */
  constructor(expected = 0) {
    this.#bytes = Buffer.allocUnsafe(Math.max(expected, 1 << 16))
  }

  get length(): number {
    return this.#length
  }

  add(text: string): void {
    const start = this.#length === 0 ? 0 : (this.#ends[this.#length - 1] as number)
    const most = start + text.length * 3
    if (most > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2))
      this.#bytes.copy(grown, 0, 0, start)
      release(this.#bytes)
      this.#bytes = grown
    }
    if (this.#length === this.#ends.length) {
      const grown = new Uint32Array(this.#ends.length * 2)
      grown.set(this.#ends)
      release(this.#ends)
      this.#ends = grown
    }
    this.#ends[this.#length] = start + this.#bytes.write(text, start, 'utf8')
    this.#length += 1
  }

  /** Gives the memory back; there are no texts afterwards. */
  free(): void {
    release(this.#bytes)
    release(this.#ends)
    this.#length = 0
    this.#cachedAt.fill(-1)
    this.#cached.fill('')
  }

  /** The text of an index, or undefined when there is none. Texts that repeat come from a small cache. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#length)) return undefined
    const slot = index & (cacheSize - 1)
    if (this.#cachedAt[slot] === index) return this.#cached[slot]
    const text = this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
    this.#cachedAt[slot] = index
    this.#cached[slot] = text
    return text
  }
}

/**
 * Reads the shared strings part: rich text runs are joined, phonetic readings left out.
 * @param expected bytes of the part when unpacked
 */
export const readSharedStrings = async (
  chunks: AsyncIterable<Buffer>,
  limits: WorkbookLimits,
  expected: number,
): Promise<SharedStrings> => {
  const strings = new SharedStrings(expected)
  let item = ''
  let inText = false
  let phonetic = 0
  await readXml(
    chunks,
    {
      open: (name) => {
        if (name === 'si') item = ''
        else if (name === 't') inText = phonetic === 0
        else if (name === 'rPh') phonetic += 1
      },
      close: (name) => {
        if (name === 't') inText = false
        else if (name === 'rPh') phonetic -= 1
        else if (name === 'si') {
          if (strings.length >= limits.sharedStrings)
            throw badFile('Berkas ini memuat terlalu banyak teks.', 'Bagi datanya menjadi beberapa berkas.')
          strings.add(unescapeControl(item))
        }
      },
      text: (text) => {
        if (inText && item.length <= limits.cellText) item += text
      },
    },
    'daftar teks',
  )
  return strings
}
