import type { z } from 'zod'
import type { Contract, Domain } from './index.ts'
import type { JobStarted, Procedure } from './procedure.ts'

/** Carries one call to the core and back; throws AppError with the error data for a refusal. */
export type Transport = (name: string, input: unknown) => Promise<unknown>

type Call<P> =
  P extends Procedure<infer K, infer I, infer O>
    ? (input: z.input<I>) => Promise<K extends 'job' ? JobStarted : z.output<O>>
    : never

/** `client.people.search({ text })`, typed from the contract. */
export type Client = { [D in Domain]: { [P in keyof Contract[D]]: Call<Contract[D][P]> } }

/** A typed client over any transport. The proxy holds no list of its own: unknown names are refused by the dispatcher. */
export const createClient = (transport: Transport): Client =>
  new Proxy({} as Client, {
    get: (_target, domain) =>
      new Proxy({}, { get: (_inner, name) => (input: unknown) => transport(`${String(domain)}.${String(name)}`, input) }),
  })
