import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { AppError } from '../../shared/domain/errors.ts'
import { type App, createApp } from '../core/app.ts'
import { fileKeystore } from '../core/keystore/file-keystore.ts'
import { type Log, openLog, silentLog } from '../core/log/log.ts'
import { createWebHandler } from '../core/web/handler.ts'
import { guardDownloads, showFailure, showNotice } from './dialogs.ts'
import { guardAllContents, guardSession } from './guards.ts'
import { registerIpc } from './ipc.ts'
import { electronKeystore } from './keystore.ts'
import { findPaths } from './paths.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { checkForUpdate, officeFeed } from './updater.ts'
import { bringToFront, createWindow, setMenu } from './window.ts'

/*
 * The Electron host. The order matters: the profile folder before the single-instance lock (the lock lies in it), sandbox and
 * scheme before ready, guards before the first web contents.
 */

/** Exit codes: 1 something unforeseen, 3 another program owns the data folder (the same as the command line's). */
const exitFailure = 1
const exitOwned = 3

const paths = findPaths(import.meta.dirname)
let log: Log = silentLog
let core: App | null = null
let window: BrowserWindow | null = null
let failing = false

/** Ends the program after something unforeseen: in the log with its place, on screen without it. */
const fail = (error: unknown): void => {
  if (failing) return
  failing = true
  const known = error instanceof AppError ? error.data : null
  log.error({ err: error, code: known?.code }, 'the program stops')
  try {
    if (known === null)
      showFailure(
        'Terjadi kesalahan yang tidak terduga.',
        `Data yang sudah tersimpan aman. Buka lagi Loket SLRT.\nCatatan teknis: ${join(paths.data, 'logs')}`,
      )
    else showFailure(known.message, known.hint ?? '')
  } finally {
    app.exit(known?.code === 'OWNED' ? exitOwned : exitFailure)
  }
}
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

const nameOfSystem = (): string => `${process.platform === 'win32' ? 'Windows' : process.platform}, ${process.arch}`

const about = (): void =>
  showNotice(window, `Loket SLRT ${app.getVersion()}`, `Electron ${process.versions.electron ?? '-'} · ${nameOfSystem()}`)

const reportUpdate = async (): Promise<void> => {
  const answer = await checkForUpdate(officeFeed(), () => log)
  if (answer.kind === 'newer')
    showNotice(
      window,
      `Versi ${answer.version} tersedia di server kantor.`,
      'Buat cadangan, tutup Loket SLRT, lalu jalankan pemasang dari admin kantor.',
    )
  else if (answer.kind === 'current') showNotice(window, 'Versi ini yang terbaru.', `Loket SLRT ${app.getVersion()}`)
  else showNotice(window, 'Server pembaruan kantor tidak menjawab.', 'Periksa jaringan kantor, lalu coba lagi.')
}

const start = async (): Promise<void> => {
  await app.whenReady()
  log = openLog(paths.data)
  const browserSession = session.defaultSession
  guardSession(browserSession, () => log)
  guardDownloads(browserSession, () => app.getPath('documents'))
  const safe = await electronKeystore()
  if (safe === null) log.warn('the system offers no key store; the key is kept in a file')
  core = await createApp({
    dirs: { data: paths.data, resources: paths.resources },
    workerFile: paths.worker,
    version: app.getVersion(),
    host: 'electron',
    hostNote: safe === null ? 'Komputer ini tidak menyediakan brankas kunci; kunci data disimpan di berkas profil pengguna.' : '',
    keystore: safe ?? fileKeystore(),
    // Test settings; a packaged program takes none.
    ...(app.isPackaged
      ? {}
      : {
          checkOutput: process.env.LOKET_CHECK_OUTPUT === '1',
          ...(process.env.LOKET_START_AT === undefined ? {} : { startAt: process.env.LOKET_START_AT }),
        }),
  })
  log = core.log
  const connection = core.connect()
  serveScheme(createWebHandler({ app: core, rendererDir: paths.renderer, connectionOf: () => connection }), () => log)
  registerIpc({ app: core, connection, window: () => window, log: () => log })
  setMenu({ about, checkForUpdate: officeFeed() === null ? null : () => void reportUpdate() })
  window = createWindow({
    preload: paths.preload,
    session: browserSession,
    development: !app.isPackaged && process.env.LOKET_DEVELOPMENT === '1',
    log: () => log,
  })
  window.on('closed', () => {
    window = null
  })
}

/** Closes the database before the program ends: workers hold files, and an installer cannot replace files in use. */
const closeBeforeQuit = (): void => {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed || core === null) return
    event.preventDefault()
    closed = true
    core.close().then(
      () => app.quit(),
      (error) => fail(error),
    )
  })
}

app.setPath('userData', paths.profile)
if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  registerScheme()
  guardAllContents(() => log)
  app.on('second-instance', () => bringToFront(window))
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit()
  void start().catch(fail)
} else {
  app.quit()
}
