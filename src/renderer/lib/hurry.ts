/** When the first click of the running series of clicks was, and when the last command went out; `performance.now()`. */
let firstClick = 0
let lastSent = -1

/** Tells that a command or job went to the core. */
export const commandSent = (): void => {
  lastSent = performance.now()
}

/**
 * Makes a double click count once where its first click already did something, and holds Enter that is kept down: in a hurry
 * a clerk would call two people to the counter, or send the next dialog off unread. Clicks that only change a form count as
 * often as they are made.
 */
export const bindHurry = (): void => {
  window.addEventListener(
    'click',
    (event) => {
      if (event.detail <= 1) firstClick = performance.now()
      else if (lastSent >= firstClick) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
    },
    { capture: true },
  )
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.repeat && event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) event.preventDefault()
    },
    { capture: true },
  )
}
