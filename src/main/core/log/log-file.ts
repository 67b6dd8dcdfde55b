import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** How large a log file may grow, and how many older ones stay beside it. */
export interface LogLimits {
  bytes: number
  older: number
}
const usual: LogLimits = { bytes: 5_000_000, older: 4 }

const quietly = (run: () => void): void => {
  try {
    run()
  } catch {
    // A full disk or a locked file must not stop the work that is being logged.
  }
}

/**
 * Destination of the log: `loket.log`, and when it is full `loket.1.log` (the latest) to `loket.4.log`. Opened for each
 * line, because all threads of the app write to it and each may be the one that turns it over.
 */
export const logFile = (folder: string, limits: LogLimits = usual): { write(text: string): void } => {
  const path = join(folder, 'loket.log')
  const older = (number: number): string => join(folder, `loket.${number}.log`)
  const turnOver = (): void => {
    rmSync(older(limits.older), { force: true })
    for (let number = limits.older - 1; number >= 1; number -= 1) quietly(() => renameSync(older(number), older(number + 1)))
    renameSync(path, older(1))
  }
  // Asked at the start and then after a tenth of the limit: other threads write too.
  let unasked = limits.bytes
  return {
    write: (text) =>
      quietly(() => {
        unasked += Buffer.byteLength(text)
        if (unasked > limits.bytes / 10) {
          unasked = 0
          if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= limits.bytes) quietly(turnOver)
        }
        appendFileSync(path, text)
      }),
  }
}
