import {
  type InfiniteData,
  keepPreviousData,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import {
  type InputOf,
  type OutputOf,
  type ProcedureName,
  type ProcedureOf,
  procedures,
  type ReplyOf,
} from '../../shared/contract/index.ts'
import { AppError } from '../../shared/domain/errors.ts'
import { call } from './api.ts'
import { refreshDomains } from './events.ts'
import { commandSent } from './hurry.ts'

type NamesOf<K> = { [N in ProcedureName]: ProcedureOf<N>['kind'] extends K ? N : never }[ProcedureName]
/** Names of procedures that only read. */
export type QueryName = NamesOf<'query'>
/** Names of procedures that change data. */
export type CommandName = NamesOf<'command'>
/** Names of procedures that run in the background. */
export type JobName = NamesOf<'job'>

/** Queries whose answer comes in pages (`{ items, next }`). */
export type PagedName = { [N in QueryName]: OutputOf<N> extends { items: unknown[]; next: string | null } ? N : never }[QueryName]
/** One row of a paged query. */
export type ItemOf<N extends PagedName> = OutputOf<N> extends { items: (infer T)[] } ? T : never

/**
 * The cache of the whole app. Nothing is asked again by itself (no focus refetch: views of a person are audited);
 * the core says what changed and only that is asked again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (count, error) => count < 1 && error instanceof AppError && error.data.code === 'BUSY',
    },
    mutations: { networkMode: 'always' },
  },
})

const keyOf = (name: string, input: unknown): readonly unknown[] => [...name.split('.'), input]

const watched = async <N extends ProcedureName>(name: N, input: InputOf<N>): Promise<ReplyOf<N>> => {
  try {
    return await call(name, input)
  } catch (error) {
    // The session ended elsewhere (idle lock, restart): ask who is signed in, which brings the sign-in page.
    if (error instanceof AppError && error.data.code === 'UNAUTHENTICATED' && name !== 'users.me')
      void queryClient.invalidateQueries({ queryKey: ['users', 'me'] })
    throw error
  }
}

/** One person's data is asked for anew each time its page opens: every look stands in the audit trail, and nothing stays in memory. */
const freshness = (name: string): { staleTime?: number; gcTime?: number } =>
  procedures.get(name)?.audit === 'view' ? { staleTime: 0, gcTime: 0 } : {}

/** Reads: `useCall('people.get', { id })`. Keeps the former answer on screen while a new input is asked for. */
export const useCall = <N extends QueryName>(
  name: N,
  input: InputOf<N>,
  options: { enabled?: boolean; keep?: boolean; staleTime?: number } = {},
): UseQueryResult<OutputOf<N>, AppError> =>
  useQuery<OutputOf<N>, AppError>({
    queryKey: keyOf(name, input),
    queryFn: async () => (await watched(name, input)) as OutputOf<N>,
    enabled: options.enabled ?? true,
    ...freshness(name),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  })

/** A paged list: rows so far, and how to get more. Made for `DataTable`. */
export interface Pages<T> {
  rows: T[]
  loading: boolean
  error: AppError | null
  hasMore: boolean
  loadingMore: boolean
  more(): void
  retry(): void
}

/** Reads page by page (keyset): `useCallPages('people.list', { region })`. */
export const useCallPages = <N extends PagedName>(
  name: N,
  input: Omit<InputOf<N>, 'cursor'>,
  options: { enabled?: boolean } = {},
): Pages<ItemOf<N>> => {
  const query: UseInfiniteQueryResult<InfiniteData<{ items: ItemOf<N>[]; next: string | null }>, AppError> = useInfiniteQuery<
    { items: ItemOf<N>[]; next: string | null },
    AppError,
    InfiniteData<{ items: ItemOf<N>[]; next: string | null }>,
    readonly unknown[],
    string | null
  >({
    queryKey: [...keyOf(name, input), 'pages'],
    queryFn: async ({ pageParam }) =>
      (await watched(name, { ...input, cursor: pageParam } as unknown as InputOf<N>)) as unknown as {
        items: ItemOf<N>[]
        next: string | null
      },
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    loading: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    retry: () => void query.refetch(),
  }
}

/** Commands that the core has not answered yet, by name and input. */
const underway = new Map<string, Promise<unknown>>()

/** Sends a command; one that is on its way already (Ctrl+S twice, Enter twice) is not sent again. */
const sentOnce = <N extends CommandName>(name: N, input: InputOf<N>): Promise<unknown> => {
  const key = JSON.stringify([name, input])
  const known = underway.get(key)
  if (known !== undefined) return known
  commandSent()
  const sent = watched(name, input).finally(() => underway.delete(key))
  underway.set(key, sent)
  return sent
}

/** Changes: `const save = useCommand('people.update'); save.mutate(input, { onSuccess })`. Lists on screen refresh by themselves. */
export const useCommand = <N extends CommandName>(name: N): UseMutationResult<OutputOf<N>, AppError, InputOf<N>> => {
  const client = useQueryClient()
  return useMutation<OutputOf<N>, AppError, InputOf<N>>({
    mutationFn: async (input) => (await sentOnce(name, input)) as OutputOf<N>,
    onSuccess: () => refreshDomains(client, [name.split('.')[0] ?? '']),
    // Whoever is told that somebody was faster sees what stands there now. Only where dialogs keep what they began with: a
    // form that begins anew with the record would lose its words and the refusal.
    onError: (error) => {
      if (error.data?.code === 'CONFLICT' && name.startsWith('cases.')) refreshDomains(client, ['cases'])
    },
  })
}

/** Hands a paged list to a DataTable: `<DataTable {...tableProps(pages)} … />`. */
export const tableProps = <T>(pages: Pages<T>) => ({
  rows: pages.rows,
  loading: pages.loading,
  error: pages.error,
  onRetry: pages.retry,
  hasMore: pages.hasMore,
  loadingMore: pages.loadingMore,
  onMore: pages.more,
})
