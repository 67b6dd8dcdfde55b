/** The scheme and host of every page of ours. */
export const pageScheme = 'app'
export const pageHost = 'bundle'
/** The address the window loads. */
export const startAddress = `${pageScheme}://${pageHost}/`

/**
 * Tells whether an address is one of ours: by parsed protocol and host, never by the beginning of the text
 * (`app://bundle.evil/`, `app://bundle@evil/`). `URL.origin` is useless here: for `app:` Node answers the text "null".
 */
export const isOwnAddress = (address: string): boolean => {
  try {
    const { protocol, host, username, password } = new URL(address)
    return protocol === `${pageScheme}:` && host === pageHost && username === '' && password === ''
  } catch {
    return false
  }
}
