import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type ScanBenchResult, scanBench } from './duplicates-scan.ts'
import { type FebrlResult, febrlBench } from './febrl.ts'

/** The file that is measured when none is given. */
const defaultFile = resolve(import.meta.dirname, '../../../shared/fixtures/febrl/dataset1.csv')

export interface DuplicatesBenchOptions {
  /** A FEBRL-shaped file with known pairs. */
  file?: string | undefined
  /** People of the made-up register that is scanned; 0 = none. */
  people: number
}

export interface DuplicatesBenchResult {
  /** null where the default file is missing. */
  febrl: FebrlResult | null
  scan: ScanBenchResult | null
}

/**
 * Measures the duplicate search: quality on a file with known pairs, time and memory on a made-up register.
 * @throws Error when a file was named that does not exist
 */
export const duplicatesBench = ({ file, people }: DuplicatesBenchOptions): DuplicatesBenchResult => {
  const chosen = resolve(file ?? defaultFile)
  if (file !== undefined && !existsSync(chosen)) throw new Error(`no such file: ${file}`)
  return {
    febrl: existsSync(chosen) ? febrlBench(chosen) : null,
    scan: people === 0 ? null : scanBench({ people }),
  }
}

/** The five figures of the agreed JSON, and nothing else. */
export const febrlJson = ({ precision, recall, f1, pairs, ms }: FebrlResult): string =>
  JSON.stringify({ precision, recall, f1, pairs, ms })

const share = (value: number): string => value.toFixed(4)

/** The figures in words. */
export const describeDuplicates = ({ febrl, scan }: DuplicatesBenchResult): string[] => [
  ...(febrl === null
    ? ['FEBRL: ../shared/fixtures missing']
    : [
        `FEBRL: ${febrl.records} records, precision ${share(febrl.precision)}, recall ${share(febrl.recall)}, F1 ${share(febrl.f1)}, ${febrl.pairs} pairs, ${Math.round(febrl.ms)} ms`,
        `       blocking keeps ${share(febrl.blockingRecall)} of ${febrl.truePairs} true pairs with ${febrl.candidates} comparisons`,
      ]),
  ...(scan === null
    ? []
    : [
        `scan:  ${scan.people.toLocaleString('en')} people in ${(scan.scanMs / 1000).toFixed(1)} s, ${Math.round(scan.memory)} MB; precision ${share(scan.precision)}, recall ${share(scan.recall)} of ${scan.doubles} doubles`,
        `       question at the counter p50 ${scan.checkP50.toFixed(1)} ms, p95 ${scan.checkP95.toFixed(1)} ms`,
      ]),
]

// node test/bench/duplicates-bench.ts [--file F] [--people N] [--json]
if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { file: { type: 'string' }, json: { type: 'boolean', default: false }, people: { type: 'string' } },
  })
  const measured =
    values.people === undefined && (values.json || values.file !== undefined) ? 0 : Number(values.people ?? 100_000)
  const result = duplicatesBench({ file: values.file, people: measured })
  if (values.json && result.febrl !== null) process.stdout.write(`${febrlJson(result.febrl)}\n`)
  else process.stdout.write(`${describeDuplicates(result).join('\n')}\n`)
  process.exitCode = result.febrl === null && values.json ? 2 : 0
}
