import type { Actor } from '../../../shared/domain/permissions.ts'
import type { WorkerReply, WorkerRole, WorkerSettings } from './protocol.ts'
import { type CallOptions, Thread } from './thread.ts'

const readerCount = 2
/** A job worker that had nothing to do for so long ends, in milliseconds: what an import left in its memory goes with it. */
const restAfter = 30_000
/** From so many milliseconds on a job leaves so much behind that its thread ends with it: 400 MB after a workbook of a million rows. */
const longJob = 10_000
/** Lanes whose thread stays: a letter at the counter does not wait for fonts to be read again. */
const staying = new Set(['letters'])
/** Lanes whose jobs leave little behind, however long they take: the files of a list are made with the fonts its letters were printed with. */
const light = new Set(['letters', 'bursts'])
/** Lanes whose thread ends with its job. */
const passing = new Set(['duplicates'])
/**
 * How many MB of objects a lane's thread may hold. A comparison took 879 MB for a million people. Letters need 60; knowing that little is
 * wanted, the collector lets less rubbish lie: 500 letters stay 60 MB smaller.
 */
const heaps: Readonly<Record<string, number>> = { duplicates: 1024, letters: 512, bursts: 512 }

/**
 * The threads of one open database: one writer, up to two readers, and a job worker per lane, started when first needed.
 * Letters have a lane of their own, so that a client at the counter never waits behind an import; so has the comparison of the
 * whole register, whose thread may hold only so much memory and ends when its job is done, which gives the memory back.
 * A thread that died (out of memory, a fault in native code) fails the calls it had and is replaced for the next one.
 */
export class Pool {
  readonly #file: string
  readonly #settings: Omit<WorkerSettings, 'role'>
  #writer: Thread
  #readers: Thread[]
  readonly #lanes = new Map<string, Thread>()
  readonly #resting = new Map<string, NodeJS.Timeout>()
  readonly #ending = new Set<Promise<void>>()
  #closed = false

  private constructor(file: string, settings: Omit<WorkerSettings, 'role'>, writer: Thread, reader: Thread) {
    this.#file = file
    this.#settings = settings
    this.#writer = writer
    this.#readers = [reader]
  }

  #start(role: WorkerRole, heapMb?: number): Thread {
    return new Thread(this.#file, { ...this.#settings, role }, { heapMb })
  }

  /**
   * Opens the writer first (it migrates), then a reader, which has loaded its services meanwhile. The reply tells why it
   * could not.
   */
  static async open(file: string, settings: Omit<WorkerSettings, 'role'>): Promise<{ pool: Pool } | { failure: WorkerReply }> {
    const writer = new Thread(file, { ...settings, role: 'writer' })
    const reader = new Thread(file, { ...settings, role: 'reader', held: true })
    const opened = await writer.ready
    if (!opened.ok) {
      await reader.stop()
      return { failure: opened }
    }
    reader.open()
    const pool = new Pool(file, settings, writer, reader)
    const reply = await reader.ready
    if (reply.ok) return { pool }
    await pool.close()
    return { failure: reply }
  }

  /** Runs a change in the writer; changes run one after another. */
  write(name: string, input: unknown, options: CallOptions): Promise<WorkerReply> {
    if (this.#writer.dead && !this.#closed) this.#writer = this.#start('writer')
    return this.#writer.call(name, input, options)
  }

  /** Runs a query in the less busy reader. */
  read(name: string, input: unknown, actor: Actor, space: CallOptions['space'] = 'contract'): Promise<WorkerReply> {
    if (!this.#closed) this.#readers = this.#readers.filter((one) => !one.dead)
    let reader = this.#readers[0]
    for (const other of this.#readers) if (reader === undefined || other.load < reader.load) reader = other
    // The second reader starts when the first is busy for the first time: a command-line run never needs it.
    if (reader === undefined || (reader.load > 0 && this.#readers.length < readerCount && !this.#closed)) {
      reader = this.#start('reader')
      this.#readers.push(reader)
    }
    return reader.call(name, input, { space, actor })
  }

  /** Runs a job in its lane. */
  async job(lane: string, name: string, input: unknown, options: CallOptions): Promise<WorkerReply> {
    clearTimeout(this.#resting.get(lane))
    let thread = this.#lanes.get(lane)
    if (thread === undefined || (thread.dead && !this.#closed)) {
      thread = this.#start('job', heaps[lane])
      this.#lanes.set(lane, thread)
    }
    const opened = await thread.ready
    if (!opened.ok) {
      this.#lanes.delete(lane)
      return opened
    }
    const begun = performance.now()
    const reply = await thread.call(name, input, options)
    const ends = passing.has(lane) || (!light.has(lane) && performance.now() - begun > longJob)
    if (ends && thread.load === 0) {
      this.#lanes.delete(lane)
      await thread.stop()
    } else if (!staying.has(lane)) this.#rest(lane, thread)
    return reply
  }

  /** Ends a lane's thread when no other job comes for a while. */
  #rest(lane: string, thread: Thread): void {
    clearTimeout(this.#resting.get(lane))
    const timer = setTimeout(() => {
      if (this.#closed || thread.load > 0 || this.#lanes.get(lane) !== thread) return
      this.#lanes.delete(lane)
      const ended = thread.stop()
      this.#ending.add(ended)
      void ended.finally(() => this.#ending.delete(ended))
    }, restAfter)
    timer.unref()
    this.#resting.set(lane, timer)
  }

  /** Stops all threads; the writer last, so that its checkpoint leaves no -wal behind. */
  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#resting.values()) clearTimeout(timer)
    await Promise.all([...this.#ending, ...[...this.#lanes.values(), ...this.#readers].map((thread) => thread.stop())])
    await this.#writer.stop()
  }
}
