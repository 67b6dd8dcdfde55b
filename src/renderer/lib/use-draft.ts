import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import { fetchDraft, flushDraft, removeDraft, storeDraft } from './draft-store.ts'
import { SessionContext } from './session.ts'

// Drafts hold names and addresses of clients. They lie in sessionStorage, never in localStorage: the PC stands on a public
// desk and is shared, localStorage would keep personal data unencrypted on its disk after the office closed, for everybody
// who opens the browser. sessionStorage survives a reload, a lock and a crashed page, and ends with the window; what outlives
// the window lies in the office's encrypted database (draft-store.ts).
const prefix = 'loket-draf:'

// Forms still on screen at sign-out are taken down after the drafts were removed; they must not write theirs again.
let over = false

/** Removes every draft of this window; called at sign-out, before the page is loaded afresh. */
export const clearDrafts = (): void => {
  over = true
  for (const key of Object.keys(window.sessionStorage)) if (key.startsWith(prefix)) window.sessionStorage.removeItem(key)
}

/** Takes a draft out of this window; `removeDraft` takes it out of the database. */
export const forgetDraft = (userId: number, key: string): void => window.sessionStorage.removeItem(`${prefix}${userId}:${key}`)

/** Puts a ready-made draft where a form will find it: in this window and in the database. */
export const seedDraft = async (userId: number, key: string, body: Record<string, unknown>): Promise<void> => {
  window.sessionStorage.setItem(`${prefix}${userId}:${key}`, JSON.stringify(body))
  storeDraft(key, body)
  await flushDraft(key)
}

/** The draft that a form would find: this window's own, else the one in the database. */
export const keptDraft = async (userId: number, key: string): Promise<Record<string, unknown> | null> => {
  const own = read(`${prefix}${userId}:${key}`)
  return own !== null && typeof own === 'object' ? (own as Record<string, unknown>) : fetchDraft(key)
}

const read = (key: string): unknown => {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

/** The state of a record that a form was begun from. */
export interface BegunFrom {
  version: number
  /** When it was last changed. */
  at?: string
}

/** Beside the fields of a draft stands under this name what its record was when they were typed. */
const begunKey = '_begun'
/** A former state of a record, with what stood in the fields that a draft changed. */
export interface Begun extends BegunFrom {
  values: Record<string, unknown>
}
const begunOf = (draft: object): Begun | null => {
  const begun = (draft as Record<string, unknown>)[begunKey]
  return typeof begun === 'object' && begun !== null && 'version' in begun && 'values' in begun ? (begun as Begun) : null
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
  /** The record as the form got it; a draft then remembers it, so that whoever saves it later overwrites nobody. */
  begun?: BegunFrom
}

/** What a draft needs of a form; a react-hook-form has it. */
export interface Draftable {
  formState: { defaultValues?: object }
  getValues(): object
  reset(values?: object, options?: { keepDefaultValues?: boolean }): void
  watch(listen: (values: object) => void): { unsubscribe(): void }
}

/**
 * Keeps a half-filled form: `const draft = useDraft('people.new', form)`; call `draft.clear()` after saving.
 * @param key name of the form, with the record's id where there is one: `people.12`
 * @returns `restored`: a former draft was put back; `older`: it was typed over a former state of the record, with what stood
 * in its fields then; `discard` returns to the values the form came with
 */
export const useDraft = (
  key: string,
  form: Draftable,
  options: DraftOptions = {},
): { restored: boolean; older: Begun | null; clear(): void; discard(): void } => {
  // Before anybody signed in (first start) drafts belong to nobody: user 0.
  const userId = useContext(SessionContext)?.session.userId ?? 0
  const storageKey = `${prefix}${userId}:${key}`
  const [restored, setRestored] = useState(false)
  const [older, setOlder] = useState<Begun | null>(null)
  const timer = useRef(0)
  const closed = useRef(false)
  /** Whether the database may hold this draft: then it is taken out as well. */
  const stored = useRef(false)
  // The form's object changes while it is used; the effect below must run once for a key.
  const now = useRef({ form, options })
  now.current = { form, options }

  useEffect(() => {
    const { form: first } = now.current
    closed.current = false
    let touched = false
    const initial = structuredClone(first.formState.defaultValues ?? {}) as Record<string, unknown>
    let former: Begun | null = null
    const keep = (values: object): void => {
      if (over) return
      const { omit = [], onlyChanged = false } = now.current.options
      const kept = Object.entries(values).filter(
        ([name, value]) => !omit.includes(name) && !(onlyChanged && JSON.stringify(value) === JSON.stringify(initial[name])),
      )
      const { begun } = now.current.options
      const body: Record<string, unknown> = Object.fromEntries(kept)
      if (begun !== undefined && kept.length > 0)
        body[begunKey] = {
          ...(former ?? begun),
          values: { ...Object.fromEntries(kept.map(([name]) => [name, initial[name] ?? null])), ...former?.values },
        }
      window.sessionStorage.setItem(storageKey, JSON.stringify(body))
      if (userId === 0 || kept.length === 0) return
      stored.current = true
      storeDraft(key, body)
    }
    const restore = (draft: unknown): boolean => {
      if (draft === null || typeof draft !== 'object' || Object.keys(draft).length === 0) return false
      const { [begunKey]: _begun, ...fields } = draft as Record<string, unknown>
      const begun = begunOf(draft)
      if (begun !== null && begun.version !== now.current.options.begun?.version) {
        former = begun
        setOlder(begun)
      }
      first.reset({ ...first.getValues(), ...fields }, { keepDefaultValues: true })
      setRestored(true)
      return true
    }
    let gone = false
    const inWindow = restore(read(storageKey))
    if (userId !== 0)
      void fetchDraft(key).then((draft) => {
        if (draft === null || gone || over) return
        stored.current = true
        // What was typed meanwhile, and what this window kept, is newer.
        if (!inWindow && !touched && !closed.current) restore(draft)
      })
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
      if (userId !== 0 && !over) void flushDraft(key)
      gone = true
      subscription.unsubscribe()
    }
  }, [storageKey, key, userId])

  const clear = useCallback(() => {
    closed.current = true
    window.clearTimeout(timer.current)
    window.sessionStorage.removeItem(storageKey)
    if (userId !== 0 && stored.current) void removeDraft(key)
    stored.current = false
    setRestored(false)
    setOlder(null)
  }, [storageKey, key, userId])
  const discard = useCallback(() => {
    clear()
    now.current.form.reset()
    closed.current = false
  }, [clear])
  return { restored, older, clear, discard }
}
