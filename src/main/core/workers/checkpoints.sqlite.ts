import type { Db } from '../db/database.ts'

/** From so many pages (4 MB) on the journal is moved into the database when nothing else is asked for. */
const worthwhile = 1000
/** From so many pages (128 MB) on it is moved before the next change, unless quiet comes soon: a journal must not grow without end. */
const urgent = 32_768
/** So long quiet is waited for then, in milliseconds: behind a large package comes at once the note that its job is done. */
const soonMs = 1000
/** Nothing was asked for so long, in milliseconds. */
const quietMs = 250

/**
 * When the writer moves its journal (WAL) into the database file. SQLite would do it within the COMMIT that fills the journal, and
 * whoever asked for that change waits, a tenth of a second for a thousand pages, a second for a package of a district. The change is
 * safe as soon as the journal is on the disk: the answer goes out first, the moving comes after it.
 */
export class Checkpoints {
  readonly #db: Db
  #timer: NodeJS.Timeout | undefined
  /** When the journal was first found too long. */
  #urgentSince: number | undefined

  constructor(db: Db) {
    this.#db = db
    db.raw.pragma('wal_autocheckpoint = 0')
  }

  /** A change is asked for: what can wait, waits. */
  hold(): void {
    clearTimeout(this.#timer)
  }

  /** The answer to a change has gone out. */
  afterReply(): void {
    clearTimeout(this.#timer)
    const pages = this.#waiting()
    if (pages < worthwhile) return
    const now = performance.now()
    if (pages >= urgent) this.#urgentSince ??= now
    if (this.#urgentSince !== undefined && now - this.#urgentSince > soonMs) this.#move()
    else {
      this.#timer = setTimeout(() => this.#move(), quietMs)
      this.#timer.unref()
    }
  }

  /** Pages that stand in the journal only. */
  #waiting(): number {
    const [state] = this.#db.raw.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
    return state === undefined ? 0 : state.log - state.checkpointed
  }

  #move(): void {
    this.#urgentSince = undefined
    try {
      this.#db.raw.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // A full disk: the journal keeps what it holds, readers go on reading it there, and the next change says what is wrong.
    }
  }
}
