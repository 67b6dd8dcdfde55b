import type { JobRecord } from '../../../shared/contract/jobs.ts'
import { AppError, type ErrorData } from '../../../shared/domain/errors.ts'
import type { Actor } from '../../../shared/domain/permissions.ts'
import type { Pool } from '../workers/pool.ts'
import type { WorkerReply } from '../workers/protocol.ts'
import { insertJobCommand, updateJobCommand } from './jobs.service.ts'

interface Running {
  record: JobRecord
  userId: number
  cancel: SharedArrayBuffer
}

/** What the runner needs from the composition root. */
export interface JobRunnerOptions {
  pool: Pool
  now(): string
  /** Turns a failed reply into error data, logging what is unknown. */
  toErrorData(reply: Extract<WorkerReply, { ok: false }>, name: string): ErrorData
  onChange(userId: number, record: JobRecord): void
  /** After a job that wrote: which domains the screens should read again. */
  onWritten(name: string): void
}

const burstLane = 'bursts'

/**
 * Which queue a job waits in. A full comparison takes minutes; neither letters nor imports wait for it. Looking into a
 * file is short and somebody waits for it, as for a letter. Letters for a whole list go beside those of the counter.
 * A printer that is jammed holds up nothing but the printers.
 */
const laneOf = (name: string): string =>
  /^((letters|letterLife|quickLetters|mappings|notices|timeline|stories|attachments)\.|letterBatches\.check$|signing\.cover$)/.test(
    name,
  )
    ? 'letters'
    : name === 'duplicates.scan'
      ? 'duplicates'
      : /^(letterBatches|signing)\./.test(name)
        ? burstLane
        : name.startsWith('printing.')
          ? 'printing'
          : 'general'
/** Finished jobs kept for `jobs.get`; of older ones the table knows who, what and when. */
const kept = 200
/** Unfinished jobs of one user; more is an impatient finger on a button. */
const mostWaiting = 20

/** Queues and follows background jobs; one at a time per lane. */
export class JobRunner {
  readonly #options: JobRunnerOptions
  readonly #jobs = new Map<number, Running>()
  readonly #lanes = new Map<string, Promise<void>>()

  constructor(options: JobRunnerOptions) {
    this.#options = options
  }

