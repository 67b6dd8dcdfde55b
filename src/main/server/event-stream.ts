import type { Connection } from '../core/app.ts'

const heartbeat = 20_000

/** Server-sent events of one caller; ends with the request. */
export const eventStream = (connection: Connection, signal: AbortSignal): Response => {
  const encoder = new TextEncoder()
  let stop: () => void = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => {
        try {
          controller.enqueue(encoder.encode(text))
        } catch {
          stop()
        }
      }
      const unsubscribe = connection.onEvent((event) => write(`data: ${JSON.stringify(event)}\n\n`))
      const timer = setInterval(() => write(': masih di sini\n\n'), heartbeat)
      stop = () => {
        unsubscribe()
        clearInterval(timer)
      }
      signal.addEventListener('abort', () => stop())
      write(': mulai\n\n')
    },
    cancel: () => stop(),
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'",
    },
  })
}
