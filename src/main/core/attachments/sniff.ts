import { AppError } from '../../../shared/domain/errors.ts'

/** What a file is by its content. */
export type FileKind = 'jpeg' | 'png' | 'pdf'

/** Largest file that is taken in, bytes. */
export const largestFile = 20 * 1024 * 1024

const ascii = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1')

const refused = (message: string, hint: string): AppError => new AppError('BAD_FILE', message, { field: 'fileId', hint })

const heifBrands = /^(heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif)$/

/**
 * Looks at the first bytes; the name of a file says nothing.
 * @throws AppError BAD_FILE with what to do for the kinds that people do send
 */
export const sniff = (bytes: Uint8Array): FileKind => {
  if (bytes.length === 0) throw refused('Berkasnya kosong.', 'Salin ulang dari sumbernya, lalu pilih lagi.')
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return 'pdf'
  if (ascii(bytes, 4, 8) === 'ftyp' && heifBrands.test(ascii(bytes, 8, 12)))
    throw refused(
      'Foto ini berbentuk HEIC (iPhone), belum bisa dibuka di sini.',
      'Di iPhone: Pengaturan, Kamera, Format, "Paling Kompatibel", lalu foto lagi. Untuk foto yang sudah ada: buka, bagikan, pilih Simpan ke File sebagai JPEG, atau kirim ke PC lewat kabel.',
    )
  if (ascii(bytes, 4, 8) === 'ftyp') throw refused('Ini video.', 'Ambil fotonya, lalu kirim sebagai JPG.')
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP')
    throw refused('Gambar WEBP belum bisa dibuka di sini.', 'Buka di Paint atau Foto, lalu simpan sebagai JPG.')
  if (/^(GIF8|BM|II\*\0|MM\0\*)/.test(ascii(bytes, 0, 4)))
    throw refused('Bentuk gambar ini belum bisa dibuka di sini.', 'Buka di Paint, lalu simpan sebagai JPG atau PNG.')
  if (ascii(bytes, 0, 2) === 'PK' || ascii(bytes, 0, 4) === '\xd0\xcf\x11\xe0')
    throw refused(
      'Dokumen Word, Excel atau ZIP tidak disimpan di sini.',
      'Simpan sebagai PDF (Simpan sebagai, lalu PDF), lalu pilih PDF-nya.',
    )
  throw refused('Jenis berkas ini tidak dikenal.', 'Yang diterima: foto JPG atau PNG, dan PDF.')
}

/** Most pixels that are decoded: 40 million need 160 MB. */
const mostPixels = 40_000_000

const size = (width: number, height: number): { width: number; height: number } => {
  if (width < 1 || height < 1) throw damaged()
  if (width * height > mostPixels)
    throw refused(`Gambar ${width} × ${height} titik terlalu besar.`, 'Perkecil dahulu hingga paling banyak 40 megapiksel.')
  return { width, height }
}

/** @returns the refusal of a picture that cannot be read */
export const damaged = (): AppError =>
  refused('Gambarnya rusak atau terpotong.', 'Buka dahulu di PC ini; bila terbuka, simpan ulang sebagai JPG lalu pilih lagi.')

/**
 * Pixels of a picture by its header, before anything is decoded.
 * @throws AppError BAD_FILE
 */
export const pixelsOf = (kind: 'jpeg' | 'png', bytes: Uint8Array): { width: number; height: number } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'png') {
    if (bytes.length < 24 || ascii(bytes, 12, 16) !== 'IHDR') throw damaged()
    return size(view.getUint32(16), view.getUint32(20))
  }
  let pixels: { width: number; height: number } | null = null
  let rest = 2
  for (const { marker, start, end } of jpegSegments(bytes)) {
    rest = end
    // Start of frame: C0–CF without the tables C4, C8, CC.
    if (marker < 0xc0 || marker > 0xcf || marker === 0xc4 || marker === 0xc8 || marker === 0xcc) continue
    if (start + 9 > bytes.length) throw damaged()
    pixels = size(view.getUint16(start + 7), view.getUint16(start + 5))
  }
  // The decoder fills what is cut off with grey; a copy that stopped half-way has no end mark.
  if (pixels !== null && Buffer.from(bytes.subarray(rest)).includes(Buffer.from([0xff, 0xd9]))) return pixels
  throw damaged()
}

/** Segments of a JPEG up to its picture data: marker, where its `FF` stands, and where the next begins. */
export const jpegSegments = function* (bytes: Uint8Array): Generator<{ marker: number; start: number; end: number }> {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) return
    const length = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
    if (length < 2) return
    yield { marker, start: at, end: at + 2 + length }
    at += 2 + length
  }
}
