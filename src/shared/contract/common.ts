import { z } from 'zod'

/** Primary key of a row. */
export const id = z.int().positive()
/** Optimistic lock: the version the screen last saw; another one answers CONFLICT. */
export const version = z.int().nonnegative()
/** A day, `YYYY-MM-DD`. */
export const day = z.iso.date('Tanggal harus berbentuk TTTT-BB-HH')
/** A month, `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Bulan harus berbentuk TTTT-BB')
/** An instant, ISO-8601 in UTC. */
export const instant = z.string()
/** One line that a clerk types: trimmed, at most 300 characters, no control characters. */
export const line = z
  .string()
  .trim()
  .max(300, 'Paling banyak 300 huruf')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Ada karakter yang tidak terlihat; ketik ulang')
/** A line that must not be empty. */
export const filledLine = line.min(1, 'Wajib diisi')
/** Free text of several lines. */
export const text = z.string().trim().max(4000, 'Paling banyak 4.000 huruf')
/** 16 digits of a NIK or a family card number; meaning is checked elsewhere and only warns (domain: NIK). */
export const sixteenDigits = z.string().regex(/^\d{16}$/, 'Harus 16 digit angka')
/** Kemendagri region code with dots, 2 to 13 characters: `52`, `52.01`, `52.01.14`, `52.01.14.2001`. */
export const regionCode = z.string().regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, 'Kode wilayah tidak dikenal')
/** Keyset paging: hand back `next` as `cursor`; null means the list ended. */
export const cursor = z.string().max(400).nullable()
export const limit = z.int().min(1).max(500)
/** A file that the host serves at `/files/<fileId>`; the ticket is bound to the user and expires. */
export const fileRef = z.strictObject({ fileId: z.string(), name: z.string(), mediaType: z.string(), size: z.int() })
export type FileRef = z.infer<typeof fileRef>
/** A ticket for an uploaded file (`POST /upload`, or a path the host opened by its own dialog). */
export const fileId = z.string().min(1).max(4000)
export const sex = z.enum(['L', 'P'])
export type Sex = z.infer<typeof sex>
/** Government level a need is handled at. */
export const level = z.enum(['desa', 'kecamatan', 'kabupaten', 'provinsi', 'pusat'])
export type Level = z.infer<typeof level>
/** Nothing to hand in. */
export const nothing = z.strictObject({})
/** Severity of a finding: block = cannot be written, error = must be mended before the file leaves, warning = look at it. */
export const severity = z.enum(['block', 'error', 'warning'])
export type Severity = z.infer<typeof severity>
/** A change answers with the row's new version. */
export const saved = z.strictObject({ id, version })
