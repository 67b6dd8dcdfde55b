/** Order of the list a record was opened from, so that Alt+↓ and Alt+↑ walk through it. Numbers only, gone with the window. */
const lists = new Map<string, number[]>()

/** Called when a list opens one of its rows. */
export const rememberList = (name: string, ids: number[]): void => void lists.set(name, ids)

/** Neighbours of a record in the list it was opened from; null at the ends or without a list. */
export const neighbours = (name: string, id: number): { previous: number | null; next: number | null } => {
  const ids = lists.get(name) ?? []
  const at = ids.indexOf(id)
  return { previous: at > 0 ? (ids[at - 1] ?? null) : null, next: at >= 0 ? (ids[at + 1] ?? null) : null }
}
