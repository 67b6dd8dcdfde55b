import { useRef, useState } from 'react'
import type { JsonObject } from '../../../../shared/domain/definition-form.ts'
import type { Draftable } from '../../../lib/use-draft.ts'

/** The body that form and text view share, in the shape that drafts are kept from. */
export const useBody = (
  initial: JsonObject,
): { body: JsonObject; change(to: (body: JsonObject) => JsonObject): void; form: Draftable; round: number } => {
  const [body, setBody] = useState(initial)
  // Counts replacements from outside (draft, former version, undo): fields then start afresh.
  const [round, setRound] = useState(0)
  const now = useRef(body)
  const listeners = useRef(new Set<(values: object) => void>())
  const put = (next: JsonObject): void => {
    now.current = next
    setBody(next)
  }
  const form = useRef<Draftable>({
    formState: { defaultValues: { body: initial } },
    getValues: () => ({ body: now.current }),
    reset: (values) => {
      put((values as { body?: JsonObject } | undefined)?.body ?? initial)
      setRound((count) => count + 1)
    },
    watch: (listen) => {
      listeners.current.add(listen)
      return { unsubscribe: () => void listeners.current.delete(listen) }
    },
  })
  const change = (to: (body: JsonObject) => JsonObject): void => {
    put(to(now.current))
    for (const listen of listeners.current) listen({ body: now.current })
  }
  return { body, change, form: form.current, round }
}
