import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { projectDir } from './built.ts'
import { cacheDir, withFileLock } from './file-lock.ts'

/*
 * The only place that starts a browser for tests. The browser is the Chromium inside the npm package @sparticuz/chromium.
 * Its own launch arguments are never used: they switch web security off, and our tests are about web security.
 */

const packageDir = join(projectDir, 'node_modules/@sparticuz/chromium')
const packageVersion = (JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }).version
/** Its version is part of the name: an older one left behind is never taken for it. */
const browserDir = join(cacheDir, `chromium-${packageVersion}`)
const executable = join(browserDir, 'chromium')

/** These tell the package that the machine lacks the NSS libraries, so that it unpacks its own. Read when it is imported. */
const bareMachine = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' }

/** The package's font list names folders of another machine; ours knows the unpacked fonts only, so pages look the same everywhere. */
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(browserDir, 'fonts')}</dir>
  <cachedir>${join(browserDir, 'font-cache')}</cachedir>
  <config></config>
</fontconfig>
`

/** Unpacks in a child: the package unpacks into TMPDIR and changes the environment when it is imported. */
const unpack = async (into: string): Promise<void> => {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', "await (await import('@sparticuz/chromium')).default.executablePath()"],
    { cwd: projectDir, env: { ...process.env, ...bareMachine, TMPDIR: into }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8')
  })
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', done)
  })
  if (code !== 0) throw new Error(`the test browser could not be unpacked:\n${complaint.slice(-2000)}`)
}

/**
 * Makes sure the test browser is unpacked; takes two seconds the first time.
 * @returns the path of its executable
 */
export const ensureBrowser = (): Promise<string> =>
  existsSync(executable)
    ? Promise.resolve(executable)
    : withFileLock('loket-browser', async () => {
        if (existsSync(executable)) return executable
        const half = mkdtempSync(join(cacheDir, `${basename(browserDir)}-`))
        try {
          await unpack(half)
          writeFileSync(join(half, 'fonts', 'fonts.conf'), fontConfig)
          mkdirSync(join(half, 'font-cache'), { recursive: true })
          // Renamed as a whole: a browser that is half unpacked is never seen under its name.
          renameSync(half, browserDir)
        } finally {
          rmSync(half, { recursive: true, force: true })
        }
        return executable
      })

/**
 * Starts the pinned Chromium, headless, with web security on. Close it yourself.
 * @throws Error when another browser than the pinned one answers
 */
export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = await ensureBrowser()
  const libraries = [join(browserDir, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(browserDir, 'fonts'), TMPDIR: browserDir },
  })
  const major = packageVersion.split('.')[0] ?? ''
  if (browser.version().split('.')[0] !== major) {
    await browser.close()
    throw new Error(`the test browser is ${browser.version()}, expected ${packageVersion}`)
  }
  return browser
}
