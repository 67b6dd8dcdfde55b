// A vitest reporter that says of every skipped test why, and ends with the one line that CI reads.
export class ClosingLine {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: 0, skipped: 0 }
    const reasons = new Map()
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') count.passed += 1
        else if (result.state === 'skipped') {
          count.skipped += 1
          const reason = result.note ?? 'no reason given'
          reasons.set(reason, [...(reasons.get(reason) ?? []), test.fullName])
        } else count.failed += 1
      }
      // A file that could not even be loaded has no tests to count.
      if (module.errors().length > 0) count.failed += 1
    }
    count.failed += unhandledErrors.length
    for (const [reason, names] of reasons)
      process.stdout.write(`\nskipped (${reason}):\n${names.map((name) => `  ${name}\n`).join('')}`)
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
  }
}
