import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { demand, Emitter, type Listener, makeEvent, note, run, strict } from './fake-electron-core.ts'

/*
 * A strict stand-in for `electron` under plain Node, to run the *built* main bundle and see what it asks for. It models what the
 * bundle uses and nothing else: any other property throws. Every model is checked against the real electron.d.ts
 * (`satisfies Pick<…>`), it keeps Electron's rules of order, and payloads must survive structuredClone as they do in Electron.
 */

/** What the test steers and reads; never visible to the bundle. */
export const stage = {
  events: new Emitter(),
  scheme: new Map<string, (request: Request) => Response | Promise<Response>>(),
  channels: new Map<string, (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown>(),
  session: {
    permissionRequest: null as Parameters<Electron.Session['setPermissionRequestHandler']>[0],
    permissionCheck: null as Parameters<Electron.Session['setPermissionCheckHandler']>[0],
    devicePermission: null as Parameters<Electron.Session['setDevicePermissionHandler']>[0],
    beforeRequest: null as Parameters<Electron.WebRequest['onBeforeRequest']>[0] | null,
    events: new Emitter(),
  },
  windows: [] as FakeWindow[],
  dialogAnswers: [] as string[],
  menu: [] as Electron.MenuItemConstructorOptions[],
  tellTest: (_message: object): void => {},
}

const paths = new Map<string, string>([
  ['userData', join(homedir(), '.config', 'Loket SLRT')],
  ['documents', join(homedir(), 'Documents')],
])
let locked = false
let schemesRegistered = false
let becoming = false

/** Electron is ready a little after the entry module has begun; here: one turn after the bundle first touched `app`. */
const becomeReady = (): void => {
  if (becoming) return
  becoming = true
  setImmediate(() => {
    run.ready = true
    stage.events.emit('ready')
  })
}

const end = (code: number): never => {
  note('process-end', code)
  process.exit(code)
}

const appModel = {
  isPackaged: process.env.FAKE_ELECTRON_UNPACKAGED !== '1',
  setPath: (name: string, path: string): void => {
    becomeReady()
    note('app.setPath', name, path)
    demand(existsSync(path), 'app.setPath: the folder must exist')
    demand(name !== 'userData' || !locked, 'userData must be set before requestSingleInstanceLock')
    paths.set(name, path)
  },
  getPath: (name: string): string => {
    const path = paths.get(name)
    demand(path !== undefined, `app.getPath: unknown name ${name}`)
    return path as string
  },
  getVersion: (): string =>
    (JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }).version,
  requestSingleInstanceLock: (): boolean => {
    becomeReady()
    locked = true
    note('app.requestSingleInstanceLock', paths.get('userData'))
    return process.env.FAKE_ELECTRON_SECOND !== '1'
  },
  enableSandbox: (): void => {
    note('app.enableSandbox')
    demand(!run.ready, 'app.enableSandbox must be called before ready')
  },
  whenReady: async (): Promise<void> => {
    becomeReady()
    if (!run.ready) await new Promise<void>((done) => stage.events.add('ready', () => done(), true))
  },
  on: (event: string, listener: Listener): never => {
    note('app.on', event)
    stage.events.add(event, listener, false)
    return app as never
  },
  quit: (): void => {
    note('app.quit')
    const before = makeEvent({})
    stage.events.emit('before-quit', before)
    if (before.defaultPrevented) return
    for (const window of [...stage.windows]) window.destroyQuietly()
    const will = makeEvent({})
    stage.events.emit('will-quit', will)
    if (!will.defaultPrevented) end(0)
  },
  exit: (code = 0): void => {
    note('app.exit', code)
    end(code)
  },
} satisfies Pick<
  Electron.App,
  | 'isPackaged'
  | 'setPath'
  | 'getPath'
  | 'getVersion'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'whenReady'
  | 'on'
  | 'quit'
  | 'exit'
>
export const app = strict('app', appModel)

