let box: HTMLInputElement | null = null

/** Tells which search box Ctrl+K goes to: the header's, or the large one of the first screen. Use it as `inputRef`. */
export const searchBoxRef = (element: HTMLInputElement | null): void => {
  box = element
}

/** Puts the cursor into the search box (Ctrl+K). */
export const focusSearch = (): void => {
  box?.focus()
  box?.select()
}
