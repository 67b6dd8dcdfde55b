import { z } from 'zod'
import { filledLine, line, nothing, regionCode } from './common.ts'
import { mainCommand, mainQuery } from './procedure.ts'

/** Minimal office a first start needs; the rest is filled in later under Pengaturan. */
export const officeSeed = z.strictObject({
  name: filledLine.describe('Nama kantor, mis. Dinas Sosial Kabupaten Lombok Barat'),
  governmentName: filledLine.describe('Baris pertama kop, mis. PEMERINTAH KABUPATEN LOMBOK BARAT'),
  unitName: line.default('').describe('Nama unit, mis. Sekretariat SLRT'),
  districtCode: regionCode.describe('Kode Kemendagri kabupaten/kota dengan titik, mis. 52.01'),
  address: line.default(''),
  phone: line.default(''),
  email: line.default(''),
  website: line.default(''),
  city: filledLine.describe('Tempat yang ditulis di depan tanggal surat'),
  unitCode: line.default('SLRT').describe('Kode unit dalam nomor surat'),
  timeZone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']).default('Asia/Jakarta'),
  signatories: z
    .array(
      z.strictObject({
        name: filledLine,
        rank: line.default(''),
        nip: line.default(''),
        position: filledLine,
        onBehalfOf: line.default(''),
      }),
    )
    .default([]),
  units: z
    .array(z.strictObject({ code: filledLine, name: filledLine, regionCode: regionCode.nullable().default(null) }))
    .default([]),
})
export type OfficeSeed = z.infer<typeof officeSeed>

export const password = z.string().min(8, 'Kata sandi paling sedikit 8 huruf').max(200)

export const app = {
  /** What the first screen needs to know, before anybody signed in. */
  status: mainQuery({
    access: 'public',
    input: nothing,
    output: z.strictObject({
      state: z.enum(['empty', 'locked', 'ready']),
      version: z.string(),
      practice: z.boolean(),
      officeName: z.string(),
      districtName: z.string(),
      timeZone: z.string(),
      host: z.enum(['electron', 'browser', 'cli']),
      hostNote: z.string(),
      recoveryConfirmed: z.boolean(),
    }),
  }),
  /** First start on an empty folder: creates the database, the office and the first administrator. */
  init: mainCommand({
    access: 'public',
    input: z.strictObject({
      mode: z.enum(['office', 'practice']),
      office: officeSeed,
      admin: z.strictObject({ username: filledLine.max(60), displayName: filledLine, password }),
      /** Practice only: how many made-up people, and the seed they come from. */
      practicePeople: z.int().min(0).max(200_000).default(600),
      practiceSeed: z.int().min(0).default(1),
    }),
    output: z.strictObject({ recoveryKey: z.string() }),
  }),
  /** Provinces and districts for the first-start form, before a database exists. */
  districts: mainQuery({
    access: 'public',
    input: nothing,
    output: z.array(z.strictObject({ code: z.string(), name: z.string(), province: z.string() })),
  }),
  /** The retyped recovery key; the first start is not finished before it fits. */
  confirmRecoveryKey: mainCommand({
    access: 'signed-in',
    input: z.strictObject({ recoveryKey: z.string().max(200) }),
    output: z.strictObject({ confirmed: z.literal(true) }),
  }),
  /**
   * A new recovery key in place of one that nobody wrote down (the first start was cut off, the window closed). Only until one
   * was retyped: afterwards the sheet in the cupboard must stay good. Backups made before still need the old key.
   */
  newRecoveryKey: mainCommand({
    access: 'users.manage',
    input: nothing,
    output: z.strictObject({ recoveryKey: z.string() }),
  }),
  /** Opens a database whose device key is missing (copied folder, new PC, reset Windows password). */
  unlock: mainCommand({
    access: 'public',
    input: z.strictObject({ recoveryKey: z.string().max(200) }),
    output: z.strictObject({ state: z.literal('ready') }),
  }),
}
