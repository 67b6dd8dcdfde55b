// npm start: opens the app. Electron where its runtime is there, otherwise an ordinary browser window; says which and why.
//   npm start -- [--browser | --electron] [--port N] [--windows N] [--data DIR] [--no-open]
import './guard.mjs'
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfNeeded } from './build-if-needed.mjs'
import { electronIsThere, fetchElectron } from './electron-runtime.mjs'
import { openBrowser } from './open-browser.mjs'

const root = resolve(import.meta.dirname, '..')
let options
try {
  options = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      electron: { type: 'boolean', default: false },
      port: { type: 'string', default: '47800' },
      windows: { type: 'string', default: '1' },
      data: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  }).values
} catch (error) {
  process.stderr.write(
    `${error.message}\nPemakaian: npm start -- [--browser | --electron] [--port N] [--windows N] [--data FOLDER] [--no-open]\n`,
  )
  process.exit(2)
}
const dataArguments = options.data === undefined ? [] : ['--data', resolve(options.data)]

const howToGetElectron =
  'Untuk jendela sendiri: sambungkan komputer ini ke internet, lalu jalankan "npx install-electron" di folder ini, dan npm start sekali lagi.'

/** Hands Ctrl+C and the end of the child on. */
const follow = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('close', (code, signal) => process.exit(signal === null ? (code ?? 0) : 1))
}

const startElectron = () => {
  process.stderr.write('Loket SLRT dibuka dengan Electron.\n')
  follow(
    spawn(process.execPath, [join(root, 'node_modules/electron/cli.js'), root, ...dataArguments], {
      cwd: root,
      stdio: 'inherit',
    }),
  )
}

const startBrowser = (reason) => {
  process.stderr.write(`Loket SLRT dibuka di peramban: ${reason}\n`)
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/server.js'), '--port', options.port, '--windows', options.windows, '--note', reason, ...dataArguments],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 1)
      process.stdout.write(`${line}\n`)
      if (line.startsWith('LOKET_URL=')) void announce(line.slice('LOKET_URL='.length))
    }
  })
  follow(child)
}

let opened = false
const announce = async (url) => {
  if (options['no-open']) return
  if (opened) {
    process.stderr.write(`Untuk peramban atau profil lain di komputer ini (berlaku sekali): ${url}\n`)
    return
  }
  opened = true
  if (!(await openBrowser(url)))
    process.stderr.write(`Peramban tidak dapat dibuka sendiri. Buka alamat ini (berlaku sekali): ${url}\n`)
  process.stderr.write('Biarkan jendela ini terbuka selama Loket SLRT dipakai. Tekan Ctrl+C untuk menutupnya.\n')
}

buildIfNeeded()
if (options.browser) startBrowser('diminta dengan --browser.')
else if (electronIsThere() || (await fetchElectron({ again: options.electron }))) startElectron()
else startBrowser(`runtime Electron tidak ada di komputer ini. ${howToGetElectron}`)
