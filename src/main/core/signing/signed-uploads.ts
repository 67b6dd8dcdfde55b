import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { mostSignedFiles } from '../../../shared/contract/signing.ts'

/** A file with its own name, without folders. */
export interface NamedFile {
  name: string
  bytes: Uint8Array
}

/** Largest single PDF, unpacked. */
const largestFile = 25 * 1024 * 1024
/** All PDFs of one ZIP together, unpacked; also the largest file that is looked into at all. */
export const largestZip = 500 * 1024 * 1024

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
const bare = (name: string): string => name.replaceAll('\\', '/').split('/').at(-1) ?? name

/**
 * The PDFs of an upload: itself, or those inside a ZIP; what is no PDF by its name is passed over there.
 * @returns the files read, and why the rest was not, or null
 */
export const pdfsIn = async (upload: NamedFile): Promise<{ files: NamedFile[]; refused: string | null }> => {
  if (!isZip(upload.bytes)) {
    if (upload.bytes.byteLength > largestFile) return { files: [], refused: 'Berkas ini lebih besar dari 25 MB.' }
    return { files: [upload], refused: null }
  }
  const files: NamedFile[] = []
  let total = 0
  try {
    const zip = await fromBufferPromise(Buffer.from(upload.bytes), { lazyEntries: true, strictFileNames: false })
    for await (const entry of zip.eachEntry()) {
      if (!/\.pdf$/i.test(entry.fileName) || bare(entry.fileName).startsWith('.')) continue
      total += entry.uncompressedSize
      if (entry.uncompressedSize > largestFile || total > largestZip || files.length >= mostSignedFiles)
        return { files, refused: 'Isi ZIP ini terlalu besar; sisanya tidak dibaca. Kirim dalam beberapa bagian.' }
      files.push({ name: bare(entry.fileName), bytes: await buffer(await zip.openReadStreamPromise(entry)) })
    }
  } catch {
    return { files, refused: 'ZIP ini rusak atau berkata sandi. Buka ZIP itu, lalu pilih PDF-nya langsung.' }
  }
  return { files, refused: files.length === 0 ? 'Tidak ada PDF di dalam ZIP ini.' : null }
}
