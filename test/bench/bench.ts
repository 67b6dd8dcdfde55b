import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { type BatchBenchResult, batchBench } from './batch-bench.ts'
import { casesBench } from './cases-bench.ts'
import { describeDuplicates, duplicatesBench, febrlJson } from './duplicates-bench.ts'
import { importBench } from './import-bench.ts'
import { lettersBench } from './letters-bench.ts'
import { quickBench } from './quick-bench.ts'
import { registerBench } from './register-bench.ts'
import { type RegisterHostResult, registerHostBench } from './register-host.ts'
import { describeSearch, searchBench } from './search-bench.ts'
import { searchHttpBench } from './search-http-bench.ts'
import { workbookBench } from './workbook-bench.ts'

// npm run bench [-- batch cases import letters quick search search-http duplicates register workbook]: every figure beside a floor measured in the same run.
// The names may also be given as --only import,letters. For duplicates: --file F (FEBRL-shaped), --people N, --json (its five
// figures alone).
// quick: --people N (20,000), --runs N letters (200), in a real browser.
// batch: --letters N (500), --runs N (3); letters from a list beside bare pdfkit, and beside LibreOffice where that is installed.
// cases: --cases N (200,000), --runs N rounds.
// register and workbook take minutes and run only when named: a million people from CSV, a workbook of a million rows;
// --people N and --runs N for trials; register --part import or host for one half of it, --keep FOLDER to keep host's register for the next run.
// The table goes to standard error, the JSON to standard output.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    file: { type: 'string' },
    people: { type: 'string' },
    cases: { type: 'string' },
    runs: { type: 'string' },
    letters: { type: 'string' },
    part: { type: 'string' },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const everyBench = ['import', 'letters', 'batch', 'quick', 'search', 'search-http', 'duplicates']
const asked = [...positionals, ...(values.only?.split(',') ?? [])]

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const ms = (value: number): string => (value >= 100 ? `${Math.round(value).toLocaleString('en')} ms` : `${value.toFixed(1)} ms`)

interface Row {
  what: string
  ours: string
  floor: string
  ratio: string
  bar: string
  holds: boolean
}

const registerHostRows = (host: RegisterHostResult): Row[] => {
  const row = { floor: '-', ratio: '-' }
  return [
    {
      ...row,
      what: `opening a register of ${host.people.toLocaleString('en')} people, and the first list painted in Chromium`,
      ours: `${ms(host.opened)} + ${ms(host.firstList)}`,
      bar: '1000 ms',
      holds: host.opened + host.firstList < 1000,
    },
    {
      ...row,
      what: `${host.searches} searches through the browser host while ${host.importing.toLocaleString('en')} people are imported, p50 and p95`,
      ours: `${ms(host.p50)}, ${ms(host.p95)} (quiet ${ms(host.quietP50)}, ${ms(host.quietP95)})`,
      bar: 'p95 60 ms',
      holds: host.p95 < 60,
    },
    {
      ...row,
      what: 'memory of the host at rest (after an import the C library keeps what was freed)',
      ours: `${Math.round(host.memoryAtRest)} MB (${Math.round(host.memoryAfterImport)} MB)`,
      bar: '400 MB',
      holds: host.memoryAtRest < 400,
    },
  ]
}

const batchRows = (data: BatchBenchResult): Row[] => {
  const wall = ms(median(data.ours.map((run) => run.wall)))
  const steps = Object.keys(data.ours[0]?.steps ?? {}).map(
    (step) => `${step} ${ms(median(data.ours.map((run) => run.steps[step] ?? 0)))}`,
  )
  const letters = `${data.letters} letters from a list`
  const { libreOffice } = data
  return [
    {
      what: `${letters}, printed with number and archive, as single files and one merged PDF / bare pdfkit, the same pages`,
      ours: `${wall} (${steps.join(', ')})`,
      floor: ms(median(data.floor.map((run) => run.wall))),
      ratio: `${data.ratio.toFixed(2)} (processor ${data.cpuRatio.toFixed(2)})`,
      bar: '1.5',
      holds: data.ratio <= 1.5,
    },
    {
      what: `peak memory of the whole host process meanwhile`,
      ours: `${Math.round(data.memory)} MB (at rest ${Math.round(median(data.ours.map((run) => run.memoryAtRest)))} MB)`,
      floor: `${Math.round(median(data.floor.map((run) => run.memory)))} MB`,
      ratio: '-',
      bar: '400 MB',
      holds: data.memory < 400,
    },
    {
      what:
        libreOffice === null
          ? 'LibreOffice is not installed, nothing to compare with'
          : `${letters} / LibreOffice converts the same words as ${data.letters} ${libreOffice.documents === 'texts' ? 'documents' : 'sheets of Calc (Writer is not installed)'} to single files (${libreOffice.version}, 200 files to a call)`,
      ours: wall,
      floor: libreOffice === null ? '-' : `${ms(libreOffice.wall)}, ${Math.round(libreOffice.memory)} MB`,
      ratio: libreOffice === null ? '-' : (median(data.ours.map((run) => run.wall)) / libreOffice.wall).toFixed(2),
      bar: '-',
      holds: true,
    },
  ]
}

