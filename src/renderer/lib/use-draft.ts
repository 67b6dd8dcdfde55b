import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { SessionContext } from './session.ts'

// Drafts hold names and addresses of clients. They lie in sessionStorage, never in localStorage: the PC stands on a public
// desk and is shared, localStorage would keep personal data unencrypted on its disk after the office closed, for everybody
// who opens the browser. sessionStorage survives a reload, a lock and a crashed page, and ends with the window.
const prefix = 'loket-draf:'

// Forms still on screen at sign-out are taken down after the drafts were removed; they must not write theirs again.
let over = false

/** Removes every draft of this window; called at sign-out, before the page is loaded afresh. */
export const clearDrafts = (): void => {
  over = true
  for (const key of Object.keys(window.sessionStorage)) if (key.startsWith(prefix)) window.sessionStorage.removeItem(key)
}

const read = (key: string): unknown => {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** How a draft is kept. */
interface DraftOptions {
  /** Fields that are never kept (passwords). */
  omit?: readonly string[]
  /**
   * For the form of a record that exists: only what was changed is kept, so that a draft put back later
   * does not bring old values over what a colleague has saved since.
   */
  onlyChanged?: boolean
}

/**
 * Keeps a half-filled form: `const draft = useDraft('people.new', form)`; call `draft.clear()` after saving.
 * @param key name of the form, with the record's id where there is one: `people.12`
 * @returns `restored`: a former draft was put back; `discard` returns to the values the form came with
 */
export const useDraft = <T extends FieldValues, C, O>(
  key: string,
  form: UseFormReturn<T, C, O>,
  options: DraftOptions = {},
): { restored: boolean; clear(): void; discard(): void } => {
  // Before anybody signed in (first start) drafts belong to nobody: user 0.
  const userId = useContext(SessionContext)?.session.userId ?? 0
  const storageKey = `${prefix}${userId}:${key}`
  const [restored, setRestored] = useState(false)
  const timer = useRef(0)
  const closed = useRef(false)
  // The form's object changes while it is used; the effect below must run once for a key.
  const now = useRef({ form, options })
  now.current = { form, options }

  useEffect(() => {
    const { form: first } = now.current
    closed.current = false
    let touched = false
    const initial = structuredClone(first.formState.defaultValues ?? {}) as Record<string, unknown>
    const keep = (values: object): void => {
      if (over) return
      const { omit = [], onlyChanged = false } = now.current.options
      const kept = Object.entries(values).filter(
        ([name, value]) => !omit.includes(name) && !(onlyChanged && JSON.stringify(value) === JSON.stringify(initial[name])),
      )
      window.sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(kept)))
    }
    const stored = read(storageKey)
    if (stored !== null && typeof stored === 'object' && Object.keys(stored).length > 0) {
      first.reset({ ...first.getValues(), ...(stored as T) }, { keepDefaultValues: true })
      setRestored(true)
    }
    const subscription = first.watch((values) => {
      if (closed.current) return
      touched = true
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => {
        if (!closed.current) keep(values)
      }, 300)
    })
    return () => {
      window.clearTimeout(timer.current)
      // Leaving within the 300 ms must not lose the last words.
      if (!closed.current && touched) keep(now.current.form.getValues())
      subscription.unsubscribe()
    }
  }, [storageKey])

  const clear = useCallback(() => {
    closed.current = true
    window.clearTimeout(timer.current)
    window.sessionStorage.removeItem(storageKey)
    setRestored(false)
  }, [storageKey])
  const discard = useCallback(() => {
    clear()
    now.current.form.reset()
    closed.current = false
  }, [clear])
  return { restored, clear, discard }
}
