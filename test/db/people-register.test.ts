import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { people as contract } from '../../src/shared/contract/people.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { fillRegions } from '../harness/practice.ts'

let office: Inline
beforeEach(() => {
  office = openInline()
  fillRegions(office.db)
})
afterEach(() => office.close())

const village = '52.01.09.2003'
const otherVillage = '52.01.15.2004'
const nik = '5201096212850001'

const register = (fields: Record<string, unknown>, context = office.context) =>
  peopleHandlers.create(context, contract.create.input.parse({ nik: null, regionCode: village, ...fields }))
const detail = (id: number, context = office.context) => contract.get.output.parse(peopleHandlers.get(context, { id }))
const limited = (...areas: string[]): Inline['context'] => ({ ...office.context, actor: { ...office.context.actor, areas } })
const refusal = (run: () => unknown): AppError['data'] => {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}
/** The form as a screen sends it back: all fields as read, the number left alone. */
const form = (id: number) => {
  const {
    name,
    birthPlace,
    birthDate,
    sex,
    religion,
    maritalStatus,
    education,
    occupation,
    disability,
    motherName,
    fatherName,
    phone,
    address,
    hamlet,
    rt,
    rw,
    regionCode,
    version,
  } = detail(id)
  return {
    id,
    version,
    name,
    birthPlace,
    birthDate,
    sex,
    religion,
    maritalStatus,
    education,
    occupation,
    disability,
    motherName,
    fatherName,
    phone,
    address,
    hamlet,
    rt,
    rw,
    regionCode,
  }
}

describe('registering a person', () => {
  it('puts the family card and everything typed on record', () => {
    const { id } = register({
      name: '  Siti   Aminah ',
      nik,
      birthDate: '1985-12-22',
      sex: 'P',
      maritalStatus: 'Kawin',
      kkNumber: '5201090101200007',
      relation: 'Istri',
    })
    const person = detail(id)
    expect(person).toMatchObject({
      name: 'Siti Aminah',
      nikMasked: '520109••••••0001',
      kkMasked: '520109••••••0007',
      maritalStatus: 'Kawin',
      internalNumber: '',
      warnings: [],
      version: 1,
      regionCode: village,
    })
    expect(person.village).not.toBe('')
    expect(person.memberships).toEqual([
      { familyId: expect.any(Number), kkMasked: '520109••••••0007', relation: 'Istri', fromDate: '2026-11-22', toDate: null },
    ])
    expect(office.audited).toContainEqual(expect.objectContaining({ entity: 'person', entityId: id }))
  })

  it('joins the family whose card is known already', () => {
    const first = register({ name: 'Ahmad', kkNumber: '5201090101200007', relation: 'Kepala Keluarga' })
    const second = register({ name: 'Siti', kkNumber: '5201090101200007', relation: 'Istri' })
    expect(detail(second.id).family.map(({ personId, relation }) => [personId, relation])).toEqual([
      [first.id, 'Kepala Keluarga'],
      [second.id, 'Istri'],
    ])
    expect(peopleHandlers.count(office.context, { region: null })).toEqual({ people: 2, families: 1 })
  })

  it('gives people without a NIK a number of the office', () => {
    const { id } = register({ name: 'Tanpa NIK' })
    expect(detail(id)).toMatchObject({ internalNumber: `W-${String(id).padStart(6, '0')}`, nikMasked: '' })
    expect(detail(id).warnings.map(({ code }) => code)).toEqual(['nik-missing', 'birth-missing', 'sex-missing'])
  })

  it('keeps a number that only stood in for a NIK as the number of origin, also when the real NIK comes', () => {
    for (const number of ['1111111111111111', '0201096212850001']) {
      const { id } = register({ name: 'Nomor Sementara', nik: number })
      const internal = `W-${String(id).padStart(6, '0')}`
      expect(detail(id)).toMatchObject({ nikMasked: '', internalNumber: internal })
      expect(office.db.sql('SELECT nik, original_number FROM person WHERE id = ?', id)).toEqual([
        { nik: null, original_number: number },
      ])
      const real = `520109621285${String(id).padStart(4, '0')}`
      peopleHandlers.update(office.context, { ...form(id), nik: real })
      expect(office.db.sql('SELECT nik, original_number FROM person WHERE id = ?', id)).toEqual([
        { nik: real, original_number: number },
      ])
      // The office's number is still told, because papers bear it.
      expect(detail(id)).toMatchObject({ internalNumber: internal })
      expect(detail(id).history.map(({ field }) => field)).toContain('NIK')
    }
  })

  it('refuses a NIK that somebody has, without telling who', () => {
    register({ name: 'Siti Aminah', nik })
    const data = refusal(() => register({ name: 'Orang Lain', nik }))
    expect(data).toMatchObject({ code: 'CONFLICT', field: 'nik' })
    expect(JSON.stringify(data)).not.toContain('Aminah')
    expect(data.hint).toContain('Cari')
    const outside = refusal(() => register({ name: 'Orang Lain', nik, regionCode: otherVillage }, limited(otherVillage)))
    expect(outside.hint).toContain('di luar wilayah')
  })

  it('refuses a number that cannot be a NIK or a family card, and a birth to come', () => {
    const { id } = register({ name: 'A', nik: null })
    for (const number of ['1111111111111111', '0201096212850001'])
      expect(refusal(() => peopleHandlers.update(office.context, { ...form(id), nik: number }))).toMatchObject({
        code: 'VALIDATION',
        field: 'nik',
      })
    expect(refusal(() => register({ name: 'A', kkNumber: '0000000000000000' }))).toMatchObject({
      code: 'VALIDATION',
      field: 'kkNumber',
    })
    expect(refusal(() => register({ name: 'A', birthDate: '2026-11-23' }))).toMatchObject({
      code: 'VALIDATION',
      field: 'birthDate',
    })
  })

  it('takes a NIK that merely looks odd, and says what is odd', () => {
    const { id } = register({ name: 'Siti', nik: '5299999912850000', birthDate: '1985-12-22', sex: 'L' })
    expect(detail(id).warnings.map(({ code }) => code)).toEqual(['nik-region-unknown', 'nik-serial', 'nik-birth-digits'])
  })
})

