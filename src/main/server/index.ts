import { parseArgs } from 'node:util'
import { AppError } from '../../shared/domain/errors.ts'
import { createApp } from '../core/app.ts'
import { fileKeystore } from '../core/keystore/file-keystore.ts'
import { defaultDataFolder, hostPaths } from '../host-paths.ts'
import { serveBrowserHost } from './serve.ts'

// Entry of the browser host: node out/main/server.js [--data DIR] [--port N] [--note TEXT]
const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string', default: '47800' }, note: { type: 'string', default: '' } },
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
  process.stdout.write(`LOKET_URL=${host.launchUrl}\n`)
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
