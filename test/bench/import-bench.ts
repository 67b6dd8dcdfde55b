import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { applyPackage } from '../../src/main/core/imports/apply.ts'
import { beginApply } from '../../src/main/core/imports/package.commands.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { importBench as importDriver } from '../harness/imports.ts'
import { openInline } from '../harness/inline.ts'
import { makeOffice } from '../harness/office.ts'
import { populationHeaders, populationRows, writeWorkbook } from '../harness/workbooks.ts'

export interface ImportBenchOptions {
  people: number
  seed: number
  runs: number
}

/** Times in milliseconds, memory in megabytes. */
export interface ImportBenchResult {
  people: number
  columns: number
  /** Reading, checking, staging and writing a workbook, through the running core with its threads. */
  ours: number[]
  /** Bare streaming read of the same workbook by exceljs. */
  exceljs: number[]
  /** Median of ours through exceljs, run by run. */
  ratio: number
  /** Peak memory of the whole host while importing, minus its memory at rest before. */
  memory: number[]
  exceljsMemory: number[]
  /** Writing a prepared package of the same people (with families, history of packages, name index). */
  write: number[]
  /** Bare prepared inserts of the same rows into the same encrypted tables, one transaction. */
  bareInserts: number[]
  writeRatio: number
}

interface Measured {
  time: number
  memory: number
}

const megabyte = 1024 * 1024

/** Imports the workbook as the program does: a job of the core, threads and all. */
const ours = async (path: string, people: number): Promise<Measured> => {
  const office = await makeOffice()
  try {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const rest = process.memoryUsage.rss()
    let peak = rest
    const sampler = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }, 10)
    const { fileId } = office.app.registerPath(office.admin, path)
    const start = performance.now()
    const { id } = await office.job('imports.prepare', { fileId, label: basename(path) })
    const { counts } = await office.job('imports.apply', { id })
    const time = performance.now() - start
    clearInterval(sampler)
    if (counts.people.new !== people) throw new Error(`${counts.people.new} of ${people} people were imported`)
    return { time, memory: (peak - rest) / megabyte }
  } finally {
    await office.close()
  }
}

/** What exceljs alone needs to walk over all rows of the workbook. */
const exceljs = async (path: string, people: number): Promise<Measured> => {
  const { default: ExcelJS } = await import('exceljs')
  const rest = process.memoryUsage.rss()
  const start = performance.now()
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  })
  let rows = 0
  let cells = 0
  for await (const sheet of reader) {
    for await (const row of sheet) {
      rows += 1
      cells += row.cellCount
    }
  }
  const time = performance.now() - start
  if (rows !== people + 1 || cells < rows) throw new Error(`exceljs read ${rows} rows`)
  return { time, memory: process.resourceUsage().maxRSS / 1024 - rest / megabyte }
}

/** Writing a prepared package: one command in the writer. */
const write = async (path: string, people: number): Promise<Measured> => {
  const inline = openInline()
  const driver = importDriver(inline)
  try {
    const { id } = await driver.prepare(path)
    await inline.context.write(beginApply, { id, confirmLocked: [], version: null })
    const rest = process.memoryUsage.rss()
    const start = performance.now()
    await inline.context.write(applyPackage, id)
    const time = performance.now() - start
    if (driver.counts().people !== people) throw new Error('not everybody was written')
    return { time, memory: (process.memoryUsage.rss() - rest) / megabyte }
  } finally {
    driver.close()
    inline.close()
  }
}