/** A web contents of a fake window. */
class FakeContents {
  readonly events = new Emitter()
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null
  address = ''
  gone = false

  readonly model = strict('webContents', {
    id: 1,
    on: (event: string, listener: Listener): never => {
      this.events.add(event, listener, false)
      return this.model as never
    },
    setWindowOpenHandler: (handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void => {
      this.openHandler = handler
    },
    isDestroyed: (): boolean => this.gone,
    getURL: (): string => this.address,
    send: (channel: string, ...args: unknown[]): void => {
      demand(!this.gone, 'Object has been destroyed')
      stage.tellTest({ type: 'send', channel, args: structuredClone(args) })
    },
  } satisfies Pick<Electron.WebContents, 'id' | 'on' | 'setWindowOpenHandler' | 'isDestroyed' | 'getURL' | 'send'>)
}

type WindowKeys = 'on' | 'once' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'isDestroyed' | 'loadURL' | 'webContents'

/** A window that is only its state. */
export class FakeWindow {
  readonly events = new Emitter()
  readonly contents = new FakeContents()
  readonly model: Pick<Electron.BrowserWindow, WindowKeys>
  minimized = false

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    demand(run.ready, 'a BrowserWindow cannot be created before ready')
    const { session: given, ...preferences } = options.webPreferences ?? {}
    note('BrowserWindow', { ...options, webPreferences: preferences }, given === session.defaultSession)
    const alive = (): void => demand(!this.contents.gone, 'Object has been destroyed')
    const step = (name: string) => (): void => {
      alive()
      note(`window.${name}`)
      if (name === 'restore') this.minimized = false
    }
    const listen =
      (once: boolean) =>
      (event: string, listener: Listener): never => {
        alive()
        this.events.add(event, listener, once)
        return this.model as never
      }
    this.model = strict('BrowserWindow', {
      on: listen(false),
      once: listen(true),
      show: step('show'),
      focus: step('focus'),
      restore: step('restore'),
      isMinimized: () => this.minimized,
      isDestroyed: () => this.contents.gone,
      loadURL: async (address: string): Promise<void> => {
        alive()
        note('window.loadURL', address)
        this.contents.address = address
        this.events.emit('ready-to-show')
        stage.tellTest({ type: 'loaded', address })
      },
      webContents: this.contents.model as unknown as Electron.WebContents,
    } satisfies Pick<Electron.BrowserWindow, WindowKeys>)
    stage.windows.push(this)
    stage.events.emit('web-contents-created', makeEvent({}), this.contents.model)
  }

  destroyQuietly(): void {
    this.contents.gone = true
    stage.windows.splice(stage.windows.indexOf(this), 1)
    this.events.emit('closed')
  }
}

/** `new BrowserWindow(options)`: answers the strict model instead of the bare object. */
export const BrowserWindow = new Proxy(FakeWindow, {
  construct: (Target, [options]) => new Target(options as Electron.BrowserWindowConstructorOptions).model,
  get: (_target, key) => {
    note('not-modelled', `BrowserWindow.${String(key)}`)
    throw new Error(`electron BrowserWindow.${String(key)} is not modelled in the fake: add it on purpose`)
  },
}) as unknown as typeof Electron.BrowserWindow

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, listener: (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown): void => {
    note('ipcMain.handle', channel)
    demand(!stage.channels.has(channel), `Attempted to register a second handler for '${channel}'`)
    stage.channels.set(channel, listener)
  },
} satisfies Pick<Electron.IpcMain, 'handle'>)

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void => {
    note('protocol.registerSchemesAsPrivileged', schemes)
    demand(!run.ready, 'registerSchemesAsPrivileged must be called before ready')
    demand(!schemesRegistered, 'registerSchemesAsPrivileged can only be used once')
    schemesRegistered = true
  },
  handle: (scheme: string, handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>): void => {
    note('protocol.handle', scheme)
    demand(run.ready, 'protocol.handle can only be used after ready')
    demand(!stage.scheme.has(scheme), `scheme ${scheme} has a handler already`)
    stage.scheme.set(scheme, handler as (request: Request) => Response | Promise<Response>)
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>)

