import { z } from 'zod'
import type { Permission } from '../domain/permissions.ts'

/** What a call does: reads, changes (one transaction), or runs in the background with progress and cancel. */
export type ProcedureKind = 'query' | 'command' | 'job'

/** Who may call: a permission of the signed-in user, anybody signed in, or anybody (before sign-in). */
export type Access = Permission | 'signed-in' | 'public'

/** One entry of the contract. Authorisation is data: `access` is checked by the dispatcher, never by a host. */
export interface Procedure<
  K extends ProcedureKind = ProcedureKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly kind: K
  readonly access: Access
  readonly input: I
  /** For a job: the shape of its result, fetched with `jobs.get`; the call itself answers `JobStarted`. */
  readonly output: O
  /**
   * `view`: a query that shows one person's data; its answer is handed out only after the audit event is committed.
   * `none`: a command that changes nobody's data (half-filled forms); it leaves no event.
   */
  readonly audit?: 'view' | 'none'
  /** A command that takes another path than the writer (first start, sign-in): no transaction, no `changed` event. */
  readonly inMain?: true
}

interface Definition<I extends z.ZodType, O extends z.ZodType> {
  access: Access
  input: I
  output: O
  audit?: 'view' | 'none'
}

/** Declares a procedure that only reads. */
export const query = <I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Procedure<'query', I, O> => ({
  kind: 'query',
  ...definition,
})

/** Declares a procedure that changes data in one transaction. */
export const command = <I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Procedure<'command', I, O> => ({
  kind: 'command',
  ...definition,
})

/** Declares a query that the composition root answers itself. */
export const mainQuery = <I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<I, O>,
): Procedure<'query', I, O> & { readonly inMain: true } => ({ kind: 'query', inMain: true, ...definition })

/** Declares a command that the composition root runs itself (first start, sign-in, stopping a job). */
export const mainCommand = <I extends z.ZodType, O extends z.ZodType>(
  definition: Definition<I, O>,
): Procedure<'command', I, O> & { readonly inMain: true } => ({ kind: 'command', inMain: true, ...definition })

/** Declares a procedure that runs in the background. */
export const job = <I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Procedure<'job', I, O> => ({
  kind: 'job',
  ...definition,
})

/** Answer of every call to a job procedure. */
export const jobStarted = z.strictObject({ jobId: z.int() })
export type JobStarted = z.infer<typeof jobStarted>
