import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../shared/domain/errors.ts'
import { defaultDataFolder } from '../../host-paths.ts'
import { readArguments } from '../arguments.ts'
import { openOffice } from '../office-session.ts'
import { printResult } from '../output.ts'

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Copies a file onto another disk, reads it back, and gives it its name only when it is the same to the byte. */
const copyWhole = async (from: string, to: string): Promise<void> => {
  const place = `${to}.${process.pid}.tmp`
  try {
    await copyFile(from, place)
    const handle = await open(place, 'r+')
    await handle.sync()
    await handle.close()
    if ((await hashOf(place)) !== (await hashOf(from)))
      throw new AppError('DISK', 'Salinan di folder tujuan tidak sama dengan aslinya.', {
        hint: 'Cakram itu mungkin rusak; pakai cakram lain.',
      })
    await rename(place, to)
  } catch (error) {
    await rm(place, { force: true })
    if (error instanceof AppError) throw error
    throw new AppError('DISK', 'Cadangan tidak dapat disalin ke folder tujuan.', {
      hint: 'Periksa ruang dan izin folder tujuan, lalu ulangi. Cadangan di folder data tetap ada.',
    })
  }
}

/** backup: a verified copy in the data folder and, with --out, a second one elsewhere that is read back and compared. */
export const backupVerb = async (argv: string[]): Promise<void> => {
  const { values } = readArguments(argv, { out: { type: 'string' } })
  const out = values.out === undefined ? undefined : resolve(values.out)
  if (out !== undefined && !(existsSync(out) && statSync(out).isDirectory()))
    throw new AppError('NOT_FOUND', `Folder "${out}" tidak ada.`, { hint: 'Pasang cakramnya atau buat foldernya dahulu.' })
  const office = await openOffice(values)
  try {
    const made = await office.job('backup.make', { reason: 'manual' })
    const folder = join(resolve(values.data ?? defaultDataFolder()), 'backups')
    if (out !== undefined)
      for (const name of [made.name, `${made.name}.json`]) await copyWhole(join(folder, name), join(out, name))
    printResult(values.json, { ...made, folder, copiedTo: out ?? null }, [
      `Cadangan ${made.name} dibuat dan diperiksa (${made.people} warga, ${made.cases} kasus).`,
      ...(out === undefined ? [] : [`Disalin ke ${out} dan dicocokkan.`]),
    ])
  } finally {
    await office.close()
  }
}
