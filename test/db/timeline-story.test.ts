import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { noticesHandlers } from '../../src/main/core/notices/notices.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { storiesHandlers } from '../../src/main/core/stories/stories.service.ts'
import { timelineHandlers } from '../../src/main/core/timeline/timeline.service.ts'
import { contract } from '../../src/shared/contract/index.ts'
import { addPerson, allPapers, asUser, furnishOffice, inTransaction, refusal, refusalOf } from '../harness/case-world.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let client: number
let caseId: number
let needId: number
beforeEach(() => {
  inline = openInline()
  furnishOffice(inline)
  client = addPerson(inline, {
    name: 'SITI AMINAH',
    nik: '5201014107900001',
    kk: '5201010101010001',
    relation: 'Kepala Keluarga',
  })
  addPerson(inline, { name: 'ABDUL KADIR', kk: '5201010101010001', relation: 'Suami' })
  caseId = inTransaction(inline, () =>
    casesHandlers.create(
      inline.context,
      contract.cases.create.input.parse({
        clientId: client,
        reporter: { kind: 'other', name: 'Djoko Soesilo', phone: '081234567890', relation: 'tetangga' },
        summary: 'Ibu Siti Aminah di Gerung Utara tidak bisa berobat',
        needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kepesertaan', papers: allPapers(inline, 'reaktivasi-pbi-jk') }],
      }),
    ),
  ).id
  needId = casesHandlers.get(inline.context, { id: caseId }).needs[0]?.id as number
})
afterEach(() => inline.close())

const move = (version: number, to: string, note = '') =>
  inTransaction(inline, () =>
    casesHandlers.moveNeed(inline.context, contract.cases.moveNeed.input.parse({ needId, version, to, note })),
  )
const ofCase = (more: Record<string, unknown> = {}, context = inline.context) =>
  contract.timeline.ofCase.output.parse(
    timelineHandlers.ofCase(context, contract.timeline.ofCase.input.parse({ id: caseId, ...more })),
  )
const ofPerson = (more: Record<string, unknown> = {}, context = inline.context) =>
  contract.timeline.ofPerson.output.parse(
    timelineHandlers.ofPerson(context, contract.timeline.ofPerson.input.parse({ id: client, ...more })),
  )
const close = (): void => {
  move(1, 'papers-missing', 'Fotokopi KK 5201010101010001 milik Abdul Qadir')
  const notice = noticesHandlers.ofCase(inline.context, { caseId })[0]?.id as number
  inTransaction(inline, () =>
    noticesHandlers.tell(inline.context, contract.notices.tell.input.parse({ id: notice, how: 'pelapor' })),
  )
  move(2, 'registered')
  move(3, 'verification')
  move(4, 'waiting-decision')
  move(5, 'solved', 'Kartu aktif, hubungi 0812-3456-7890 atas nama ST. AMINAH')
}
/** Files of a ZIP with their text. */
const unpacked = async (bytes: Buffer): Promise<{ name: string; text: string }[]> => {
  const zip = await fromBufferPromise(bytes)
  const parts: { name: string; text: string }[] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    parts.push({ name: entry.fileName, text: Buffer.concat(chunks).toString('utf8') })
  }
  return parts
}
/** Words of an XML part, run by run. */
const wordsOf = (xml: string): string[] =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) =>
    text
      .replaceAll('&amp;', '&')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'"),
  )
const bytesOf = (fileId: string): Buffer => {
  const { source } = inline.context.tickets.read(fileId, 1)
  return readFileSync(join(inline.context.dirs.tmp, source.ref))
}

