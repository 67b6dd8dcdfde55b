import type { AppEvent } from '../../shared/contract/jobs.ts'
import type { Session } from '../../shared/contract/users.ts'
import { Connection } from './connection.ts'

/** Everybody who calls at the moment: windows, browser sessions, a command-line run. */
export class Connections {
  readonly #all = new Set<Connection>()

  add(): Connection {
    const connection = new Connection()
    this.#all.add(connection)
    return connection
  }

  remove(connection: Connection): void {
    this.#all.delete(connection)
  }

  /** Tells everybody who is signed in, or only the windows of one user. */
  emit(event: AppEvent, userId?: number): void {
    for (const connection of this.#all) {
      if (connection.session === null) continue
      if (userId === undefined || connection.session.userId === userId) connection.emit(event)
    }
  }

  /** Signs a user out of every window but one: whoever knew the old password is out. */
  endSessions(userId: number, except: Connection): void {
    for (const connection of this.#all) {
      if (connection === except || connection.session?.userId !== userId) continue
      connection.session = null
      connection.emit({ type: 'signed-out' })
    }
  }

  /**
   * Gives every session the rights its user has now, and ends those of users who may no longer come in.
   * @param fresh reads a user's session; null = no longer allowed
   */
  async refresh(fresh: (userId: number) => Promise<Session | null>): Promise<void> {
    for (const connection of this.#all) {
      const userId = connection.session?.userId
      if (userId === undefined) continue
      const session = await fresh(userId)
      // Signed out, or somebody else signed in, while the writer was asked: nothing comes back to life.
      if (connection.session?.userId !== userId) continue
      connection.session = session
      if (session === null) connection.emit({ type: 'signed-out' })
    }
  }
}
