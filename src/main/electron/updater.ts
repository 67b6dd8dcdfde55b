import type { Log } from '../core/log/log.ts'

/** What a check found. */
export type UpdateAnswer = { kind: 'no-feed' } | { kind: 'current' } | { kind: 'newer'; version: string } | { kind: 'failed' }

/**
 * The feed the office has set, or null. It is an address of the office's own (a folder served on its network), read from
 * `LOKET_UPDATE_FEED`; there is none by default, and then no server is ever contacted.
 */
export const officeFeed = (environment: NodeJS.ProcessEnv = process.env): string | null => {
  try {
    const { protocol, username, password, href } = new URL(environment.LOKET_UPDATE_FEED ?? '')
    return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' ? href : null
  } catch {
    return null
  }
}

/**
 * Asks the office's feed for a newer version, because somebody chose so in the menu. Nothing is downloaded and nothing is
 * installed: an installer killed by Windows at shutdown leaves half a program, so installing stays an act of a person.
 */
export const checkForUpdate = async (feed: string | null, log: () => Log): Promise<UpdateAnswer> => {
  if (feed === null) return { kind: 'no-feed' }
  // Loaded only now: the module talks to Electron as soon as it is read.
  const { default: updater } = await import('electron-updater')
  const { autoUpdater } = updater
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = false
  autoUpdater.logger = null
  autoUpdater.setFeedURL({ provider: 'generic', url: feed })
  try {
    const found = await autoUpdater.checkForUpdates()
    return found?.isUpdateAvailable === true ? { kind: 'newer', version: found.updateInfo.version } : { kind: 'current' }
  } catch (error) {
    log().warn({ err: error }, 'update check failed')
    return { kind: 'failed' }
  }
}
