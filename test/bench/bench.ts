import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { importBench } from './import-bench.ts'
import { lettersBench } from './letters-bench.ts'
import { searchBench } from './search-bench.ts'
import { searchHttpBench } from './search-http-bench.ts'

// npm run bench [-- --only import,letters,search,search-http]: every figure beside a floor measured in the same run.
// The table goes to standard error, the JSON to standard output.
const { values } = parseArgs({ options: { only: { type: 'string', default: 'import,letters,search,search-http' } } })

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
          bar: '1.6',
          holds: data.ratio <= 1.6,
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
  search: async () => {
    const data = searchBench()
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
  `${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`,
)
const all: Record<string, unknown> = {}
let holds = true
for (const name of values.only.split(',')) {
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
process.stdout.write(`${JSON.stringify(all, null, 2)}\n`)
process.exitCode = holds ? 0 : 1