const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler: (handler: typeof stage.session.permissionRequest): void => {
    note('session.setPermissionRequestHandler')
    stage.session.permissionRequest = handler
  },
  setPermissionCheckHandler: (handler: typeof stage.session.permissionCheck): void => {
    note('session.setPermissionCheckHandler')
    stage.session.permissionCheck = handler
  },
  setDevicePermissionHandler: (handler: typeof stage.session.devicePermission): void => {
    note('session.setDevicePermissionHandler')
    stage.session.devicePermission = handler
  },
  setDisplayMediaRequestHandler: (): void => note('session.setDisplayMediaRequestHandler'),
  setSpellCheckerEnabled: (enable: boolean): void => note('session.setSpellCheckerEnabled', enable),
  on: (event: string, listener: Listener): never => {
    stage.session.events.add(event, listener, false)
    return defaultSession as never
  },
  webRequest: strict('webRequest', {
    onBeforeRequest: (listener: unknown): void => {
      note('webRequest.onBeforeRequest')
      stage.session.beforeRequest = listener as typeof stage.session.beforeRequest
    },
  }) as unknown as Electron.WebRequest,
} satisfies Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'on'
  | 'webRequest'
>)
export const session = strict('session', {
  get defaultSession(): Electron.Session {
    demand(run.ready, 'session can only be used after ready')
    return defaultSession as unknown as Electron.Session
  },
} satisfies Pick<typeof Electron.session, 'defaultSession'>)

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string): void => note('dialog.showErrorBox', title, content),
  showMessageBox: (async (...args: unknown[]) => {
    note('dialog.showMessageBox', args.at(-1))
    return { response: 0, checkboxChecked: false }
  }) as Electron.Dialog['showMessageBox'],
  showOpenDialog: (async (...args: unknown[]) => {
    demand(run.ready, 'a file dialog needs a ready app')
    note('dialog.showOpenDialog', args.at(-1))
    const filePaths = stage.dialogAnswers.splice(0, 1)
    return { canceled: filePaths.length === 0, filePaths }
  }) as Electron.Dialog['showOpenDialog'],
} satisfies Pick<Electron.Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog'>)

export const Menu = strict('Menu', {
  buildFromTemplate: (template: (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]): Electron.Menu =>
    template as unknown as Electron.Menu,
  setApplicationMenu: (menu: Electron.Menu | null): void => {
    note('Menu.setApplicationMenu', menu)
    stage.menu = (menu ?? []) as unknown as Electron.MenuItemConstructorOptions[]
  },
} satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>)

/** The fake's secret lies in the profile folder, as the real one's does: another profile cannot open what this one wrapped. */
const storageKey = (): Buffer => {
  const file = join(paths.get('userData') as string, 'fake-storage-key')
  if (!existsSync(file)) {
    mkdirSync(paths.get('userData') as string, { recursive: true })
    writeFileSync(file, randomBytes(32))
  }
  return readFileSync(file)
}

export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: (): 'basic_text' | 'gnome_libsecret' => {
    demand(run.ready, 'safeStorage needs a ready app')
    return process.env.FAKE_ELECTRON_NO_KEYSTORE === '1' ? 'basic_text' : 'gnome_libsecret'
  },
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    demand(run.ready, 'safeStorage needs a ready app')
    return process.env.FAKE_ELECTRON_NO_KEYSTORE !== '1'
  },
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', storageKey(), nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  },
  decryptStringAsync: async (bytes: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> => {
    const cipher = createDecipheriv('aes-256-gcm', storageKey(), bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28))
    return { shouldReEncrypt: false, result: Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8') }
  },
} satisfies Pick<
  Electron.SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>)
