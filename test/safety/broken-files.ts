import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../src/shared/domain/errors.ts'
import { importBench } from '../harness/imports.ts'
import { openInline } from '../harness/inline.ts'
import { cleanTable, type Layout, layouts } from '../harness/layouts.ts'
import { csvText, htmlText, tableKinds, writeTable, xlsBytes } from '../harness/table-files.ts'
import {
  minimalParts,
  populationHeaders,
  populationRows,
  seeded,
  type TestCell,
  writeParts,
  writeWorkbook,
} from '../harness/workbooks.ts'

/** Longest time one broken file may take, in milliseconds. */
export const longest = 10_000

/** How many broken files were refused in words and how many could still be read, by kind. */
export interface BrokenFilesOutcome {
  files: number
  refused: number
  read: number
  slowest: number
  byKind: Record<string, { refused: number; read: number }>
}

interface Sample {
  kind: string
  bytes: Buffer
  /** XML that is broken inside an otherwise sound workbook: else a checksum would catch nearly everything. */
  inner: boolean
}

type Random = () => number
const below = (random: Random, most: number): number => Math.floor(random() * most)

const sheetXml = (rows: readonly TestCell[][]): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map(
        (row, r) =>
          `<row r="${r + 1}">${row.map((cell) => `<c t="inlineStr"><is><t>${String(cell ?? '')}</t></is></c>`).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`,
  )

/** Good files of every kind. */
const samples = async (folder: string): Promise<Sample[]> => {
  const people: TestCell[][] = [populationHeaders, ...populationRows(60, 5)]
  const found: Sample[] = []
  for (const kind of tableKinds) {
    const path = join(folder, 'baik')
    await writeTable(path, kind, people)
    found.push({ kind, bytes: readFileSync(path), inner: false })
  }
  const list = (profile: string): TestCell[][] => cleanTable(layouts.find((layout) => layout.profile === profile) as Layout)
  const several = join(folder, 'baik.xlsx')
  await writeWorkbook(
    several,
    ['regsosek-2022k', 'daftar-desil', 'siks-ng-bnba'].map((profile) => ({ name: profile, rows: list(profile) })),
    { title: 'Judul', inline: true },
  )
  found.push({ kind: 'xlsx', bytes: readFileSync(several), inner: false })
  found.push({
    kind: 'xls',
    bytes: xlsBytes([
      { name: 'Satu', rows: list('siks-ng-bnba') },
      { name: 'Dua', rows: list('siks-ng-usulan') },
    ]),
    inner: false,
  })
  found.push({
    kind: 'html',
    bytes: Buffer.from(htmlText(list('siks-ng-usulan')).replaceAll('<td>', '<td rowspan=2 colspan=3>')),
    inner: false,
  })
  found.push({
    kind: 'csv-quoted',
    bytes: Buffer.from(csvText(list('siks-ng-bnba').map((row) => row.map((cell) => `${String(cell ?? '')}"\n,`)))),
    inner: false,
  })
  found.push(
    { kind: 'xml', bytes: sheetXml(people), inner: true },
    { kind: 'xml', bytes: sheetXml(list('dtsen-anggota')), inner: true },
  )
  return found
}

const interesting = [
  '<',
  '>',
  '"',
  "'",
  '&',
  ';',
  ',',
  '\t',
  '\n',
  '\u0000',
  '</td>',
  '<table>',
  '</row>',
  '<row r="9">',
  '<c r="ZZZ1">',
  '<![CDATA[',
  '<!--',
  '&#x110000;',
  '9999999999',
  '"",""',
  '\ufeff',
  '###',
]

