import { Worker } from 'node:worker_threads'
import type { Actor } from '../../../shared/domain/permissions.ts'
import { describeError } from '../log/log.ts'
import type { CallMessage, FromWorker, ToWorker, UnknownError, WorkerReply, WorkerSettings } from './protocol.ts'

/** Progress of a call that runs in a thread. */
export type OnProgress = (step: string, done: number, total: number | null) => void
/** A write that a job asks for; answered by the writer. */
export type OnWrite = (name: string, input: unknown) => Promise<WorkerReply>

interface Pending {
  resolve: (reply: WorkerReply) => void
  onProgress: OnProgress | undefined
  onWrite: OnWrite | undefined
}

/** What a call needs beside its name and input. */
export interface CallOptions {
  space: CallMessage['space']
  actor: Actor
  cancel?: SharedArrayBuffer | null
  jobId?: number
  onProgress?: OnProgress
  onWrite?: OnWrite
}

/** What a thread may be given beside its settings. */
export interface ThreadOptions {
  /** Progress that belongs to no call (first start). */
  onProgress?: OnProgress
  /** Most MB of objects; a thread that needs more ends, and its calls fail. */
  heapMb?: number | undefined
}

const threadEnded: WorkerReply = { ok: false, error: null, unknown: { type: 'ThreadEnded', code: undefined, at: [] } }

/** One worker thread with its own connection; calls are answered in the order the thread finishes them. */
export class Thread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #next = 1
  #dead = false
  /** Resolves when the connection is open; the reply tells why it is not. */
  readonly ready: Promise<WorkerReply>
  readonly #ended: Promise<void>

  constructor(file: string, settings: WorkerSettings, { onProgress, heapMb }: ThreadOptions = {}) {
    this.#worker = new Worker(file, {
      workerData: settings,
      name: `loket-${settings.role}`,
      resourceLimits: {
        ...(heapMb === undefined ? {} : { maxOldGenerationSizeMb: heapMb }),
        // Writer and jobs make mostly short-lived objects: a small nursery saves tens of megabytes and costs nothing measurable.
        ...(settings.role === 'writer' || settings.role === 'job' ? { maxYoungGenerationSizeMb: 24 } : {}),
      },
    })
    let settle: (reply: WorkerReply) => void = () => {}
    this.ready = new Promise((resolve) => {
      settle = resolve
    })
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#dead = true
        settle(threadEnded)
        for (const pending of this.#pending.values()) pending.resolve(threadEnded)
        this.#pending.clear()
        resolve()
      })
    })
    this.#worker.on('error', (error) => {
      settle({ ok: false, error: null, unknown: describeError(error) as unknown as UnknownError })
    })
    this.#worker.on('message', (message: FromWorker) => {
      if (message.type === 'ready') settle({ ok: true, value: null })
      else if (message.type === 'failed') settle(message.reply)
      else if (message.type === 'reply') {
        this.#pending.get(message.id)?.resolve(message.reply)
        this.#pending.delete(message.id)
      } else if (message.type === 'progress') {
        const listener = message.id === 0 ? onProgress : this.#pending.get(message.id)?.onProgress
        listener?.(message.step, message.done, message.total)
      } else if (message.type === 'write') {
        const answer = this.#pending.get(message.callId)?.onWrite?.(message.name, message.input) ?? Promise.resolve(threadEnded)
        void answer.then((reply) => this.#post({ type: 'write-reply', id: message.id, reply }))
      }
    })
  }

  /** How many calls are under way. */
  get load(): number {
    return this.#pending.size
  }

  /** Whether it has ended; calls are answered with a failure at once. */
  get dead(): boolean {
    return this.#dead
  }

  call(name: string, input: unknown, options: CallOptions): Promise<WorkerReply> {
    if (this.#dead) return Promise.resolve(threadEnded)
    const id = this.#next++
    return new Promise((resolve) => {
      this.#pending.set(id, { resolve, onProgress: options.onProgress, onWrite: options.onWrite })
      this.#post({
        type: 'call',
        id,
        name,
        input,
        space: options.space,
        actor: options.actor,
        cancel: options.cancel ?? null,
        jobId: options.jobId ?? 0,
      })
    })
  }

  /** Lets a held thread open its database. */
  open(): void {
    this.#post({ type: 'open' })
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  /** Finishes what is queued before it, closes the connection, ends the thread. */
  async stop(): Promise<void> {
    if (this.#dead) return
    this.#post({ type: 'stop' })
    await this.#ended
  }

  /** Waits for a thread that ends by itself (first start). */
  async ended(): Promise<void> {
    await this.#ended
  }
}
