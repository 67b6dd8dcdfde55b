// A NIK that was typed into a search must not stand in the address bar of a public desk, nor in the browser's history.
let typed = ''

/** Hands what was typed into a search over to the form for a new person. */
export const handOverTyped = (text: string): void => {
  typed = text
}

/** What was typed before the form opened; '' for an empty form. */
export const takenTyped = (): string => typed
