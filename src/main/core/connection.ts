import { randomUUID } from 'node:crypto'
import type { AppEvent } from '../../shared/contract/jobs.ts'
import type { Session } from '../../shared/contract/users.ts'

/** One caller: a window, a browser session, a command-line run. Holds who is signed in and who listens. */
export class Connection {
  readonly id = randomUUID()
  session: Session | null = null
  readonly #listeners = new Set<(event: AppEvent) => void>()

  /** Listens to what the core tells without being asked; returns the way to stop. */
  onEvent(listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  emit(event: AppEvent): void {
    for (const listener of this.#listeners)
      try {
        listener(event)
      } catch {
        // Its window is gone. A listener never stops what it is told about.
        this.#listeners.delete(listener)
      }
  }
}
