/// <reference path="./pdfkit.d.ts" />
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { FileRef } from '../../../shared/contract/common.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { letterFileName } from '../../../shared/domain/letter-number.ts'
import type { JobContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { readArchivedFile } from '../files/archive.repo.ts'
import { mediaTypes, newTmpPath, tmpFileRef } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { signedFileOf } from '../signing/letter-maps.repo.ts'
import type { BatchItem, BatchRecord } from './batches.repo.ts'
import { letterFonts } from './fonts.ts'
import { readLetterData } from './letter-data.ts'
import { readLogo } from './printing.ts'
import { LetterBook } from './render.ts'

/** What a file of several letters needs of each of them. */
export type FileItem = Pick<
  BatchItem,
  'position' | 'letter_id' | 'state' | 'number' | 'data' | 'kind' | 'template_version' | 'sha256'
>
type Printed = FileItem & { letter_id: number; data: string; kind: string; template_version: number; sha256: string }
/** What such a file is called after. */
export type FileTitle = Pick<BatchRecord, 'id' | 'title' | 'letter_date'>

const printedOf = (items: readonly FileItem[]): Printed[] => {
  const printed = items.filter(
    (item): item is Printed => item.state !== 'cancelled' && item.data !== null && item.sha256 !== null,
  )
  if (printed.length === 0)
    throw new AppError('STATE', 'Belum ada surat yang tercetak dalam daftar ini.', { hint: 'Cetak daftarnya lebih dahulu.' })
  return printed
}

const fileName = (context: JobContext, batch: FileTitle, extension: string): string => {
  const practice = readOffice(context.db).practice ? 'LATIHAN-' : ''
  const title = batch.title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return `${practice}Surat-${title === '' ? batch.id : title}.${extension}`
}

/**
 * All printed letters of a batch in one PDF, in order, set from their snapshots: the same pages as the single files, with the
 * fonts embedded once. Written to disk page by page.
 */
export const mergedLetters = async (
  context: JobContext,
  batch: FileTitle,
  items: readonly FileItem[],
): Promise<{ file: FileRef; letterIds: number[]; pages: number }> => {
  const printed = printedOf(items)
  const path = newTmpPath(context, 'pdf')
  const template = (item: Printed) => definition(context.db, 'letter-template', item.kind, item.template_version).body
  const [first] = printed
  if (first === undefined) throw new Error('no letter')
  const opening = readLetterData(first.data)
  const book = new LetterBook(letterFonts(context.dirs.resources, template(first).font), {
    title: `${opening.practice ? 'LATIHAN – ' : ''}${batch.title}`,
    author: opening.letterhead.officeName,
    date: batch.letter_date,
  })
  const written = pipeline(book.stream, createWriteStream(path))
  try {
    for (const [index, item] of printed.entries()) {
      context.throwIfCancelled()
      context.progress('Menggabungkan surat', index, printed.length)
      const data = readLetterData(item.data)
      const body = template(item)
      const fonts = letterFonts(context.dirs.resources, body.font)
      book.add(body, data, { fonts, logo: await readLogo(context, data.logoSha256, fonts), mark: null })
    }
  } finally {
    book.end()
    await written
  }
  context.progress('Menggabungkan surat', printed.length, printed.length)
  return {
    file: tmpFileRef(context, path, fileName(context, batch, 'pdf'), mediaTypes.pdf),
    letterIds: printed.map((item) => item.letter_id),
    pages: book.pages,
  }
}

/** The archived PDFs of a batch in a ZIP, byte for byte (signed ones as they came back), named by their place in the list and their number. */
export const singleLetters = async (
  context: JobContext,
  batch: FileTitle,
  items: readonly FileItem[],
): Promise<{ file: FileRef; letterIds: number[] }> => {
  const printed = printedOf(items)
  const path = newTmpPath(context, 'zip')
  const zip = new ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(path))
  const width = String(items.length).length
  for (const [index, item] of printed.entries()) {
    context.throwIfCancelled()
    context.progress('Mengumpulkan berkas', index, printed.length)
    const file = readArchivedFile(context.db, signedFileOf(context.db, item.letter_id)?.sha256 ?? item.sha256)
    if (file === undefined)
      throw new AppError('DATABASE', 'Arsip sebuah surat tidak ditemukan.', { hint: 'Pulihkan data dari cadangan.' })
    const name = letterFileName(item.number ?? `tanpa-nomor-${item.letter_id}`, readLetterData(item.data).practice)
    // PDFs are packed already.
    zip.addBuffer(Buffer.from(file.bytes), `${String(item.position).padStart(width, '0')}-${name}`, { compress: false })
  }
  zip.end()
  await written
  return {
    file: tmpFileRef(context, path, fileName(context, batch, 'zip'), mediaTypes.zip),
    letterIds: printed.map((item) => item.letter_id),
  }
}
