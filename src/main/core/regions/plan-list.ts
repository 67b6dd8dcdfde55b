import { addDays, shortDate } from '../../../shared/domain/dates.ts'
import { dottedCode, levelOfCode } from '../../../shared/domain/region-levels.ts'
import { readDay } from '../imports/days.ts'
import type { RegionFileRow } from './region-file.ts'
import { type KnownRegion, PlanMaker, type RegionPlan } from './region-plan.ts'

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '')
const parentOf = (code: string): string => code.slice(0, Math.max(0, code.lastIndexOf('.')))
const tidyName = (name: string): string => name.replace(/\s+/g, ' ').slice(0, 120)

interface Listed {
  code: string
  name: string
  row: RegionFileRow
  from: string
  /** Last day it is valid; null = goes on. */
  to: string | null
}

/**
 * New, renamed, ended, merged and split regions of a list, against what is known.
 * @param options.effective first day of what changes without a date of its own
 * @param options.complete villages of the file's districts that it does not name have ended
 */
export const planList = (
  rows: readonly RegionFileRow[],
  known: ReadonlyMap<string, KnownRegion>,
  options: { province: string; effective: string; complete: boolean },
): RegionPlan => {
  const maker = new PlanMaker(known, options.province)
  const listed = new Map<string, Listed>()
  const links: { old: string; successor: string; to: string; row: RegionFileRow }[] = []

  const codeOf = (row: RegionFileRow, column: 'code' | 'oldCode' | 'successor'): string | null => {
    const code = dottedCode(row.values[column] ?? '')
    if (code === null) maker.problem(row, column, 'block', 'Kode wilayah harus 2, 4, 6, atau 10 angka.')
    return code
  }
  const dayOf = (row: RegionFileRow, column: 'validFrom' | 'validTo'): string | null | undefined => {
    const text = row.values[column] ?? ''
    if (text === '') return null
    const day = readDay(text, options.effective)
    if (day !== null && day !== undefined) return day
    maker.problem(row, column, 'block', 'Tanggal tidak terbaca; tulis seperti 01/01/2026.')
    return undefined
  }

  for (const row of rows) {
    maker.counts.rows += 1
    const code = codeOf(row, 'code')
    if (code === null || maker.elsewhere(code)) continue
    const [from, to] = [dayOf(row, 'validFrom'), dayOf(row, 'validTo')]
    if (from === undefined || to === undefined) continue
    const name = tidyName(row.values.name ?? '')
    const first = from ?? options.effective
    let last = to
    if ((row.values.successor ?? '') !== '') {
      const successor = codeOf(row, 'successor')
      if (successor === null) continue
      if (successor !== code) {
        last ??= addDays(options.effective, -1)
        links.push({ old: code, successor, to: last, row })
      }
    }
    if ((row.values.oldCode ?? '') !== '') {
      const old = codeOf(row, 'oldCode')
      if (old === null) continue
      if (old !== code) links.push({ old, successor: code, to: addDays(first, -1), row })
    }
    const before = listed.get(code)
    if (before === undefined) listed.set(code, { code, name, row, from: first, to: last })
    else if (name !== '' && before.name !== '' && plainName(name) !== plainName(before.name))
      maker.problem(row, 'name', 'block', `Kode ini sudah ada di baris ${before.row.row} dengan nama "${before.name}".`)
    else if (before.name === '') before.name = name
  }

  for (const { code, name, row, from, to } of listed.values()) {
    const region = known.get(code)
    if (region === undefined) {
      if (name === '') maker.problem(row, 'name', 'block', 'Wilayah baru ini belum punya nama.')
      else if (levelOfCode(code) > 1 && !known.has(parentOf(code)) && !listed.has(parentOf(code))) {
        maker.counts.unknown += 1
        maker.problem(row, 'code', 'block', `Wilayah di atasnya (${parentOf(code)}) tidak ada di daftar maupun di berkas ini.`)
      } else {
        maker.writes.added.push({ code, name, from })
        if (!links.some(({ successor }) => successor === code)) maker.change({ kind: 'added', code, name, detail: '' })
        if (to !== null) maker.writes.ended.push({ code, to })
      }
      continue
    }
    let changed = false
    if (name !== '' && plainName(name) !== plainName(region.name)) {
      changed = true
      maker.writes.renamed.push({ code, before: region.name, name, until: addDays(from, -1) })
      maker.change({ kind: 'renamed', code, name, detail: `semula ${region.name}` })
    }
    if (to !== null && region.validTo !== to) {
      changed = true
      maker.writes.ended.push({ code, to })
      if (!links.some(({ old }) => old === code))
        maker.change({ kind: 'ended', code, name: region.name, detail: `sampai ${shortDate(to)}` })
    }
    // A file that speaks of validity says itself what has ended; a plain list says that this one goes on.
    if (to === null && region.validTo !== null && !links.some(({ old }) => old === code)) {
      changed = true
      maker.writes.reopened.push(code)
      maker.change({ kind: 'reopened', code, name: region.name, detail: `semula sampai ${shortDate(region.validTo)}` })
    }
    if (!changed) maker.counts.unchanged += 1
  }
  if (options.complete) endMissing(maker, listed, links, options.effective)
  link(maker, listed, links)
  return maker.plan
}

