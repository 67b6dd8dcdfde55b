import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockedFields } from '../../src/main/core/imports/wins.ts'
import { launchBrowser } from '../harness/browser.ts'
import { exampleOffice } from '../harness/office.ts'
import { registerDistrict, writeRegisterCsv } from '../harness/register-csv.ts'
import { adminPassword, type BenchOffice, caller, openBenchOffice, quantile } from './bench-office.ts'
import { searchQuerySet } from './query-set.ts'

/** The built browser host over an encrypted register. Times in milliseconds, memory in megabytes of the whole host process. */
export interface RegisterHostResult {
  people: number
  /** From starting the process to its address: Node, the threads, the database. */
  opened: number
  /** From the click on Warga to painted rows, by the clock of the page. */
  firstList: number
  /** Five seconds after the list. */
  memoryAtRest: number
  /** Forty seconds after the import below. */
  memoryAfterImport: number
  /** People of the import that ran while the searches were made; half of them known, half new. */
  importing: number
  importMs: number
  searches: number
  p50: number
  p95: number
  /** The same queries with nothing else under way. */
  quietP50: number
  quietP95: number
}

/**
 * Run in the page: asked from outside, Playwright would look only every so often. Painted, not only in the tree: one frame after
 * the one in which the rows were there.
 */
const clickToRows = `new Promise((done) => {
  const begun = performance.now();
  const look = () => requestAnimationFrame(() => {
    if (document.querySelectorAll('[role=grid][aria-label="Daftar warga"] [role=row]').length <= 10) look();
    else requestAnimationFrame(() => done(performance.now() - begun));
  });
  look();
  [...document.querySelectorAll('nav a')].find((link) => link.textContent.trim() === 'Warga').click();
})`

const megabyte = 1024 * 1024

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Opens a register of `people` with the built host, looks at the list in Chromium, and searches while an import runs. */
export const registerHostBench = async (options: {
  people: number
  seed?: number
  importing?: number
  /** Folder where the register is kept between runs; each run works on a copy. */
  keep?: string | undefined
}): Promise<RegisterHostResult> => {
  const { people, seed = 1, importing = Math.min(200_000, Math.max(2000, Math.round(people / 5))) } = options
  const office = await openBenchOffice('layar')
  const { folder } = office
  let browser: Awaited<ReturnType<typeof launchBrowser>> | undefined
  try {
    makeRegister(office, { people, seed, keep: options.keep })
    const queries = await office.withDatabase('reader', (db) =>
      searchQuerySet(seed, db.sql<{ name: string; nik: string | null }>('SELECT name, nik FROM person ORDER BY id'), 200),
    )

    // Before anything is measured: while this process makes a file, it does not notice that the host closes an idle connection.
    const second = join(folder, 'susulan.csv')
    writeRegisterCsv(second, {
      people: people + Math.round(importing / 2),
      seed,
      change: (row, at) =>
        at < people - Math.round(importing / 2)
          ? null
          : at % 2 === 0
            ? [...row.slice(0, 9), 'Cerai Mati', ...row.slice(10)]
            : row,
    })

    browser = await launchBrowser()
    const started = performance.now()
    const host = await office.start()
    const opened = performance.now() - started
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(host.url)
    await page.getByLabel('Nama pengguna').fill('admin')
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(adminPassword)
    await page.getByRole('button', { name: 'Masuk' }).click()
    const link = page.getByRole('link', { name: 'Warga', exact: true })
    await link.waitFor()
    // The clerk sees the first screen before choosing another.
    await page.waitForLoadState('networkidle')
    await page.waitForFunction('document.querySelector("main h1") !== null')
    const firstList = Number(await page.evaluate(clickToRows))
    process.stderr.write(`opened ${Math.round(opened)} ms, first list ${Math.round(firstList)} ms\n`)
    await wait(5000)
    const memoryAtRest = host.rss() / megabyte

    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const call = caller(host, cookie)
    for (let index = 0; index < 8; index += 1) await call('people.search', { text: `zzzz${index}`, limit: 20 })
    const search = async (text: string): Promise<number> => {
      const begun = performance.now()
      await call('people.search', { text, limit: 20 })
      return performance.now() - begun
    }
    const quiet: number[] = []
    for (const { text } of queries) quiet.push(await search(text))

    const uploaded = (await (
      await fetch(`${host.origin}/upload?name=susulan.csv`, {
        method: 'POST',
        headers: { Cookie: cookie, Origin: host.origin },
        body: readFileSync(second),
      })
    ).json()) as { value?: { fileId: string }; fileId?: string }
    const fileId = uploaded.value?.fileId ?? uploaded.fileId
    const job = async (name: string, input: unknown): Promise<{ id: number }> => {
      const { jobId } = await call<{ jobId: number }>(name, input)
      for (;;) {
        const record = await call<{ endedAt: string | null; result: { id: number } | null; error: unknown }>('jobs.get', {
          id: jobId,
        })
        if (record.endedAt === null) {
          await wait(200)
          continue
        }
        if (record.result === null) throw new Error(`${name}: ${JSON.stringify(record.error)}`)
        return record.result
      }
    }
    const begun = performance.now()
    let importMs = 0
    const importer = (async () => {
      const { id } = await job('imports.prepare', { fileId, label: 'susulan' })
      // Among a million people a few share a number: their rows change what is locked.
      await job('imports.apply', { id, confirmLocked: [...lockedFields] })
      importMs = performance.now() - begun
    })()
    importer.catch(() => {})
    const during: number[] = []
    for (let at = 0; importMs === 0; at += 1) {
      during.push(await search(queries[at % queries.length]?.text ?? 'a'))
      // A clerk types; nobody searches without a pause.
      await wait(50)
      if (performance.now() - begun > 900_000) throw new Error('the import does not end')
      await Promise.race([importer, wait(0)])
    }
    await importer
    // Longer than an idle job worker stays.
    await wait(40_000)
    return {
      people,
      opened,
      firstList,
      memoryAtRest,
      memoryAfterImport: host.rss() / megabyte,
      importing,
      importMs,
      searches: during.length,
      p50: quantile(during, 0.5),
      p95: quantile(during, 0.95),
      quietP50: quantile(quiet, 0.5),
      quietP95: quantile(quiet, 0.95),
    }
  } finally {
    await browser?.close()
    await office.close()
  }
}

/** Generates and imports the register, or copies the one that was kept. */
const makeRegister = (office: BenchOffice, options: { people: number; seed: number; keep?: string | undefined }): void => {
  const { people, seed } = options
  const parts = ['key', 'data']
  const kept = options.keep === undefined ? null : join(options.keep, `${people}-${seed}`)
  if (kept !== null && existsSync(join(kept, 'data'))) {
    for (const part of parts) cpSync(join(kept, part), join(office.folder, part), { recursive: true })
    return
  }
  const about = join(office.folder, 'kantor.json')
  writeFileSync(about, JSON.stringify({ ...exampleOffice(), districtCode: registerDistrict }))
  const list = join(office.folder, 'penduduk.csv')
  writeRegisterCsv(list, { people, seed })
  office.cli('init', '--office', about)
  office.cli('import', list, '--json')
  rmSync(list)
  if (kept === null) return
  mkdirSync(kept, { recursive: true })
  for (const part of parts) cpSync(join(office.folder, part), join(kept, part), { recursive: true })
}

if (import.meta.main)
  console.log(
    JSON.stringify(await registerHostBench({ people: Number(process.argv[2] ?? 20_000), keep: process.argv[3] }), null, 2),
  )
