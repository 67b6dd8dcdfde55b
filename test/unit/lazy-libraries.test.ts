import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

const registry = pathToFileURL(resolve(import.meta.dirname, '../../src/main/core/registry.ts')).href

/** Imports every service as a thread does and prints the address of each file that was loaded. */
const program = `
  import { registerHooks } from 'node:module'
  const loaded = new Set()
  registerHooks({ load: (url, context, next) => { loaded.add(url); return next(url, context) } })
  await import(${JSON.stringify(registry)})
  console.log(JSON.stringify([...loaded]))
`

describe('a thread that starts', () => {
  it('has loaded none of the libraries that only few threads ever use', () => {
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
    const packages = new Set(
      (JSON.parse(output) as string[]).map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url),
    )
    expect(packages).toContain('kysely')
    const heavy = [
      'exceljs',
      'pdfkit',
      'fontkit',
      'bwip-js',
      '@napi-rs/canvas',
      'exifr',
      '@e965/xlsx',
      'docx',
      'pdfjs-dist',
      '@cantoo/pdf-lib',
      'pdf-to-printer',
    ]
    expect(heavy.filter((name) => packages.has(name))).toEqual([])
  })
})
