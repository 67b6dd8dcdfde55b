import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

// A file of our own origin: the page allows no worker from a blob and none from elsewhere.
GlobalWorkerOptions.workerSrc = workerUrl

/** Opens a PDF. Nothing in it is run, nothing is fetched from elsewhere and nothing is compiled. */
export const openPdf = (data: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({ data, enableXfa: false, useWasm: false, useSystemFonts: false }).promise
