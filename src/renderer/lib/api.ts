import { createClient } from '../../shared/contract/client.ts'
import type { InputOf, ProcedureName, ReplyOf } from '../../shared/contract/index.ts'
import { transport } from './transport.ts'

/** `api.people.search({ text })`: a one-off call outside React's query hooks. */
export const api = createClient(transport)

/** The same by name; used by the hooks. Throws AppError for a refusal. */
export const call = async <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<ReplyOf<N>> =>
  (await transport(name, input)) as ReplyOf<N>
