import type { RegionChange, RegionColumn, RegionCounts, RegionProblem } from '../../../shared/contract/regions.ts'
import { levelOfCode } from '../../../shared/domain/region-levels.ts'
import type { RegionFileRow } from './region-file.ts'

/** A region as the list knows it before a file is read. */
export interface KnownRegion {
  code: string
  name: string
  validTo: string | null
  bpsCode: string | null
  /** What an ended one became, in order of code. */
  successors: readonly string[]
}

/** What is written, all of it or nothing. Days are `YYYY-MM-DD`. */
export interface RegionWrites {
  added: { code: string; name: string; from: string }[]
  renamed: { code: string; before: string; name: string; until: string }[]
  ended: { code: string; to: string }[]
  reopened: string[]
  successors: { code: string; successor: string }[]
  bps: { code: string; bps: string }[]
}

/** What a file would do. */
export interface RegionPlan {
  writes: RegionWrites
  counts: RegionCounts
  changes: RegionChange[]
  problems: RegionProblem[]
}

/** Collects what a file would do while its rows are walked. */
export class PlanMaker {
  readonly known: ReadonlyMap<string, KnownRegion>
  readonly province: string
  readonly writes: RegionWrites = { added: [], renamed: [], ended: [], reopened: [], successors: [], bps: [] }
  readonly counts: RegionCounts = {
    rows: 0,
    added: 0,
    renamed: 0,
    ended: 0,
    recoded: 0,
    merged: 0,
    split: 0,
    reopened: 0,
    bps: 0,
    unchanged: 0,
    unknown: 0,
    elsewhere: 0,
  }
  readonly changes: RegionChange[] = []
  readonly problems: RegionProblem[] = []

  /** @param province the office's own: villages of others are not in its list */
  constructor(known: ReadonlyMap<string, KnownRegion>, province: string) {
    this.known = known
    this.province = province
  }

  problem(row: RegionFileRow, column: RegionColumn, severity: RegionProblem['severity'], message: string): void {
    this.problems.push({
      severity,
      sheet: row.sheet,
      row: row.row,
      column: row.letters[column] ?? '',
      value: (row.values[column] ?? '').slice(0, 80),
      message,
    })
  }

  /** Counts and lists a change. */
  change(change: RegionChange): void {
    this.counts[change.kind] += 1
    this.changes.push(change)
  }

  /** Villages of other provinces are not in this office's list. */
  elsewhere(code: string): boolean {
    const away = levelOfCode(code) === 4 && !code.startsWith(`${this.province}.`)
    if (away) this.counts.elsewhere += 1
    return away
  }

  get plan(): RegionPlan {
    const { writes, counts, changes, problems } = this
    return { writes, counts, changes, problems }
  }
}
