// A vitest reporter that says of every skipped test why, and ends with the one line that CI reads.

/** What may be missing on a machine (docs of each). A test skipped for any other reason counts as failed. */
export const allowedSkips = [
  /^Electron runtime missing/,
  /^\.\.\/shared\/fixtures missing/,
  /^(wine|LibreOffice|PostgreSQL) missing/,
]

/** Counts results; `reasons` = allowed reason → names, `refused` = names skipped without an allowed reason. */
export const countResults = (tests) => {
  const count = { passed: 0, failed: 0, skipped: 0, reasons: new Map(), refused: [] }
  for (const { name, state, note } of tests) {
    if (state === 'passed') count.passed += 1
    else if (state === 'skipped' && allowedSkips.some((pattern) => pattern.test(note ?? ''))) {
      count.skipped += 1
      count.reasons.set(note, [...(count.reasons.get(note) ?? []), name])
    } else {
      count.failed += 1
      if (state === 'skipped') count.refused.push(`${name} (${note ?? 'no reason given'})`)
    }
  }
  return count
}

/** Where the time of a run went: the slowest files, in seconds. A file grows unseen until the whole run is late. */
const slowest = (modules) => {
  const timed = modules
    .map((module) => ({ file: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }))
    .sort((one, other) => other.seconds - one.seconds)
  const line = (seconds, what) => `  ${seconds.toFixed(1).padStart(6)} s  ${what}\n`
  const folders = new Map([['all files together', 0]])
  for (const { file, seconds } of timed)
    for (const name of ['all files together', file.split('/').slice(0, 2).join('/')])
      folders.set(name, (folders.get(name) ?? 0) + seconds)
  return [
    ...timed.slice(0, 25).map(({ file, seconds }) => line(seconds, file)),
    ...[...folders].map(([name, seconds]) => line(seconds, name)),
  ]
}

/**
 * Keeps what a run gave, for the closing line; a later run of some files takes the place of what they gave before.
 * `unsteady` = files that failed at first and held when they were run again, alone.
 */
export class ClosingLine {
  #files = new Map()
  #unhandled = 0
  unsteady = []

  onTestRunEnd(modules, unhandledErrors) {
    if (modules.length > 25) process.stdout.write(`\nslowest files:\n${slowest(modules).join('')}`)
    for (const module of modules)
      this.#files.set(module.relativeModuleId, {
        // A file that could not even be loaded has no tests to count.
        broken: module.errors().length > 0,
        tests: [...module.children.allTests()].map((test) => ({
          name: test.fullName,
          state: test.result().state,
          note: test.result().note,
        })),
      })
    this.#unhandled = unhandledErrors.length
  }

  /** Files with a failed test, or that could not be loaded; null when something failed that belongs to no file. */
  failedFiles() {
    if (this.#unhandled > 0) return null
    return [...this.#files].flatMap(([file, { broken, tests }]) =>
      broken || tests.some(({ state }) => state === 'failed') ? file : [],
    )
  }

  /** Says why tests were skipped and ends with the counts; answers whether everything held. */
  close() {
    const files = [...this.#files.values()]
    const count = countResults(files.flatMap(({ tests }) => tests))
    for (const [reason, names] of count.reasons)
      process.stdout.write(`\nskipped (${reason}):\n${names.map((name) => `  ${name}\n`).join('')}`)
    for (const name of count.refused) process.stdout.write(`\nskipped without an allowed reason, counted as failed: ${name}\n`)
    if (this.unsteady.length > 0)
      process.stdout.write(`\nunsteady, to be mended: failed at first, held when run again alone: ${this.unsteady.join(', ')}\n`)
    const failed = count.failed + files.filter(({ broken }) => broken).length + this.#unhandled
    process.stdout.write(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`)
    return failed === 0
  }
}
