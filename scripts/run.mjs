// Runs one TypeScript entry point of ours on the Node 24 that npm installed:
//   node scripts/run.mjs <entry.ts> [arguments]
import './guard.mjs'
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [entry, ...rest] = process.argv.slice(2)
if (entry === undefined) {
  process.stderr.write('usage: node scripts/run.mjs <entry.ts> [arguments]\n')
  process.exit(2)
}
// Stripped and compiled sources are kept, so that the command line starts in half the time; threads and children share them.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../node_modules/.cache/node-compile')
enableCompileCache(process.env.NODE_COMPILE_CACHE)

const file = resolve(import.meta.dirname, '..', entry)
process.argv = [process.argv[0], file, ...rest]
await import(pathToFileURL(file).href)
