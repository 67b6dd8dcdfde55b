import { dottedCode, levelOfCode } from '../../../shared/domain/region-levels.ts'
import type { RegionFileRow } from './region-file.ts'
import { type KnownRegion, PlanMaker, type RegionPlan } from './region-plan.ts'

/** Digits of a BPS code by level: province 2, district 2, sub-district 3, village 3. */
const bpsDigits = [0, 2, 4, 7, 10]

/** BPS codes beside Kemendagri codes. A code that stands twice for different regions blocks; one that we do not know is left out. */
export const planBps = (
  rows: readonly RegionFileRow[],
  known: ReadonlyMap<string, KnownRegion>,
  options: { province: string },
): RegionPlan => {
  const maker = new PlanMaker(known, options.province)
  const byCode = new Map<string, { bps: string; row: RegionFileRow }>()
  const byBps = new Map<string, { code: string; row: RegionFileRow }>()
  for (const row of rows) {
    maker.counts.rows += 1
    const code = dottedCode(row.values.code ?? '')
    const bps = (row.values.bps ?? '').replace(/\D/g, '')
    if (code === null) {
      maker.problem(row, 'code', 'block', 'Kode Kemendagri harus 2, 4, 6, atau 10 angka.')
      continue
    }
    if (maker.elsewhere(code)) continue
    if (bps === '') {
      maker.problem(row, 'bps', 'warning', 'Kode BPS kosong; baris ini dilewati.')
      continue
    }
    if (bps.length !== bpsDigits[levelOfCode(code)]) {
      maker.problem(row, 'bps', 'block', `Kode BPS untuk ${code} harus ${bpsDigits[levelOfCode(code)]} angka.`)
      continue
    }
    const region = known.get(code)
    if (region === undefined) {
      maker.counts.unknown += 1
      maker.problem(row, 'code', 'warning', 'Kode Kemendagri ini tidak ada di daftar wilayah; baris ini dilewati.')
      continue
    }
    const before = byCode.get(code)
    const other = byBps.get(bps)
    const place = (at: RegionFileRow): string => `lembar ${at.sheet} baris ${at.row}`
    if (before !== undefined && before.bps !== bps) {
      maker.problem(row, 'bps', 'block', `Wilayah ini sudah punya kode BPS ${before.bps} di ${place(before.row)}.`)
      continue
    }
    if (other !== undefined && other.code !== code) {
      maker.problem(row, 'bps', 'block', `Kode BPS ini sudah dipakai untuk ${other.code} di ${place(other.row)}.`)
      continue
    }
    if (before !== undefined) continue
    byCode.set(code, { bps, row })
    byBps.set(bps, { code, row })
    if (region.bpsCode === bps) {
      maker.counts.unchanged += 1
      continue
    }
    maker.writes.bps.push({ code, bps })
    maker.change({
      kind: 'bps',
      code,
      name: region.name,
      detail: region.bpsCode === null ? bps : `${region.bpsCode} menjadi ${bps}`,
    })
  }
  return maker.plan
}