/** The same people, families and memberships by bare prepared inserts. */
const bare = (people: number, seed: number): Measured => {
  const inline = openInline()
  const rows = [...populationRows(people, seed)]
  const rest = process.memoryUsage.rss()
  const start = performance.now()
  const { raw } = inline.db
  const now = inline.context.now()
  raw.transaction(() => {
    const person = raw.prepare(
      `INSERT INTO person (uid, nik, name, name_key, birth_place, birth_date, sex, religion, marital_status, education, occupation, disability,
        mother_name, father_name, address, hamlet, rt, rw, extra, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
    )
    const family = raw.prepare(
      'INSERT INTO family (uid, kk_number, address, hamlet, rt, rw, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, 1)',
    )
    const member = raw.prepare(
      "INSERT INTO family_member (family_id, person_id, relation, from_date, updated_at, updated_by) VALUES (?, ?, ?, '2026-11-22', ?, 1)",
    )
    const families = new Map<string, number | bigint>()
    for (const row of rows) {
      const [
        address,
        hamlet,
        rw,
        rt,
        name,
        kk,
        nik,
        sex,
        place,
        birth,
        religion,
        education,
        current,
        occupation,
        marital,
        relation,
      ] = row
      const extra = JSON.stringify({
        pendidikanSedang: current,
        suku: row[29],
        ktpEl: row[26],
        statusRekam: row[27],
        kewarganegaraan: row[16],
      })
      const added = person.run(
        newUid(),
        nik,
        name,
        nameKey(name as string),
        place,
        birth,
        sex === '2' ? 'P' : 'L',
        religion,
        marital,
        education,
        occupation,
        row[23],
        row[20],
        row[18],
        address,
        hamlet,
        rt,
        rw,
        extra,
        now,
      )
      let familyId = families.get(kk as string)
      if (familyId === undefined) {
        familyId = family.run(newUid(), kk, address, hamlet, rt, rw, now).lastInsertRowid
        families.set(kk as string, familyId)
      }
      member.run(familyId, added.lastInsertRowid, relation, now)
    }
  })()
  const time = performance.now() - start
  const memory = (process.memoryUsage.rss() - rest) / megabyte
  inline.close()
  return { time, memory }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Imports a generated workbook of 100,000 x 30 cells and sets the time against exceljs' bare streaming read of the same
 * file; writes the same people in bulk against bare prepared inserts. In turn, each in a fresh process.
 */
export const importBench = async (options: Partial<ImportBenchOptions> = {}): Promise<ImportBenchResult> => {
  const { people, seed, runs } = { people: 100_000, seed: 7, runs: 3, ...options }
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-impor-'))
  const path = join(folder, 'penduduk.xlsx')
  function* rows(): Generator<string[]> {
    yield populationHeaders
    yield* populationRows(people, seed)
  }
  try {
    await writeWorkbook(path, [{ name: 'Data Penduduk', rows: rows() }])
    if (statSync(path).size === 0) throw new Error('no workbook')
    const child = (side: string): Measured =>
      JSON.parse(
        execFileSync(process.execPath, [import.meta.filename, side, path, String(people), String(seed)], { encoding: 'utf8' }),
      ) as Measured
    const measured: Record<'ours' | 'exceljs' | 'write' | 'bare', Measured[]> = { ours: [], exceljs: [], write: [], bare: [] }
    for (let run = 0; run < runs; run += 1)
      for (const side of ['ours', 'exceljs', 'write', 'bare'] as const) measured[side].push(child(side))
    const times = (side: keyof typeof measured): number[] => measured[side].map(({ time }) => Math.round(time))
    const memory = (side: keyof typeof measured): number[] => measured[side].map((one) => Math.round(one.memory))
    const ratio = (left: keyof typeof measured, right: keyof typeof measured): number =>
      Math.round(median(measured[left].map(({ time }, run) => time / (measured[right][run]?.time ?? Number.NaN))) * 100) / 100
    return {
      people,
      columns: populationHeaders.length,
      ours: times('ours'),
      exceljs: times('exceljs'),
      ratio: ratio('ours', 'exceljs'),
      memory: memory('ours'),
      exceljsMemory: memory('exceljs'),
      write: times('write'),
      bareInserts: times('bare'),
      writeRatio: ratio('write', 'bare'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const [side, path = '', people, seed] = process.argv.slice(2)
  if (side === undefined) process.stdout.write(`${JSON.stringify(await importBench(), null, 2)}\n`)
  else {
    const run = { ours, exceljs, write, bare: async () => bare(Number(people), Number(seed)) }[side]
    if (run === undefined) throw new Error(`unknown side ${side}`)
    process.stdout.write(JSON.stringify(await run(path, Number(people))))
  }
}