describe('the timeline of a case', () => {
  it('tells everything newest first, in pages without gaps, narrowed by kind and day, without identity numbers', () => {
    close()
    const all = ofCase({ limit: 500 })
    expect(all.items.length).toBe(all.total)
    expect(all.counts).toMatchObject({ notice: 1, need: expect.any(Number), case: expect.any(Number) })
    expect(all.items.at(-1)?.text).toContain('Kasus dicatat')
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const part = ofCase({ limit: 3, cursor })
      seen.push(...part.items.map(({ key }) => key))
      cursor = part.next
    } while (cursor !== null)
    expect(seen).toEqual(all.items.map(({ key }) => key))
    expect(ofCase({ kinds: ['notice'] }).items.map(({ text }) => text)).toEqual([expect.stringContaining('lewat pelapor')])
    expect(ofCase({ from: '2026-11-23' }).items).toEqual([])
    expect(ofCase({ from: '2026-11-22', to: '2026-11-22' }).total).toBe(all.total)
    expect(JSON.stringify(all)).not.toMatch(/\d{16}/)
  })

  it('prints oldest first with who did what, and leaves a trace', async () => {
    close()
    const made = await timelineHandlers.print(
      inline.context,
      contract.timeline.print.input.parse({ of: 'case', id: caseId, kinds: ['need', 'notice'] }),
    )
    const text = (await readPdf(bytesOf(made.file.fileId))).pages.map((page) => page.text).join('\n')
    expect(text).toContain('Riwayat kasus SLRT-2026-0001')
    expect(text.indexOf('dicatat, batas waktu')).toBeLessThan(text.indexOf('lewat pelapor'))
    expect(text).not.toContain('Kasus dicatat di loket')
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'case', entityId: caseId })
  })
})

describe('the timeline of a person', () => {
  it('joins data, cases and family, and leaves out what the reader may not see', () => {
    inTransaction(inline, () =>
      peopleHandlers.update(
        inline.context,
        contract.people.update.input.parse({
          id: client,
          version: 1,
          name: 'SITI AMINAH',
          nik: '5201014107900001',
          phone: '081999888777',
          regionCode: '52.01.01.1001',
        }),
      ),
    )
    const whole = ofPerson()
    expect(whole.counts.data).toBeGreaterThan(0)
    expect(whole.items.find((entry) => entry.kind === 'case')?.caseNumber).toBe('SLRT-2026-0001')
    const without = asUser(inline, { name: 'Pendata', permissions: ['people.read'] })
    expect(ofPerson({}, without).counts.case).toBeUndefined()
    expect(refusal(() => ofPerson({}, asUser(inline, { name: 'Kader', areas: ['52.01.14.2001'] })))).toBe('NOT_FOUND')
  })
})

