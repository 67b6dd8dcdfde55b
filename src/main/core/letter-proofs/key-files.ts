import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { FileRef } from '../../../shared/contract/common.ts'
import { addDays, dayIn } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { mediaTypes, tmpBytesRef, uploadedFile } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { fingerprintOf, keyIdOf, publicKeyLength } from './key-pair.ts'
import { type OtherKey, otherKeysById, ownKeyById, ownKeys } from './keys.repo.ts'

const fileMark = 'loket-kunci-publik'
const largestFile = 256 * 1024

const day = z.iso.date()

const keyFile = z.strictObject({
  berkas: z.literal(fileMark),
  versi: z.literal(1),
  kantor: z.string().trim().min(1).max(300),
  kabupaten: z.string().regex(/^\d{2}\.\d{2}$/),
  latihan: z.boolean(),
  tanggal: day,
  kunci: z
    .array(
      z.strictObject({
        sidik: z.string(),
        publik: z.base64(),
        dibuat: day,
        diganti: day.nullable(),
      }),
    )
    .min(1)
    .max(200),
})

/** This office's public keys, old ones too, as a file that other offices read. */
export const keyFileOf = (context: CommandContext): FileRef => {
  const office = readOffice(context.db)
  const dayOf = (instant: string): string => dayIn(instant, office.timeZone)
  const content: z.infer<typeof keyFile> = {
    berkas: fileMark,
    versi: 1,
    kantor: office.name,
    kabupaten: office.districtCode,
    latihan: office.practice,
    tanggal: context.today(),
    kunci: ownKeys(context.db).map((key) => ({
      sidik: fingerprintOf(key.public_key),
      publik: key.public_key.toString('base64'),
      dibuat: dayOf(key.created_at),
      diganti: key.retired_at === null ? null : dayOf(key.retired_at),
    })),
  }
  const name = office.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return tmpBytesRef(
    context,
    Buffer.from(`${JSON.stringify(content, null, 2)}\n`),
    `${office.practice ? 'LATIHAN-' : ''}Kunci-publik-${name}.json`,
    mediaTypes.json,
    'json',
  )
}

const badFile = (message: string): AppError =>
  new AppError('BAD_FILE', message, {
    hint: 'Minta berkas "Kunci-publik-….json" dari kantor itu; mereka menyimpannya dari Surat, Periksa surat.',
  })

/** A file of another office, checked. */
export interface ReadKeyFile {
  officeName: string
  districtCode: string
  practice: boolean
  fileDate: string
  keys: (OtherKey & { state: 'new' | 'known' | 'changed' })[]
}

/**
 * Reads another office's public keys.
 * @throws AppError BAD_FILE when it is none, damaged, or this office's own
 */
export const readKeyFile = (context: QueryContext, fileId: string): ReadKeyFile => {
  const { path, size } = uploadedFile(context, fileId)
  if (size > largestFile) throw badFile('Berkas ini terlalu besar untuk berkas kunci.')
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw badFile('Berkas ini bukan berkas kunci: isinya tidak terbaca.')
  }
  const file = keyFile.safeParse(content)
  if (!file.success) throw badFile('Berkas ini bukan berkas kunci publik sebuah kantor, atau berasal dari program versi lain.')
  const { kantor, kabupaten, latihan, tanggal, kunci } = file.data
  // A day of slack for a clock that goes wrong. A later one would make every true file after it look old.
  if (tanggal > addDays(context.today(), 1)) throw badFile('Berkas kunci ini bertanggal di masa depan; mungkin diubah orang.')
  const keys = kunci.map((key) => {
    const publicKey = Buffer.from(key.publik, 'base64')
    if (publicKey.length !== publicKeyLength || fingerprintOf(publicKey) !== key.sidik)
      throw badFile('Berkas kunci ini rusak: sidik kuncinya tidak cocok dengan kuncinya.')
    if (ownKeyById(context.db, keyIdOf(publicKey)) !== undefined)
      throw badFile('Ini kunci kantor Anda sendiri; surat kantor ini sudah dapat diperiksa di sini.')
    const made: OtherKey = {
      keyId: keyIdOf(publicKey),
      publicKey,
      officeName: kantor,
      districtCode: kabupaten,
      practice: latihan,
      madeOn: key.dibuat,
      retiredOn: key.diganti,
      fileDate: tanggal,
    }
    return asKnown(context, made)
  })
  return { officeName: kantor, districtCode: kabupaten, practice: latihan, fileDate: tanggal, keys }
}

/**
 * A key of a file beside what is known of it. A key that was given up stays so, from the first day named: no file brings it back,
 * whatever date it bears; nobody signs these files.
 */
const asKnown = (context: QueryContext, key: OtherKey): ReadKeyFile['keys'][number] => {
  const known = otherKeysById(context.db, key.keyId).find((row) => row.public_key.equals(key.publicKey))
  if (known === undefined) return { ...key, state: 'new' }
  const retiredOn = [known.retired_on, key.retiredOn].filter((day) => day !== null).sort()[0] ?? null
  const older = known.file_date > key.fileDate
  const now: OtherKey = older
    ? {
        ...key,
        officeName: known.office_name,
        districtCode: known.district_code,
        practice: known.practice === 1,
        fileDate: known.file_date,
        retiredOn,
      }
    : { ...key, retiredOn }
  const same =
    known.office_name === now.officeName &&
    known.district_code === now.districtCode &&
    (known.practice === 1) === now.practice &&
    known.retired_on === now.retiredOn
  return { ...now, state: same ? 'known' : 'changed' }
}
