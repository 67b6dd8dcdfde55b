import type { ErrorData } from '../../../shared/domain/errors.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import type { Dirs } from '../context.ts'

/** What a worker thread is for. One writer, two readers, and a job worker per lane. */
export type WorkerRole = 'writer' | 'reader' | 'job' | 'init'

/** Handed to a thread when it starts. */
export interface WorkerSettings {
  role: WorkerRole
  dirs: Dirs
  databaseFile: string
  key: Uint8Array
  ticketSecret: Uint8Array
  version: string
  host: string
  /** Test clock: the instant the thread believes it starts at; null = the real time. */
  startAt: string | null
  /** The thread loads its services and opens the database only when it is told: the writer may still be migrating. */
  held?: boolean
}

/** Main → thread that was held: open the database. */
export interface OpenMessage {
  type: 'open'
}

/** Main → thread: run something. */
export interface CallMessage {
  type: 'call'
  id: number
  name: string
  /** contract = handler of the contract; internal = an internal command. */
  space: 'contract' | 'internal'
  input: unknown
  actor: Actor
  /** One shared 32-bit cell; 1 = the user stopped it. */
  cancel: SharedArrayBuffer | null
  jobId: number
}

/** Main → job worker: the writer's answer to a write. */
export interface WriteReply {
  type: 'write-reply'
  id: number
  reply: WorkerReply
}

/** Main → thread: close the connection and end. */
export interface StopMessage {
  type: 'stop'
}

export type ToWorker = OpenMessage | CallMessage | WriteReply | StopMessage

/** What an unknown error may tell: nothing that quotes values. */
export interface UnknownError {
  type: string
  code: string | undefined
  at: string[]
}

export type WorkerReply = { ok: true; value: unknown } | { ok: false; error: ErrorData | null; unknown: UnknownError | null }

/** Thread → main. */
export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; reply: WorkerReply }
  | { type: 'reply'; id: number; reply: WorkerReply }
  | { type: 'progress'; id: number; step: string; done: number; total: number | null }
  | { type: 'write'; id: number; callId: number; name: string; input: unknown }
  | { type: 'stopped' }