/** Bends bytes in one of many ways. */
const bend = (good: Buffer, other: Buffer, random: Random): Buffer => {
  const at = below(random, good.length)
  const size = 1 + below(random, Math.min(4096, good.length))
  switch (below(random, 9)) {
    case 0:
      return good.subarray(0, at)
    case 1:
      return Buffer.concat([good.subarray(0, at), good.subarray(at + size)])
    case 2:
      return Buffer.concat([good.subarray(0, at), other.subarray(below(random, other.length))])
    case 3: {
      const piece = Buffer.from(interesting[below(random, interesting.length)] as string)
      return Buffer.concat([good.subarray(0, at), piece, good.subarray(at)])
    }
    case 4: {
      const part = good.subarray(at, at + size)
      return Buffer.concat([good.subarray(0, at), ...Array<Buffer>(1 + below(random, 40)).fill(part), good.subarray(at)])
    }
    case 5: {
      const bent = Buffer.from(good)
      return bent.fill(random() < 0.5 ? 0 : 0xff, at, Math.min(good.length, at + size))
    }
    case 6: {
      // Four bytes that may be a length, a count or an address.
      const bent = Buffer.from(good)
      const value = [0xffffffff, 0x7fffffff, 0, 1, 0x10000, 0xfffffffe][below(random, 6)] as number
      if (at + 4 <= bent.length) bent.writeUInt32LE(value, at)
      return bent
    }
    default: {
      const bent = Buffer.from(good)
      for (let i = 1 + below(random, 30); i > 0; i--) bent[below(random, bent.length)] = below(random, 256)
      return bent
    }
  }
}

/**
 * Breaks good files of every kind in `count` seeded ways and lets each be prepared for import.
 * @throws Error naming the seed, as soon as one is not refused in words, takes longer than 10 s, or writes
 */
export const breakFiles = async (options: {
  count: number
  seed: number
  say?: (text: string) => void
}): Promise<BrokenFilesOutcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-rusak-'))
  const outcome: BrokenFilesOutcome = { files: 0, refused: 0, read: 0, slowest: 0, byKind: {} }
  let inline = openInline()
  let bench = importBench(inline)
  try {
    const good = await samples(folder)
    for (let i = 0; i < options.count; i++) {
      const random = seeded(options.seed + i)
      const sample = good[i % good.length] as Sample
      const other = good[below(random, good.length)] as Sample
      let bytes = bend(sample.bytes, other.bytes, random)
      if (random() < 0.3) bytes = bend(bytes.length === 0 ? sample.bytes : bytes, other.bytes, random)
      const path = join(folder, 'rusak.xls')
      if (sample.inner) await writeParts(path, minimalParts([bytes]))
      else writeFileSync(path, bytes)
      outcome.byKind[sample.kind] ??= { refused: 0, read: 0 }
      const tally = outcome.byKind[sample.kind] as { refused: number; read: number }
      const where = `seed ${options.seed + i}, ${sample.kind}, file kept at ${path}`
      const begun = performance.now()
      const failure = await bench.prepare(path).then(
        () => null,
        (error: unknown) => error,
      )
      const time = performance.now() - begun
      outcome.slowest = Math.max(outcome.slowest, time)
      if (failure !== null && !(failure instanceof AppError && failure.data.code === 'BAD_FILE'))
        throw new Error(`not refused in words: ${String(failure)} (${where})`, { cause: failure })
      if (time > longest) throw new Error(`took ${Math.round(time)} ms (${where})`)
      const { people, families } = bench.counts()
      if (people !== 0 || families !== 0) throw new Error(`wrote to the register (${where})`)
      outcome.files += 1
      outcome[failure === null ? 'read' : 'refused'] += 1
      tally[failure === null ? 'read' : 'refused'] += 1
      if (outcome.files % 250 === 0) {
        options.say?.(
          `${outcome.files} broken files: ${outcome.refused} refused, ${outcome.read} still read, slowest ${Math.round(outcome.slowest)} ms`,
        )
        // Packages pile up; a fresh register keeps every file's start the same.
        bench.close()
        inline.close()
        inline = openInline()
        bench = importBench(inline)
      }
    }
    rmSync(folder, { recursive: true, force: true })
    return outcome
  } finally {
    bench.close()
    inline.close()
  }
}
