// Opens an address in the browser of this computer. Edge as an app window where it is there (every Windows PC).
import { spawn } from 'node:child_process'

const attempts = (url) => {
  if (process.platform === 'win32')
    return [
      ['cmd', ['/c', 'start', '', 'msedge', `--app=${url}`]],
      ['cmd', ['/c', 'start', '', url]],
    ]
  if (process.platform === 'darwin') return [['open', [url]]]
  return [['xdg-open', [url]]]
}

const runs = ([command, args]) =>
  new Promise((done) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsHide: true })
    child.once('error', () => done(false))
    child.once('close', (code) => done(code === 0))
    // A browser that is still open after three seconds has started.
    setTimeout(() => {
      child.unref()
      done(true)
    }, 3000).unref()
  })

/** Answers whether a browser could be started. */
export const openBrowser = async (url) => {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false
  for (const attempt of attempts(url)) if (await runs(attempt)) return true
  return false
}
