import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { type DefinitionKind, definitionKinds } from '../../src/shared/contract/definitions.ts'
import { permissions } from '../../src/shared/domain/permissions.ts'
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
const everything = [...definitionKinds]
const written = (kinds: DefinitionKind[] = everything, onlyOffice = false): SetContent => {
  const { file, count } = definitionsHandlers.exportSet(inline.context, { kinds, onlyOffice })
  const { source } = inline.context.tickets.read(file.fileId, 1)
  const content = JSON.parse(readFileSync(join(inline.context.dirs.tmp, source.ref), 'utf8')) as SetContent
  expect(content.isi).toHaveLength(count)
  return content
}
const upload = (content: unknown): string => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  writeFileSync(join(inline.context.dirs.tmp, 'kiriman.json'), text)
  return inline.context.tickets.issue({
    source: { kind: 'upload', ref: 'kiriman.json' },
    name: 'kiriman.json',
    mediaType: 'application/json',
    size: text.length,
    userId: 1,
  })
}
const look = (content: unknown) => definitionsHandlers.checkSet(inline.context, { fileId: upload(content) })
const install = (content: unknown, kinds: DefinitionKind[] = everything) => {
  const { digest } = look(content)
  return inTransaction(inline, () => definitionsHandlers.importSet(inline.context, { fileId: upload(content), kinds, digest }))
}
const part = (content: SetContent, key: string) => {
  const found = content.isi.find(({ kunci }) => kunci === key)
  if (found === undefined) throw new Error(`no ${key}`)
  return found
}

describe('the set of everything an office edits as a file', () => {
  it('says before it is taken in what would change, and then changes just that', () => {
    const content = written()
    expect(new Set(content.isi.map(({ jenis }) => jenis)).size).toBeGreaterThan(10)
    expect(look(content).rows.every(({ state }) => state === 'same')).toBe(true)
    const pkh = part(content, 'pkh')
    pkh.badan = { ...pkh.badan, serviceDays: 9 }
    content.isi.push({ ...pkh, kunci: 'program-baru' })
    expect(look(content).rows.filter(({ state }) => state !== 'same')).toMatchObject([
      { key: 'pkh', state: 'changed', changes: ['serviceDays'] },
      { key: 'program-baru', state: 'new', changes: [] },
    ])
    expect(install(content)).toMatchObject({ added: 1, changed: 1 })
    expect(part(written(), 'pkh').badan.serviceDays).toBe(9)
    expect(written(everything, true).isi.map(({ kunci }) => kunci)).toEqual(['pkh', 'program-baru'])
  })

  it('can be one kind only, and of a whole set one kind can be taken in', () => {
    expect(written(['sop']).isi.every(({ jenis }) => jenis === 'sop')).toBe(true)
    const content = written()
    part(content, 'pkh').badan.serviceDays = 9
    part(content, 'manager').badan.permissions = ['cases.read']
    expect(install(content, ['programme'])).toMatchObject({ added: 0, changed: 1 })
    expect(part(written(), 'manager').badan.permissions).not.toEqual(['cases.read'])
  })

  it('is refused whole when one part is bad, with its place in words for people', () => {
    const content = written()
    part(content, 'pkh').badan.serviceDays = 'tujuh'
    expect(look(content).rows.find(({ key }) => key === 'pkh')).toMatchObject({
      state: 'bad',
      problem: { path: 'serviceDays', message: 'Harus berupa angka.' },
    })
    part(content, 'kip-pip').badan.serviceDays = 2
    expect(refusal(() => install(content))).toBe('BAD_FILE')
    expect(part(written(), 'kip-pip').badan.serviceDays).not.toBe(2)
  })

  it('refuses what is no such file, a file that is broken, and the same item twice', () => {
    expect(refusal(() => look({ berkas: 'lain' }))).toBe('BAD_FILE')
    expect(refusal(() => look('{"berkas": "loket-slrt/is'))).toBe('BAD_FILE')
    expect(refusal(() => look({ ...written(), isi: [{ jenis: 'x', kunci: 'y', badan: 1 }] }))).toBe('BAD_FILE')
    const content = written(['sop'])
    content.isi.push(content.isi[0] as SetContent['isi'][number])
    expect(look(content).rows.at(-1)).toMatchObject({ state: 'bad', problem: { path: '' } })
  })

  it('is refused when the office changed something since it was looked at', () => {
    const content = written()
    part(content, 'pkh').badan.serviceDays = 9
    const { digest } = look(content)
    const { badan } = part(written(), 'kip-pip')
    inTransaction(inline, () =>
      definitionsHandlers.save(inline.context, {
        kind: 'programme',
        key: 'kip-pip',
        baseVersion: 1,
        body: { ...badan, serviceDays: 8 } as never,
      }),
    )
    const late = () =>
      inTransaction(inline, () =>
        definitionsHandlers.importSet(inline.context, { fileId: upload(content), kinds: everything, digest }),
      )
    expect(refusal(late)).toBe('CONFLICT')
  })

  it('does not hand out rights to who may not manage users', () => {
    inline.close()
    inline = openInline({ actor: { permissions: permissions.filter((one) => one !== 'users.manage') } })
    furnishOffice(inline)
    const content = written()
    part(content, 'viewer').badan.permissions = [...permissions]
    expect(look(content).rows.find(({ key }) => key === 'viewer')).toMatchObject({ state: 'bad' })
    expect(refusal(() => install(content))).toBe('BAD_FILE')
    part(content, 'pkh').badan.serviceDays = 9
    expect(install(content, ['programme'])).toMatchObject({ changed: 1 })
  })
})
