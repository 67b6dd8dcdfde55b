// Both lie in sessionStorage under the drafts' prefix: gone at sign-out and with the window (reason: lib/use-draft.ts).
const clientKey = (userId: number): string => `loket-draf:${userId}:case.client`
const usedKey = (userId: number): string => `loket-terakhir:${userId}`
const remembered = 8

/** The person whose case is half filled in; null when nobody sits at the counter. */
export const rememberedClient = (userId: number): number | null => {
  const value = Number(window.sessionStorage.getItem(clientKey(userId)))
  return Number.isInteger(value) && value > 0 ? value : null
}

export const rememberClient = (userId: number, id: number | null): void => {
  if (id === null) window.sessionStorage.removeItem(clientKey(userId))
  else window.sessionStorage.setItem(clientKey(userId), String(id))
}

/** Keys of the services this user registered last, newest first. */
export const lastUsedProgrammes = (userId: number): string[] => {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(usedKey(userId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : []
  } catch {
    return []
  }
}

export const rememberProgrammes = (userId: number, keys: readonly string[]): void =>
  window.sessionStorage.setItem(
    usedKey(userId),
    JSON.stringify([...new Set([...keys, ...lastUsedProgrammes(userId)])].slice(0, remembered)),
  )

const slipKey = 'loket-tanda-terima'

/** Whether this PC prints a slip after registering; no personal data, so it may outlive the window. */
export const printsSlip = (): boolean => window.localStorage.getItem(slipKey) === 'ya'
export const keepPrintsSlip = (on: boolean): void => window.localStorage.setItem(slipKey, on ? 'ya' : 'tidak')
