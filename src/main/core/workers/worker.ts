import { parentPort, workerData } from 'node:worker_threads'
import { procedures } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { appendAudit } from '../audit/audit.repo.ts'
import { writeBackup } from '../backup/write-backup.sqlite.ts'
import type { AuditInput, CommandContext, InternalCommand, JobContext, QueryContext } from '../context.ts'
import type { Db } from '../db/database.ts'
import { closeDatabase, openDatabase } from '../db/open.sqlite.ts'
import { initialise } from '../initialise.ts'
import { recoveryWrap } from '../keystore/key-file.ts'
import { vocabulary } from '../people/vocabulary.sqlite.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { findHandler, findInternal } from '../registry.ts'
import { Checkpoints } from './checkpoints.sqlite.ts'
import { replyOfError } from './errors.ts'
import { makeQueryContext, nowOf } from './make-context.ts'
import type { CallMessage, FromWorker, ToWorker, WorkerReply, WorkerSettings } from './protocol.ts'

const settings = workerData as WorkerSettings
const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')
const send = (message: FromWorker): void => port.postMessage(message)

let db: Db | undefined
let checkpoints: Checkpoints | undefined
const pendingWrites = new Map<number, (reply: WorkerReply) => void>()
let nextWrite = 1

const cancelled = (cell: SharedArrayBuffer | null): boolean => cell !== null && Atomics.load(new Int32Array(cell), 0) === 1
const refuseWhenCancelled = (cell: SharedArrayBuffer | null): void => {
  if (cancelled(cell))
    throw new AppError('CANCELLED', 'Pekerjaan dihentikan.', { hint: 'Tidak ada yang berubah oleh bagian yang belum selesai.' })
}

const runCommand = (database: Db, call: CallMessage, run: (context: CommandContext) => unknown, audited: boolean): unknown => {
  const base = makeQueryContext(settings, database, call.actor)
  const events: AuditInput[] = []
  const context: CommandContext = {
    ...base,
    audit: (event) => void events.push(event),
    progress: progressOf(call),
    throwIfCancelled: () => refuseWhenCancelled(call.cancel),
  }
  return database.raw
    .transaction(() => {
      const value = run(context)
      if (audited && events.length === 0) events.push({ entity: call.name.split('.')[0] as string })
      for (const event of events) appendEvent(database, base, call, event)
      return value
    })
    .immediate()
}

const appendEvent = (database: Db, context: QueryContext, call: CallMessage, event: AuditInput): void =>
  appendAudit(database, {
    at: context.now(),
    userId: call.actor.userId,
    action: call.name,
    entity: event.entity,
    entityId: event.entityId ?? null,
    caseId: event.caseId ?? null,
    detail: JSON.stringify(event.detail ?? {}),
  })

const progressOf = (call: CallMessage): JobContext['progress'] => {
  let last = 0
  return (step, done, total) => {
    const now = Date.now()
    if (now - last < 100 && done !== total) return
    last = now
    send({ type: 'progress', id: call.id, step, done, total })
  }
}

const runJob = (database: Db, call: CallMessage): Promise<unknown> => {
  const handler = findHandler(call.name)
  if (handler === undefined) throw new AppError('UNKNOWN_PROCEDURE', 'Perintah ini tidak dikenal.')
  const context: JobContext = {
    ...makeQueryContext(settings, database, call.actor),
    jobId: call.jobId,
    progress: progressOf(call),
    throwIfCancelled: () => refuseWhenCancelled(call.cancel),
    backup: (folder, reason) =>
      writeBackup(database, {
        folder,
        key: Buffer.from(settings.key),
        reason,
        now: nowOf(settings),
        version: settings.version,
        recovery: recoveryWrap(settings.dirs.data),
      }),
    write: <I, O>(command: InternalCommand<I, O>, input: I): Promise<O> =>
      new Promise((resolve, reject) => {
        const id = nextWrite++
        pendingWrites.set(id, (reply) => {
          if (reply.ok) resolve(reply.value as O)
          else if (reply.error !== null) reject(new AppError(reply.error.code, reply.error.message, reply.error))
          else reject(Object.assign(new Error('the writer failed'), { code: reply.unknown?.code }))
        })
        send({ type: 'write', id, callId: call.id, name: command.name, input })
      }),
  }
  return handler(context, call.input) as Promise<unknown>
}

