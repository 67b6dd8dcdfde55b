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

export class ClosingLine {
  onTestRunEnd(modules, unhandledErrors) {
    if (modules.length > 25) process.stdout.write(`\nslowest files:\n${slowest(modules).join('')}`)
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: test.fullName,
        state: test.result().state,
        note: test.result().note,
      })),
    )
    const count = countResults(tests)
    // A file that could not even be loaded has no tests to count.
    const broken = modules.filter((module) => module.errors().length > 0).length + unhandledErrors.length
    for (const [reason, names] of count.reasons)
      process.stdout.write(`\nskipped (${reason}):\n${names.map((name) => `  ${name}\n`).join('')}`)
    for (const name of count.refused) process.stdout.write(`\nskipped without an allowed reason, counted as failed: ${name}\n`)
    const failed = count.failed + broken
    if (count.refused.length > 0) process.exitCode = 1
    process.stdout.write(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`)
  }
}