/** Regions of the file's districts that it does not name; one that came back under a new code with its old name is that one. */
const endMissing = (
  maker: PlanMaker,
  listed: ReadonlyMap<string, Listed>,
  links: { old: string; successor: string; to: string; row: RegionFileRow }[],
  effective: string,
): void => {
  const districts = new Set([...listed.keys()].filter((code) => levelOfCode(code) === 4).map((code) => code.slice(0, 5)))
  const subDistricts = [...listed.keys()].some((code) => levelOfCode(code) === 3)
  const to = addDays(effective, -1)
  const fresh = Map.groupBy(
    [...listed.values()].filter(({ code }) => !maker.known.has(code)),
    ({ code, name }) => `${levelOfCode(code)}${code.slice(0, 5)}${plainName(name)}`,
  )
  for (const { code, name, validTo } of maker.known.values()) {
    const level = levelOfCode(code)
    if (level < 3 || (level === 3 && !subDistricts) || validTo !== null || listed.has(code)) continue
    if (!districts.has(code.slice(0, 5)) || links.some(({ old }) => old === code)) continue
    const again = fresh.get(`${level}${code.slice(0, 5)}${plainName(name)}`) ?? []
    const [one] = again
    if (again.length === 1 && one !== undefined && !links.some(({ successor }) => successor === one.code)) {
      links.push({ old: code, successor: one.code, to: addDays(one.from, -1), row: one.row })
      const index = maker.changes.findIndex((change) => change.kind === 'added' && change.code === one.code)
      if (index !== -1) {
        maker.changes.splice(index, 1)
        maker.counts.added -= 1
      }
      continue
    }
    maker.writes.ended.push({ code, to })
    maker.change({ kind: 'ended', code, name, detail: `tidak ada di berkas, sampai ${shortDate(to)}` })
  }
}

/** Ends what became something else, and says whether that is a new code, a merger or a split. */
const link = (
  maker: PlanMaker,
  listed: ReadonlyMap<string, Listed>,
  links: readonly { old: string; successor: string; to: string; row: RegionFileRow }[],
): void => {
  const ending = new Set(maker.writes.ended.map(({ code }) => code))
  const good = links.filter(({ old, successor, row }) => {
    const column = row.values.oldCode === undefined || row.values.oldCode === '' ? 'successor' : 'oldCode'
    const fits = maker.known.has(old)
    if (!fits && !listed.has(old)) {
      maker.counts.unknown += 1
      maker.problem(row, column, 'block', `Kode lama ${old} tidak ada di daftar wilayah.`)
      return false
    }
    if (!maker.known.has(successor) && !listed.has(successor)) {
      maker.counts.unknown += 1
      maker.problem(row, column, 'block', `Kode pengganti ${successor} tidak ada di daftar maupun di berkas ini.`)
      return false
    }
    if (levelOfCode(old) !== levelOfCode(successor)) {
      maker.problem(row, column, 'block', `${old} dan ${successor} bukan wilayah yang setingkat.`)
      return false
    }
    return true
  })
  const nameOf = (code: string): string => listed.get(code)?.name || maker.known.get(code)?.name || code
  const bySuccessor = Map.groupBy(good, ({ successor }) => successor)
  for (const [old, parts] of Map.groupBy(good, (one) => one.old)) {
    const successors = [...new Set(parts.map(({ successor }) => successor))].sort()
    // A village from which another was cut off goes on itself when the file lists it as going on.
    const goesOn = listed.get(old)?.to === null && parts.every(({ row }) => (row.values.successor ?? '') === '')
    if (goesOn) {
      for (const successor of successors)
        maker.change({ kind: 'split', code: successor, name: nameOf(successor), detail: `mekar dari ${old} ${nameOf(old)}` })
      continue
    }
    const before = maker.known.get(old)
    if (before !== undefined && before.validTo !== null && before.successors.join() === successors.join()) {
      maker.counts.unchanged += 1
      continue
    }
    if (!ending.has(old) && before?.validTo == null) maker.writes.ended.push({ code: old, to: parts[0]?.to ?? '' })
    for (const successor of successors) maker.writes.successors.push({ code: old, successor })
    const merged =
      successors.length === 1 &&
      (new Set(bySuccessor.get(successors[0] as string)?.map((one) => one.old)).size > 1 ||
        maker.known.has(successors[0] as string))
    maker.change({
      kind: successors.length > 1 ? 'split' : merged ? 'merged' : 'recoded',
      code: old,
      name: nameOf(old),
      detail: `menjadi ${successors.map((code) => `${code} ${nameOf(code)}`).join(', ')}`,
    })
  }
}
