import { describe, expect, it } from 'vitest'
import { windowsSpooler } from '../../src/main/core/printing/windows-spooler.ts'

describe('printers of Windows', () => {
  const spooler = (answers: Record<string, unknown>, asked: string[] = []) =>
    windowsSpooler((_file, args, env) => {
      const script = args.at(-1) ?? ''
      asked.push(`${Object.values(env ?? {}).join(' ')}`)
      const key = Object.keys(answers).find((part) => script.includes(part)) ?? ''
      return Promise.resolve(JSON.stringify(answers[key] ?? []))
    }, 'C:\\SumatraPDF.exe')
  const one = {
    name: 'EPSON L3110',
    isDefault: true,
    offline: false,
    state: 0,
    problem: 2,
    status: 3,
    trays: ['Baki 1', 'Baki 1', ''],
  }

  it('are listed with their trays and with what is wrong with them', async () => {
    const trouble = async (more: object) => (await spooler({ Win32_Printer: [{ ...one, ...more }] }).printers())[0]?.trouble
    expect(await spooler({ Win32_Printer: [one] }).printers()).toEqual([
      { name: 'EPSON L3110', isDefault: true, trouble: null, trays: ['Baki 1'] },
    ])
    expect(await trouble({ problem: 8 })).toBe('jammed')
    expect(await trouble({ offline: true })).toBe('offline')
    expect(await trouble({ state: 0x10 })).toBe('paper-out')
    expect(await trouble({ state: 0x1 })).toBe('paused')
    expect(await trouble({ problem: 7 })).toBe('error')
  })

  it('tell what became of a document; its name never becomes a command', async () => {
    const asked: string[] = []
    const fate = (jobs: { id: number; status: string }[]) =>
      spooler({ 'Get-PrintJob': jobs }, asked).fate("L'aser; rm", 'Surat-1-1')
    expect(await fate([])).toBe('gone')
    expect(await fate([{ id: 1, status: 'Printing, Retained' }])).toBe('waiting')
    expect(await fate([{ id: 1, status: 'Error, Printing' }])).toBe('error')
    expect(await fate([{ id: 1, status: 'PaperOut' }])).toBe('paper-out')
    expect(await fate([{ id: 1, status: 'Printed, Retained' }])).toBe('gone')
    expect(asked[0]).toBe("L'aser; rm Surat-1-1")
  })
})