describe('changing a person', () => {
  it('notes every changed value with who changed it, numbers masked', () => {
    const { id } = register({ name: 'Siti Aminah', nik, sex: 'P', birthDate: '1985-12-22' })
    const saved = peopleHandlers.update(office.context, {
      ...form(id),
      name: 'Siti Aminah Lestari',
      birthDate: '1985-12-21',
      nik: '5201096112850002',
      regionCode: otherVillage,
    })
    expect(saved).toEqual({ id, version: 2 })
    const { history, name } = detail(id)
    expect(name).toBe('Siti Aminah Lestari')
    expect(history.map(({ field, before, after }) => [field, before, after]).sort()).toEqual([
      ['Desa/Kelurahan', expect.any(String), expect.any(String)],
      ['NIK', '520109••••••0001', '520109••••••0002'],
      ['Nama', 'Siti Aminah', 'Siti Aminah Lestari'],
      ['Tanggal lahir', '22/12/1985', '21/12/1985'],
    ])
    expect(history.every(({ by, source }) => by === 'Admin Uji' && source === 'Diubah di aplikasi')).toBe(true)
    expect(office.audited.at(-1)).toMatchObject({ entityId: id, detail: { fields: ['name', 'birthDate', 'regionCode', 'nik'] } })
    expect(peopleHandlers.search(office.context, { text: 'lestari', limit: 20 }).items.map((hit) => hit.id)).toEqual([id])
    expect(peopleHandlers.search(office.context, { text: '5201096212850001', limit: 20 }).items).toEqual([])
    expect(peopleHandlers.search(office.context, { text: '6112850002', limit: 20 }).items.map((hit) => hit.id)).toEqual([id])
  })

  it('leaves the number alone when the screen does not send it', () => {
    const { id } = register({ name: 'Siti', nik })
    peopleHandlers.update(office.context, { ...form(id), phone: '081000000001' })
    expect(peopleHandlers.reveal(office.context, { id, field: 'nik' })).toEqual({ value: nik })
  })

  it('refuses a stale version and changes nothing', () => {
    const { id } = register({ name: 'Siti' })
    const mine = form(id)
    peopleHandlers.update(office.context, { ...mine, phone: '081000000001' })
    expect(refusal(() => peopleHandlers.update(office.context, { ...mine, phone: '081000000002' }))).toMatchObject({
      code: 'CONFLICT',
      field: 'version',
      message: 'Data warga ini baru saja diubah Admin Uji: Telepon.',
    })
    expect(detail(id)).toMatchObject({ phone: '081000000001', version: 2, history: [{ key: 'phone', after: '081000000001' }] })
    expect(detail(id).history).toHaveLength(1)
  })

  it('keeps the version when nothing changed', () => {
    const { id } = register({ name: 'Siti' })
    expect(peopleHandlers.update(office.context, form(id))).toEqual({ id, version: 1 })
    expect(detail(id).history).toEqual([])
  })

  it('refuses the NIK of somebody else but not one’s own', () => {
    register({ name: 'Siti', nik })
    const { id } = register({ name: 'Budi', nik: '5201092212850003' })
    expect(refusal(() => peopleHandlers.update(office.context, { ...form(id), nik }))).toMatchObject({
      code: 'CONFLICT',
      field: 'nik',
    })
    expect(peopleHandlers.update(office.context, { ...form(id), nik: '5201092212850003', phone: '1' })).toEqual({
      id,
      version: 2,
    })
  })

  it('names the columns that only an import knows, and masks numbers among them', () => {
    const { id } = register({ name: 'Siti' })
    const note = (field: string, after: string): void => {
      office.db.run(
        office.db.q
          .insertInto('register_change')
          .values({ entity: 'person', entity_id: id, field, before: '', after, at: office.context.now(), by: 1 }),
      )
    }
    note('extra.ayahNik', nik)
    note('lifeStatus', 'dead')
    expect(detail(id).history.map(({ field, after }) => [field, after])).toEqual([
      ['Status hidup', 'Meninggal'],
      ['NIK ayah', '520109••••••0001'],
    ])
  })

  it('takes the record out of the reach of an import’s undo', () => {
    const { id } = register({ name: 'Siti' })
    const importId = office.db.run(
      office.db.q.insertInto('import_package').values({
        uid: Buffer.alloc(16, 1),
        label: 'DTSEN November',
        file_name: 'a.xlsx',
        file_sha256: 'x',
        profile_key: 'x',
        profile_version: 1,
        state: 'applied',
        counts: '{}',
        problem_counts: '{}',
        columns: '[]',
        prepared_at: office.context.now(),
        prepared_by: 1,
        applied_at: office.context.now(),
      }),
    ).id
    office.db.run(
      office.db.q.updateTable('person').set({ created_import_id: importId, last_import_id: importId }).where('id', '=', id),
    )
    office.db.run(
      office.db.q.insertInto('register_change').values({
        entity: 'person',
        entity_id: id,
        field: 'phone',
        before: '',
        after: '1',
        at: office.context.now(),
        by: 1,
        import_id: importId,
      }),
    )
    expect(detail(id)).toMatchObject({
      imports: [{ id: importId, label: 'DTSEN November' }],
      history: [{ source: 'Impor: DTSEN November', field: 'Telepon' }],
    })
    peopleHandlers.update(office.context, { ...form(id), phone: '2' })
    const stored = office.db.first(
      office.db.q.selectFrom('person').select(['last_import_id', 'created_import_id']).where('id', '=', id),
    )
    expect(stored).toEqual({ last_import_id: null, created_import_id: importId })
    expect(detail(id).imports).toHaveLength(1)
  })
})

