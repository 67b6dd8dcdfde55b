import type Driver from 'better-sqlite3'
import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Schema } from './schema.ts'

/** The raw driver connection. */
export type RawDatabase = Driver.Database

/** Anything Kysely can turn into SQL and parameters. */
export interface Compilable<O> {
  compile(): CompiledQuery<O>
}

/**
 * Kysely as a builder only: queries are compiled by it and run synchronously by the driver. So a command is one
 * plain synchronous transaction, and nothing can slip in between two of its statements.
 */
const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

const cacheLimit = 400

/** One connection with a typed builder and a statement cache. */
export class Db {
  readonly raw: RawDatabase
  readonly q = builder
  readonly #statements = new Map<string, Driver.Statement<unknown[]>>()

  constructor(raw: RawDatabase) {
    this.raw = raw
  }

  #prepare(sql: string): Driver.Statement<unknown[]> {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    if (this.#statements.size >= cacheLimit) this.#statements.delete(this.#statements.keys().next().value as string)
    const statement = this.raw.prepare<unknown[]>(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  /** All rows of a query. */
  all<O>(query: Compilable<O>): O[] {
    const { sql, parameters } = query.compile()
    return this.#prepare(sql).all(...parameters) as O[]
  }

  /** The first row, or undefined. */
  first<O>(query: Compilable<O>): O | undefined {
    const { sql, parameters } = query.compile()
    return this.#prepare(sql).get(...parameters) as O | undefined
  }

  /** Runs a change; `id` is the row id of the last insert. */
  run(query: Compilable<unknown>): { changes: number; id: number } {
    const { sql, parameters } = query.compile()
    const done = this.#prepare(sql).run(...parameters)
    return { changes: done.changes, id: Number(done.lastInsertRowid) }
  }

  /** SQLite-only statements; call it from `*.sqlite.ts` and `*.repo.ts` files alone. */
  sql<O>(text: string, ...parameters: unknown[]): O[] {
    const statement = this.#prepare(text)
    if (statement.reader) return statement.all(...parameters) as O[]
    statement.run(...parameters)
    return []
  }
}
