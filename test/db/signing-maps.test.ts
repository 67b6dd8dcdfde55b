import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext, JobContext } from '../../src/main/core/context.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { officeHandlers } from '../../src/main/core/office/office.service.ts'
import { signingHandlers } from '../../src/main/core/signing/signing.service.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import type { Permission } from '../../src/shared/domain/permissions.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, residentLetterKind, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

const kind = 'keterangan-uji'
let inline: Inline
let world: LetterWorld
let personId: number

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  definitionsHandlers.save(inline.context, { kind: 'letter-template', key: kind, baseVersion: 0, body: residentLetterKind() })
  personId = inline.db.first(inline.db.q.selectFrom('person').select('id'))?.id as number
  for (const [id, name] of [
    [2, 'Kepala Bidang Uji'],
    [3, 'Sekretaris Uji'],
  ] as const)
    inline.db.run(
      inline.db.q.insertInto('user').values({
        id,
        username: `pejabat${id}`,
        display_name: name,
        password_hash: '-',
        updated_at: inline.context.now(),
        updated_by: 1,
      }),
    )
})
afterEach(() => inline.close())

const refusal = async (deed: () => unknown): Promise<AppError['data']> => {
  try {
    await deed()
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}
const noChoice = { insertAfter: null, typed: '', reason: '' }
const draft = (purpose: string, letterDate = '2026-11-22') =>
  lettersHandlers.draft(inline.context, {
    caseId: null,
    referralId: null,
    personId,
    kind,
    signatoryId: world.signatoryId,
    letterDate,
    paper: 'A4',
    fields: { purpose },
    copiesTo: [],
  })
const printed = async (purpose: string): Promise<number> => {
  const letter = draft(purpose)
  await lettersHandlers.print(inline.context, { ...letter, choice: noChoice })
  return letter.id
}
const create = (letterIds: number[], initialsNeeded = 1) =>
  signingHandlers.create(inline.context, { signatoryId: world.signatoryId, actingId: null, title: '', initialsNeeded, letterIds })
const get = (id: number) => signingHandlers.get(inline.context, { id })
const key = (id: number) => ({ id, version: get(id).version })
const as = (userId: number, permissions: Permission[] = ['letters.read', 'letters.initial']): CommandContext & JobContext => ({
  ...inline.context,
  actor: { ...inline.context.actor, userId, permissions },
})
const waiting = () => signingHandlers.waiting(inline.context, {})
const textOf = async (fileId: string): Promise<string[]> => {
  const { source } = inline.context.tickets.read(fileId, 1)
  const pdf = await readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))
  return pdf.pages.map(({ text }) => text)
}

describe('letters that wait for a signer', () => {
  it('are counted by signer, printed ones and drafts apart, and by whoever acts on their date', async () => {
    await printed('satu')
    draft('dua')
    const { id: actingId } = officeHandlers.saveActing(inline.context, {
      id: null,
      version: 0,
      signatoryId: world.signatoryId,
      kind: 'plh',
      name: 'Pengganti Contoh',
      rank: '',
      nip: '',
      from: '2026-11-23',
      to: '2026-11-24',
      decree: 'ST/1/2026',
    })
    draft('tiga', '2026-11-23')
    expect(waiting()).toMatchObject([
      { signatoryId: world.signatoryId, actingId: null, printed: 1, drafts: 1, name: 'Contoh Penanda Tangan, S.Sos., M.Si.' },
      { actingId, printed: 0, drafts: 1, name: 'Pengganti Contoh', position: expect.stringMatching(/^Plh\. Kepala Bidang/) },
    ])
    const mine = signingHandlers.candidates(inline.context, { signatoryId: world.signatoryId, actingId })
    expect(mine.map(({ purpose, state }) => [purpose, state])).toEqual([['Keterangan a.n. SITI CONTOH AMINAH', 'draft']])
    const wrong = await refusal(() =>
      signingHandlers.create(inline.context, {
        signatoryId: world.signatoryId,
        actingId: null,
        title: '',
        initialsNeeded: 1,
        letterIds: [mine[0]?.letterId ?? 0],
      }),
    )
    expect(wrong).toMatchObject({ code: 'VALIDATION', message: 'Draf Keterangan Uji ditandatangani orang lain.' })
  })

  it('are in one open map at most', async () => {
    const letter = await printed('satu')
    const first = create([letter])
    expect(waiting()).toEqual([])
    expect(await refusal(() => create([letter]))).toMatchObject({
      code: 'STATE',
      message: expect.stringContaining('sudah ada dalam map'),
    })
    // The database holds to it as well, whatever a program does.
    expect(() =>
      inline.db.run(
        inline.db.q.insertInto('signing_map_item').values({ map_id: first.id, letter_id: letter, position: 9, state: 'in' }),
      ),
    ).toThrow(/UNIQUE/)
    signingHandlers.dissolve(inline.context, { ...key(first.id), reason: 'salah susun' })
    expect(waiting()).toMatchObject([{ printed: 1 }])
    expect(get(create([letter]).id).letters).toBe(1)
  })

  it('lie outside the area of others: such a map is not to be found', async () => {
    const { id } = create([await printed('satu')])
    const elsewhere = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.02'] } }
    expect(signingHandlers.list(elsewhere, { open: true })).toEqual([])
    expect(signingHandlers.waiting(elsewhere, {})).toEqual([])
    expect((await refusal(() => signingHandlers.get(elsewhere, { id }))).code).toBe('NOT_FOUND')
    const here = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.01'] } }
    expect(signingHandlers.list(here, { open: true })).toHaveLength(1)
    expect(signingHandlers.get(here, { id }).letters).toBe(1)
  })
})

