import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pdfToPrinter, pdfToPrinterEntry } from '../libraries.ts'
import type { Printer, PrinterTrouble, Run, Spooler } from './spooler.ts'

/** Paper kinds of Windows (DMPAPER_*): the library passes them on. Folio, 8½ × 13 inches, is the F4 of Indonesian printers. */
const paperKinds = { F4: 14, A4: 9, LEGAL: 5 } as const

/**
 * The PDF program that comes with the library. In the packaged app it lies beside the archive: Windows cannot start a program
 * inside one.
 */
export const findSumatra = (): string | undefined => {
  const folder = dirname(pdfToPrinterEntry()).replace('app.asar', 'app.asar.unpacked')
  if (!existsSync(folder)) return undefined
  const name = readdirSync(folder).find((file) => /^SumatraPDF.*\.exe$/i.test(file))
  return name === undefined ? undefined : join(folder, name)
}

const powershell = (): string =>
  join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')

/** Names go in by the environment: nothing a printer is called can become a command. */
const ask = async (run: Run, script: string, env: Record<string, string> = {}): Promise<unknown> => {
  const written = await run(
    powershell(),
    [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      `$ErrorActionPreference = 'Stop'; [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false); ${script}`,
    ],
    env,
  )
  return written.trim() === '' ? [] : (JSON.parse(written) as unknown)
}

const printersScript = `Add-Type -AssemblyName System.Drawing
$all = Get-CimInstance Win32_Printer -Property Name,Default,WorkOffline,PrinterState,DetectedErrorState,PrinterStatus | ForEach-Object {
  $settings = New-Object System.Drawing.Printing.PrinterSettings
  $settings.PrinterName = $_.Name
  $trays = @(); try { $trays = @($settings.PaperSources | ForEach-Object { $_.SourceName }) } catch { }
  @{ name = $_.Name; isDefault = [bool]$_.Default; offline = [bool]$_.WorkOffline; state = [int64]$_.PrinterState
     problem = [int]$_.DetectedErrorState; status = [int]$_.PrinterStatus; trays = $trays }
}
ConvertTo-Json -Compress -Depth 3 -InputObject @($all)`

const jobsScript = `$all = @(Get-PrintJob -PrinterName $env:LOKET_PRINTER | Where-Object { $_.DocumentName -like "*$env:LOKET_TITLE*" } |
  ForEach-Object { @{ id = $_.Id; status = [string]$_.JobStatus } })
ConvertTo-Json -Compress -InputObject $all`

const withdrawScript = `Get-PrintJob -PrinterName $env:LOKET_PRINTER | Where-Object { $_.DocumentName -like "*$env:LOKET_TITLE*" } | Remove-PrintJob`

interface WindowsPrinter {
  name: string
  isDefault: boolean
  offline: boolean
  /** Bits of PRINTER_STATUS_*. */
  state: number
  /** Win32_Printer.DetectedErrorState. */
  problem: number
  /** Win32_Printer.PrinterStatus; 7 = offline. */
  status: number
  trays: string[] | null
}

const troubleOf = (printer: WindowsPrinter): PrinterTrouble | null => {
  const has = (bit: number): boolean => (printer.state & bit) !== 0
  if (printer.problem === 8 || has(0x8)) return 'jammed'
  if (printer.problem === 4 || has(0x10)) return 'paper-out'
  if (printer.offline || printer.status === 7 || printer.problem === 9 || has(0x80)) return 'offline'
  if (has(0x1)) return 'paused'
  if ([6, 7, 10, 11].includes(printer.problem) || has(0x2) || has(0x100000) || has(0x400000)) return 'error'
  return null
}

/** Words of a job's status as Windows gives them: "Error, Printing", "PaperOut", "Offline, Retained". */
const jobTrouble = (status: string): PrinterTrouble | null => {
  if (/jam/i.test(status)) return 'jammed'
  if (/paperout/i.test(status)) return 'paper-out'
  if (/offline/i.test(status)) return 'offline'
  if (/paused/i.test(status)) return 'paused'
  return /error|blocked|userintervention/i.test(status) ? 'error' : null
}

/** Printing on Windows: SumatraPDF prints (by pdf-to-printer), PowerShell tells how printers and documents are. */
export const windowsSpooler = (run: Run, sumatra: string): Spooler => ({
  kind: 'windows',
  printers: async () =>
    ((await ask(run, printersScript)) as WindowsPrinter[]).map(
      (printer): Printer => ({
        name: printer.name,
        isDefault: printer.isDefault,
        trouble: troubleOf(printer),
        trays: [...new Set(printer.trays ?? [])].filter((tray) => tray.trim() !== ''),
      }),
    ),
  print: async (sheet) => {
    await pdfToPrinter().print(sheet.path, {
      printer: sheet.printer,
      copies: sheet.copies,
      paperKind: paperKinds[sheet.paper],
      scale: 'noscale',
      silent: true,
      sumatraPdfPath: sumatra,
      ...(sheet.tray === '' ? {} : { bin: sheet.tray }),
    })
    return sheet.title
  },
  fate: async (printer, title) => {
    const jobs = (await ask(run, jobsScript, { LOKET_PRINTER: printer, LOKET_TITLE: title })) as { status: string }[]
    if (jobs.length === 0) return 'gone'
    if (jobs.every(({ status }) => /printed|complete/i.test(status))) return 'gone'
    return jobs.map(({ status }) => jobTrouble(status)).find((trouble) => trouble !== null) ?? 'waiting'
  },
  withdraw: async (printer, title) => {
    await ask(run, withdrawScript, { LOKET_PRINTER: printer, LOKET_TITLE: title })
  },
})
