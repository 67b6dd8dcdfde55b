import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { officeSeed } from '../../../shared/contract/app.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { hostPaths } from '../../host-paths.ts'
import { readArguments, UsageError } from '../arguments.ts'
import { openCore } from '../office-session.ts'
import { printResult } from '../output.ts'

const readOfficeFile = (path: string): unknown => {
  if (!existsSync(path))
    throw new AppError('NOT_FOUND', `Berkas kantor "${path}" tidak ditemukan.`, {
      hint: 'Contohnya ada di resources/office-example.json.',
    })
  try {
    const { $schema: _schema, ...office } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    return office
  } catch {
    throw new AppError('BAD_FILE', 'Berkas kantor bukan JSON yang sah.', {
      hint: 'Bandingkan dengan resources/office-example.json.',
    })
  }
}

/** init: makes the data of an office, or of a practice office with made-up people. */
export const initVerb = async (argv: string[]): Promise<void> => {
  const { values } = readArguments(argv, {
    practice: { type: 'boolean', default: false },
    office: { type: 'string' },
    people: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
  })
  if (values.practice === (values.office !== undefined))
    throw new UsageError('Pilih salah satu: --practice atau --office BERKAS.')
  const password = process.env.LOKET_PASSWORD
  if (password === undefined || password === '')
    throw new AppError('VALIDATION', 'Kata sandi administrator belum diberikan.', {
      hint: 'Isi variabel lingkungan LOKET_PASSWORD (paling sedikit 8 huruf), lalu ulangi.',
    })
  const example = join(hostPaths(import.meta.dirname.replace(/[\\/]verbs$/, '')).resources, 'office-example.json')
  const parsed = officeSeed.safeParse(readOfficeFile(values.office === undefined ? example : resolve(values.office)))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new AppError('VALIDATION', `Isi berkas kantor tidak sah: ${issue?.message ?? ''}`, {
      field: issue?.path.map(String).join('.') ?? '',
      hint: 'Bandingkan dengan resources/office-example.json dan resources/office.schema.json.',
    })
  }
  const { app, client, folder } = await openCore(values.data)
  try {
    const { recoveryKey } = await client.app.init({
      mode: values.practice ? 'practice' : 'office',
      office: parsed.data,
      admin: { username: 'admin', displayName: 'Administrator', password },
      practicePeople: Number(values.people),
      practiceSeed: Number(values.seed),
    })
    const status = await client.app.status({})
    printResult(
      values.json,
      {
        data: folder,
        practice: status.practice,
        office: status.officeName,
        district: status.districtName,
        admin: 'admin',
        recoveryKey,
      },
      [
        `Data kantor dibuat di ${folder}.`,
        `Kantor: ${status.officeName}${status.practice ? ' (LATIHAN)' : ''}`,
        'Pengguna pertama: admin (kata sandi dari LOKET_PASSWORD)',
        `Kunci pemulihan: ${recoveryKey}`,
        'Catat kunci pemulihan di kertas dan simpan di lemari terkunci; kunci ini tidak dapat ditampilkan lagi.',
      ],
    )
  } finally {
    await app.close()
  }
}
