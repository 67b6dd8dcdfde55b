import { basename, extname, join } from 'node:path'
import { type BrowserWindow, dialog, type Session } from 'electron'
import { z } from 'zod'
import { AppError } from '../../shared/domain/errors.ts'
import type { App, Connection } from '../core/app.ts'
import { isOwnAddress } from './origin.ts'

/** What a screen may ask of the file dialog: which endings it can read. */
export const pickFileInput = z.strictObject({
  title: z.string().max(120).default('Pilih berkas'),
  extensions: z
    .array(z.string().regex(/^[a-z0-9]{1,8}$/))
    .max(20)
    .default([]),
})

/**
 * Lets the user pick a file and hands its path to the core; the screen gets an opaque ticket.
 * @returns null when the user picked none
 * @throws AppError VALIDATION for anything but the expected question
 */
export const pickFile = async (
  app: App,
  connection: Connection,
  window: BrowserWindow,
  input: unknown,
): Promise<{ fileId: string; name: string; size: number } | null> => {
  const question = pickFileInput.safeParse(input ?? {})
  if (!question.success) throw new AppError('VALIDATION', 'Pertanyaan berkas ini tidak dikenal.')
  const { title, extensions } = question.data
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: 'Pilih',
    properties: ['openFile', 'dontAddToRecent'],
    filters: extensions.length === 0 ? [] : [{ name: extensions.map((ending) => `.${ending}`).join(', '), extensions }],
  })
  const [path] = filePaths
  return canceled || path === undefined ? null : app.registerPath(connection, path)
}

/** A file name that Windows takes: no folder, no forbidden letter, at most 120 letters. */
export const safeFileName = (name: string): string => {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[<>:"|?*\p{Cc}]/gu, '_')
    .replace(/[. ]+$/, '')
  const ending = extname(plain)
  return `${plain.slice(0, plain.length - ending.length).slice(0, 120) || 'berkas'}${ending}`
}

/** Files the core hands out are saved where the user says, under their own name; nothing else is ever downloaded. */
export const guardDownloads = (session: Session, documents: () => string): void => {
  session.on('will-download', (event, item) => {
    if (!isOwnAddress(item.getURL())) {
      event.preventDefault()
      return
    }
    item.setSaveDialogOptions({
      title: 'Simpan berkas',
      buttonLabel: 'Simpan',
      defaultPath: join(documents(), safeFileName(item.getFilename())),
    })
  })
}

/** Tells plainly what stopped the program; works before a window exists. */
export const showFailure = (message: string, hint: string): void =>
  dialog.showErrorBox('Loket SLRT tidak dapat berjalan', hint === '' ? message : `${message}\n\n${hint}`)

/** A short message over the window. */
export const showNotice = (window: BrowserWindow | null, message: string, detail: string): void => {
  const options = { type: 'info' as const, title: 'Loket SLRT', message, detail, buttons: ['Tutup'], noLink: true }
  void (window === null || window.isDestroyed() ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
}
