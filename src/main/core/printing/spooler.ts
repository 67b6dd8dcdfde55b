import { execFile } from 'node:child_process'
import type { LetterPaper } from '../../../shared/contract/letter-body.ts'
import { cupsSpooler, findLp } from './cups-spooler.ts'
import { findSumatra, windowsSpooler } from './windows-spooler.ts'

/** What keeps a printer from printing, as far as the system knows. */
export const printerTroubles = ['offline', 'jammed', 'paper-out', 'paused', 'error', 'unknown'] as const
export type PrinterTrouble = (typeof printerTroubles)[number]

/** A printer that is installed on this machine. */
export interface Printer {
  name: string
  isDefault: boolean
  trouble: PrinterTrouble | null
  trays: string[]
}

/** One file for the system's spool. `title` is how the document is found again there: letters, digits and hyphens. */
export interface Sheet {
  path: string
  title: string
  printer: string
  /** '' = the printer's own choice. */
  tray: string
  copies: number
  paper: LetterPaper
}

/** The machine's own printing, behind one door: what runs where is decided here and nowhere else. */
export interface Spooler {
  kind: 'windows' | 'cups'
  printers(): Promise<Printer[]>
  /**
   * Hands a file to the system's spool.
   * @returns by what the document is asked after
   * @throws Error with the system's words
   */
  print(sheet: Sheet): Promise<string>
  /** What became of a document: gone from the spool (printed), still there, or held up. */
  fate(printer: string, handle: string): Promise<'gone' | 'waiting' | PrinterTrouble>
  /** Takes a document out of the spool, so that a second try does not print it twice. */
  withdraw(printer: string, handle: string): Promise<void>
}

/** Runs a program and gives what it wrote; throws with its words when it fails. */
export type Run = (file: string, args: readonly string[], env?: Record<string, string>) => Promise<string>

/** A printer that never answers must not hold the queue for ever. */
const longest = 60_000

/** The real thing. No shell: names of printers and files are arguments, never commands. */
export const runProgram: Run = (file, args, env = {}) =>
  new Promise((resolve, reject) => {
    execFile(
      file,
      [...args],
      { env: { ...process.env, ...env }, timeout: longest, windowsHide: true, maxBuffer: 4_000_000 },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(new Error(stderr.trim() === '' ? error.message : stderr.trim(), { cause: error }))
      },
    )
  })

/** What this machine prints with; `missing` says in words what it lacks. */
export const spoolerHere = (run: Run = runProgram): { spooler: Spooler } | { missing: string } => {
  if (process.platform === 'win32') {
    const sumatra = findSumatra()
    return sumatra === undefined
      ? { missing: 'Program pencetak PDF (SumatraPDF) tidak ditemukan di dalam pemasangan Loket SLRT. Pasang ulang programnya.' }
      : { spooler: windowsSpooler(run, sumatra) }
  }
  const lp = findLp()
  return lp === undefined
    ? { missing: 'Di komputer ini tidak ada layanan cetak yang dikenal (Windows, atau CUPS dengan perintah lp).' }
    : { spooler: cupsSpooler(run, lp) }
}
