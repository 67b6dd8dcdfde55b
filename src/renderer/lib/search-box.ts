let box: HTMLInputElement | null = null

/** Tells which search box Ctrl+K goes to: the header's, or the large one of the first screen. Use it as `inputRef`. */
export const searchBoxRef = (element: HTMLInputElement | null): void => {
  // When one box replaces another, the old one may report its end after the new one its beginning.
  if (element !== null) box = element
}

/** Puts the cursor into the search box (Ctrl+K). */
export const focusSearch = (): void => {
  box?.focus()
  box?.select()
}
