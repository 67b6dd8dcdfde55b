import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Client, createClient } from '../../shared/contract/client.ts'
import type { FileRef } from '../../shared/contract/common.ts'
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.ts'
import type { JobRecord } from '../../shared/contract/jobs.ts'
import { AppError } from '../../shared/domain/errors.ts'
import { type App, type Connection, createApp } from '../core/app.ts'
import { fileKeystore } from '../core/keystore/file-keystore.ts'
import { defaultDataFolder, hostPaths } from '../host-paths.ts'
import { endProgress, showProgress } from './output.ts'

/** One run of the command line over an open data folder. */
export interface OfficeSession {
  app: App
  connection: Connection
  client: Client
  /** Runs a job to its end and answers its result. @throws AppError as the job ended */
  job<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** A ticket for a file of this computer. */
  pick(path: string): { fileId: string; name: string; size: number }
  /** Writes a handed-out file to a path. */
  save(file: FileRef, path: string): Promise<void>
  close(): Promise<void>
}

/** The core over a data folder, nobody signed in. */
export const openCore = async (
  data: string | undefined,
): Promise<{ app: App; connection: Connection; client: Client; folder: string }> => {
  const paths = hostPaths(import.meta.dirname)
  const folder = resolve(data ?? defaultDataFolder())
  const app = await createApp({
    dirs: { data: folder, resources: paths.resources },
    workerFile: paths.worker,
    version: paths.version,
    host: 'cli',
    keystore: fileKeystore(),
    checkOutput: process.env.LOKET_CHECK_OUTPUT === '1',
    ...(process.env.LOKET_START_AT === undefined ? {} : { startAt: process.env.LOKET_START_AT }),
  })
  const connection = app.connect()
  const client = createClient(async (name, input) => {
    const reply = await app.dispatch(connection, name, input)
    if (reply.ok) return reply.value
    throw new AppError(reply.error.code, reply.error.message, reply.error)
  })
  return { app, connection, client, folder }
}

const password = (): string => {
  const given = process.env.LOKET_PASSWORD
  if (given === undefined || given === '')
    throw new AppError('UNAUTHENTICATED', 'Kata sandi belum diberikan.', {
      hint: 'Isi variabel lingkungan LOKET_PASSWORD, lalu ulangi.',
    })
  return given
}

/**
 * Opens a data folder and signs in with LOKET_PASSWORD.
 * @throws AppError OWNED, STATE on an empty folder (naming the command to run), UNAUTHENTICATED
 */
export const openOffice = async (options: { data?: string | undefined; as?: string | undefined }): Promise<OfficeSession> => {
  const wanted = resolve(options.data ?? defaultDataFolder())
  // Looked at before anything is made: a mistyped --data leaves no new folder behind.
  if (!existsSync(join(wanted, 'loket.db')))
    throw new AppError('STATE', `Folder data "${wanted}" masih kosong.`, {
      hint: `Buat dahulu: npm run -s cli -- init --practice --data "${wanted}"  (atau --office resources/office-example.json)`,
    })
  const { app, connection, client } = await openCore(options.data)
  const close = (): Promise<void> => app.close()
  try {
    if (app.state === 'locked') {
      const recoveryKey = process.env.LOKET_RECOVERY_KEY
      if (recoveryKey === undefined)
        throw new AppError('STATE', 'Data terkunci untuk pengguna komputer ini.', {
          hint: 'Isi variabel lingkungan LOKET_RECOVERY_KEY dengan kunci pemulihan, lalu ulangi.',
        })
      await client.app.unlock({ recoveryKey })
    }
    await client.users.signIn({ username: options.as ?? 'admin', password: password() })
  } catch (error) {
    await close()
    throw error
  }

  const job = async <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> => {
    let finish: (record: JobRecord) => void = () => {}
    const finished = new Promise<JobRecord>((done) => {
      finish = done
    })
    let wantedId: number | undefined
    const early = new Map<number, JobRecord>()
    const stop = connection.onEvent((event) => {
      if (event.type !== 'job') return
      if (event.job.endedAt !== null) {
        if (event.job.id === wantedId) finish(event.job)
        else early.set(event.job.id, event.job)
      } else if (event.job.id === wantedId) showProgress(event.job.step, event.job.done, event.job.total)
    })
    try {
      const reply = await app.dispatch(connection, name, input)
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error)
      wantedId = (reply.value as { jobId: number }).jobId
      const already = early.get(wantedId)
      const record = already ?? (await finished)
      if (record.error !== null) throw new AppError(record.error.code, record.error.message, record.error)
      return record.result as OutputOf<N>
    } finally {
      stop()
      endProgress()
    }
  }

  return {
    app,
    connection,
    client,
    job,
    pick: (path) => app.registerPath(connection, resolve(path)),
    save: async (file, path) => {
      const target = resolve(path)
      if (!existsSync(dirname(target)))
        throw new AppError('NOT_FOUND', `Folder "${dirname(target)}" tidak ada.`, {
          hint: 'Buat foldernya dahulu, atau pilih tempat lain.',
        })
      const opened = await app.openFile(connection, file.fileId)
      await saveWhole(opened.body, target)
    },
    close,
  }
}

/** An ordinary file is never left half written; a device or pipe is written to directly. */
const saveWhole = async (body: { path: string } | { bytes: Uint8Array }, target: string): Promise<void> => {
  const special = existsSync(target) && !statSync(target).isFile()
  const place = special ? target : `${target}.${process.pid}.tmp`
  const source = 'path' in body ? createReadStream(body.path) : Readable.from([Buffer.from(body.bytes)])
  try {
    await pipeline(source, createWriteStream(place, { flush: !special }))
    if (!special) renameSync(place, target)
  } catch (error) {
    if (!special) rmSync(place, { force: true })
    const code = (error as NodeJS.ErrnoException).code
    throw new AppError(
      'DISK',
      code === 'ENOSPC' || code === 'EFBIG' ? 'Cakram penuh: berkas tidak ditulis.' : 'Berkas tidak dapat ditulis.',
      {
        hint: 'Periksa ruang dan izin folder tujuan, lalu ulangi.',
      },
    )
  }
}
