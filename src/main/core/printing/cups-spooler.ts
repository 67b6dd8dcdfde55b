import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Printer, PrinterTrouble, Run, Spooler } from './spooler.ts'

/** Media names of CUPS at their exact size. */
const media = { F4: 'Custom.215x330mm', A4: 'A4', LEGAL: 'Legal' } as const

/** Where `lp` lies on the PATH. */
export const findLp = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'lp'))
    .find((file) => existsSync(file))

/** CUPS names the reason of a stopped printer in words of its own. */
const troubleIn = (words: string): PrinterTrouble => {
  if (/jam/i.test(words)) return 'jammed'
  if (/media-empty|media-needed|out of paper|paper out/i.test(words)) return 'paper-out'
  if (/offline|not connected|unreachable|not responding|unplugged/i.test(words)) return 'offline'
  return /paused/i.test(words) ? 'paused' : 'error'
}

/** Printing by CUPS: `lp`, `lpstat`, `lpoptions`, `cancel` of the same folder. */
export const cupsSpooler = (run: Run, lp: string): Spooler => {
  const tool = (name: string, args: readonly string[]): Promise<string> => run(join(dirname(lp), name), args, { LC_ALL: 'C' })
  const trays = async (printer: string): Promise<string[]> => {
    const options = await tool('lpoptions', ['-p', printer, '-l']).catch(() => '')
    const slots = options.split('\n').find((line) => line.startsWith('InputSlot/'))
    return (slots?.split(':')[1] ?? '')
      .trim()
      .split(/\s+/)
      .map((slot) => slot.replace('*', ''))
      .filter((slot) => slot !== '')
  }
  const listed = async (): Promise<Omit<Printer, 'trays'>[]> => {
    const lines = (await tool('lpstat', ['-p', '-d'])).split('\n')
    const chosen = /^system default destination: (\S+)/m.exec(lines.join('\n'))?.[1] ?? ''
    return lines.flatMap((line, index) => {
      const found = /^printer (\S+) (.*)$/.exec(line)
      if (found === null) return []
      // The reason of a printer that stands still is written on indented lines below it.
      const rest = lines.slice(index + 1)
      const end = rest.findIndex((next) => !/^\s/.test(next))
      const why = rest.slice(0, end < 0 ? rest.length : end).join(' ')
      const stopped = /^disabled/.test(found[2] ?? '')
      const words = `${found[2]} ${why}`
      const trouble = stopped || /offline|jam|media-empty|not connected/i.test(words) ? troubleIn(words) : null
      return [{ name: found[1] ?? '', isDefault: found[1] === chosen, trouble }]
    })
  }
  return {
    kind: 'cups',
    printers: async () => {
      const all: Printer[] = []
      for (const printer of await listed()) all.push({ ...printer, trays: await trays(printer.name) })
      return all
    },
    print: async (sheet) => {
      const answer = await tool('lp', [
        '-d',
        sheet.printer,
        '-n',
        String(sheet.copies),
        '-t',
        sheet.title,
        '-o',
        `media=${media[sheet.paper]}`,
        '-o',
        'print-scaling=none',
        ...(sheet.tray === '' ? [] : ['-o', `InputSlot=${sheet.tray}`]),
        sheet.path,
      ])
      const id = /request id is (\S+)/.exec(answer)?.[1]
      if (id === undefined) throw new Error(`lp: ${answer.trim()}`)
      return id
    },
    fate: async (printer, id) => {
      const waiting = await tool('lpstat', ['-o', printer])
      if (!waiting.split('\n').some((line) => line.split(/\s+/)[0] === id)) return 'gone'
      return (await listed()).find(({ name }) => name === printer)?.trouble ?? 'waiting'
    },
    withdraw: async (_printer, id) => {
      await tool('cancel', [id])
    },
  }
}
