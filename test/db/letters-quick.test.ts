import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readArchivedFile } from '../../src/main/core/files/archive.repo.ts'
import { lettersHandlers } from '../../src/main/core/letters/letters.service.ts'
import { quickLettersHandlers } from '../../src/main/core/letters/quick.service.ts'
import { insertFact } from '../../src/main/core/person-facts/person-facts.repo.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { quickLetters } from '../../src/shared/contract/quick-letters.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { type LetterWorld, sampleLetterWorld } from '../harness/letters.ts'
import { readPdf } from '../harness/pdf.ts'

let inline: Inline
let world: LetterWorld
let mother: number
let child: number

const by = { userId: 1, now: '2026-11-20T02:00:00.000Z' }
const stamp = { updated_at: by.now, updated_by: by.userId }

const addMember = (name: string, relation: string, birthDate: string, region = '52.01.01.2001'): number => {
  const { db } = inline
  const person = { name, name_key: nameKey(name), birth_date: birthDate, region_code: region, sex: 'P', ...stamp }
  const id = db.run(db.q.insertInto('person').values({ ...person, uid: newUid() })).id
  const family = db.first(db.q.selectFrom('family').select('id'))?.id as number
  db.run(db.q.insertInto('family_member').values({ family_id: family, person_id: id, relation, ...stamp }))
  return id
}
const listed = (personId: number, decile: string, asOf = '2026-11-01'): number =>
  insertFact(
    inline.db,
    personId,
    {
      kind: 'decile',
      key: 'decile',
      label: '',
      value: decile,
      status: '',
      from_date: null,
      to_date: null,
      expected_date: null,
      as_of: asOf,
      source: 'list',
      note: '',
    },
    by,
  )

beforeEach(() => {
  inline = openInline()
  world = sampleLetterWorld(inline.db)
  mother = inline.db.first(inline.db.q.selectFrom('person').select('id'))?.id as number
  child = addMember('DEWI CONTOH', 'Anak', '2014-03-01')
})
afterEach(() => inline.close())

type Input = Parameters<typeof quickLettersHandlers.print>[1]
const print = (change: Partial<Input> = {}) =>
  quickLettersHandlers.print(
    inline.context,
    quickLetters.print.input.parse({
      requestKey: randomUUID(),
      personId: child,
      kind: 'keterangan-dtsen',
      purpose: 'spmb-afirmasi',
      signatoryId: world.signatoryId,
      ...change,
    }),
  )
const person = (id: number, purpose = 'spmb-afirmasi') =>
  quickLettersHandlers.person(inline.context, { id, kind: 'keterangan-dtsen', purpose }).members
