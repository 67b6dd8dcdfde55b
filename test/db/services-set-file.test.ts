import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { servicesHandlers } from '../../src/main/core/services/services.service.ts'
import { furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let inline: Inline
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
})
afterEach(() => inline.close())

interface SetContent {
  isi: { jenis: string; kunci: string; badan: Record<string, unknown> }[]
}
const written = (): SetContent => {
  const { source } = inline.context.tickets.read(servicesHandlers.exportSet(inline.context, {}).fileId, 1)
  return JSON.parse(readFileSync(join(inline.context.dirs.tmp, source.ref), 'utf8')) as SetContent
}
const upload = (content: unknown): string => {
  writeFileSync(join(inline.context.dirs.tmp, 'kiriman.json'), JSON.stringify(content))
  return inline.context.tickets.issue({
    source: { kind: 'upload', ref: 'kiriman.json' },
    name: 'kiriman.json',
    mediaType: 'application/json',
    size: JSON.stringify(content).length,
    userId: 1,
  })
}

describe('the set of programmes and SOPs as a file', () => {
  it('says before it is taken in what would change, and then changes just that', () => {
    const content = written()
    expect(
      servicesHandlers.checkSet(inline.context, { fileId: upload(content) }).rows.every(({ state }) => state === 'same'),
    ).toBe(true)
    const pkh = content.isi.find(({ kunci }) => kunci === 'pkh')
    if (pkh === undefined) throw new Error('no pkh')
    pkh.badan = { ...pkh.badan, serviceDays: 9 }
    content.isi.push({ ...pkh, kunci: 'program-baru' })
    expect(inTransaction(inline, () => servicesHandlers.importSet(inline.context, { fileId: upload(content) }))).toMatchObject({
      added: 1,
      changed: 1,
    })
    expect(written().isi.find(({ kunci }) => kunci === 'pkh')?.badan.serviceDays).toBe(9)
  })

  it('is refused whole when one part is bad, with its place', () => {
    const content = written()
    const pkh = content.isi.find(({ kunci }) => kunci === 'pkh')
    if (pkh === undefined) throw new Error('no pkh')
    pkh.badan = { ...pkh.badan, serviceDays: 'tujuh' }
    const plan = servicesHandlers.checkSet(inline.context, { fileId: upload(content) })
    expect(plan.ok).toBe(false)
    expect(plan.rows.find(({ key }) => key === 'pkh')).toMatchObject({
      state: 'bad',
      problem: expect.stringContaining('serviceDays'),
    })
    expect(
      refusal(() => inTransaction(inline, () => servicesHandlers.importSet(inline.context, { fileId: upload(content) }))),
    ).toBe('BAD_FILE')
    expect(refusal(() => servicesHandlers.checkSet(inline.context, { fileId: upload({ berkas: 'lain' }) }))).toBe('BAD_FILE')
  })
})
