import type { Severity } from '../../../shared/contract/common.ts'
import type { Bucket, Decision, ImportCounts, ImportPackage } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { CommandContext } from '../context.ts'
import { countFamilies, countSomeFamilies } from './family-counts.ts'
import type { PackageRow } from './imports.repo.ts'
import { decisionsOf, need, toPackage } from './package-view.ts'
import { savePackage } from './review.repo.ts'
import type { Wins } from './wins.ts'

/** More families than this are quicker counted as a whole. */
const fewFamilies = 20

/**
 * Keeps the counts of a package right while its rows change, inside one command. Say which families a change concerns
 * before it (`touch`), report moves, and `save` at the end.
 */
export class Review {
  readonly #context: CommandContext
  readonly #id: number
  readonly #counts: ImportCounts
  readonly #problems: ImportPackage['problems']
  readonly #decisions: Record<Decision, number>
  readonly #wins: Wins
  readonly #families = new Map<string, ImportCounts['families']>()
  #all = false

  constructor(context: CommandContext, found: PackageRow) {
    this.#context = context
    this.#id = found.id
    this.#counts = JSON.parse(found.counts) as ImportCounts
    this.#problems = JSON.parse(found.problem_counts) as ImportPackage['problems']
    this.#decisions = decisionsOf(found)
    this.#wins = JSON.parse(found.wins) as Wins
  }

  get wins(): Wins {
    return this.#wins
  }

  /** Families whose state may change; call it before their rows are written anew. */
  touch(...numbers: (string | undefined)[]): void {
    for (const number of numbers) {
      if (number === undefined || this.#all || this.#families.has(number)) continue
      if (this.#families.size >= fewFamilies) this.#all = true
      else this.#families.set(number, this.#count(number))
    }
  }

  move(from: Bucket, to: Bucket): void {
    this.#counts.people[from] -= 1
    this.#counts.people[to] += 1
  }

  decide(from: Decision | null, to: Decision | null): void {
    if (from !== null) this.#decisions[from] -= 1
    if (to !== null) this.#decisions[to] += 1
  }

  problems(severity: Severity, by: 1 | -1): void {
    this.#problems[severity] += by
  }

  /** @throws AppError STATE when the package is no longer under review */
  save(repairs = 0, found?: PackageRow): ImportPackage {
    const { db } = this.#context
    if (this.#all) this.#counts.families = countFamilies(db, this.#id, this.#wins)
    else
      for (const [number, before] of this.#families) {
        const now = this.#count(number)
        for (const state of ['new', 'changed', 'unchanged'] as const) this.#counts.families[state] += now[state] - before[state]
      }
    const saved = savePackage(db, this.#id, {
      counts: JSON.stringify(this.#counts),
      problem_counts: JSON.stringify(this.#problems),
      decisions: JSON.stringify(this.#decisions),
      ...(repairs === 0 || found === undefined ? {} : { repairs: Math.max(0, found.repairs + repairs) }),
    })
    if (!saved)
      throw new AppError('STATE', 'Paket impor ini sudah tidak menunggu diperiksa.', { hint: 'Muat ulang riwayat impor.' })
    return toPackage(need(this.#context, this.#id), db)
  }

  #count(number: string): ImportCounts['families'] {
    return countSomeFamilies(this.#context.db, this.#id, this.#wins, new Set([number]))
  }
}