  /**
   * Queues a job and answers its id at once.
   * @throws AppError BUSY while too many of one's own wait
   */
  async start(name: string, input: unknown, actor: Actor): Promise<number> {
    if (this.active(actor).length >= mostWaiting)
      throw new AppError('BUSY', 'Masih banyak pekerjaan Anda yang belum selesai.', {
        hint: 'Tunggu sampai selesai, atau hentikan sebagian.',
      })
    const reply = await this.#options.pool.write(insertJobCommand.name, { procedure: name, input }, { space: 'internal', actor })
    if (!reply.ok) {
      const data = this.#options.toErrorData(reply, name)
      throw new AppError(data.code, data.message, data)
    }
    const id = reply.value as number
    const job: Running = {
      userId: actor.userId,
      cancel: new SharedArrayBuffer(4),
      record: {
        id,
        procedure: name,
        state: 'queued',
        step: 'Menunggu giliran',
        done: 0,
        total: null,
        startedAt: null,
        endedAt: null,
        result: null,
        error: null,
      },
    }
    this.#jobs.set(id, job)
    for (const [oldId, old] of this.#jobs) {
      if (this.#jobs.size <= kept) break
      if (old.record.endedAt !== null) this.#jobs.delete(oldId)
    }
    const lane = this.#laneFor(name)
    const before = this.#lanes.get(lane) ?? Promise.resolve()
    this.#lanes.set(
      lane,
      before.then(() => this.#run(job, input, actor, lane)),
    )
    return id
  }

  /** Looking a list up is what comes before its letters: where none are under way, their thread is begun with it. */
  #laneFor(name: string): string {
    const lane = laneOf(name)
    if (name !== 'letterBatches.check') return lane
    const busy = [...this.#jobs.values()].some(({ record }) => record.endedAt === null && laneOf(record.procedure) === burstLane)
    return busy ? lane : burstLane
  }

  async #run(job: Running, input: unknown, actor: Actor, lane: string): Promise<void> {
    if (job.record.state === 'cancelled') return
    this.#change(job, { state: 'running', step: 'Menyiapkan', startedAt: this.#options.now() })
    // The writer takes one thing after another: what the job writes comes behind this, and nobody has to wait for the disk here.
    const begun = this.#store(job, actor, 'running')
    const reply = await this.#options.pool.job(lane, job.record.procedure, input, {
      space: 'contract',
      actor,
      cancel: job.cancel,
      jobId: job.record.id,
      onProgress: (step, done, total) => this.#change(job, { step, done, total }),
      onWrite: (name, value) =>
        this.#options.pool.write(name, value, {
          space: 'internal',
          actor,
          cancel: job.cancel,
          onProgress: (step, done, total) => this.#change(job, { step, done, total }),
        }),
    })
    const endedAt = this.#options.now()
    if (reply.ok) {
      const result = JSON.parse(JSON.stringify(reply.value ?? null)) as JobRecord['result']
      // What the job did is committed. A crash before its own row is stored leaves it "interrupted", which undoes nothing.
      const stored = this.#store(job, actor, 'done')
      this.#options.onWritten(job.record.procedure)
      this.#change(job, { state: 'done', endedAt, result })
      await Promise.all([begun, stored])
      return
    }
    const error = this.#options.toErrorData(reply, job.record.procedure)
    const state = error.code === 'CANCELLED' ? 'cancelled' : 'failed'
    const stored = this.#store(job, actor, state, error.code)
    this.#options.onWritten(job.record.procedure)
    this.#change(job, { state, endedAt, error })
    await Promise.all([begun, stored])
  }

  async #store(job: Running, actor: Actor, state: string, error: string | null = null): Promise<void> {
    await this.#options.pool.write(updateJobCommand.name, { id: job.record.id, state, error }, { space: 'internal', actor })
  }

  #change(job: Running, change: Partial<JobRecord>): void {
    job.record = { ...job.record, ...change }
    this.#options.onChange(job.userId, job.record)
  }

  #find(id: number, actor: Actor): Running {
    const job = this.#jobs.get(id)
    if (job === undefined || (job.userId !== actor.userId && !actor.permissions.includes('users.manage')))
      throw new AppError('NOT_FOUND', 'Pekerjaan ini tidak ditemukan.', { hint: 'Muat ulang halaman.' })
    return job
  }

  /** @throws AppError NOT_FOUND for an unknown job or somebody else's */
  get(id: number, actor: Actor): JobRecord {
    return this.#find(id, actor).record
  }

  /** One's own jobs that are not finished. */
  active(actor: Actor): JobRecord[] {
    return [...this.#jobs.values()]
      .filter((job) => job.userId === actor.userId && job.record.endedAt === null)
      .map((job) => job.record)
  }

  /** Asks a job to stop between two chunks; one that has not begun is cancelled at once. */
  cancel(id: number, actor: Actor): JobRecord {
    const job = this.#find(id, actor)
    Atomics.store(new Int32Array(job.cancel), 0, 1)
    if (job.record.state === 'queued') {
      this.#change(job, {
        state: 'cancelled',
        endedAt: this.#options.now(),
        error: { code: 'CANCELLED', message: 'Pekerjaan dihentikan.' },
      })
      void this.#store(job, actor, 'cancelled')
    } else if (job.record.endedAt === null) this.#change(job, { step: 'Menghentikan…' })
    return job.record
  }

  /** Asks every job to stop and waits for them. */
  async stop(): Promise<void> {
    for (const job of this.#jobs.values()) Atomics.store(new Int32Array(job.cancel), 0, 1)
    await Promise.all(this.#lanes.values())
  }
}
