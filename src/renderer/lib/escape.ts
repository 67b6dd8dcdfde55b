const dialog = '[role="dialog"][aria-modal="true"]'

/**
 * Escape closes the top dialog only: each open dialog listens for the key on its own, so that one press would close all of
 * them. Must be bound before any dialog is.
 */
export const bindEscape = (): void =>
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.isComposing || document.querySelectorAll(dialog).length < 2) return
      // The cursor is kept inside the top one.
      const at = document.activeElement
      // An open list or calendar takes the key for itself.
      if (at === null || at.getAttribute('data-mantine-stop-propagation') === 'true') return
      const close = at.closest(dialog)?.querySelector<HTMLButtonElement>('.mantine-Modal-close')
      if (close === null || close === undefined) return
      event.preventDefault()
      event.stopImmediatePropagation()
      close.click()
    },
    { capture: true },
  )
