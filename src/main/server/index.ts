import { parseArgs } from 'node:util'
import { AppError } from '../../shared/domain/errors.ts'
import { createApp } from '../core/app.ts'
import { fileKeystore } from '../core/keystore/file-keystore.ts'
import { defaultDataFolder, hostPaths } from '../host-paths.ts'
import { serveBrowserHost } from './serve.ts'

// Entry of the browser host: node out/main/server.js [--data DIR] [--port N] [--note TEXT] [--windows N]
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '47800' },
    note: { type: 'string', default: '' },
    windows: { type: 'string', default: '1' },
  },
})
const paths = hostPaths(import.meta.dirname)

try {
  const app = await createApp({
    dirs: { data: values.data ?? defaultDataFolder(), resources: paths.resources },
    workerFile: paths.worker,
    version: paths.version,
    host: 'browser',
    hostNote: values.note,
    keystore: fileKeystore(),
    checkOutput: process.env.LOKET_CHECK_OUTPUT === '1',
    ...(process.env.LOKET_START_AT === undefined ? {} : { startAt: process.env.LOKET_START_AT }),
  })
  const host = await serveBrowserHost({ app, rendererDir: paths.renderer, port: Number(values.port) })
  // One address for each browser or profile that people of this computer use side by side, each signed in for itself.
  const windows = Math.min(Math.max(Math.trunc(Number(values.windows)) || 1, 1), 20)
  const addresses = [host.launchUrl, ...Array.from({ length: windows - 1 }, () => host.newLaunchUrl())]
  process.stdout.write(addresses.map((address) => `LOKET_URL=${address}\n`).join(''))
  let closing = false
  const close = (): void => {
    if (closing) return
    closing = true
    void host
      .close()
      .then(() => app.close())
      .then(() => process.exit(0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.stderr.write(`${error.data.message}${error.data.hint === undefined ? '' : `\n${error.data.hint}`}\n`)
  process.exit(error.data.code === 'OWNED' ? 3 : 1)
}
