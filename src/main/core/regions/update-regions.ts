import { createHash } from 'node:crypto'
import type { RegionCheck, RegionCounts, RegionFileInput } from '../../../shared/contract/regions.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { internalCommand, type JobContext } from '../context.ts'
import { uploadedFile } from '../files/files.ts'
import { readOffice } from '../office/office.repo.ts'
import { readSetting, writeSetting } from '../settings.repo.ts'
import { planBps } from './plan-bps.ts'
import { planList } from './plan-list.ts'
import { type RegionFile, readRegionFile } from './region-file.ts'
import type { RegionPlan, RegionWrites } from './region-plan.ts'
import { knownRegions, writeRegions } from './region-writes.sqlite.ts'

/** Setting: the last file that changed the list. Its version guards against two people doing so at once. */
export const lastFileKey = 'regions.last-file'
export interface LastRegionFile {
  at: string
  kind: RegionFileInput['kind']
  fileName: string
}

const shown = 500

const applyRegions = internalCommand(
  'regions.apply-file',
  (
    context,
    input: { writes: RegionWrites; counts: RegionCounts; kind: RegionFileInput['kind']; fileName: string; version: number },
  ) => {
    const { kind, fileName } = input
    const now = context.now()
    const by = { userId: context.actor.userId, now }
    writeSetting(context.db, lastFileKey, { at: now, kind, fileName } satisfies LastRegionFile, by, input.version)
    writeRegions(context.db, input.writes, now)
    context.audit({ entity: 'region', detail: { kind, ...input.counts } })
    return null
  },
)

/** Commands of the region list for the registry. */
export const regionsInternal = [applyRegions]

interface Read {
  file: RegionFile
  plan: RegionPlan
  fileName: string
  version: number
  digest: string
}

const read = async (context: JobContext, input: RegionFileInput): Promise<Read> => {
  const { db } = context
  const upload = uploadedFile(context, input.fileId)
  const file = await readRegionFile(context, upload.path, input)
  const version = readSetting(db, lastFileKey)?.version ?? 0
  const known = knownRegions(db)
  const province = readOffice(db).districtCode.slice(0, 2)
  context.progress('Membandingkan dengan daftar sekarang', file.rows.length, file.rows.length)
  const plan =
    input.kind === 'bps'
      ? planBps(file.rows, known, { province })
      : planList(file.rows, known, { province, effective: input.effective, complete: input.complete })
  const some = Object.values(plan.writes).some((list) => list.length > 0)
  const digest = some
    ? createHash('sha256')
        .update(JSON.stringify([version, plan.writes]))
        .digest('hex')
    : ''
  return { file, plan, fileName: upload.name, version, digest }
}

const blockingOf = (plan: RegionPlan): number => plan.problems.filter(({ severity }) => severity === 'block').length

/** What a file would change; writes nothing. @throws AppError BAD_FILE */
export const checkRegionFile = async (context: JobContext, input: RegionFileInput): Promise<RegionCheck> => {
  const { file, plan, digest } = await read(context, input)
  return {
    headings: file.headings,
    columns: file.columns,
    counts: plan.counts,
    changes: plan.changes.slice(0, shown),
    // What blocks is shown first: it must be mended.
    problems: plan.problems.toSorted((a, b) => a.severity.localeCompare(b.severity)).slice(0, shown),
    blocking: blockingOf(plan),
    digest,
  }
}

/**
 * Writes what the check showed, whole or not at all.
 * @throws AppError VALIDATION while rows block, CONFLICT when file or list are others than checked
 */
export const applyRegionFile = async (
  context: JobContext,
  input: RegionFileInput & { digest: string },
): Promise<RegionCounts> => {
  const { plan, fileName, version, digest } = await read(context, input)
  const blocking = blockingOf(plan)
  if (blocking > 0)
    throw new AppError('VALIDATION', `Masih ada ${blocking} baris yang salah; tidak ada yang ditulis.`, {
      field: 'fileId',
      hint: 'Perbaiki baris itu di berkasnya, lalu pilih berkasnya lagi.',
    })
  if (digest !== input.digest)
    throw new AppError('CONFLICT', 'Daftar wilayah atau berkasnya berubah sejak diperiksa; tidak ada yang ditulis.', {
      hint: 'Periksa berkasnya sekali lagi, lalu simpan.',
    })
  context.throwIfCancelled()
  context.progress('Menyimpan daftar wilayah', 0, null)
  await context.write(applyRegions, { writes: plan.writes, counts: plan.counts, kind: input.kind, fileName, version })
  return plan.counts
}
