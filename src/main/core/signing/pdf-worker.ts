import { parentPort } from 'node:worker_threads'
import { AppError } from '../../../shared/domain/errors.ts'
import { pdfjs } from '../libraries.ts'
import { type PdfPage, readPdfPages } from './pdf-pages.ts'

/** A file to be read. */
export interface PdfOrder {
  bytes: Uint8Array
  mostPages: number
}

/** What the thread answers. */
export type PdfReply =
  | { kind: 'read'; pages: PdfPage[] }
  | { kind: 'refused'; message: string; hint: string }
  | { kind: 'broken' }
  /** Said once, when the library is loaded: from then on time is counted. */
  | { kind: 'ready' }

const read = async ({ bytes, mostPages }: PdfOrder): Promise<PdfReply> => {
  try {
    return { kind: 'read', pages: await readPdfPages(bytes, mostPages) }
  } catch (error) {
    return error instanceof AppError
      ? { kind: 'refused', message: error.data.message, hint: error.data.hint ?? '' }
      : { kind: 'broken' }
  }
}

await pdfjs()
parentPort?.postMessage({ kind: 'ready' } satisfies PdfReply)
parentPort?.on('message', (order: PdfOrder) => {
  void read(order).then((reply) => parentPort?.postMessage(reply))
})