const benches: Record<string, () => Promise<{ rows: Row[]; data: unknown }>> = {
  import: async () => {
    const data = await importBench()
    return {
      data,
      rows: [
        {
          what: `import of a ${data.people.toLocaleString('en')} x ${data.columns} workbook / bare exceljs read`,
          ours: `${ms(median(data.ours))}, ${Math.round(median(data.memory))} MB`,
          floor: `${ms(median(data.exceljs))}, ${Math.round(median(data.exceljsMemory))} MB`,
          ratio: data.ratio.toFixed(2),
          bar: '1.4',
          holds: data.ratio <= 1.4,
        },
        {
          what: `${data.people.toLocaleString('en')} people into the database / bare prepared inserts`,
          ours: ms(median(data.write)),
          floor: ms(median(data.bareInserts)),
          ratio: data.writeRatio.toFixed(2),
          bar: '-',
          holds: true,
        },
      ],
    }
  },
  letters: async () => {
    const data = await lettersBench()
    return {
      data,
      rows: [
        {
          what: `${data.letters} letters with number and archive / bare pdfkit pages`,
          ours: ms(median(data.ours)),
          floor: ms(median(data.floor)),
          ratio: data.ratio.toFixed(2),
          bar: '1.5',
          holds: data.ratio <= 1.5,
        },
      ],
    }
  },
  batch: async () => {
    const data = await batchBench({
      ...(values.letters === undefined ? {} : { letters: Number(values.letters) }),
      ...(values.runs === undefined ? {} : { runs: Number(values.runs) }),
    })
    return { data, rows: batchRows(data) }
  },
  quick: async () => {
    const data = await quickBench({
      ...(values.people === undefined ? {} : { people: Number(values.people) }),
      ...(values.runs === undefined ? {} : { letters: Number(values.runs) }),
    })
    return {
      data,
      rows: [
        {
          what: `${data.letters} letters at Loket cepat over ${data.people.toLocaleString('en')} people, from the last key in Chromium to the PDF on disk, p50 and p95 / bare pdfkit page`,
          ours: `${ms(data.p50)}, ${ms(data.p95)} (first ${ms(data.first)})`,
          floor: `${ms(data.floorP50)}, ${ms(data.floorP95)}`,
          ratio: (data.p95 / data.floorP95).toFixed(1),
          bar: 'p95 500 ms',
          holds: data.p95 < 500,
        },
      ],
    }
  },
  search: async () => {
    const data = searchBench()
    for (const line of describeSearch(data)) say(line)
    return {
      data,
      rows: [
        {
          what: `search over ${data.people.toLocaleString('en')} people, in the service, p50 and p95 / bare queries`,
          ours: `${ms(data.p50)}, ${ms(data.p95)}`,
          floor: `${ms(data.floorP50)}, ${ms(data.floorP95)}`,
          ratio: data.ratio.toFixed(2),
          bar: '-',
          holds: true,
        },
      ],
    }
  },
  duplicates: async () => {
    const alone = values.people === undefined && (values.json || values.file !== undefined)
    const data = duplicatesBench({ file: values.file, people: alone ? 0 : Number(values.people ?? 100_000) })
    for (const line of describeDuplicates(data)) say(line)
    const { febrl, scan } = data
    return {
      data,
      rows: [
        ...(febrl === null
          ? []
          : [
              {
                what: `pairs of one person among ${febrl.records.toLocaleString('en')} FEBRL records, F1 / all pairs`,
                ours: `${febrl.f1.toFixed(4)}, ${febrl.pairs} pairs, ${ms(febrl.ms)}`,
                floor: `${febrl.truePairs} pairs`,
                ratio: febrl.blockingRecall.toFixed(4),
                bar: 'F1 0.995, blocking 0.995',
                holds: values.file !== undefined || (febrl.f1 >= 0.995 && febrl.blockingRecall >= 0.995),
              },
            ]),
        ...(scan === null
          ? []
          : [
              {
                what: `duplicate scan over ${scan.people.toLocaleString('en')} people`,
                ours: `${ms(scan.scanMs)}, ${Math.round(scan.memory)} MB`,
                floor: '-',
                ratio: '-',
                bar: '1024 MB',
                holds: scan.memory < 1024,
              },
            ]),
      ],
    }
  },
  register: async () => {
    const people = Number(values.people ?? 1_000_000)
    const data = values.part === 'host' ? null : await registerBench({ people, runs: Number(values.runs ?? 1), say })
    const host = values.part === 'import' ? null : await registerHostBench({ people, keep: values.keep })
    return {
      data: { import: data, host },
      rows: [
        ...(data === null
          ? []
          : [
              {
                what: `import of ${data.people.toLocaleString('en')} people from CSV / bare prepared inserts and indexes, both unencrypted`,
                ours: `${ms(median(data.ours.map(({ wall }) => wall)))}, ${Math.round(median(data.ours.map(({ memory }) => memory)))} MB`,
                floor: ms(median(data.floor.map(({ wall }) => wall))),
                ratio: `${data.ratio.toFixed(2)} (processor ${data.cpuRatio.toFixed(2)})`,
                bar: '2.5',
                holds: data.ratio <= 2.5,
              },
            ]),
        ...(host === null ? [] : registerHostRows(host)),
      ],
    }
  },
  workbook: async () => {
    const data = await workbookBench({ people: Number(values.people ?? 1_000_000) })
    const read = await importBench({ runs: Number(values.runs ?? 3) })
    return {
      data: { large: data, read },
      rows: [
        {
          what: `import of a ${data.people.toLocaleString('en')} x ${data.columns} workbook with ${data.sharedStrings.toLocaleString('en')} shared strings, peak memory above rest`,
          ours: `${Math.round(data.memory)} MB, ${ms(data.wall)}`,
          floor: '-',
          ratio: '-',
          bar: '600 MB',
          holds: data.memory < 600,
        },
        {
          what: `import of a ${read.people.toLocaleString('en')} x ${read.columns} workbook / bare exceljs read`,
          ours: ms(median(read.ours)),
          floor: ms(median(read.exceljs)),
          ratio: read.ratio.toFixed(2),
          bar: '1.4',
          holds: read.ratio <= 1.4,
        },
      ],
    }
  },
  cases: async () => {
    const data = await casesBench({
      cases: Number(values.cases ?? 200_000),
      ...(values.runs === undefined ? {} : { rounds: Number(values.runs) }),
    })
    const floor = `${ms(data.floorP50)}, ${ms(data.floorP95)}`
    return {
      data,
      rows: [
        {
          what: `"Perlu tindakan saya" over ${data.cases.toLocaleString('en')} cases (${data.openNeeds.toLocaleString('en')} open needs), through the browser host, p50 and p95 / empty call`,
          ours: `${ms(data.action.p50)}, ${ms(data.action.p95)}`,
          floor,
          ratio: (data.action.p95 / data.floorP95).toFixed(1),
          bar: 'p95 80 ms',
          holds: data.action.p95 < 80,
        },
        {
          what: `slowest of ${data.filters.length} lists and filters (${data.worst.what}), p95`,
          ours: ms(data.worst.p95),
          floor,
          ratio: (data.worst.p95 / data.floorP95).toFixed(1),
          bar: 'p95 80 ms',
          holds: data.worst.p95 < 80,
        },
      ],
    }
  },
  'search-http': async () => {
    const data = await searchHttpBench()
    return {
      data,
      rows: [
        {
          what: `search over ${data.people.toLocaleString('en')} people, through the browser host, p50 and p95 / empty call`,
          ours: `${ms(data.p50)}, ${ms(data.p95)}, ${Math.round(data.memoryPeak / 1024 / 1024)} MB`,
          floor: `${ms(data.floorP50)}, ${ms(data.floorP95)}`,
          ratio: (data.p95 / data.floorP95).toFixed(1),
          bar: 'p95 50 ms',
          holds: data.p95 < 50,
        },
      ],
    }
  },
}

const say = (text: string): void => void process.stderr.write(`${text}\n`)
say(
  `${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`,
)
const all: Record<string, unknown> = {}
let holds = true
for (const name of asked.length > 0 ? asked : everyBench) {
  const bench = benches[name]
  if (bench === undefined) {
    say(`unknown: ${name}; there is ${Object.keys(benches).join(', ')}`)
    process.exit(2)
  }
  const { rows, data } = await bench()
  all[name] = data
  for (const row of rows) {
    say(
      `${row.holds ? 'ok  ' : 'OVER'} ${row.what}\n       ours ${row.ours} | floor ${row.floor} | ratio ${row.ratio} | bar ${row.bar}`,
    )
    holds &&= row.holds
  }
}
const febrl = (all.duplicates as ReturnType<typeof duplicatesBench> | undefined)?.febrl
process.stdout.write(values.json && febrl != null ? `${febrlJson(febrl)}\n` : `${JSON.stringify(all, null, 2)}\n`)
process.exitCode = holds ? 0 : 1
