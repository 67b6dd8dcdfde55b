import type * as Electron from 'electron'
import { FakeWindow, stage } from './fake-electron.ts'
import { makeEvent } from './fake-electron-core.ts'

/*
 * The test's hand inside the process of the bundle: plays what Electron and Windows would do (a message from a frame, a request of
 * the page, a second start), and answers over the channel of the child process.
 */

/** A frame as the test describes it. */
export interface FrameStory {
  /** `null`: the frame has navigated away; `'destroyed'`: reading it throws; else its address, and whether it is a sub-frame. */
  frame: null | 'destroyed' | { address: string; sub: boolean }
  /** The message comes from another web contents than our window's. */
  foreignContents?: boolean
}

/** What the test may ask. */
export interface Controls {
  fetch(request: { address: string; method: string; headers: [string, string][]; body: Uint8Array | null }): Promise<{
    status: number
    headers: [string, string][]
    body: Uint8Array
  }>
  invoke(message: { channel: string; args: unknown[]; story: FrameStory }): Promise<unknown>
  navigate(event: { name: string; address: string }): boolean
  openWindow(address: string): string
  attachWebview(): boolean
  permission(name: string): Promise<{ request: boolean; check: boolean; device: boolean }>
  request(address: string): Promise<boolean>
  download(item: { address: string; name: string }): { refused: boolean; options: unknown }
  secondInstance(minimized: boolean): void
  answerDialog(path: string): void
  clickMenu(label: string): void
  closeWindows(): void
  fail(how: 'throw' | 'reject'): void
  screenGone(reason: string): void
}

const theWindow = (): FakeWindow => {
  const [window] = stage.windows
  if (!(window instanceof FakeWindow)) throw new Error('no window is open')
  return window
}

const frameOf = (story: FrameStory['frame']): unknown => {
  if (story === null) return null
  if (story === 'destroyed')
    return new Proxy(
      {},
      {
        get: (_target, key) => {
          if (key === 'isDestroyed') return () => true
          throw new Error('Render frame was disposed before WebFrameMain could be accessed')
        },
      },
    )
  const parent = story.sub ? { url: 'app://bundle/' } : null
  return { url: story.address, parent, isDestroyed: () => false }
}

const controls: Controls = {
  fetch: async ({ address, method, headers, body }) => {
    const handler = stage.scheme.get('app')
    if (handler === undefined) throw new Error('no handler for app:')
    const init = { method, headers, ...(body === null ? {} : { body: Buffer.from(body) }) }
    const response = await handler(new Request(address, init))
    if (!(response instanceof Response)) throw new Error('protocol.handle must answer a Response')
    return { status: response.status, headers: [...response.headers], body: new Uint8Array(await response.arrayBuffer()) }
  },
  invoke: async ({ channel, args, story }) => {
    const handler = stage.channels.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    const sender = story.foreignContents === true ? {} : theWindow().contents.model
    const event = { senderFrame: frameOf(story.frame), sender, frameId: 1, processId: 1, type: 'frame' }
    return structuredClone(await handler(event as Electron.IpcMainInvokeEvent, ...structuredClone(args)))
  },
  navigate: ({ name, address }) => {
    const event = makeEvent({ url: address, isMainFrame: name !== 'will-frame-navigate' })
    theWindow().contents.events.emit(name, event)
    return event.defaultPrevented
  },
  openWindow: (address) => {
    const handler = theWindow().contents.openHandler
    return handler === null ? 'no handler' : handler({ url: address } as Electron.HandlerDetails).action
  },
  attachWebview: () => {
    const event = makeEvent({})
    theWindow().contents.events.emit('will-attach-webview', event, {}, {})
    return event.defaultPrevented
  },
  permission: async (name) => {
    const { permissionRequest, permissionCheck, devicePermission } = stage.session
    const request = await new Promise<boolean>((done) => {
      if (permissionRequest === null) done(true)
      else permissionRequest(theWindow().contents.model as never, name as never, done, {} as never)
    })
    const check = permissionCheck === null || permissionCheck(null, name as never, 'app://bundle', {} as never)
    const device = devicePermission === null || devicePermission({} as never)
    return { request, check, device }
  },
  request: (address) =>
    new Promise((done) => {
      const listener = stage.session.beforeRequest as
        | ((details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void)
        | null
      if (listener === null) done(true)
      else listener({ url: address }, ({ cancel }) => done(cancel !== true))
    }),
  download: ({ address, name }) => {
    let options: unknown = null
    const event = makeEvent({})
    stage.session.events.emit('will-download', event, {
      getURL: () => address,
      getFilename: () => name,
      setSaveDialogOptions: (given: unknown) => {
        options = given
      },
    })
    return { refused: event.defaultPrevented, options }
  },
  secondInstance: (minimized) => {
    theWindow().minimized = minimized
    stage.events.emit('second-instance', makeEvent({}), [], '/', null)
  },
  answerDialog: (path) => void stage.dialogAnswers.push(path),
  clickMenu: (label) => {
    const items = stage.menu.flatMap((top) => top.submenu as Electron.MenuItemConstructorOptions[])
    const item = items.find((entry) => entry.label === label)
    if (item?.click === undefined) throw new Error(`no menu item ${label}`)
    ;(item.click as unknown as () => void)()
  },
  closeWindows: () => {
    for (const window of [...stage.windows]) window.destroyQuietly()
    stage.events.emit('window-all-closed')
  },
  fail: (how) => {
    // A made-up person's number stands in the message: it must reach neither the screen nor the log.
    setTimeout(() => {
      const error = new Error('SELECT * FROM person WHERE nik = 5201014107900001')
      if (how === 'throw') throw error
      void Promise.reject(error)
    }, 0)
  },
  screenGone: (reason) => theWindow().contents.events.emit('render-process-gone', makeEvent({}), { reason, exitCode: 1 }),
}

interface Question {
  id: number
  name: keyof Controls
  args: unknown[]
}

stage.tellTest = (message) => void process.send?.(message)

process.on('message', (question: Question) => {
  void (async () => {
    try {
      const run = controls[question.name] as (...args: unknown[]) => unknown
      process.send?.({ type: 'answer', id: question.id, value: await run(...question.args) })
    } catch (error) {
      process.send?.({ type: 'answer', id: question.id, failure: (error as Error).message })
    }
  })()
})
// The test is gone: nobody is left to end this process.
process.on('disconnect', () => process.exit(9))
