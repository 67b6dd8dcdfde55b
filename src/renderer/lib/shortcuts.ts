import { useEffect, useRef } from 'react'

/** Keys with the same meaning everywhere (F1 and Ctrl+K belong to the shell). */
export type Shortcut = 'new' | 'save' | 'print' | 'next' | 'previous' | 'search' | 'help' | 'quick'

const matches = (event: KeyboardEvent): Shortcut | null => {
  const key = event.key.toLowerCase()
  if (event.key === 'F1') return 'help'
  if (event.ctrlKey && !event.altKey && !event.shiftKey) {
    if (key === 'k') return 'search'
    if (key === 's') return 'save'
    if (key === 'p') return 'print'
    // Electron leaves Ctrl+N to the page, a browser does not: both hear Alt+N.
    if (key === 'n') return 'new'
  }
  if (event.altKey && !event.ctrlKey && !event.shiftKey) {
    if (key === 'n') return 'new'
    if (key === 'c') return 'quick'
    if (event.key === 'ArrowDown') return 'next'
    if (event.key === 'ArrowUp') return 'previous'
  }
  return null
}

/**
 * Binds keys while a screen is shown: `useShortcuts({ save: submit, new: openForm })`. Only named keys are taken from the browser.
 * While a dialog is open the screen behind it does not hear its keys.
 */
export const useShortcuts = (actions: Partial<Record<Shortcut, () => void>>, options: { insideDialog?: boolean } = {}): void => {
  const current = useRef(actions)
  current.current = actions
  const insideDialog = options.insideDialog === true
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const shortcut = matches(event)
      const action = shortcut === null ? undefined : current.current[shortcut]
      if (action === undefined) return
      event.preventDefault()
      // A key that is kept down means its action once.
      if (event.repeat && (shortcut === 'save' || shortcut === 'new' || shortcut === 'print')) return
      if (!insideDialog && document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
      action()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [insideDialog])
}
