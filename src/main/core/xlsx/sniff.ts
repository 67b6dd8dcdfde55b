import { open } from 'node:fs/promises'
import type { AppError } from '../../../shared/domain/errors.ts'
import { badFile } from './bad-file.ts'

const saveAsXlsx = 'Buka di Excel, pilih Simpan Sebagai, jenis "Buku Kerja Excel (.xlsx)", lalu impor berkas yang baru.'
const pickAnother = 'Pilih berkas Excel (.xlsx atau .xlsm).'
const searchedBytes = 16 * 1024 * 1024

/**
 * Looks at a file's first bytes, whatever its name says.
 * @throws AppError BAD_FILE unless it begins like a ZIP file (which a workbook is)
 */
export const sniffWorkbook = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0)
      throw badFile('Berkas ini kosong (0 byte).', 'Salin ulang berkasnya dari sumbernya, atau minta dikirim sekali lagi.')
    const head = Buffer.alloc(Math.min(size, 4096))
    await file.read(head, 0, head.length, 0)
    if (head.length >= 4 && head.readUInt32LE(0) === 0x04034b50) return
    if (head.length >= 8 && head.readUInt32BE(0) === 0xd0cf11e0) {
      const bytes = Buffer.alloc(Math.min(size, searchedBytes))
      await file.read(bytes, 0, bytes.length, 0)
      throw oldContainer(bytes)
    }
    throw wrongType(head)
  } finally {
    await file.close()
  }
}

/** Compound files ([MS-CFB]) hold their stream names as UTF-16: an encrypted .xlsx has "EncryptedPackage" ([MS-OFFCRYPTO]), an .xls "Workbook" or "Book". */
const oldContainer = (bytes: Buffer): AppError => {
  const has = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage'))
    return badFile(
      'Berkas ini dikunci dengan kata sandi.',
      'Buka di Excel dengan kata sandinya, hapus sandi lewat Berkas > Info > Proteksi Buku Kerja, simpan, lalu impor lagi.',
    )
  if (has('Workbook') || has('Book')) return badFile('Berkas ini berformat Excel lama (.xls).', saveAsXlsx)
  return badFile('Berkas ini bukan buku kerja Excel, melainkan dokumen Office lama.', pickAnother)
}

const wrongType = (head: Buffer): AppError => {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x50, 0x4b))
    return badFile('Berkas ini rusak atau tidak lengkap.', 'Salin ulang berkasnya, atau minta dikirim sekali lagi.')
  if (starts(0x25, 0x50, 0x44, 0x46)) return badFile('Berkas ini PDF, bukan buku kerja Excel.', pickAnother)
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46))
    return badFile('Berkas ini gambar, bukan buku kerja Excel.', pickAnother)
  if (starts(0x52, 0x61, 0x72, 0x21) || starts(0x37, 0x7a, 0xbc, 0xaf))
    return badFile(
      'Berkas ini arsip (RAR atau 7z), bukan buku kerja Excel.',
      'Ekstrak arsipnya dahulu, lalu pilih berkas .xlsx di dalamnya.',
    )
  const wide = starts(0xff, 0xfe) || starts(0xfe, 0xff)
  const text = head.toString(wide ? 'utf16le' : 'latin1').toLowerCase()
  if (/<(!doctype html|html|table|head|body|meta)\b/.test(text))
    return badFile('Berkas ini halaman web (HTML) yang diberi nama Excel.', saveAsXlsx)
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return badFile('Berkas ini berformat Excel XML 2003.', saveAsXlsx)
  const binary = head.some(
    (byte) => byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27),
  )
  if (wide || !binary) return badFile('Berkas ini teks biasa atau CSV, bukan buku kerja Excel.', saveAsXlsx)
  return badFile('Berkas ini bukan buku kerja Excel, atau isinya rusak.', pickAnother)
}