const refusal = async (promise: Promise<unknown>): Promise<AppError['data']> => {
  try {
    await promise
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}
const lettersInBook = (): number => inline.db.all(inline.db.q.selectFrom('letter').select('id')).length
const lastNumber = () =>
  inline.db.first(inline.db.q.selectFrom('sequence').select('last').where('key', '=', 'surat-keluar'))?.last

describe('a letter at Loket cepat', () => {
  it('is draft, number and archive in one step, with whoever asked for it and the child it is about', async () => {
    listed(mother, '2')
    const printed = await print({ applicant: { personId: mother, name: '', relation: 'Orang tua', phone: '' } })
    const letter = lettersHandlers.get(inline.context, { id: printed.id })
    expect(letter).toMatchObject({
      state: 'printed',
      number: printed.number,
      personId: child,
      caseId: null,
      regionCode: '52.01.01.2001',
      letterDate: '2026-11-22',
      validUntil: '2026-12-21',
      applicant: { personId: mother, relation: 'Orang tua' },
    })
    const pdf = await readPdf(readArchivedFile(inline.db, printed.sha256)?.bytes ?? new Uint8Array())
    const text = pdf.pages
      .map((page) => page.text)
      .join(' ')
      .replaceAll('\n', ' ')
    expect(text).toContain(printed.number)
    expect(text).toContain('DEWI CONTOH')
    expect(text).toContain('atas permintaan Siti Contoh Aminah (orang tua) untuk keperluan pendaftaran sekolah')
    expect(inline.audited.filter(({ entity }) => entity === 'letter')).toEqual([
      expect.objectContaining({ entityId: printed.id }),
    ])
  })

  it('is printed once for one request, however often it is sent', async () => {
    listed(child, '2')
    const requestKey = randomUUID()
    const first = await print({ requestKey })
    const again = await print({ requestKey })
    expect(again).toMatchObject({ id: first.id, number: first.number, sha256: first.sha256 })
    expect(lettersInBook()).toBe(1)
    expect(lastNumber()).toBe(1)
  })

  it('is not printed twice for one person by two requests that do not know of one another', async () => {
    listed(child, '2')
    const first = await print()
    expect(await refusal(print())).toMatchObject({
      code: 'CONFIRM',
      field: 'seen',
      message: expect.stringContaining(first.number ?? '-'),
    })
    expect(lettersInBook()).toBe(1)
    const second = await print({ seen: [first.id] })
    expect(second.number).not.toBe(first.number)
    // Another purpose is another letter.
    await print({ purpose: 'lain' })
    expect(lettersInBook()).toBe(3)
  })

  it('is guarded by the writer too: a colleague who printed while the page was set is not overlooked', async () => {
    listed(child, '2')
    const { context } = inline
    let overtaken = false
    const racing = {
      ...context,
      write: (async (command, input) => {
        if (!overtaken) {
          overtaken = true
          await print()
        }
        return context.write(command, input)
      }) as typeof context.write,
    }
    const input = {
      ...quickLetters.print.input.parse({
        requestKey: randomUUID(),
        personId: child,
        kind: 'keterangan-dtsen',
        purpose: 'spmb-afirmasi',
        signatoryId: world.signatoryId,
      }),
    }
    expect(await refusal(quickLettersHandlers.print(racing, input))).toMatchObject({ code: 'CONFIRM' })
    expect(lettersInBook()).toBe(1)
    expect(lastNumber()).toBe(1)
  })

  it('leaves nothing behind when it is refused: no draft, no number', async () => {
    expect(await refusal(print())).toMatchObject({ code: 'STATE', field: 'register' })
    listed(child, '9')
    expect(await refusal(print())).toMatchObject({ code: 'STATE', field: 'register' })
    expect(await refusal(print({ purpose: '' }))).toMatchObject({ code: 'VALIDATION', field: 'purpose' })
    expect(await refusal(print({ kind: 'surat-rekomendasi', purpose: '' }))).toMatchObject({
      code: 'VALIDATION',
      field: 'fields.recipient',
    })
    expect(lettersInBook()).toBe(0)
    expect(lastNumber()).toBeUndefined()
  })
})

describe('whoever stands at Loket cepat', () => {
  it('comes with the family and what is to be done first for each of them', () => {
    const neighbour = addMember('BUDI CONTOH', 'Famili Lain', '1990-01-01')
    listed(mother, '2')
    listed(neighbour, '8', '2026-10-30')
    const members = person(child)
    expect(members.map(({ personId }) => personId)).toEqual([mother, child, neighbour])
    // Lists often name the head alone: the decile of a relative counts for the family.
    expect(members.map(({ obstacle }) => obstacle?.step ?? null)).toEqual([null, null, 'statement'])
    expect(members[2]?.obstacle).toMatchObject({ purpose: 'lain', message: expect.stringContaining('desil 8') })
    expect(members[0]?.nikMasked).toMatch(/•/)
    expect(person(neighbour, 'lain')[2]?.obstacle).toBeNull()
  })

  it('is sent to SIKS-NG where our copy knows nothing, and after the look the way is clear', async () => {
    expect(person(child)[1]?.obstacle).toMatchObject({ step: 'check' })
    const check = { personId: child, system: 'SIKS-NG', by: '', status: null, note: '' }
    lettersHandlers.recordCheck(inline.context, { ...check, found: true, decile: null })
    expect(person(child)[1]?.obstacle).toMatchObject({ step: 'check', message: expect.stringContaining('belum diketahui') })
    lettersHandlers.recordCheck(inline.context, { ...check, found: true, decile: 3 })
    expect(person(child)[1]?.obstacle).toBeNull()
    await print()
    expect(person(child)[1]?.earlier).toHaveLength(1)
    expect(person(child, 'lain')[1]?.earlier).toHaveLength(0)
  })

  it('stands alone without a family, and family members outside the user’s area are left out', () => {
    const { db } = inline
    const away = addMember('JAUH CONTOH', 'Anak', '2015-01-01', '52.01.01.2002')
    inline.context.actor.areas = ['52.01.01.2001']
    expect(person(child).map(({ personId }) => personId)).toEqual([mother, child])
    expect(() => person(away)).toThrow('tidak ditemukan')
    inline.context.actor.areas = []
    db.run(db.q.updateTable('family_member').set({ to_date: '2026-01-01' }).where('person_id', '=', away))
    expect(person(away).map(({ personId, relation }) => [personId, relation])).toEqual([[away, '']])
  })
})

describe('the day at Loket cepat', () => {
  it('lists the last letters of the user, counts those that hold, and keeps what is worked with', async () => {
    for (const id of [mother, child]) listed(id, '2')
    const first = await print()
    const second = await print({ personId: mother })
    lettersHandlers.cancel(inline.context, { id: second.id, version: 2, reason: 'salah orang' })
    const day = quickLettersHandlers.today(inline.context, { limit: 10 })
    expect(day.items.map(({ id, state }) => [id, state])).toEqual([
      [second.id, 'cancelled'],
      [first.id, 'printed'],
    ])
    expect(day.printed).toBe(1)
    expect(quickLettersHandlers.setup(inline.context, {})).toBeNull()
    const setup = {
      kind: 'keterangan-dtsen',
      signatoryId: world.signatoryId,
      kinds: { 'keterangan-dtsen': { purpose: 'pip', fields: {} } },
    }
    quickLettersHandlers.saveSetup(inline.context, setup)
    expect(quickLettersHandlers.setup(inline.context, {})).toEqual(setup)
    inline.context.actor.userId = 2
    expect(quickLettersHandlers.setup(inline.context, {})).toBeNull()
  })
})
