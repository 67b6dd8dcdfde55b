import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { badFile, damaged } from '../xlsx/bad-file.ts'
import type { SheetRow } from '../xlsx/cells.ts'
import type { WorkbookLimits } from '../xlsx/limits.ts'
import { lockedFile } from './sniff.ts'
import { rowsAtOnce, type TableFile, type TableSheet } from './table-file.ts'
import type { XlsReply } from './xls-worker.ts'

/** The old format ends at 65,536 rows a sheet; 30 MB hold several full ones. */
const fileBytes = 30 * 1024 * 1024
const heapMegabytes = 1024

/** Beside this file while developing, beside the host's entry (one folder up from a chunk) when built. */
const workerFile = (): string => {
  const here = import.meta.dirname
  const found = [join(here, 'xls-worker.ts'), join(here, 'xls-worker.js'), join(here, '..', 'xls-worker.js')].find((file) =>
    existsSync(file),
  )
  if (found === undefined) throw new Error(`xls-worker is missing beside ${basename(import.meta.filename)}`)
  return found
}

/**
 * Opens a binary .xls workbook. The library reads such a file in one go, so it runs in a thread of its own with a limit on memory
 * and time: a broken file may ask for any amount of both.
 */
export const openXls = async (path: string, limits: WorkbookLimits): Promise<TableFile> => {
  const { size } = await stat(path)
  if (size > fileBytes)
    throw badFile(
      'Berkas .xls ini lebih besar dari 30 MB.',
      'Buka di Excel, simpan sebagai .xlsx (jauh lebih kecil), lalu impor berkas yang baru.',
    )
  const reply = await readInThread(path, limits, 5000 + 1500 * Math.floor(size / (1024 * 1024)))
  if (reply.kind === 'locked') throw lockedFile()
  if (reply.kind === 'refused') throw badFile(reply.message, reply.hint)
  if (reply.kind === 'broken') throw damaged()
  const share = Math.ceil(size / Math.max(1, reply.sheets.length))
  return {
    kind: 'xls',
    properties: reply.properties,
    close: () => {},
    sheets: reply.sheets.map(({ name, hidden, rows, lastRow }): TableSheet => {
      return { name, hidden, lastRow, packedSize: share, rows: (onPacked) => inBatches(rows, share, onPacked) }
    }),
  }
}

async function* inBatches(rows: SheetRow[], bytes: number, onPacked?: (bytes: number) => void): AsyncGenerator<SheetRow[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    onPacked?.(Math.round((bytes * at) / rows.length))
    // A new turn for every batch: cancelling and messages get their chance.
    yield await Promise.resolve(rows.slice(at, at + rowsAtOnce))
  }
}

const readInThread = async (path: string, limits: WorkbookLimits, milliseconds: number): Promise<XlsReply> => {
  const worker = new Worker(workerFile(), {
    workerData: { path, limits },
    name: 'loket-xls',
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    // The library writes remarks about odd files; they are nobody's business.
    stdout: true,
    stderr: true,
  })
  try {
    return await new Promise<XlsReply>((resolve, reject) => {
      const timer = setTimeout(() => resolve({ kind: 'broken' }), milliseconds)
      timer.unref()
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ kind: 'broken' })
        else reject(error)
      })
      worker.once('exit', () => {
        clearTimeout(timer)
        resolve({ kind: 'broken' })
      })
    })
  } finally {
    await worker.terminate()
  }
}
