import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { AppError } from '../../../shared/domain/errors.ts'
import { badFile, damaged } from './bad-file.ts'

/** What a reader of a small part wants to know; names come without their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** `x:row` → `row`: programs differ in the prefix they give the main namespace. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The refusal of XML that brings its own document type: the way to entity bombs and to reading other files. */
export const doctypeRefused = (): AppError =>
  badFile(
    'Berkas ini memuat deklarasi yang tidak boleh ada di buku kerja Excel.',
    'Berkas tidak dibaca. Minta berkas aslinya, atau buka di Excel dan simpan lagi.',
  )

/**
 * Reads one XML part with a standard parser.
 * @throws AppError BAD_FILE when the XML is broken or has a document type
 */
export const readXml = async (chunks: AsyncIterable<Buffer>, events: XmlEvents, part: string): Promise<void> => {
  const parser = new SaxesParser({ position: false })
  parser.on('error', () => {
    throw damaged(part)
  })
  parser.on('doctype', () => {
    throw doctypeRefused()
  })
  parser.on('opentag', (tag) => {
    events.open?.(local(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag) => events.close?.(local(tag.name)))
  parser.on('text', (text) => events.text?.(text))
  parser.on('cdata', (text) => events.text?.(text))
  const decoder = new StringDecoder('utf8')
  try {
    for await (const chunk of chunks) parser.write(decoder.write(chunk))
    parser.close()
  } catch (error) {
    throw error instanceof AppError ? error : damaged(part)
  }
}
