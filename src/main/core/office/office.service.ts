import { readFileSync } from 'node:fs'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Handlers } from '../context.ts'
import { archiveFile, readArchivedFile } from '../files/archive.repo.ts'
import { archiveFileRef, uploadedFile } from '../files/files.ts'
import { letterFonts } from '../letters/fonts.ts'
import { checkLogo } from '../letters/logo.ts'
import { writeSetting } from '../settings.repo.ts'
import { actingHandlers } from './acting.service.ts'
import {
  listSignatories,
  listUnits,
  officeKey,
  readOffice,
  type StoredOffice,
  saveSignatoryRow,
  saveUnitRow,
} from './office.repo.ts'

const logoLimit = 1_000_000

const stale = (): AppError =>
  new AppError('CONFLICT', 'Data ini baru saja diubah orang lain.', { hint: 'Muat ulang, lalu ulangi perubahan Anda.' })

/** Tells PNG from JPEG by the first bytes; anything else is refused, whatever its name says. */
export const imageType = (bytes: Uint8Array): 'image/png' | 'image/jpeg' | undefined => {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  return undefined
}

/** Use cases of the office's own data: letterhead, logo, signatories, units. */
export const officeHandlers: Handlers<'office'> = {
  get: ({ db }) => {
    const { logoSha256: _hash, ...office } = readOffice(db)
    return office
  },
  update: (context, { version, ...input }) => {
    const { version: _old, hasLogo: _has, ...current } = readOffice(context.db)
    const next: StoredOffice = { ...current, ...input }
    const saved = writeSetting(context.db, officeKey, next, { userId: context.actor.userId, now: context.now() }, version)
    context.audit({ entity: 'office', detail: { fields: Object.keys(input) } })
    return { version: saved }
  },
  setLogo: (context, { fileId }) => {
    const { version: _version, hasLogo: _has, ...current } = readOffice(context.db)
    let logoSha256: string | null = null
    if (fileId !== null) {
      const file = uploadedFile(context, fileId)
      if (file.size > logoLimit)
        throw new AppError('BAD_FILE', 'Gambar logo lebih besar dari 1 MB.', {
          field: 'fileId',
          hint: 'Perkecil gambarnya, lalu pilih lagi.',
        })
      const bytes = readFileSync(file.path)
      const type = imageType(bytes)
      if (type === undefined)
        throw new AppError('BAD_FILE', 'Logo harus berupa gambar PNG atau JPG.', {
          field: 'fileId',
          hint: 'Pilih berkas gambar yang lain.',
        })
      // What letters cannot draw is refused here, not at the first print.
      checkLogo(bytes, letterFonts(context.dirs.resources))
      logoSha256 = archiveFile(context.db, bytes, type, context.now())
    }
    writeSetting(context.db, officeKey, { ...current, logoSha256 } satisfies StoredOffice, {
      userId: context.actor.userId,
      now: context.now(),
    })
    context.audit({ entity: 'office', detail: { logo: logoSha256 } })
    return {}
  },
  logo: (context) => {
    const { logoSha256 } = readOffice(context.db)
    if (logoSha256 === null) return null
    const file = readArchivedFile(context.db, logoSha256)
    if (file === undefined) return null
    return archiveFileRef(
      context,
      logoSha256,
      file.mediaType === 'image/png' ? 'logo.png' : 'logo.jpg',
      file.mediaType,
      file.bytes.byteLength,
    )
  },
  signatories: ({ db }) => listSignatories(db),
  saveSignatory: (context, input) => {
    if (input.throughPosition !== '' && input.onBehalfOf === '')
      throw new AppError('VALIDATION', 'Tanda tangan u.b. memerlukan jabatan yang diatasnamakan.', {
        field: 'onBehalfOf',
        hint: 'Isi jabatan pada baris a.n., misalnya Kepala Dinas Sosial.',
      })
    const saved = saveSignatoryRow(context.db, input, { userId: context.actor.userId, now: context.now() })
    if (saved === undefined) throw stale()
    context.audit({ entity: 'signatory', entityId: saved.id })
    return saved
  },
  ...actingHandlers,
  units: ({ db }) => listUnits(db),
  saveUnit: (context, input) => {
    const saved = saveUnitRow(context.db, input, { userId: context.actor.userId, now: context.now() })
    if (saved === undefined) throw stale()
    context.audit({ entity: 'unit', entityId: saved.id })
    return saved
  },
}
