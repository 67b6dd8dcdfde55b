import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
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
    if (out !== undefined) {
      for (const name of [made.name, `${made.name}.json`]) await copyFile(join(folder, name), join(out, name))
      if ((await hashOf(join(out, made.name))) !== made.sha256)
        throw new AppError('DISK', 'Salinan di folder tujuan tidak sama dengan aslinya.', {
          hint: 'Cakram itu mungkin rusak; pakai cakram lain.',
        })
    }
    printResult(values.json, { ...made, folder, copiedTo: out ?? null }, [
      `Cadangan ${made.name} dibuat dan diperiksa (${made.people} warga, ${made.cases} kasus).`,
      ...(out === undefined ? [] : [`Disalin ke ${out} dan dicocokkan.`]),
    ])
  } finally {
    await office.close()
  }
}
