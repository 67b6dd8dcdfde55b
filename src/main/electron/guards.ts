import { app, type Event, type Session, type WebContents } from 'electron'
import type { Log } from '../core/log/log.ts'
import { isOwnAddress } from './origin.ts'

/** Schemes inside our own pages: pictures and workers made by the page itself. Everything else leaves the computer or reads its disk. */
const innerSchemes = new Set(['blob:', 'data:'])

const mayBeRequested = (address: string): boolean => {
  if (isOwnAddress(address)) return true
  try {
    return innerSchemes.has(new URL(address).protocol)
  } catch {
    return false
  }
}

/** No page leaves `app://bundle`, opens a window, or carries a webview; set on every web contents at its creation. */
const guardContents = (contents: WebContents, log: () => Log): void => {
  const stay = (event: Event<{ url: string }>): void => {
    if (isOwnAddress(event.url)) return
    event.preventDefault()
    log().warn('navigation refused')
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // No address is opened outside either: the list of allowed https hosts is empty as long as no screen links to one.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Guards every web contents of this run. Call before ready. */
export const guardAllContents = (log: () => Log): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log))
}

/** Denies every permission, device and foreign request of a session, and keeps the spelling checker from fetching word lists. */
export const guardSession = (session: Session, log: () => Log): void => {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log().warn({ permission }, 'permission refused')
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayBeRequested(details.url)
    if (cancel) log().warn('foreign request refused')
    answer({ cancel })
  })
}
