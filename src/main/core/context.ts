import type { Contract, Domain, OutputOf, ParsedInputOf, ProcedureName } from '../../shared/contract/index.ts'
import type { Actor } from '../../shared/domain/permissions.ts'
import type { BackupManifest } from './backup/write-backup.sqlite.ts'
import type { Db } from './db/database.ts'
import type { Tickets } from './files/tickets.ts'
import type { Log } from './log/log.ts'

/** What every handler gets. The connection behind `db` is read-only in queries and jobs. */
export interface QueryContext {
  db: Db
  actor: Actor
  /** The present instant, ISO-8601 UTC. */
  now(): string
  /** The present day in the office's time zone, `YYYY-MM-DD`. */
  today(): string
  tickets: Tickets
  log: Log
  dirs: Dirs
}

/** Folders the core works in; absolute paths. */
export interface Dirs {
  /** The office's data folder. */
  data: string
  /** `data/tmp`: emptied at start. */
  tmp: string
  /** Shipped resources (fonts, definitions). */
  resources: string
}

/** One entry of the audit trail; the procedure's name, the user and the time are added by the runner. No personal data in `detail`. */
export interface AuditInput {
  entity: string
  entityId?: number | null
  caseId?: number | null
  detail?: Record<string, string | number | boolean | null | string[]>
}

/** A command: one transaction in the writer. Throwing rolls everything back. */
export interface CommandContext extends QueryContext {
  /** Adds an audit event to this transaction. A command that records none gets a plain one with its name. */
  audit(event: AuditInput): void
  /** Progress of a long command (shown by the job that sent it). */
  progress(step: string, done: number, total: number | null): void
  /** Throws CANCELLED when the user stopped the job that sent this command. */
  throwIfCancelled(): void
}

/** A command that only jobs and the core itself may send, through the same writer and audit trail. */
export interface InternalCommand<I, O> {
  name: string
  /** false: bookkeeping of a job (staging chunks), not worth an audit event. */
  audited: boolean
  run(context: CommandContext, input: I): O
}

/** Declares an internal command. Register it in `registry.ts`. */
export const internalCommand = <I, O>(
  name: string,
  run: (context: CommandContext, input: I) => O,
  options: { audited: boolean } = { audited: true },
): InternalCommand<I, O> => ({ name, run, audited: options.audited })

/** A job: runs in the job worker over a read-only connection, writes through the writer. */
export interface JobContext extends QueryContext {
  jobId: number
  /** Reports progress; sent on at most ten times a second. */
  progress(step: string, done: number, total: number | null): void
  /** Call it between chunks; throws CANCELLED. */
  throwIfCancelled(): void
  /** Makes a verified backup copy into a folder; see backup/write-backup.sqlite.ts. */
  backup(folder: string, reason: string): BackupManifest
  /** Runs an internal command in the writer, one transaction. */
  write<I, O>(command: InternalCommand<I, O>, input: I): Promise<O>
}

type Handler<N extends ProcedureName, D extends Domain, P extends keyof Contract[D]> = Contract[D][P] extends { kind: 'query' }
  ? (context: QueryContext, input: ParsedInputOf<N>) => OutputOf<N>
  : Contract[D][P] extends { kind: 'command' }
    ? (context: CommandContext, input: ParsedInputOf<N>) => OutputOf<N>
    : (context: JobContext, input: ParsedInputOf<N>) => Promise<OutputOf<N>>

/** The handlers of one domain: one function per procedure that is not `inMain`, typed from the contract. */
export type Handlers<D extends Domain> = {
  [P in keyof Contract[D] as Contract[D][P] extends { inMain: true }
    ? never
    : P]: `${D}.${Extract<P, string>}` extends infer N extends ProcedureName ? Handler<N, D, P> : never
}
