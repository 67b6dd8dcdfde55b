import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { AppError } from '../../shared/domain/errors.ts'
import type { App, Connection, Reply } from '../core/app.ts'
import { internalError } from '../core/dispatch.ts'
import type { Log } from '../core/log/log.ts'
import { pickFile } from './dialogs.ts'
import { isOwnAddress } from './origin.ts'

/** Longest procedure name worth looking up. */
const longestName = 100

/**
 * Tells whether a message comes from the top frame of our own page. `senderFrame` is null once the frame has navigated or
 * is gone, and reading a destroyed one throws; both are refused.
 */
export const isOwnSender = (event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean => {
  try {
    const frame = event.senderFrame
    return (
      frame !== null &&
      !frame.isDestroyed() &&
      frame.parent === null &&
      isOwnAddress(frame.url) &&
      window !== null &&
      !window.isDestroyed() &&
      event.sender === window.webContents
    )
  } catch {
    return false
  }
}

const refused: Reply = { ok: false, error: { code: 'FORBIDDEN', message: 'Permintaan ini tidak berasal dari layar Loket SLRT.' } }

/** Registers the two channels of the page, and nothing else. Events go the other way, to our window only. */
export const registerIpc = (options: {
  app: App
  connection: Connection
  window: () => BrowserWindow | null
  log: () => Log
}): void => {
  const { app, connection, log } = options

  const answer =
    (run: (window: BrowserWindow, parts: unknown[]) => Promise<Reply>) =>
    async (event: IpcMainInvokeEvent, ...parts: unknown[]): Promise<Reply> => {
      const window = options.window()
      if (window === null || !isOwnSender(event, window)) {
        log().warn('message from a foreign frame refused')
        return refused
      }
      try {
        return await run(window, parts)
      } catch (error) {
        if (error instanceof AppError) return { ok: false, error: error.data }
        return { ok: false, error: internalError(app.logHostError(error)) }
      }
    }

  ipcMain.handle(
    'loket:call',
    answer(async (_window, [name, input, ...more]) => {
      if (typeof name !== 'string' || name.length > longestName || more.length > 0)
        throw new AppError('UNKNOWN_PROCEDURE', 'Perintah ini tidak dikenal.')
      return app.dispatch(connection, name, input)
    }),
  )
  ipcMain.handle(
    'loket:pick-file',
    answer(async (window, [input]) => ({ ok: true, value: await pickFile(app, connection, window, input) })),
  )
  connection.onEvent((event) => {
    const window = options.window()
    if (window === null || window.isDestroyed() || window.webContents.isDestroyed()) return
    // Never to another page: should the window have left ours, it hears nothing.
    if (isOwnAddress(window.webContents.getURL())) window.webContents.send('loket:event', event)
  })
}
