// Which counter this PC stands at is nobody's personal data.
const key = 'loket-saya'

/** The counter this PC stands at; '' = nobody chose one yet. */
export const ownCounter = (): string => window.localStorage.getItem(key) ?? ''

/** Remembers the counter this PC stands at. */
export const keepOwnCounter = (name: string): void => window.localStorage.setItem(key, name)