describe('the success story', () => {
  const get = () => storiesHandlers.get(inline.context, { id: caseId })
  const setLine = (index: number, more: Record<string, unknown>) => {
    const story = get()
    const line = story?.lines[index]
    return inTransaction(inline, () =>
      storiesHandlers.setLine(
        inline.context,
        contract.stories.setLine.input.parse({
          caseId,
          lineId: line?.id,
          version: story?.version,
          text: line?.text,
          leftOut: false,
          confirmed: true,
          ...more,
        }),
      ),
    )
  }
  const draft = () => inTransaction(inline, () => storiesHandlers.draft(inline.context, { caseId, version: null }))

  it('is drafted only from a closed case, without names, numbers, days or the village', () => {
    expect(refusal(draft)).toBe('STATE')
    close()
    draft()
    const text = JSON.stringify(get())
    expect(text).toContain('Warga A')
    expect(text).toContain('Kecamatan Gerung')
    expect(text).not.toMatch(/siti|aminah|kadir|qadir|djoko|soesilo|Gerung Utara|Admin Uji|SLRT-2026|0812|\d{16}|22 November/i)
  })

  it('leaves only when every line was confirmed or left out, and nobody can confirm a name', async () => {
    close()
    draft()
    const count = get()?.lines.length as number
    expect((await refusalOf(() => storiesHandlers.export(inline.context, { caseId, format: 'txt' }))).code).toBe('STATE')
    expect(refusal(() => setLine(0, { text: 'Bu Siti Aminnah senang' }))).toBe('VALIDATION')
    expect(refusal(() => setLine(0, { text: 'Telepon 0812 3456 7890' }))).toBe('VALIDATION')
    setLine(0, { text: 'Warga A sekarang bisa berobat.' })
    for (let index = 1; index < count; index += 1) setLine(index, index === count - 1 ? { leftOut: true } : {})
    expect(get()?.waiting).toBe(0)
    const txt = await storiesHandlers.export(inline.context, { caseId, format: 'txt' })
    expect(bytesOf(txt.file.fileId).toString('utf8')).toContain('Warga A sekarang bisa berobat.')
    expect(inline.audited.at(-1)).toMatchObject({ entity: 'story' })
    const pdf = await storiesHandlers.export(inline.context, { caseId, format: 'pdf' })
    expect((await readPdf(bytesOf(pdf.file.fileId))).pages[0]?.text).toContain('Warga A sekarang bisa berobat.')
    const docx = await storiesHandlers.export(inline.context, { caseId, format: 'docx' })
    expect(docx.file.name).toMatch(/^Kisah-layanan-\d+\.docx$/)
    const parts = await unpacked(bytesOf(docx.file.fileId))
    expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['word/document.xml', 'docProps/core.xml']))
    const words = wordsOf(parts.find(({ name }) => name === 'word/document.xml')?.text ?? '')
    const lines = get()?.lines ?? []
    expect(words.slice(1)).toEqual(lines.filter(({ leftOut }) => !leftOut).flatMap(({ text }) => text.split('\n')))
    const left = lines.find(({ leftOut }) => leftOut)?.text ?? ''
    expect(left).not.toBe('')
    const whole = parts.map(({ name, text }) => `${name}\n${text}`).join('\n')
    expect(whole).not.toContain(left)
    // every part of the document, also those that no reader sees: names, numbers, village, case, who wrote it
    expect(whole).not.toMatch(
      /siti|aminah|aminnah|kadir|qadir|djoko|soesilo|Gerung Utara|Admin Uji|SLRT-2026|0812|5201014107900001|5201010101010001/i,
    )
    expect(wordsOf(whole).join(' ')).not.toMatch(/\d{16}/)
    setLine(1, { confirmed: false })
    expect((await refusalOf(() => storiesHandlers.export(inline.context, { caseId, format: 'docx' }))).code).toBe('STATE')
    expect((await refusalOf(() => storiesHandlers.export(inline.context, { caseId, format: 'pdf' }))).code).toBe('STATE')
  })

  it('is not drafted anew over what a colleague confirmed meanwhile, nor handed out once the case is open again', async () => {
    close()
    const draft = (version: number | null) =>
      inTransaction(inline, () => storiesHandlers.draft(inline.context, { caseId, version }))
    draft(null)
    expect(refusal(() => draft(null))).toBe('CONFLICT')
    const story = () => contract.stories.get.output.parse(storiesHandlers.get(inline.context, { id: caseId }))
    for (const line of story()?.lines ?? [])
      inTransaction(inline, () =>
        storiesHandlers.setLine(
          inline.context,
          contract.stories.setLine.input.parse({
            caseId,
            lineId: line.id,
            version: story()?.version,
            text: line.text,
            leftOut: false,
            confirmed: true,
          }),
        ),
      )
    expect(refusal(() => draft(1))).toBe('CONFLICT')
    expect(story()?.waiting).toBe(0)
    move(6, 'registered', 'ternyata belum')
    expect(await refusalOf(() => storiesHandlers.export(inline.context, { caseId, format: 'txt' }))).toMatchObject({
      code: 'STATE',
    })
  })

  it('is refused when the case learnt a name later that stands in a confirmed line', async () => {
    close()
    draft()
    const count = get()?.lines.length as number
    setLine(0, { text: 'Wartini membantu Warga A.' })
    for (let index = 1; index < count; index += 1) setLine(index, {})
    addPerson(inline, { name: 'WARTINI', kk: '5201010101010001', relation: 'Anak' })
    expect((await refusalOf(() => storiesHandlers.export(inline.context, { caseId, format: 'txt' }))).code).toBe('STATE')
  })
})
