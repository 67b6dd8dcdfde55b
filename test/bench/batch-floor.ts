import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { LetterData } from '../../src/main/core/letters/letter-data.ts'
import { type LetterTemplateBody, letterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { BareDocument } from './bare-document.ts'

const resources = resolve(import.meta.dirname, '../../resources')

/** The kind a burst is made of: the statement that half the district wants on the same morning. */
export const burstKind = 'keterangan-dtsen'

/** Both files of a burst, made in a fresh process. Milliseconds and megabytes. */
export interface BatchRun {
  wall: number
  /** Processor time of all threads, user and system. */
  cpu: number
  /** Peak of the whole process. */
  memory: number
  pages: number
  steps: Record<string, number>
}

/** Its shipped template. */
export const burstTemplate = (): LetterTemplateBody =>
  letterTemplateBody.parse(JSON.parse(readFileSync(join(resources, `definitions/letter-template/${burstKind}.json`), 'utf8')))

/** Single files and the merged one by bare pdfkit, written to the disk. */
const floor = async (wordsFile: string, folder: string): Promise<BatchRun> => {
  const letters = JSON.parse(readFileSync(wordsFile, 'utf8')) as LetterData[]
  const body = burstTemplate()
  const before = process.cpuUsage()
  const start = performance.now()
  for (const [index, letter] of letters.entries()) {
    const document = new BareDocument(resources)
    document.add(body, letter)
    await document.write(join(folder, `${index + 1}.pdf`))
  }
  const singles = performance.now() - start
  const book = new BareDocument(resources)
  for (const letter of letters) book.add(body, letter)
  await book.write(join(folder, 'semua.pdf'))
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return {
    wall,
    cpu: (user + system) / 1000,
    memory: process.resourceUsage().maxRSS / 1024,
    pages: book.pages,
    steps: { singles, merged: wall - singles },
  }
}

if (import.meta.main) {
  const [wordsFile = '', folder = ''] = process.argv.slice(2)
  process.stdout.write(JSON.stringify(await floor(wordsFile, folder)))
}
