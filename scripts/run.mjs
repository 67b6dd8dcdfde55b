// Runs one TypeScript entry point of ours on the Node 24 that npm installed:
//   node scripts/run.mjs <entry.ts> [arguments]
import './guard.mjs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [entry, ...rest] = process.argv.slice(2)
if (entry === undefined) {
  process.stderr.write('usage: node scripts/run.mjs <entry.ts> [arguments]\n')
  process.exit(2)
}
const file = resolve(import.meta.dirname, '..', entry)
process.argv = [process.argv[0], file, ...rest]
await import(pathToFileURL(file).href)
