import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { noticesHandlers } from '../../src/main/core/notices/notices.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let client: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline, { phone: '0370-681234' })
  client = addPerson(inline, { name: 'SITI AMINAH', nik: '5201014107900001' })
  inline.db.run(inline.db.q.updateTable('person').set({ phone: '0812-3456-7890' }).where('id', '=', client))
})
afterEach(() => inline.close())

/** A case that has come to a stop: papers are missing. */
const stopped = (note = 'Fotokopi KK', reporter: Record<string, unknown> = { kind: 'self' }) => {
  const made = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter,
        summary: 'Kartu KIS tidak aktif',
        needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kepesertaan', papers: allPapers(inline, 'reaktivasi-pbi-jk') }],
      }),
    ),
  )
  const needId = casesHandlers.get(inline.context, { id: made.id }).needs[0]?.id as number
  move(needId, 1, 'papers-missing', note)
  return { ...made, needId, notice: noticesHandlers.ofCase(inline.context, { caseId: made.id })[0]?.id as number }
}
const move = (needId: number, version: number, to: string, note = '') =>
  inTransaction(inline, () =>
    casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId, version, to, note })),
  )
const list = (more = {}, context = inline.context) => noticesHandlers.list(context, contract.notices.list.input.parse(more))
const prepare = (more: Record<string, unknown>) =>
  contract.notices.prepare.output.parse(noticesHandlers.prepare(inline.context, contract.notices.prepare.input.parse(more)))
const tell = (more: Record<string, unknown>, context = inline.context) =>
  inTransaction(inline, () => noticesHandlers.tell(context, contract.notices.tell.input.parse(more)))

describe('words for the resident', () => {
  it('say what is missing, when to come back and whom to ask, and carry no NIK even from a note', () => {
    const { notice, number } = stopped('Fotokopi KK 5201 0107 1012 0001 atas nama NIK 5201014107900001')
    const words = prepare({ id: notice, comeBack: '2026-11-25' })
    const text = [words.title, ...words.lines.map((line) => `${line.label}: ${line.text}`), words.whatsapp.text].join('\n')
    expect(words.title).toBe('Berkas belum lengkap')
    expect(text).toContain('Fotokopi KK')
    expect(text).toContain('25 November 2026')
    expect(text).toContain('Admin Uji')
    expect(text).toContain('0370-681234')
    expect(words.whatsapp.text).toContain(number)
    expect(text.replace(/[\s.]/g, '')).not.toMatch(/\d{16}/)
  })

  it('go to the mobile number of the person or of the reporter, and say why where there is none', () => {
    const { notice } = stopped('KTP', { kind: 'other', name: 'BUDI', phone: '0370 681999', relation: 'kader' })
    const own = prepare({ id: notice })
    expect(own.whatsapp.link).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=Salam%20dari/)
    expect(decodeURIComponent(own.whatsapp.link?.split('text=')[1] ?? '')).toBe(own.whatsapp.text)
    expect(own.whatsapp.qr?.every((row) => row.length === own.whatsapp.qr?.length)).toBe(true)
    expect(own.receivers.map((one) => [one.name, one.whatsapp])).toEqual([
      ['SITI AMINAH', true],
      ['BUDI', false],
    ])
    const reporter = prepare({ id: notice, receiver: 'reporter' })
    expect(reporter.whatsapp).toMatchObject({ link: null, qr: null })
    expect(reporter.whatsapp.why).toContain('bukan nomor ponsel')
  })

  it('can be passed on also where a note is too long for a QR code or ends in half a letter', () => {
    const emoji = prepare({ id: stopped('😀'.repeat(400)).notice }).whatsapp
    expect(emoji.text).toContain('😀…')
    expect(emoji.link).toContain(encodeURIComponent('😀…'))
    inline.db.sql('UPDATE person SET name = ? WHERE id = ?', 'Ê'.repeat(200), client)
    const long = prepare({ id: stopped('字'.repeat(400)).notice }).whatsapp
    expect([long.qr, long.why]).toEqual([null, expect.stringContaining('terlalu panjang')])
  })

  it('are the office’s own: a changed text is used at once, an unknown word or a number in it is refused', () => {
    const { notice } = stopped()
    const kept = definitionsHandlers.get(inline.context, { kind: 'notice-text', key: 'berkas-belum-lengkap', version: null })
    const body = kept.body as Record<string, unknown>
    const save = (change: Record<string, unknown>) =>
      inTransaction(inline, () =>
        definitionsHandlers.save(inline.context, {
          kind: 'notice-text',
          key: 'berkas-belum-lengkap',
          baseVersion: kept.version,
          body: { ...body, ...change } as never,
        }),
      )
    expect(refusal(() => save({ title: 'Halo {{person.nik}}' }))).toBe('VALIDATION')
    expect(refusal(() => save({ title: 'NIK 5201014107900001' }))).toBe('VALIDATION')
    save({ title: 'Belum komplit, {{receiver.name}}' })
    expect(prepare({ id: notice }).title).toBe('Belum komplit, SITI AMINAH')
  })

  it('have a text for every stop of both flows', () => {
    for (const register of ['layanan', 'keluhan']) {
      const flow = JSON.parse(
        readFileSync(join(inline.context.dirs.resources, 'definitions/need-flow', `${register}.json`), 'utf8'),
      ) as { steps: { to: string; triggers: string[] }[] }
      for (const step of flow.steps.filter(({ triggers }) => triggers.includes('tell-resident'))) {
        const { notice, needId } = stopped('alasan')
        inline.db.run(inline.db.q.updateTable('need_notice').set({ state: step.to }).where('need_id', '=', needId))
        expect(prepare({ id: notice }).title, step.to).not.toBe('Kabar tentang permintaan Anda')
      }
    }
  })
})

