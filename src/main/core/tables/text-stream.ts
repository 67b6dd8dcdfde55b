import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { wideEncoding } from './sniff.ts'

/** How a text file is encoded. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const step = 256 * 1024

/**
 * Finds a text file's encoding: by its mark, by zero bytes, else UTF-8 where every byte of the file fits,
 * else Windows-1252 (what Excel for Windows writes as "CSV"). The whole file is looked at: one name with an accent may be its last.
 */
export const detectEncoding = async (path: string): Promise<TextEncodingName> => {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const wide = wideEncoding(head.subarray(0, bytesRead))
    if (wide !== null) return wide
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  } finally {
    await file.close()
  }
  let left: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: step }) as AsyncIterable<Buffer>) {
    const bytes = left.length === 0 ? chunk : Buffer.concat([left, chunk])
    const whole = wholeCharacters(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return 'windows-1252'
    left = bytes.subarray(whole)
  }
  return left.length === 0 ? 'utf-8' : 'windows-1252'
}

/** Length without a character that is cut off at the end. */
const wholeCharacters = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return size > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/**
 * The file's text, piece by piece, without its byte order mark.
 * @param onBytes told how many bytes have been read
 */
export async function* decodedText(
  path: string,
  encoding: TextEncodingName,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let read = 0
  const source = createReadStream(path, { highWaterMark: step })
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      read += chunk.length
      onBytes?.(read)
      const text = decoder.decode(chunk, { stream: true })
      if (text !== '') yield text
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } finally {
    source.destroy()
  }
}
