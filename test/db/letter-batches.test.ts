import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext, JobContext } from '../../src/main/core/context.ts'
import { definitionsHandlers } from '../../src/main/core/definitions/definitions.service.ts'
import { typedLines } from '../../src/main/core/letters/batch-list.ts'
import { letterBatchesHandlers } from '../../src/main/core/letters/batches.service.ts'
import { letterNumbersHandlers } from '../../src/main/core/letters/letter-numbers.service.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, residentLetterKind, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'
import { writeWorkbook } from '../harness/workbooks.ts'

let inline: Inline
let world: LetterWorld
const kind = 'keterangan-uji'
const niks = Array.from({ length: 8 }, (_none, index) => `52010145068000${String(index + 10)}`)

const addPerson = (nik: string, name: string, village = '52.01.01.2001', life = 'alive'): number =>
  inline.db.run(
    inline.db.q.insertInto('person').values({
      uid: newUid(),
      nik,
      name,
      name_key: nameKey(name),
      birth_place: '',
      address: 'Jalan Contoh',
      life_status: life,
      region_code: village,
      updated_at: inline.context.now(),
      updated_by: 1,
    }),
  ).id
let people: number[]

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  definitionsHandlers.save(inline.context, { kind: 'letter-template', key: kind, baseVersion: 0, body: residentLetterKind() })
  people = niks.map((nik, index) => addPerson(nik, `WARGA UJI ${'ABCDEFGH'[index]}`))
})
afterEach(() => inline.close())

const create = (change: { personIds?: number[]; letterDate?: string; fields?: Record<string, string> } = {}): number =>
  letterBatchesHandlers.create(inline.context, {
    kind,
    title: '',
    reason: '',
    personIds: people,
    signatoryId: world.signatoryId,
    letterDate: '2026-11-22',
    paper: 'A4',
    fields: { purpose: 'bantuan sekolah' },
    copiesTo: [],
    ...change,
  }).id
const run = (id: number, context: JobContext = inline.context, reason = '') => letterBatchesHandlers.run(context, { id, reason })
const get = (id: number) => letterBatchesHandlers.get(inline.context, { id })
const values = (): (number | null)[] =>
  inline.db
    .all(inline.db.q.selectFrom('letter').select('number_value').where('kind', '=', kind).orderBy('number_value'))
    .map((row) => row.number_value)
