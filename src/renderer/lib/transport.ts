import type { Transport } from '../../shared/contract/client.ts'
import type { AppEvent } from '../../shared/contract/jobs.ts'
import { AppError, type ErrorData, isErrorData } from '../../shared/domain/errors.ts'

/** What the desktop host's preload script puts on the page. */
export interface LoketBridge {
  call(name: string, input: unknown): Promise<Reply>
  onEvent(listener: (event: AppEvent) => void): () => void
  version: string
}

type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorData }

declare global {
  interface Window {
    loket?: LoketBridge
  }
}

/** Makes the refusal that crossed the border an AppError again. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  if (isErrorData(error)) {
    const { code, message, ...more } = error
    return new AppError(code, message, more)
  }
  return new AppError('INTERNAL', 'Aplikasi tidak menjawab.', {
    hint: 'Coba sekali lagi. Kalau tetap begini, tutup lalu buka lagi aplikasinya; isian Anda tersimpan.',
  })
}

const unwrap = (reply: Reply): unknown => {
  if (reply.ok) return reply.value
  throw toAppError(reply.error)
}

const overHttp: Transport = async (name, input) => {
  let reply: Reply
  try {
    const response = await fetch(`/api/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      credentials: 'same-origin',
    })
    reply = (await response.json()) as Reply
  } catch (error) {
    throw toAppError(error)
  }
  return unwrap(reply)
}

const overBridge =
  (bridge: LoketBridge): Transport =>
  async (name, input) =>
    unwrap(await bridge.call(name, input))

/** The way to the core: the desktop bridge where there is one, else HTTP to the host that served the page. */
export const transport: Transport = window.loket === undefined ? overHttp : overBridge(window.loket)

/**
 * Follows what the core tells without being asked. A lost connection is opened again every 3 seconds
 * (a browser gives up on its own after a refusal).
 * @returns a function that ends it
 */
export const followEvents = (listener: (event: AppEvent) => void): (() => void) => {
  if (window.loket !== undefined) return window.loket.onEvent(listener)
  let source: EventSource | null = null
  let timer = 0
  const open = (): void => {
    source = new EventSource('/api/events')
    source.onmessage = (message: MessageEvent<string>) => {
      try {
        listener(JSON.parse(message.data) as AppEvent)
      } catch {
        // A line that is no event (a comment of a proxy) is not worth stopping for.
      }
    }
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return
      source.close()
      timer = window.setTimeout(open, 3000)
    }
  }
  open()
  return () => {
    window.clearTimeout(timer)
    source?.close()
  }
}
