import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureBrowser } from './browser.ts'
import { ensureBuilt, outDir } from './built.ts'

/** A test file says by what it names that it needs the built app or the browser; everything in test/e2e needs both. */
const needsBuild = /harness\/(built|electron-bridge)|['"/]out['"/]/
const needsBrowser = /harness\/(browser|electron-bridge)/
const endToEnd = /[/\\]test[/\\]e2e[/\\]/

/**
 * Before any test file runs: makes room for the empty offices that test files share, builds the app and unpacks the browser
 * once, and only when a chosen file needs them.
 */
export const setup = async (project: TestProject): Promise<() => void> => {
  const templates = mkdtempSync(join(tmpdir(), 'loket-templates-'))
  process.env.LOKET_TEST_TEMPLATES = templates
  const { filenamePattern } = project.vitest as unknown as { filenamePattern?: string[] }
  const { testFiles } = await project.globTestFiles(filenamePattern ?? [])
  const texts = testFiles.map((file) => readFileSync(file, 'utf8'))
  const whole = testFiles.some((file) => endToEnd.test(file))
  if (whole || texts.some((text) => needsBuild.test(text))) {
    await ensureBuilt()
    process.env.LOKET_TEST_WORKER = join(outDir, 'main/db-worker.js')
  }
  if (whole || texts.some((text) => needsBrowser.test(text))) await ensureBrowser()
  return () => rmSync(templates, { recursive: true, force: true })
}