const refusal = async (deed: () => unknown): Promise<AppError['data']> => {
  try {
    await deed()
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}
const pdfOf = async (fileId: string) => {
  const { source } = inline.context.tickets.read(fileId, 1)
  return readPdf(readFileSync(join(inline.context.dirs.tmp, source.ref)))
}

describe('a list of NIKs', () => {
  it('is read as people paste it: numbers, names and signs around the NIK', () => {
    expect(typedLines('5201014506800010\n\n 2. 5201 0145 0680 0011  Siti Aminah\nBudi; 5201014506800012 ;\nbukan nik\n')).toEqual(
      [
        { where: 'baris 1', nik: '5201014506800010', name: '' },
        { where: 'baris 3', nik: '5201 0145 0680 0011', name: 'Siti Aminah' },
        { where: 'baris 4', nik: '5201014506800012', name: 'Budi' },
        { where: 'baris 5', nik: 'bukan nik', name: '' },
      ],
    )
  })

  it('tells who is found, and of every other line why not', async () => {
    addPerson('5201014506809999', 'SUDAH MENINGGAL', '52.01.01.2001', 'dead')
    const text = `${niks[0]}\n${niks[1]} Orang Lain\n${niks[0]}\n5201014506808888 TIDAK ADA\n52010\n5201014506809999`
    const checked = await letterBatchesHandlers.check(inline.context, { text, fileId: null })
    expect(checked.lines.map(({ where, state, name }) => [where, state, name])).toEqual([
      ['baris 1', 'found', 'WARGA UJI A'],
      ['baris 2', 'found', 'WARGA UJI B'],
      ['baris 3', 'twice', 'WARGA UJI A'],
      ['baris 4', 'not-found', 'TIDAK ADA'],
      ['baris 5', 'not-a-nik', ''],
      ['baris 6', 'dead', 'SUDAH MENINGGAL'],
    ])
    expect(checked).toMatchObject({ found: 2, rest: 4 })
    expect(JSON.stringify(checked)).not.toContain(niks[0])
    const villager: JobContext = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.02'] } }
    expect(await letterBatchesHandlers.check(villager, { text, fileId: null })).toMatchObject({ found: 0 })
  })

  it('comes from a workbook by its column NIK, wherever the heading stands', async () => {
    const path = join(inline.context.dirs.tmp, 'daftar.xlsx')
    await writeWorkbook(path, [
      {
        name: 'Data',
        rows: [
          ['DAFTAR SISWA'],
          ['No', 'Nama', 'NIK'],
          ['1', 'A', niks[0] ?? ''],
          ['2', 'B', '5201014506808888'],
          ['3', 'C', '5,20101E+15'],
          ['4', 'D', 5201014506808880],
        ],
      },
    ])
    const fileId = inline.context.tickets.issue({
      source: { kind: 'upload', ref: 'daftar.xlsx' },
      name: 'daftar.xlsx',
      mediaType: 'x',
      size: 1,
      userId: 1,
    })
    const { lines } = await letterBatchesHandlers.check(inline.context, { text: '', fileId })
    expect(lines.map(({ where, state }) => [where, state])).toEqual([
      ['Data, baris 3', 'found'],
      ['Data, baris 4', 'not-found'],
      // Whoever made the table let it keep NIKs as numbers.
      ['Data, baris 5', 'rounded'],
      ['Data, baris 6', 'rounded'],
    ])
  })
})

describe('letters for a list', () => {
  it('are numbered in its order, one archived PDF each and one of all', async () => {
    const id = create()
    expect(get(id)).toMatchObject({ people: 8, printed: 0, waiting: 8, kindName: 'Keterangan Uji' })
    expect(values()).toEqual([])
    expect(await run(id)).toEqual({ printed: 8, refused: 0 })
    expect(get(id).items.map(({ name, number }) => `${name} ${number?.split('/')[1]}`)).toEqual(
      people.map((_id, index) => `WARGA UJI ${'ABCDEFGH'[index]} 000${index + 1}`),
    )
    const merged = await letterBatchesHandlers.merged(inline.context, { id })
    expect(merged).toMatchObject({ letters: 8, pages: 8, file: { mediaType: 'application/pdf' } })
    const pdf = await pdfOf(merged.file.fileId)
    expect(pdf.pages.map(({ text }) => /Nama : WARGA UJI (.)/.exec(text)?.[1]).join('')).toBe('ABCDEFGH')
    expect(pdf.pages[7]?.text).toContain('400.9.14.1/0008/SLRT/XI/2026')
    expect(pdf.pages[0]?.text).toContain('untuk keperluan bantuan sekolah')
    const copies = (): number => lettersHandlers.get(inline.context, { id: get(id).items[0]?.letterId ?? 0 }).copies
    expect(copies()).toBe(0)
    const singles = await letterBatchesHandlers.singles(inline.context, { id })
    expect(singles).toMatchObject({ letters: 8, file: { mediaType: 'application/zip' } })
    expect(copies()).toBe(1)
    expect(JSON.stringify(inline.audited)).not.toMatch(/WARGA|520101450/)
  })

  it('go on where they were stopped: no number lost or doubled', async () => {
    const id = create()
    let letters = 0
    const impatient: JobContext = {
      ...inline.context,
      throwIfCancelled: () => {
        letters += 1
        if (letters === 11) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
      },
    }
    expect((await refusal(() => run(id, impatient))).code).toBe('CANCELLED')
    const between = get(id)
    expect(between.printed).toBeGreaterThan(0)
    expect(between.waiting).toBe(8 - between.printed)
    expect(await run(id)).toEqual({ printed: 8, refused: 0 })
    expect(values()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(await run(id)).toEqual({ printed: 8, refused: 0 })
    expect(values()).toHaveLength(8)
  })

  it('leave room for letters of the counter in between', async () => {
    const id = create()
    let at = 0
    const interrupted: JobContext = {
      ...inline.context,
      write: async (command, input) => {
        if (command.name === 'letters.commit-print') {
          at += 1
          if (at === 3) {
            at += 100
            const letter = lettersHandlers.draft(inline.context, {
              caseId: world.caseId,
              referralId: world.referralId,
              kind: 'rujukan-umum',
              signatoryId: world.signatoryId,
              letterDate: '2026-11-22',
              paper: 'F4',
              fields: {},
              copiesTo: [],
            })
            await lettersHandlers.print(inline.context, { ...letter, choice: { insertAfter: null, typed: '', reason: '' } })
          }
        }
        return inline.context.write(command, input)
      },
    }
    await run(id, interrupted)
    expect(values()).toEqual([1, 2, 4, 5, 6, 7, 8, 9])
  })

  it('name a resident whose letter is refused and print the others; mended it is printed with the rest', async () => {
    const id = create()
    inline.db.run(
      inline.db.q
        .updateTable('person')
        .set({ region_code: '52.01.02.2001' })
        .where('id', '=', people[2] as number),
    )
    const villager: CommandContext & JobContext = { ...inline.context, actor: { ...inline.context.actor, areas: ['52.01.01'] } }
    const write: JobContext['write'] = (command, input) =>
      Promise.resolve(inline.db.raw.transaction(() => command.run(villager, structuredClone(input)))())
    expect(await run(id, { ...villager, write })).toEqual({ printed: 7, refused: 1 })
    expect(get(id).items[2]).toMatchObject({ state: 'refused', message: expect.stringContaining('Warga tidak ditemukan') })
    expect(await run(id)).toEqual({ printed: 8, refused: 0 })
    expect(get(id).items[2]).toMatchObject({ state: 'printed', message: '' })
  })

  it('stop whole when numbers are used up or their date asks for a reason, before any is spoiled', async () => {
    const range = { key: 'surat-keluar', year: 2026, day: null, unitCode: '', note: '' }
    letterNumbersHandlers.addRange(inline.context, { ...range, first: 1, last: 3 })
    const id = create()
    expect(await refusal(() => run(id))).toMatchObject({ code: 'STATE', hint: expect.stringContaining('rentang') })
    expect(get(id)).toMatchObject({ printed: 3, refused: 0, waiting: 5 })
    letterNumbersHandlers.addRange(inline.context, { ...range, first: 10, last: 99 })
    await run(id)
    expect(values()).toEqual([1, 2, 3, 10, 11, 12, 13, 14])
    const late = create({ letterDate: '2026-11-20' })
    expect(await refusal(() => run(late))).toMatchObject({ code: 'CONFIRM' })
    expect(get(late).printed).toBe(0)
    expect(await run(late, inline.context, 'Hari pendaftaran')).toEqual({ printed: 8, refused: 0 })
    expect(lettersHandlers.get(inline.context, { id: get(late).items[7]?.letterId ?? 0 })).toMatchObject({
      dateMark: 'back',
      numberReason: 'Hari pendaftaran',
    })
  })

  it('are refused as a list before anything is made', async () => {
    const again = people[0] as number
    for (const [change, field] of [
      [{ fields: {} }, 'fields.purpose'],
      [{ personIds: [again, again] }, 'personIds'],
    ] as const)
      expect(
        await refusal(() => create({ ...change, personIds: 'personIds' in change ? [...change.personIds] : people })),
      ).toMatchObject({
        code: 'VALIDATION',
        field,
      })
    expect(letterBatchesHandlers.list(inline.context, {})).toEqual([])
  })

  it('that are closed make no more letters; drafts that were begun are cancelled without a number', async () => {
    const id = create()
    let calls = 0
    const stopping: JobContext = {
      ...inline.context,
      throwIfCancelled: () => {
        calls += 1
        if (calls === 2) throw new AppError('CANCELLED', 'Pekerjaan dihentikan.')
      },
    }
    await refusal(() => run(id, stopping))
    const { version } = get(id)
    letterBatchesHandlers.close(inline.context, { id, version })
    expect(get(id)).toMatchObject({ cancelled: 8, waiting: 0, printed: 0 })
    expect(await refusal(() => run(id))).toMatchObject({ code: 'STATE' })
    expect(values().filter((value) => value !== null)).toEqual([])
  })

  it('of a user’s own are not shown any more once the user works elsewhere: names, files and all', async () => {
    const id = create()
    await run(id)
    const at = (areas: string[]): Inline['context'] => ({ ...inline.context, actor: { ...inline.context.actor, areas } })
    expect(letterBatchesHandlers.list(at(['52.01.01']), {}).map((one) => one.id)).toEqual([id])
    const moved = at(['52.01.02'])
    expect(letterBatchesHandlers.list(moved, {})).toEqual([])
    expect((await refusal(() => letterBatchesHandlers.get(moved, { id }))).code).toBe('NOT_FOUND')
    expect((await refusal(() => letterBatchesHandlers.singles(moved, { id }))).code).toBe('NOT_FOUND')
    expect((await refusal(() => letterBatchesHandlers.merged(moved, { id }))).code).toBe('NOT_FOUND')
  })

  it('are made by those who may write letters, not only print them', () => {
    const permissions = inline.context.actor.permissions.filter((one) => one !== 'letters.write')
    const printer: CommandContext = { ...inline.context, actor: { ...inline.context.actor, permissions } }
    const input = { kind, title: '', reason: '', personIds: people, signatoryId: world.signatoryId, letterDate: '2026-11-22' }
    expect(() =>
      letterBatchesHandlers.create(printer, { ...input, paper: 'A4', fields: { purpose: 'x' }, copiesTo: [] }),
    ).toThrow('tidak berhak')
  })

  it('of others are not shown to users of a village', () => {
    const id = create()
    const villager: CommandContext = { ...inline.context, actor: { ...inline.context.actor, userId: 2, areas: ['52.01.01'] } }
    expect(letterBatchesHandlers.list(villager, {})).toEqual([])
    expect(() => letterBatchesHandlers.get(villager, { id })).toThrow('tidak ditemukan')
  })
})