// An internal command that only reads, asked of a reader: nothing can be audited or written there.
const readInternal = (database: Db, call: CallMessage, command: InternalCommand<never, unknown>): unknown => {
  const context: CommandContext = {
    ...makeQueryContext(settings, database, call.actor),
    audit: () => {
      throw new Error('a reader writes no audit event')
    },
    progress: progressOf(call),
    throwIfCancelled: () => refuseWhenCancelled(call.cancel),
  }
  return command.run(context, call.input as never)
}

const handle = (database: Db, call: CallMessage): unknown => {
  if (call.space === 'internal') {
    const command = findInternal(call.name)
    if (command === undefined) throw new Error(`no internal command ${call.name}`)
    if (settings.role === 'reader') return readInternal(database, call, command)
    return runCommand(database, call, (context) => command.run(context, call.input as never), command.audited)
  }
  if (settings.role === 'job') return runJob(database, call)
  const handler = findHandler(call.name)
  if (handler === undefined) throw new AppError('UNKNOWN_PROCEDURE', 'Perintah ini tidak dikenal.')
  if (settings.role === 'writer')
    return runCommand(database, call, (context) => handler(context, call.input), procedures.get(call.name)?.audit !== 'none')
  // One read transaction: every statement of a query sees the same state of the data.
  return database.raw.transaction(() => handler(makeQueryContext(settings, database, call.actor), call.input))()
}

/** After so many milliseconds without a call a reader reads the words of the register, so that no search has to wait for them. */
const quietMs = 500
let quiet: NodeJS.Timeout | undefined
const warmWhenQuiet = (): void => {
  if (settings.role !== 'reader') return
  clearTimeout(quiet)
  quiet = setTimeout(() => {
    try {
      if (db !== undefined) db.raw.transaction(() => vocabulary(db as Db))()
    } catch {
      // Nobody asked for it; whatever is wrong with the database, the next call will say.
    }
  }, quietMs)
  quiet.unref()
}

/** From this long on a call has worked through much of the database. */
const longCommandMs = 2000

port.on('message', (message: ToWorker) => {
  if (message.type === 'write-reply') {
    pendingWrites.get(message.id)?.(message.reply)
    pendingWrites.delete(message.id)
    return
  }
  if (message.type === 'open') {
    start()
    return
  }
  if (message.type === 'stop') {
    clearTimeout(quiet)
    checkpoints?.hold()
    if (db !== undefined) closeDatabase(db, settings.role === 'writer' ? 'writer' : 'reader')
    send({ type: 'stopped' })
    port.close()
    return
  }
  const database = db as Db
  checkpoints?.hold()
  void (async () => {
    let reply: WorkerReply
    const since = Date.now()
    try {
      reply = { ok: true, value: await handle(database, message) }
    } catch (error) {
      reply = replyOfError(error)
    }
    send({ type: 'reply', id: message.id, reply })
    warmWhenQuiet()
    checkpoints?.afterReply()
    // A package of a whole district fills the page cache and the sorter; the office PC wants that memory back.
    if (Date.now() - since > longCommandMs && settings.role !== 'job') database.raw.pragma('shrink_memory')
  })()
})

const system: Actor = { userId: 0, username: 'system', displayName: 'Sistem', roles: [], permissions: [], areas: [] }

const start = (): void => {
  try {
    if (settings.role === 'init') {
      initialise(settings, (step, done, total) => send({ type: 'progress', id: 0, step, done, total }), system)
      send({ type: 'ready' })
      port.close()
    } else {
      db = openDatabase(settings.databaseFile, {
        key: Buffer.from(settings.key),
        role: settings.role === 'writer' ? 'writer' : 'reader',
      })
      if (settings.role === 'writer') {
        prepareDatabase(settings, db)
        checkpoints = new Checkpoints(db)
      }
      send({ type: 'ready' })
      warmWhenQuiet()
    }
  } catch (error) {
    send({ type: 'failed', reply: replyOfError(error) })
    port.close()
  }
}
if (settings.held !== true) start()