describe('masked numbers', () => {
  it('are shown in full only by a command that leaves a trace', () => {
    const { id } = register({ name: 'Siti', nik, kkNumber: '5201090101200007' })
    office.audited.length = 0
    expect(peopleHandlers.reveal(office.context, { id, field: 'nik' })).toEqual({ value: nik })
    expect(peopleHandlers.reveal(office.context, { id, field: 'kk' })).toEqual({ value: '5201090101200007' })
    expect(office.audited).toEqual([
      { entity: 'person', entityId: id, detail: { field: 'nik' } },
      { entity: 'person', entityId: id, detail: { field: 'kk' } },
    ])
    expect(
      JSON.stringify([detail(id), peopleHandlers.list(office.context, { region: null, cursor: null, limit: 10 })]),
    ).not.toContain(nik)
  })

  it('cannot be shown where there is none', () => {
    const { id } = register({ name: 'Siti' })
    expect(refusal(() => peopleHandlers.reveal(office.context, { id, field: 'nik' }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(refusal(() => peopleHandlers.reveal(office.context, { id, field: 'kk' }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('area of a user', () => {
  it('hides people of other villages by id, in the family and in every change', () => {
    const kkNumber = '5201090101200007'
    const here = register({ name: 'Ahmad Sini', kkNumber })
    const there = register({ name: 'Budi Sana', kkNumber, regionCode: otherVillage, nik })
    const context = limited(village)
    expect(detail(here.id, context).family.map(({ name }) => name)).toEqual(['Ahmad Sini'])
    expect(refusal(() => peopleHandlers.get(context, { id: there.id })).code).toBe('NOT_FOUND')
    expect(refusal(() => peopleHandlers.reveal(context, { id: there.id, field: 'nik' })).code).toBe('NOT_FOUND')
    expect(refusal(() => peopleHandlers.update(context, { ...form(there.id), name: 'X' })).code).toBe('NOT_FOUND')
    expect(peopleHandlers.count(context, { region: null }).people).toBe(1)
    expect(peopleHandlers.list(context, { region: '52.01.15', cursor: null, limit: 10 }).items).toEqual([])
  })

  it('lets nobody register or move a person out of the own area', () => {
    const context = limited('52.01.09')
    expect(refusal(() => register({ name: 'A', regionCode: otherVillage }, context))).toMatchObject({
      code: 'VALIDATION',
      field: 'regionCode',
    })
    expect(refusal(() => register({ name: 'A', regionCode: null }, context))).toMatchObject({
      code: 'VALIDATION',
      field: 'regionCode',
    })
    const { id } = register({ name: 'A' }, context)
    expect(refusal(() => peopleHandlers.update(context, { ...form(id), regionCode: otherVillage })).field).toBe('regionCode')
  })

  it('does not open the family cards of other areas', () => {
    register({ name: 'Ahmad', kkNumber: '5201150101200007', regionCode: otherVillage })
    expect(refusal(() => register({ name: 'B', kkNumber: '5201150101200007' }, limited(village)))).toMatchObject({
      code: 'CONFLICT',
      field: 'kkNumber',
    })
  })

  it('shows cases, letters and batches only to those who may read them', () => {
    const { id } = register({ name: 'Siti' })
    const now = office.context.now()
    office.db.run(
      office.db.q.insertInto('case_file').values({
        uid: Buffer.alloc(16, 2),
        number: 'SLRT-2026-0001',
        opened_at: now,
        opened_day: '2026-11-22',
        opened_by: 1,
        client_id: id,
        reporter_kind: 'self',
        channel: 'loket',
        summary: 'Minta rujukan',
        region_code: village,
        updated_at: now,
        updated_by: 1,
      }),
    )
    expect(detail(id).cases).toEqual([{ id: 1, number: 'SLRT-2026-0001', openedAt: now, summary: 'Minta rujukan', open: true }])
    const clerk = { ...office.context, actor: { ...office.context.actor, permissions: ['people.read' as const] } }
    expect(detail(id, clerk).cases).toEqual([])
  })
})
