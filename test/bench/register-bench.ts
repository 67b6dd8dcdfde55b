import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeRegisterCsv } from '../harness/register-csv.ts'
import { inProcess, type SideRun } from './register-import.ts'

/** Import of a generated register against its floors; one entry of each list for each run. */
export interface RegisterBenchResult {
  people: number
  families: number
  ours: SideRun[]
  /** Bare prepared inserts of the same rows, indexes made behind them: what is fastest. */
  floor: SideRun[]
  /** Ours through the floor, by the clock: median of the runs. */
  ratio: number
  /** The same by processor time of all threads: steadier on a busy machine. */
  cpuRatio: number
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const round = (value: number): number => Math.round(value * 100) / 100

/** Imports a generated register from CSV, each run in turn with its floor and in fresh processes. */
export const registerBench = async (
  options: { people?: number; seed?: number; runs?: number; say?: (text: string) => void } = {},
): Promise<RegisterBenchResult> => {
  const { people, seed, runs, say } = { people: 1_000_000, seed: 1, runs: 1, say: () => {}, ...options }
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-daftar-'))
  try {
    const path = join(folder, 'penduduk.csv')
    const { families } = writeRegisterCsv(path, { people, seed })
    const ours: SideRun[] = []
    const floor: SideRun[] = []
    for (let run = 0; run < runs; run += 1) {
      const args = [String(people), String(seed), path]
      floor.push(await inProcess('floor', args))
      ours.push(await inProcess('ours', args))
      const [left, right] = [ours.at(-1) as SideRun, floor.at(-1) as SideRun]
      say(
        `run ${run + 1}: ours ${round(left.wall / 1000)} s (processor ${round(left.cpu / 1000)} s: ${JSON.stringify(left.steps)}), floor ${round(right.wall / 1000)} s (processor ${round(right.cpu / 1000)} s: ${JSON.stringify(right.steps)})`,
      )
    }
    const ratio = (key: 'wall' | 'cpu'): number =>
      round(median(ours.map((one, run) => one[key] / (floor[run]?.[key] ?? Number.NaN))))
    return { people, families, ours, floor, ratio: ratio('wall'), cpuRatio: ratio('cpu') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