describe('the slip', () => {
  it('is one A6 page, or A5 in large letters, with the case number and no NIK', async () => {
    const { notice, number } = stopped('Fotokopi KK dan KTP semua anggota keluarga')
    for (const [paper, width, height] of [
      ['A6', 105, 148],
      ['A5', 148, 210],
    ] as const) {
      const { file } = await noticesHandlers.slip(
        inline.context,
        contract.notices.slip.input.parse({ id: notice, comeBack: '2026-11-25', paper }),
      )
      expect(inline.audited.at(-1)).toMatchObject({ entity: 'notice', entityId: notice, detail: { slip: true } })
      const ticket = inline.context.tickets.read(file.fileId, 1)
      const pdf = await readPdf(readFileSync(join(inline.context.dirs.tmp, ticket.source.ref)))
      expect(pdf.pages).toHaveLength(1)
      expect(pdf.pages[0]?.width).toBeCloseTo((width / 25.4) * 72, 0)
      expect(pdf.pages[0]?.height).toBeCloseTo((height / 25.4) * 72, 0)
      const text = pdf.pages[0]?.text ?? ''
      for (const part of ['Berkas belum lengkap', 'SITI AMINAH', 'Fotokopi KK dan KTP', '25 November 2026', number])
        expect(text).toContain(part)
      expect(text).not.toMatch(/\d{16}/)
    }
  })
})

describe('"sudah diberi tahu"', () => {
  it('keeps date, who and how in list and history, leaves the open list and is counted', () => {
    const { notice, id } = stopped()
    expect(noticesHandlers.count(inline.context, {}).open).toBe(1)
    tell({ id: notice, how: 'telepon', toldTo: 'Ibu Sari (istri)', comeBack: '2026-11-30' })
    expect(list().items).toEqual([])
    expect(noticesHandlers.count(inline.context, {}).open).toBe(0)
    expect(list({ told: 'told' }).items[0]).toMatchObject({
      toldOn: '2026-11-22',
      toldHow: 'telepon',
      toldTo: 'Ibu Sari (istri)',
      toldBy: 'Admin Uji',
      comeBack: '2026-11-30',
    })
    expect(casesHandlers.get(inline.context, { id }).history.at(-1)?.text).toBe(
      'Ibu Sari (istri) diberi tahu lewat telepon tentang "Reaktivasi PBI-JK": Berkas belum lengkap (22 November 2026); diminta datang lagi 30 November 2026.',
    )
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'notice', entityId: notice })
    expect(refusal(() => tell({ id: notice, how: 'langsung' }))).toBe('CONFLICT')
  })

  it('may go through the reporter, but not where nobody else reported, nor on a day that cannot be', () => {
    const other = stopped('KK', { kind: 'other', name: 'BUDI', phone: '', relation: 'kader' })
    tell({ id: other.notice, how: 'pelapor' })
    expect(list({ told: 'told' }).items[0]?.toldTo).toBe('BUDI')
    const own = stopped()
    expect(refusal(() => tell({ id: own.notice, how: 'pelapor' }))).toBe('VALIDATION')
    expect(refusal(() => tell({ id: own.notice, how: 'surat', on: '2026-11-23' }))).toBe('VALIDATION')
    expect(refusal(() => tell({ id: own.notice, how: 'surat', on: '2026-11-01' }))).toBe('VALIDATION')
  })

  it('can be taken back with a reason, unless a newer stop has come', () => {
    const { notice, needId } = stopped()
    tell({ id: notice, how: 'langsung' })
    inTransaction(inline, () => noticesHandlers.untell(inline.context, { id: notice, reason: 'Salah orang' }))
    expect(list().items.map((row) => row.id)).toEqual([notice])
    tell({ id: notice, how: 'langsung' })
    move(needId, 2, 'registered')
    move(needId, 3, 'papers-missing', 'Masih kurang KTP')
    expect(refusal(() => noticesHandlers.untell(inline.context, { id: notice, reason: 'Salah' }))).toBe('STATE')
    expect(list({ told: 'all' }).items).toHaveLength(2)
  })

  it('is listed oldest first, in pages, narrowed by name, by who is in charge and by area', () => {
    const made = [stopped('satu'), stopped('dua'), stopped('tiga')]
    const first = list({ limit: 2 })
    expect([...first.items, ...list({ limit: 2, cursor: first.next }).items].map((row) => row.id)).toEqual(
      made.map(({ notice }) => notice),
    )
    expect(list({ text: 'aminah' }).items).toHaveLength(3)
    expect(list({ text: made[1]?.number }).items).toHaveLength(1)
    expect(list({ text: 'xyz' }).items).toHaveLength(0)
    expect(list({ mine: true }).items).toHaveLength(3)
    const village = asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })
    expect(list({}, village).items).toEqual([])
    expect(noticesHandlers.count(village, {}).open).toBe(0)
    expect(refusal(() => tell({ id: made[0]?.notice, how: 'langsung' }, village))).toBe('NOT_FOUND')
    expect(list({ mine: true }, asUser(inline, { name: 'Lain' })).items).toEqual([])
  })
})

describe('news of an end', () => {
  it('is dropped when the need is opened again before anybody was told', () => {
    const { id, needId } = stopped()
    move(needId, 2, 'cancelled', 'warga mencabut permintaan')
    move(needId, 3, 'registered', 'warga datang lagi')
    move(needId, 4, 'refused', 'tidak memenuhi syarat')
    expect(noticesHandlers.ofCase(inline.context, { caseId: id }).map(({ state }) => state)).toEqual(['refused'])
    move(needId, 5, 'registered', 'salah menolak')
    expect(noticesHandlers.ofCase(inline.context, { caseId: id })).toEqual([])
  })
})
