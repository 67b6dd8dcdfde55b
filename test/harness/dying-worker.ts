import { parentPort, workerData } from 'node:worker_threads'
import type { ToWorker, WorkerSettings } from '../../src/main/core/workers/protocol.ts'

// A worker thread that ends by itself at a marked call, as one that ran out of memory would.
const { role } = workerData as WorkerSettings
parentPort?.on('message', (message: ToWorker) => {
  if (message.type !== 'call') return
  const text = JSON.stringify(message.input)
  if (text.includes(`MATI-${role}`)) process.exit(7)
})
await import('../../src/main/core/workers/worker.ts')
