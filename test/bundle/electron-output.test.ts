import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outDir, projectDir } from '../harness/built.ts'

const read = (path: string): string => readFileSync(join(outDir, path), 'utf8')
const list = (pattern: string): string[] => globSync(pattern, { cwd: outDir })

describe('what the build puts into out/', () => {
  it('makes all entries', () => {
    for (const file of [
      'main/index.js',
      'main/server.js',
      'main/cli.js',
      'main/db-worker.js',
      'preload/index.cjs',
      'renderer/index.html',
    ])
      expect(existsSync(join(outDir, file)), file).toBe(true)
  })

  it('makes one small CommonJS preload that requires nothing but electron', () => {
    expect(list('preload/**/*.*js')).toEqual([join('preload', 'index.cjs')])
    const preload = read('preload/index.cjs')
    expect([...preload.matchAll(/require\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(preload).not.toMatch(/^\s*import\s/m)
    expect(preload.length, 'no library has slipped in').toBeLessThan(4000)
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1)
  })

  it('imports electron only in the Electron host', () => {
    const importing = list('main/**/*.js').filter((file) =>
      /from\s*["']electron["']|require\(["']electron["']\)/.test(read(file)),
    )
    expect(importing).toEqual([join('main', 'index.js')])
  })

  it('leaves the native driver and the updater outside the bundle', () => {
    const texts = list('main/**/*.js').map(read)
    expect(texts.some((text) => /from\s*["']better-sqlite3["']/.test(text))).toBe(true)
    expect(texts.some((text) => /import\(["']electron-updater["']\)/.test(text))).toBe(true)
  })

  it('loads the updater only when somebody asks', () => {
    expect(read('main/index.js')).not.toMatch(/^import .*electron-updater/m)
  })

  it('keeps Node, source maps, development addresses and secrets out of the screens', () => {
    expect(list('**/*.map')).toEqual([])
    for (const file of list('renderer/**/*.{js,css,html}')) {
      const text = read(file)
      expect(text, file).not.toMatch(/sourceMappingURL=/)
      expect(text, file).not.toMatch(/localhost:\d|127\.0\.0\.1:\d|\/@vite\/|\/@fs\//)
      expect(text, file).not.toMatch(/BEGIN (RSA |EC )?PRIVATE KEY/)
      expect(text, file).not.toContain(projectDir)
      const imported = [...text.matchAll(/(?:from|import|require)\s*\(?\s*["']([^"'\s]+)["']/g)].map(([, name]) => name ?? '')
      expect(
        imported.filter((name) => name.startsWith('node:') || builtinModules.includes(name)),
        file,
      ).toEqual([])
    }
  })

  it('asks for its files from the root, with no inline script, style or remote address in the page', () => {
    const page = read('renderer/index.html')
    expect(
      [...page.matchAll(/(?:src|href)="([^"]+)"/g)]
        .map(([, address]) => address ?? '')
        .filter((address) => !/^(\/assets\/|data:,)/.test(address)),
    ).toEqual([])
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
    expect(page).toContain('content="__CSP_NONCE__"')
  })

  it('has its fonts along as files', () => {
    expect(list('renderer/assets/*.woff2').length).toBeGreaterThan(0)
    for (const file of list('renderer/assets/*.css')) expect(read(file), file).not.toMatch(/url\(["']?(data:font|https?:)/)
  })
})

describe('the packaging configuration', () => {
  const config = readFileSync(join(projectDir, 'electron-builder.yml'), 'utf8')
  const setting = (name: string): string | undefined => new RegExp(`^\\s*${name}:\\s*([^#\\n]*)`, 'm').exec(config)?.[1]?.trim()

  it.each([
    ['runAsNode', 'false'],
    ['enableNodeOptionsEnvironmentVariable', 'false'],
    ['enableNodeCliInspectArguments', 'false'],
    ['enableCookieEncryption', 'true'],
    ['enableEmbeddedAsarIntegrityValidation', 'true'],
    ['onlyLoadAppFromAsar', 'true'],
    ['grantFileProtocolExtraPrivileges', 'false'],
    ['npmRebuild', 'false'],
    ['oneClick', 'false'],
    ['perMachine', 'false'],
    ['allowElevation', 'false'],
    ['deleteAppDataOnUninstall', 'false'],
    ['requestedExecutionLevel', 'asInvoker'],
    ['publish', 'null'],
    ['appId', 'id.loketslrt.desktop'],
  ])('sets %s to %s', (name, value) => {
    expect(setting(name)).toBe(value)
  })

  it('unpacks native code and resources from the archive', () => {
    expect(config).toMatch(/asarUnpack:\n\s+- ["']\*\*\/\*\.node["']\n\s+- resources\/\*\*/)
  })
})
