import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definition } from '../../src/main/core/definitions/definitions.repo.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { readArchivedFile, sha256 } from '../../src/main/core/files/archive.repo.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
})
afterEach(() => inline.close())

const kind = 'surat-keterangan-pelayanan'
const printOne = async () => {
  const world = sampleLetterWorld(inline.db)
  const draft = lettersHandlers.draft(inline.context, {
    caseId: world.caseId,
    referralId: null,
    kind,
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'F4',
    fields: { purpose: 'berobat' },
    copiesTo: [],
  })
  const choice = { insertAfter: null, typed: '', reason: '' }
  return { ...draft, ...(await lettersHandlers.print(inline.context, { ...draft, choice })) }
}
const bytesOf = (hash: string): Buffer => Buffer.from(readArchivedFile(inline.db, hash)?.bytes ?? new Uint8Array())

describe('an archived letter', () => {
  it('is the same to the byte after its kind was changed, numbered otherwise, or taken out of use', async () => {
    const printed = await printOne()
    const before = bytesOf(printed.sha256)
    const { version, body } = definition(inline.db, 'letter-template', kind)
    const save = (baseVersion: number, change: object): void => {
      definitionsHandlers.save(inline.context, {
        kind: 'letter-template',
        key: kind,
        baseVersion,
        body: JSON.parse(JSON.stringify({ ...body, ...change })),
      })
    }
    save(version, {
      fontSize: 14,
      subject: 'Lain sama sekali',
      numbering: { ...body.numbering, pattern: 'X-{urut}', source: 'typed' },
    })
    save(version + 1, { retired: true })
    const again = lettersHandlers.reprint(inline.context, { id: printed.id })
    expect(again).toMatchObject({ number: printed.number, copy: 1 })
    const { source } = inline.context.tickets.read(again.file.fileId, 1)
    expect(Buffer.compare(bytesOf(source.ref), before)).toBe(0)
    expect(sha256(bytesOf(printed.sha256))).toBe(printed.sha256)
    expect(lettersHandlers.get(inline.context, { id: printed.id })).toMatchObject({
      number: printed.number,
      templateVersion: version,
      copies: 1,
    })
    const { pages } = await lettersHandlers.preview(inline.context, { id: printed.id })
    expect(pages).toBe(1)
  })

  it('carries its fonts, its language, its title and no date but its own', async () => {
    const printed = await printOne()
    const pdf = await readPdf(bytesOf(printed.sha256))
    expect(pdf.fonts.length).toBeGreaterThan(0)
    expect(pdf.fonts.every(({ embedded }) => embedded)).toBe(true)
    expect(pdf.info).toMatchObject({
      title: `Surat Keterangan Pelayanan ${printed.number}`,
      author: 'Dinas Sosial Kabupaten Lombok Barat',
      creationDate: expect.stringMatching(/^D:20261122000000/),
    })
    expect(bytesOf(printed.sha256).toString('latin1')).toMatch(/\/Lang \(id-ID\)/)
  })
})
