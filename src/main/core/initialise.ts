import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OfficeSeed } from '../../shared/contract/app.ts'
import { AppError } from '../../shared/domain/errors.ts'
import type { Actor } from '../../shared/domain/permissions.ts'
import { appendAudit } from './audit/audit.repo.ts'
import type { CommandContext } from './context.ts'
import type { Db } from './db/database.ts'
import { migrate } from './db/migrate.sqlite.ts'
import { closeDatabase, openDatabase } from './db/open.sqlite.ts'
import { installShippedDefinitions } from './definitions/shipped.ts'
import { seedAgencies } from './directory/directory.repo.ts'
import { officeKey, type StoredOffice, saveSignatoryRow, saveUnitRow } from './office/office.repo.ts'
import { fillPractice } from './practice/practice.service.ts'
import { readRegions } from './regions/region-data.ts'
import { findRegion, insertRegions } from './regions/regions.repo.ts'
import { writeSetting } from './settings.repo.ts'
import { createFirstAdministrator } from './users/users.service.ts'
import { makeQueryContext, nowOf } from './workers/make-context.ts'
import type { WorkerSettings } from './workers/protocol.ts'

/** What the first start asked for; handed to the `init` thread beside its settings. */
export interface InitialiseInput {
  mode: 'office' | 'practice'
  office: OfficeSeed
  admin: { username: string; displayName: string; password: string }
  practicePeople: number
  practiceSeed: number
}

const defaultSignatory = {
  name: 'Nama Pejabat',
  rank: 'Pembina (IV/a)',
  nip: '',
  position: 'Kepala Dinas Sosial',
  onBehalfOf: '',
}

/**
 * Makes the database of a new data folder under a temporary name and renames it when it is whole: a start that is
 * killed half-way leaves an empty folder, not half an office.
 */
export const initialise = (
  settings: WorkerSettings & { init?: InitialiseInput },
  progress: CommandContext['progress'],
  actor: Actor,
): void => {
  const input = settings.init
  if (input === undefined) throw new Error('initialise needs its input')
  mkdirSync(dirname(settings.databaseFile), { recursive: true })
  const temporary = join(dirname(settings.databaseFile), 'baru.db')
  const clear = (): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${temporary}${suffix}`, { force: true })
  }
  clear()
  const db = openDatabase(temporary, { key: Buffer.from(settings.key), role: 'writer', create: true })
  try {
    fill(settings, input, db, progress, actor)
  } catch (error) {
    db.raw.close()
    clear()
    throw error
  }
  progress('Menutup berkas data', 4, 5)
  closeDatabase(db, 'writer')
  // A journal left by a data file that is gone would be played into the new one and ruin it.
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(`${settings.databaseFile}${suffix}`))
      renameSync(`${settings.databaseFile}${suffix}`, `${settings.databaseFile}${suffix}-${Date.now()}.lama`)
  renameSync(temporary, settings.databaseFile)
  progress('Selesai', 5, 5)
}

const fill = (
  settings: WorkerSettings,
  input: InitialiseInput,
  db: Db,
  progress: CommandContext['progress'],
  actor: Actor,
): void => {
  const now = nowOf(settings)
  progress('Menyusun berkas data', 0, 5)
  migrate(db.raw, settings.version, now)
  db.raw
    .transaction(() => {
      installShippedDefinitions(db, settings.dirs.resources, now)
      progress('Memuat daftar wilayah', 1, 5)
      const province = input.office.districtCode.slice(0, 2)
      insertRegions(
        db,
        readRegions((code, level) => level < 4 || code.startsWith(`${province}.`)),
      )
      const district = findRegion(db, input.office.districtCode)
      if (district === undefined || district.level !== 2)
        throw new AppError('VALIDATION', 'Kode kabupaten/kota tidak ada di daftar wilayah.', {
          field: 'office.districtCode',
          hint: 'Pakai kode Kemendagri dengan titik, misalnya 52.01.',
        })
      const { signatories, units, ...office } = input.office
      const stored: StoredOffice = {
        ...office,
        districtName: district.name,
        provinceName: findRegion(db, province)?.name ?? '',
        practice: input.mode === 'practice',
        paper: 'F4',
        logoSha256: null,
      }
      const by = { userId: 0, now }
      writeSetting(db, officeKey, stored, by)
      for (const signatory of signatories.length > 0 ? signatories : [defaultSignatory])
        saveSignatoryRow(db, { id: null, version: 0, active: true, ...signatory }, by)
      for (const unit of units) saveUnitRow(db, { id: null, version: 0, active: true, ...unit }, by)
      progress('Menyusun direktori lembaga', 2, 5)
      seedAgencies(db, settings.dirs.resources, now)
      const adminId = createFirstAdministrator(db, input.admin, now)
      appendAudit(db, {
        at: now,
        userId: adminId,
        action: 'app.init',
        entity: 'office',
        entityId: null,
        caseId: null,
        detail: JSON.stringify({ mode: input.mode, district: input.office.districtCode }),
      })
      if (input.mode === 'practice' && input.practicePeople > 0) {
        progress('Membuat warga latihan', 3, 5)
        const context: CommandContext = {
          ...makeQueryContext(settings, db, { ...actor, userId: adminId }),
          audit: () => {},
          progress,
          throwIfCancelled: () => {},
        }
        fillPractice.run(context, { people: input.practicePeople, seed: input.practiceSeed })
      }
    })
    .immediate()
}
