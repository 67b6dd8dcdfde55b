import { BrowserWindow, Menu, type Session } from 'electron'
import type { Log } from '../core/log/log.ts'
import { startAddress } from './origin.ts'

/** Times a crashed screen is loaded again before we stop trying. */
const revivals = 3

/** The one window. The page in it is an ordinary web page: sandboxed, its own world, no Node, no developer tools. */
export const createWindow = (options: {
  preload: string
  session: Session
  development: boolean
  log: () => Log
}): BrowserWindow => {
  const window = new BrowserWindow({
    title: 'Loket SLRT',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.development,
    },
  })
  window.once('ready-to-show', () => window.show())
  let revived = 0
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log().error({ reason: details.reason, exitCode: details.exitCode }, 'screen process gone')
    if (details.reason === 'clean-exit' || window.isDestroyed() || revived >= revivals) return
    revived += 1
    void window.loadURL(startAddress)
  })
  void window.loadURL(startAddress)
  return window
}

/** Brings the window of this run to the front: a second start asked for it. */
export const bringToFront = (window: BrowserWindow | null): void => {
  if (window === null || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The menu: words of the office, no reload, no developer tools. */
export const setMenu = (actions: { about: () => void; checkForUpdate: (() => void) | null }): void => {
  const update = actions.checkForUpdate
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: 'Berkas', submenu: [{ role: 'quit', label: 'Keluar' }] },
      {
        label: 'Ubah',
        submenu: [
          { role: 'undo', label: 'Urungkan' },
          { role: 'redo', label: 'Ulangi' },
          { type: 'separator' },
          { role: 'cut', label: 'Potong' },
          { role: 'copy', label: 'Salin' },
          { role: 'paste', label: 'Tempel' },
          { role: 'selectAll', label: 'Pilih semua' },
        ],
      },
      {
        label: 'Tampilan',
        submenu: [
          { role: 'zoomIn', label: 'Perbesar' },
          { role: 'zoomOut', label: 'Perkecil' },
          { role: 'resetZoom', label: 'Ukuran biasa' },
          { type: 'separator' },
          { role: 'togglefullscreen', label: 'Layar penuh' },
        ],
      },
      {
        label: 'Bantuan',
        submenu: [
          ...(update === null ? [] : [{ label: 'Periksa versi baru', click: () => update() }]),
          { label: 'Tentang Loket SLRT', click: () => actions.about() },
        ],
      },
    ]),
  )
}
