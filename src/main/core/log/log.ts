import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { logFile } from './log-file.ts'

/** Structured log. Write names of procedures, counts, durations and references; never names, numbers or texts of people. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

/**
 * Log into `logs/loket.log` of the data folder, of limited size. Errors go in as their type, SQLite code and stack;
 * messages of unknown errors may quote values, so only those of our own AppError are written.
 */
export const openLog = (dataDir: string, level = 'info'): Log => {
  mkdirSync(join(dataDir, 'logs'), { recursive: true })
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    logFile(join(dataDir, 'logs')),
  )
}

/** What of an error may be written down: its type, code, and where in our code; not its message. */
export const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((text) => /^\s+at /.test(text))
    .map((text) => text.trim())
  return { type: error.name, code: (error as { code?: unknown }).code, at: frames.slice(0, 8) }
}

/** A log for tests and threads that have none. */
export const silentLog: Log = pino({ level: 'silent' })
