import { AppError } from '../../shared/domain/errors.ts'
import { UsageError } from './arguments.ts'
import { explain } from './output.ts'
import { usage, verbs } from './verbs.ts'

// Entry of the command line: npm run -s cli -- <verb> …
// Exit codes: 0 ok, 1 refused (the reason is said), 2 usage, 3 another host owns the data folder.
const [verbName, ...rest] = process.argv.slice(2)

const run = async (): Promise<number> => {
  if (verbName === undefined || verbName === 'help' || verbName === '--help') {
    process.stderr.write(`${usage}\n`)
    return verbName === undefined ? 2 : 0
  }
  const verb = Object.hasOwn(verbs, verbName) ? verbs[verbName] : undefined
  if (verb === undefined) throw new UsageError(`Perintah "${verbName}" tidak dikenal.`)
  await verb(rest)
  return 0
}

const json = rest.includes('--json') || verbName === 'call'

process.exitCode = await run().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}\n`)
    return 2
  }
  if (error instanceof AppError) {
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: error.data }, null, 2)}\n`)
    process.stderr.write(`${explain(error.data)}\n`)
    return error.data.code === 'OWNED' ? 3 : 1
  }
  throw error
})
