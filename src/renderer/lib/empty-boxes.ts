const message = 'Isian ini belum diisi.'

const isBox = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

const clear = (target: EventTarget | null): void => {
  if (isBox(target) && target.validationMessage === message) target.setCustomValidity('')
}

/**
 * What the browser says at an empty required box, in our words: its own come in the language of the browser, which on office PCs
 * is often English. Said until something is typed, and asked anew at each try to send the form: a box may be filled by a choice.
 */
export const bindEmptyBoxes = (): void => {
  document.addEventListener(
    'invalid',
    ({ target }) => {
      if (isBox(target) && target.validity.valueMissing) target.setCustomValidity(message)
    },
    true,
  )
  document.addEventListener('input', ({ target }) => clear(target), true)
  document.addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null
      if (button?.type === 'submit') for (const box of button.form?.elements ?? []) clear(box)
    },
    true,
  )
}
