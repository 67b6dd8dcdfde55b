// Is the Electron runtime there? It is a download of its own, outside npm; on closed networks it cannot be had.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'node_modules/electron')
const memory = join(root, 'node_modules/.cache/loket/electron-runtime.json')
const patience = 60_000

const version = () => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

/** Looked for by its files: requiring the package would start a download by itself. */
export const electronIsThere = () => {
  if (!existsSync(join(folder, 'path.txt'))) return false
  return existsSync(join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim()))
}

/** A failure is remembered per version, so that every later start is quick. `--electron` tries again. */
const failedBefore = () => {
  try {
    return JSON.parse(readFileSync(memory, 'utf8')).version === version()
  } catch {
    return false
  }
}

/** Fetches the runtime in a child, at most a minute. Answers whether it is there afterwards. */
export const fetchElectron = async ({ again }) => {
  if (!existsSync(join(folder, 'install.js')) || (failedBefore() && !again)) return false
  process.stderr.write('Runtime Electron belum ada; mencoba mengunduhnya (paling lama 1 menit) ')
  const child = spawn(process.execPath, [join(folder, 'install.js')], { cwd: root, stdio: 'ignore', windowsHide: true })
  const dots = setInterval(() => process.stderr.write('.'), 2000)
  await new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    child.once('error', () => done())
    child.once('close', () => {
      clearTimeout(timer)
      done()
    })
  })
  clearInterval(dots)
  const there = electronIsThere()
  process.stderr.write(there ? ' selesai.\n' : ' tidak berhasil.\n')
  if (!there) {
    mkdirSync(dirname(memory), { recursive: true })
    writeFileSync(memory, `${JSON.stringify({ version: version(), at: new Date().toISOString() })}\n`)
  }
  return there
}
