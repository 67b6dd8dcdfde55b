import type { LetterTemplateBody } from '../../src/shared/contract/letter-body.ts'
import { exampleOffice } from '../harness/office.ts'
import { BareDocument } from './bare-document.ts'

/**
 * Sets the words of a kind with bare pdfkit in memory; nothing is stored. The floor that our own letters are held against.
 * @returns a function that sets one page with these values and answers the size of the file
 */
export const barePages = (
  resources: string,
  template: LetterTemplateBody,
): ((values: Record<string, string>) => Promise<number>) => {
  const office = exampleOffice()
  const [signatory] = office.signatories
  if (signatory === undefined) throw new Error('the example office has no signatory')
  const about = {
    letterhead: { ...office, officeName: office.name },
    signatory,
    dateLine: `${office.city}, 22 November 2026`,
    copiesTo: template.copiesTo,
    verification: null,
  }
  return async (values) => {
    const document = new BareDocument(resources)
    const chunks: Uint8Array[] = []
    const finished = new Promise((done) => document.stream.on('end', done))
    document.stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.add(template, { ...about, values })
    document.stream.end()
    await finished
    return Buffer.concat(chunks).byteLength
  }
}