describe('a map', () => {
  it('is initialled as a whole by as many as it needs, each once; what is taken out goes back with its reason', async () => {
    const [a, b, c] = [draft('satu').id, draft('dua').id, await printed('tiga')]
    const { id } = create([a, b, c], 2)
    expect((await refusal(() => signingHandlers.initial(as(2), key(id)))).message).toContain('masih disusun')
    signingHandlers.submit(inline.context, key(id))
    expect(get(id)).toMatchObject({ state: 'initials', initials: 0, initialsNeeded: 2, letters: 3 })
    const toInitial = (user: number) => signingHandlers.toInitial(as(user), {}).maps
    expect([toInitial(2), toInitial(3)]).toEqual([1, 1])
    signingHandlers.initial(as(2), key(id))
    expect([toInitial(2), toInitial(3)]).toEqual([0, 1])
    const elsewhere = { ...as(3), actor: { ...as(3).actor, areas: ['52.01.02'] } }
    expect(signingHandlers.toInitial(elsewhere, {}).maps).toBe(0)
    expect(await refusal(() => signingHandlers.initial(as(2), key(id)))).toMatchObject({ message: 'Anda sudah memaraf map ini.' })
    expect((await refusal(() => signingHandlers.takeOut(as(3), { ...key(id), letterId: b, reason: '' }))).field).toBe('reason')
    expect(
      (
        await refusal(() =>
          signingHandlers.takeOut(as(9, ['letters.read', 'letters.write']), { ...key(id), letterId: b, reason: 'x' }),
        )
      ).code,
    ).toBe('FORBIDDEN')
    signingHandlers.takeOut(as(3), { ...key(id), letterId: b, reason: 'alamat belum sesuai KK' })
    signingHandlers.initial(as(3), key(id))
    expect(get(id)).toMatchObject({ state: 'ready', initials: 2, letters: 2 })
    expect(toInitial(3)).toBe(0)
    expect(get(id).initialLog.map(({ by }) => by)).toEqual(['Kepala Bidang Uji', 'Sekretaris Uji'])
    expect(signingHandlers.ofLetter(inline.context, { letterId: b })).toMatchObject({
      map: { id, itemState: 'out', reason: 'alamat belum sesuai KK', decidedBy: 'Sekretaris Uji' },
      signedFile: null,
    })
    // Free again: it may be mended and gathered anew.
    lettersHandlers.update(inline.context, {
      id: b,
      version: 1,
      signatoryId: world.signatoryId,
      letterDate: '2026-11-22',
      paper: 'A4',
      fields: { purpose: 'dua betul' },
      copiesTo: [],
    })
    expect(get(create([b]).id).letters).toBe(1)
    expect(JSON.stringify(inline.audited)).not.toMatch(/alamat|SITI/)
  })

  it('freezes its letters: what was initialled is what is printed', async () => {
    const letter = draft('satu')
    const { id } = create([letter.id])
    const change = (version: number) =>
      lettersHandlers.update(inline.context, {
        id: letter.id,
        version,
        signatoryId: world.signatoryId,
        letterDate: '2026-11-22',
        paper: 'A4',
        fields: { purpose: 'lain' },
        copiesTo: [],
      })
    change(1)
    signingHandlers.submit(inline.context, key(id))
    expect(await refusal(() => change(2))).toMatchObject({
      code: 'STATE',
      message: expect.stringContaining('yang menunggu paraf'),
    })
    const alone = () => lettersHandlers.print(inline.context, { id: letter.id, version: 2, choice: noChoice })
    expect((await refusal(alone)).message).toContain('yang menunggu paraf')
    signingHandlers.initial(as(2), key(id))
    expect((await refusal(() => change(2))).message).toContain('yang sudah diparaf')
    signingHandlers.reopen(inline.context, { ...key(id), reason: 'ada perubahan' })
    expect(get(id)).toMatchObject({ state: 'open', initials: 0, reason: 'ada perubahan' })
    change(2)
  })

  it('loses letters that are cancelled', async () => {
    const [a, b] = [await printed('satu'), await printed('dua')]
    const { id } = create([a, b], 0)
    lettersHandlers.cancel(inline.context, { id: a, version: 2, reason: 'salah nama' })
    expect(get(id)).toMatchObject({ letters: 1, state: 'open' })
    expect(get(id).items.at(-1)).toMatchObject({ letterId: a, itemState: 'out', reason: 'Surat dibatalkan: salah nama' })
    signingHandlers.submit(inline.context, key(id))
    await signingHandlers.print(inline.context, { id, reason: '' })
    lettersHandlers.cancel(inline.context, { id: b, version: 2, reason: 'salah juga' })
    expect(get(id)).toMatchObject({ letters: 0, state: 'done' })
  })

  it('prints in its order: drafts get their numbers in it, and all come as one PDF with a cover list', async () => {
    const already = await printed('nol')
    const ids = [draft('satu').id, draft('dua').id, draft('tiga').id]
    const { id } = create([...ids, already])
    const order = [ids[2] as number, already, ids[0] as number, ids[1] as number]
    expect((await refusal(() => signingHandlers.arrange(inline.context, { ...key(id), letterIds: ids }))).code).toBe('VALIDATION')
    signingHandlers.arrange(inline.context, { ...key(id), letterIds: order })
    signingHandlers.note(inline.context, { ...key(id), letterId: already, note: 'mohon didahulukan' })
    signingHandlers.submit(inline.context, key(id))
    expect((await refusal(() => signingHandlers.print(inline.context, { id, reason: '' }))).message).toContain('menunggu paraf')
    signingHandlers.initial(as(2), key(id))
    const made = await signingHandlers.print(inline.context, { id, reason: '' })
    expect(made).toMatchObject({ letters: 4, pages: 4, refused: 0 })
    const pages = await textOf(made.file?.fileId ?? '')
    expect(pages.map((text) => /keperluan (\w+)/.exec(text)?.[1])).toEqual(['tiga', 'nol', 'satu', 'dua'])
    expect(pages.map((text) => /14\.1\/(\d+)\//.exec(text)?.[1])).toEqual(['0002', '0001', '0003', '0004'])
    expect(get(id)).toMatchObject({ state: 'signing', letters: 4 })
    const copies = (letterId: number) => lettersHandlers.get(inline.context, { id: letterId }).copies
    expect([copies(already), copies(order[0] as number)]).toEqual([1, 0])
    const [cover = ''] = await textOf((await signingHandlers.cover(inline.context, { id })).file.fileId)
    expect(cover).toContain('MAP TANDA TANGAN')
    expect(cover).toContain('Contoh Penanda Tangan, S.Sos., M.Si., Kepala Bidang Perlindungan')
    expect(cover).toContain('Diparaf di layar oleh: Kepala Bidang Uji')
    expect(cover.indexOf('400.9.14.1/0002')).toBeLessThan(cover.indexOf('400.9.14.1/0001'))
    expect(cover).toMatch(/0001\/SLRT\/XI\/2026 .*mohon[\s\S]*didahulukan/)
    signingHandlers.sign(inline.context, key(id))
    expect(get(id)).toMatchObject({ state: 'done', signed: 4 })
    expect(waiting()).toEqual([])
  })

  it('lets nothing out while a letter is refused, and says which and why', async () => {
    const [good, empty] = [draft('satu').id, draft('').id]
    const { id } = create([empty, good], 0)
    signingHandlers.submit(inline.context, key(id))
    expect(await signingHandlers.print(inline.context, { id, reason: '' })).toMatchObject({ file: null, refused: 1 })
    expect(get(id)).toMatchObject({ state: 'ready' })
    expect(get(id).items[0]?.message).toContain('Isian "Keperluan" belum diisi.')
    signingHandlers.takeOut(inline.context, { ...key(id), letterId: empty, reason: 'belum lengkap' })
    expect(await signingHandlers.print(inline.context, { id, reason: '' })).toMatchObject({ letters: 1, refused: 0 })
    const date = create([draft('lama', '2026-11-02').id], 0)
    signingHandlers.submit(inline.context, key(date.id))
    expect((await refusal(() => signingHandlers.print(inline.context, { id: date.id, reason: '' }))).code).toBe('CONFIRM')
    expect(await signingHandlers.print(inline.context, { id: date.id, reason: 'Menyusul' })).toMatchObject({ letters: 1 })
  })

  it('of one who writes letters at the signer’s is not his to change', async () => {
    const { id } = create([await printed('satu'), await printed('dua')], 0)
    signingHandlers.submit(inline.context, key(id))
    await signingHandlers.print(inline.context, { id, reason: '' })
    const letterId = get(id).items[0]?.letterId ?? 0
    expect((await refusal(() => signingHandlers.takeOut(as(2), { ...key(id), letterId, reason: 'ditolak' }))).message).toContain(
      'mencatat surat ditandatangani',
    )
    const writer = as(2, ['letters.read', 'letters.write', 'letters.print'])
    expect((await refusal(() => signingHandlers.dissolve(writer, { ...key(id), reason: 'ditolak' }))).code).toBe('FORBIDDEN')
    const clerk = as(2, ['letters.read', 'letters.sign'])
    signingHandlers.takeOut(clerk, { ...key(id), letterId, reason: 'pimpinan minta diperbaiki' })
    signingHandlers.sign(clerk, key(id))
    expect(get(id)).toMatchObject({ state: 'done', signed: 1, letters: 1 })
  })
})
