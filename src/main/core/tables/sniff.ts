import { type FileHandle, open } from 'node:fs/promises'
import type { AppError } from '../../../shared/domain/errors.ts'
import { badFile } from '../xlsx/bad-file.ts'
import type { TableKind } from './table-file.ts'

const saveAsXlsx = 'Buka di Excel, pilih Simpan Sebagai, jenis "Buku Kerja Excel (.xlsx)", lalu impor berkas yang baru.'
const pickAnother = 'Pilih berkas Excel (.xlsx, .xlsm, .xls) atau CSV.'
const searchedBytes = 16 * 1024 * 1024
const headBytes = 64 * 1024

/**
 * Tells from a file's bytes what it is; its name says nothing (ministry downloads named .xls are web pages).
 * @throws AppError BAD_FILE for anything that holds no table, named as what it is
 */
export const sniffFile = async (path: string): Promise<TableKind> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0)
      throw badFile('Berkas ini kosong (0 byte).', 'Salin ulang berkasnya dari sumbernya, atau minta dikirim sekali lagi.')
    const head = await readHead(file, Math.min(size, headBytes))
    if (head.length >= 4 && head.readUInt32LE(0) === 0x04034b50) return 'xlsx'
    if (head.length >= 8 && head.readUInt32BE(0) === 0xd0cf11e0) {
      const bytes = await readHead(file, Math.min(size, searchedBytes))
      return compoundFile(bytes)
    }
    return textFile(head)
  } finally {
    await file.close()
  }
}

const readHead = async (file: FileHandle, size: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(size)
  const { bytesRead } = await file.read(bytes, 0, size, 0)
  return bytes.subarray(0, bytesRead)
}

/** The refusal of a file that only opens with a password. */
export const lockedFile = (): AppError =>
  badFile(
    'Berkas ini dikunci dengan kata sandi.',
    'Buka di Excel dengan kata sandinya, hapus sandi lewat Berkas > Info > Proteksi Buku Kerja, simpan, lalu impor lagi.',
  )

/** Compound files ([MS-CFB]) hold their stream names as UTF-16: an encrypted .xlsx has "EncryptedPackage" ([MS-OFFCRYPTO]), an .xls "Workbook" or "Book". */
const compoundFile = (bytes: Buffer): TableKind => {
  const has = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage')) throw lockedFile()
  if (has('Workbook') || has('Book')) return 'xls'
  throw badFile('Berkas ini bukan buku kerja Excel, melainkan dokumen Office lama.', pickAnother)
}

const textFile = (head: Buffer): TableKind => {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x50, 0x4b))
    throw badFile('Berkas ini rusak atau tidak lengkap.', 'Salin ulang berkasnya, atau minta dikirim sekali lagi.')
  if (starts(0x25, 0x50, 0x44, 0x46)) throw badFile('Berkas ini PDF, bukan tabel.', pickAnother)
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46))
    throw badFile('Berkas ini gambar, bukan tabel.', pickAnother)
  if (starts(0x52, 0x61, 0x72, 0x21) || starts(0x37, 0x7a, 0xbc, 0xaf))
    throw badFile('Berkas ini arsip (RAR atau 7z), bukan tabel.', 'Ekstrak arsipnya dahulu, lalu pilih berkas di dalamnya.')
  const wide = wideEncoding(head)
  const text = new TextDecoder(wide ?? 'latin1').decode(head).toLowerCase()
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet') && text.includes('<?mso-application'))
    throw badFile('Berkas ini berformat Excel XML 2003.', saveAsXlsx)
  if (/<(!doctype html|html|table|head|body|meta|tr|div)\b/.test(text.slice(0, 16_384))) return 'html'
  if (/^[\ufeff\u00ef\u00bb\u00bf\s]*<\?xml/.test(text)) throw badFile('Berkas ini XML, bukan tabel.', saveAsXlsx)
  if (/^[\ufeff\u00ef\u00bb\u00bf\s]*[{[]\s*["{[]/.test(text)) throw badFile('Berkas ini JSON, bukan tabel.', pickAnother)
  const binary =
    wide === null &&
    head.some((byte) => byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27))
  if (binary) throw badFile('Berkas ini bukan buku kerja Excel atau CSV, atau isinya rusak.', pickAnother)
  return 'csv'
}

/** UTF-16 by its mark, or by the zero bytes that every second letter brings; null for anything else. */
export const wideEncoding = (head: Buffer): 'utf-16le' | 'utf-16be' | null => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(head.length, 4096) / 2)
  if (pairs < 8) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even += 1
    if (head[2 * i + 1] === 0) odd += 1
  }
  if (odd > pairs * 0.4 && even === 0) return 'utf-16le'
  if (even > pairs * 0.4 && odd === 0) return 'utf-16be'
  return null
}
