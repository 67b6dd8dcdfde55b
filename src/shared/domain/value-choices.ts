/** One entry of a value list, as stored (`store` may be left out) or as read back with its defaults (`store` is ''). */
export interface ListedValue {
  label: string
  store?: string
}

/**
 * What a coded field offers: what each value says to store, else its label; each once. A value that stands in the record but
 * not in the list (an old spelling from a file) stays choosable. Without a list nothing is offered.
 */
export const choicesOf = (values: readonly ListedValue[], current: string): string[] => {
  const choices = [...new Set(values.map(({ label, store }) => (store === undefined || store === '' ? label : store)))]
  return choices.length > 0 && current !== '' && !choices.includes(current) ? [...choices, current] : choices
}
