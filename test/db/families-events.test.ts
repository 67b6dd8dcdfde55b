import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandContext } from '../../src/main/core/context.ts'
import { mergePeople } from '../../src/main/core/duplicates/merge.ts'
import { undoMergeOf } from '../../src/main/core/duplicates/undo-merge.ts'
import { familiesHandlers } from '../../src/main/core/families/families.service.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { personFactsHandlers } from '../../src/main/core/person-facts/person-facts.service.ts'
import { duplicates } from '../../src/shared/contract/duplicates.ts'
import { families as contract, type FamilyDetail } from '../../src/shared/contract/families.ts'
import { people } from '../../src/shared/contract/people.ts'
import { personFacts } from '../../src/shared/contract/person-facts.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { type Inline, openInline } from '../harness/inline.ts'
import { fillRegions } from '../harness/practice.ts'

const village = '52.01.09.2003'
const otherVillage = '52.01.15.2004'
const kk = '5201090101100001'

let office: Inline
let father = 0
let mother = 0
let son = 0
let baby = 0
let familyId = 0

type Command = Exclude<keyof typeof contract, 'get' | 'list' | 'relations' | 'reveal' | 'household'>
/** Runs a command as the writer does: one transaction. */
const act = (name: Command, input: Record<string, unknown>, context: CommandContext = office.context) => {
  const parsed = contract[name].input.parse(name === 'undo' ? input : { on: '2026-11-20', ...input })
  const run = familiesHandlers[name] as (context: CommandContext, input: unknown) => Record<string, number | null>
  return office.db.raw.transaction(() => run(context, parsed))()
}
const family = (id = familyId, context = office.context): FamilyDetail =>
  contract.get.output.parse(familiesHandlers.get(context, { id }))
const card = (id = familyId): Record<string, string> =>
  Object.fromEntries(family(id).members.map((one) => [one.name, one.relation]))
const seen = (id = familyId) => ({ familyId: id, version: family(id).version })
const one = (personId: number, id = familyId) => ({ personId, version: family(id).version })
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
const register = (fields: Record<string, unknown>): number =>
  peopleHandlers.create(
    office.context,
    people.create.input.parse({ nik: null, regionCode: village, address: 'Dusun Pasir', rt: '01', rw: '02', ...fields }),
  ).id
/** Content of the register without the bookkeeping that moves on with every change. */
const registerDump = () =>
  ['person', 'family', 'family_member', 'household', 'household_family'].map((table) =>
    office.db
      .sql<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`)
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(([column]) => !['version', 'updated_at', 'updated_by', 'last_import_id'].includes(column)),
        ),
      ),
  )
/** Undoes the newest event of the family and expects the register as it was. */
const undoes = (before: unknown, eventId: number | null): void => {
  act('undo', { eventId })
  expect(registerDump()).toEqual(before)
}

beforeEach(() => {
  office = openInline()
  fillRegions(office.db)
  father = register({ name: 'Lalu Ahmad', sex: 'L', birthDate: '1980-05-01', kkNumber: kk, relation: 'Kepala Keluarga' })
  mother = register({ name: 'Baiq Sumi', sex: 'P', birthDate: '1984-02-03', kkNumber: kk, relation: 'Istri' })
  son = register({ name: 'Lalu Rizki', sex: 'L', birthDate: '2004-07-09', kkNumber: kk, relation: 'Anak' })
  baby = register({ name: 'Baiq Nisa', sex: 'P', birthDate: '2019-01-30', kkNumber: kk, relation: 'Anak' })
  familyId = office.db.sql<{ id: number }>('SELECT id FROM family')[0]?.id ?? 0
})
afterEach(() => office.close())

describe('a family as a record', () => {
  it('shows members with role and first day, numbers masked, and nothing odd about a sound family', () => {
    const shown = family()
    expect(shown.kkMasked).toBe('520109••••••0001')
    expect(shown.members.map(({ name, relation, fromDate, fromKnown }) => [name, relation, fromDate, fromKnown])).toEqual([
      ['Lalu Ahmad', 'Kepala Keluarga', '2026-11-22', false],
      ['Baiq Sumi', 'Istri', '2026-11-22', false],
      ['Lalu Rizki', 'Anak', '2026-11-22', false],
      ['Baiq Nisa', 'Anak', '2026-11-22', false],
    ])
    expect(shown).toMatchObject({ state: 'active', warnings: [], events: [], former: [], hidden: 0, household: null })
    expect(JSON.stringify(shown)).not.toMatch(/\d{16}/)
    expect(familiesHandlers.reveal(office.context, { id: familyId })).toEqual({ value: kk })
  })

  it('is found by its number, by any member’s name, and in the list by the head’s name, inside the area only', () => {
    const list = (input: Record<string, unknown>, context = office.context) =>
      familiesHandlers
        .list(context, contract.list.input.parse(input))
        .items.map(({ id, head, members }) => ({ id, head, members }))
    const row = { id: familyId, head: 'Lalu Ahmad', members: 4 }
    const other = register({
      name: 'Aminah',
      regionCode: otherVillage,
      kkNumber: '5201150101100002',
      relation: 'Kepala Keluarga',
    })
    expect(other).toBeGreaterThan(0)
    expect(list({})).toEqual([{ id: familyId + 1, head: 'Aminah', members: 1 }, row])
    expect(list({ region: village })).toEqual([row])
    expect(list({}, limited(otherVillage)).map(({ head }) => head)).toEqual(['Aminah'])
    expect(list({ text: kk })).toEqual([row])
    expect(list({ text: 'baiq nisa' })).toEqual([row])
    expect(list({ text: kk }, limited(otherVillage))).toEqual([])
    const first = familiesHandlers.list(office.context, contract.list.input.parse({ limit: 1 }))
    expect(list({ limit: 1, cursor: first.next })).toEqual([row])
    expect(refusal(() => family(familyId, limited(otherVillage)))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('warns about two heads and none without refusing, as imports bring them', () => {
    office.db.sql("UPDATE family_member SET relation = 'Kepala Keluarga' WHERE person_id = ?", mother)
    expect(family().warnings.map(({ code }) => code)).toContain('family-two-heads')
    act('changeHead', { ...seen(), newHeadId: father, relations: [{ personId: mother, relation: 'Istri' }] })
    expect(family().warnings).toEqual([])
    office.db.sql("UPDATE family_member SET relation = 'Anak' WHERE person_id = ?", father)
    expect(family().warnings.map(({ code }) => code)).toContain('family-no-head')
    act('correctRelation', { ...seen(), personId: father, relation: 'Kepala Keluarga' })
    expect(family().warnings).toEqual([])
  })
})

describe('events of a family', () => {
  it('changes the head with a new number, keeps the history, and takes it back', () => {
    const before = registerDump()
    expect(refusal(() => act('changeHead', { ...seen(), newHeadId: mother }))).toMatchObject({
      code: 'VALIDATION',
      field: 'relations',
    })
    const done = act('changeHead', {
      ...seen(),
      newHeadId: mother,
      relations: [{ personId: father, relation: 'Suami' }],
      kkNumber: '5201092011260001',
      documentNumber: '470/12',
    })
    expect(card()).toEqual({ 'Baiq Sumi': 'Kepala Keluarga', 'Lalu Ahmad': 'Suami', 'Lalu Rizki': 'Anak', 'Baiq Nisa': 'Anak' })
    expect(family().kkMasked).toBe('520109••••••0001')
    expect(family().events[0]).toMatchObject({
      kind: 'head',
      on: '2026-11-20',
      documentNumber: '470/12',
      summary: 'Kepala keluarga berganti dari Lalu Ahmad ke Baiq Sumi, dengan nomor KK baru',
      newest: true,
    })
    const history = peopleHandlers.get(office.context, { id: father }).history
    expect(history.map(({ field, before: was, after }) => [field, was, after])).toContainEqual([
      'Hubungan keluarga',
      'Kepala Keluarga',
      'Suami',
    ])
    undoes(before, done.eventId ?? 0)
    expect(family().events[0]).toMatchObject({ undoneBy: 'Admin Uji', newest: false })
    expect(refusal(() => act('undo', { eventId: done.eventId }))).toMatchObject({ code: 'STATE' })
  })

  it('moves the whole family with the members’ addresses, out of the district and back again', () => {
    const before = registerDump()
    const inside = act('move', {
      ...seen(),
      to: { where: 'inside', address: 'Jalan Baru 3', rt: '05', rw: '01', regionCode: otherVillage },
    })
    expect(family()).toMatchObject({ address: 'Jalan Baru 3', regionCode: otherVillage, state: 'active' })
    const homes = () => office.db.sql('SELECT DISTINCT address, rt, region_code, life_status FROM person')
    expect(homes()).toEqual([{ address: 'Jalan Baru 3', rt: '05', region_code: otherVillage, life_status: 'alive' }])
    expect(peopleHandlers.get(office.context, { id: baby }).history.map(({ field }) => field)).toContain('Alamat')
    const out = act('move', { ...seen(), on: '2026-11-21', to: { where: 'outside', place: 'Kota Surabaya' } })
    expect(family()).toMatchObject({ state: 'moved', endedOn: '2026-11-21' })
    expect(homes()).toMatchObject([{ life_status: 'moved' }])
    expect(family().events[0]?.summary).toBe('Satu keluarga pindah ke Kota Surabaya (luar kabupaten/kota)')
    expect(refusal(() => act('undo', { eventId: inside.eventId }))).toMatchObject({ code: 'STATE' })
    act('undo', { eventId: out.eventId })
    undoes(before, inside.eventId ?? 0)
  })

  it('lets one member move away, and asks for a new head when it is the head who goes', () => {
    const away = { where: 'outside', place: 'Malaysia' }
    expect(refusal(() => act('moveMember', { ...one(father), to: away }))).toMatchObject({ field: 'newHeadId' })
    const before = registerDump()
    const kept = act('moveMember', { ...one(father), to: away, keepCard: true })
    expect(peopleHandlers.get(office.context, { id: father })).toMatchObject({ lifeStatus: 'away' })
    expect(Object.keys(card())).toHaveLength(4)
    undoes(before, kept.eventId ?? 0)
    const gone = act('moveMember', { ...one(father), to: away, newHeadId: mother })
    expect(card()).toEqual({ 'Baiq Sumi': 'Kepala Keluarga', 'Lalu Rizki': 'Anak', 'Baiq Nisa': 'Anak' })
    // The membership was only recorded on a later day, so its first day is not known.
    expect(family().former).toMatchObject([{ name: 'Lalu Ahmad', fromDate: null, toDate: '2026-11-20', lifeStatus: 'moved' }])
    undoes(before, gone.eventId ?? 0)
  })

  it('splits a card: chosen members get a new one, dated, and it can be taken back while nothing hangs on it', () => {
    const before = registerDump()
    expect(
      refusal(() => act('split', { ...seen(), members: [{ personId: son, relation: 'Anak' }], kkNumber: '5201092011260009' })),
    ).toMatchObject({ code: 'VALIDATION', field: 'members' })
    expect(
      refusal(() => act('split', { ...seen(), members: [{ personId: son, relation: 'Kepala Keluarga' }], kkNumber: kk })),
    ).toMatchObject({ code: 'CONFLICT', field: 'kkNumber' })
    const split = act('split', {
      ...seen(),
      members: [{ personId: son, relation: 'Kepala Keluarga' }],
      kkNumber: '5201092011260009',
      address: { address: 'Jalan Baru 3', regionCode: otherVillage },
    })
    const [event] = family().events
    const newId = event?.otherFamilyId ?? 0
    expect(card(newId)).toEqual({ 'Lalu Rizki': 'Kepala Keluarga' })
    expect(family(newId)).toMatchObject({ address: 'Jalan Baru 3', kkMasked: '520109••••••0009', regionCode: otherVillage })
    expect(family(newId).members[0]).toMatchObject({ fromDate: '2026-11-20', fromKnown: true })
    expect(family(newId).events[0]?.summary).toBe('Kartu ini dibuat dari pecah KK: Lalu Rizki')
    expect(family().former.map(({ name }) => name)).toEqual(['Lalu Rizki'])
    // Before the new membership began nothing can have happened in it.
    expect(refusal(() => act('death', { personId: son, version: family(newId).version, on: '2026-11-19' }))).toMatchObject({
      field: 'on',
      message: 'Tanggal ini sebelum Lalu Rizki menjadi anggota keluarga (20 November 2026).',
    })
    const later = act('setNumber', { ...seen(newId), kkNumber: '5201092011260010', on: '2026-11-21' })
    expect(refusal(() => act('undo', { eventId: split.eventId }))).toMatchObject({ code: 'STATE' })
    act('undo', { eventId: later.eventId })
    undoes(before, split.eventId ?? 0)
    expect(refusal(() => family(newId))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('lets somebody join another family from a card or from none, and opens a card for somebody without one', () => {
    const uncle = register({ name: 'Lalu Paman', sex: 'L', birthDate: '1975-01-01', regionCode: otherVillage, address: 'Jauh' })
    const before = registerDump()
    const joined = act('join', { personId: uncle, version: 1, toFamilyId: familyId, relation: 'Famili Lain' })
    expect(card()['Lalu Paman']).toBe('Famili Lain')
    expect(peopleHandlers.get(office.context, { id: uncle })).toMatchObject({ address: 'Dusun Pasir', regionCode: village })
    undoes(before, joined.eventId ?? 0)
    const version = peopleHandlers.get(office.context, { id: uncle }).version
    const opened = act('open', { personId: uncle, version, kkNumber: '5201092011260011' })
    const newId = opened.familyId ?? 0
    expect(card(newId)).toEqual({ 'Lalu Paman': 'Kepala Keluarga' })
    expect(refusal(() => act('join', { ...one(uncle, newId), toFamilyId: familyId, relation: 'Kepala Keluarga' }))).toMatchObject(
      {
        field: 'relation',
      },
    )
    const back = act('join', { ...one(uncle, newId), on: '2026-11-21', toFamilyId: familyId, relation: 'Famili Lain' })
    expect(family(newId)).toMatchObject({ state: 'ended', endedOn: '2026-11-21', members: [] })
    expect(family(newId).events[0]?.summary).toBe('Lalu Paman keluar dan masuk keluarga lain')
    act('undo', { eventId: back.eventId })
    undoes(before, opened.eventId ?? 0)
  })

  it('records a death: the membership ends, the next head follows, the person is kept', () => {
    const before = registerDump()
    expect(refusal(() => act('death', { ...one(father), on: '2026-11-23' }))).toMatchObject({ field: 'on' })
    expect(refusal(() => act('death', { ...one(father), on: '1970-01-01', newHeadId: mother }))).toMatchObject({ field: 'on' })
    expect(refusal(() => act('death', one(father)))).toMatchObject({ field: 'newHeadId' })
    const death = act('death', { ...one(father), newHeadId: mother, on: '2026-10-01', note: 'Surat kematian desa' })
    expect(peopleHandlers.get(office.context, { id: father })).toMatchObject({ lifeStatus: 'dead', family: [] })
    expect(card()).toEqual({ 'Baiq Sumi': 'Kepala Keluarga', 'Lalu Rizki': 'Anak', 'Baiq Nisa': 'Anak' })
    expect(family().events[0]).toMatchObject({
      summary: 'Lalu Ahmad meninggal; kepala keluarga: Baiq Sumi',
      note: 'Surat kematian desa',
    })
    undoes(before, death.eventId ?? 0)
    // Somebody who stands on no card can die too.
    const alone = register({ name: 'Sendiri', birthDate: '1950-01-01' })
    const lonely = act('death', { personId: alone, version: 1 })
    expect(lonely).toMatchObject({ familyId: null, version: 2 })
    act('undo', { eventId: lonely.eventId })
    expect(peopleHandlers.get(office.context, { id: alone })).toMatchObject({ lifeStatus: 'alive' })
  })

  it('records a birth: the child has a number of the office until the NIK comes', () => {
    const before = registerDump()
    const birth = act('birth', {
      ...seen(),
      name: 'Lalu  Bungsu',
      sex: 'L',
      nik: '0000000000000000',
      motherId: mother,
      fatherId: father,
    })
    const child = birth.personId ?? 0
    const shown = peopleHandlers.get(office.context, { id: child })
    expect(shown).toMatchObject({
      name: 'Lalu Bungsu',
      nikMasked: '',
      internalNumber: `W-${String(child).padStart(6, '0')}`,
      originalNumber: '000000••••••0000',
      birthDate: '2026-11-20',
      motherName: 'Baiq Sumi',
      fatherName: 'Lalu Ahmad',
      regionCode: village,
    })
    expect(family().events[0]?.summary).toBe('Lalu Bungsu lahir (ibu Baiq Sumi, ayah Lalu Ahmad)')
    undoes(before, birth.eventId ?? 0)
    expect(refusal(() => act('birth', { ...seen(), name: 'X', sex: 'L', motherId: mother, on: '1980-01-01' }))).toMatchObject({
      field: 'motherId',
    })
  })

  it('does not take a birth back when the child was served since', () => {
    const birth = act('birth', { ...seen(), name: 'Lalu Bungsu', sex: 'L' })
    const child = birth.personId ?? 0
    office.db.sql(
      `INSERT INTO submission (uid, label, period, profile_key, profile_version, state, created_at, created_by, updated_at, updated_by)
       VALUES (randomblob(16), 'Usulan', '2026-11', 'x', 1, 'draft', '', 1, '', 1)`,
    )
    office.db.sql('INSERT INTO submission_item (submission_id, person_id) SELECT id, ? FROM submission', child)
    expect(refusal(() => act('undo', { eventId: birth.eventId }))).toMatchObject({
      code: 'STATE',
      message: expect.stringContaining('sudah dipakai di catatan lain'),
    })
  })

  it('keeps a family in a household with others and takes it out again', () => {
    const other = register({ name: 'Aminah', kkNumber: '5201090101100002', relation: 'Kepala Keluarga' })
    expect(other).toBeGreaterThan(0)
    const before = registerDump()
    const linked = act('linkHousehold', { ...seen(), to: { by: 'number', number: '5201090030001' } })
    const again = act('linkHousehold', { ...seen(familyId + 1), to: { by: 'family', familyId } })
    expect(family().household).toMatchObject({
      number: '5201090030001',
      families: [{ head: 'Lalu Ahmad' }, { head: 'Aminah', fromDate: '2026-11-20', toDate: null }],
    })
    const page = (context = office.context) =>
      contract.household.output.parse(familiesHandlers.household(context, { id: family().household?.id ?? 0 }))
    personFactsHandlers.add(office.context, {
      personId: mother,
      fact: personFacts.add.input.shape.fact.parse({
        kind: 'pregnancy',
        from: '2026-10-01',
        asOf: '2026-11-01',
        source: 'typed',
      }),
    })
    personFactsHandlers.add(office.context, {
      personId: father,
      fact: personFacts.add.input.shape.fact.parse({ kind: 'decile', value: 2, asOf: '2026-10-18', source: 'typed' }),
    })
    personFactsHandlers.add(office.context, {
      personId: father,
      fact: personFacts.add.input.shape.fact.parse({
        kind: 'programme',
        programmeKey: null,
        name: 'Bantuan beras desa',
        asOf: '2026-10-18',
        source: 'typed',
      }),
    })
    expect(page()).toMatchObject({
      number: '5201090030001',
      hidden: { families: 0, people: 0 },
      families: [
        {
          head: 'Lalu Ahmad',
          address: 'Dusun Pasir',
          people: [
            { name: 'Lalu Ahmad', decile: '2', decileOn: '2026-10-18', programmes: ['Bantuan beras desa'], conditions: [] },
            { name: 'Baiq Sumi', conditions: ['Hamil'] },
            { name: 'Lalu Rizki' },
            { name: 'Baiq Nisa' },
          ],
        },
        { head: 'Aminah', toDate: null, people: [{ name: 'Aminah', relation: 'Kepala Keluarga' }] },
      ],
    })
    expect(JSON.stringify(page())).not.toMatch(/\d{16}/)
    const found = (text: string) => familiesHandlers.list(office.context, contract.list.input.parse({ text })).items
    expect(found('5201090030001').map(({ head }) => head)).toEqual(['Lalu Ahmad', 'Aminah'])
    expect(refusal(() => page(limited(otherVillage))).code).toBe('NOT_FOUND')
    office.db.sql('UPDATE family SET region_code = ? WHERE id = ?', otherVillage, familyId + 1)
    office.db.sql('UPDATE person SET region_code = ? WHERE id = ?', otherVillage, son)
    const part = page(limited(village))
    expect(part.hidden).toEqual({ families: 1, people: 1 })
    expect(JSON.stringify(part)).not.toMatch(/Aminah|Rizki/)
    office.db.sql('UPDATE family SET region_code = ? WHERE id = ?', village, familyId + 1)
    office.db.sql('UPDATE person SET region_code = ? WHERE id = ?', village, son)
    const left = act('unlinkHousehold', { ...seen(familyId + 1), on: '2026-11-21' })
    expect(family(familyId + 1).household).toBeNull()
    expect(family().household?.families[1]).toMatchObject({ toDate: '2026-11-21' })
    act('undo', { eventId: left.eventId })
    act('undo', { eventId: again.eventId })
    undoes(before, linked.eventId ?? 0)
  })
})

describe('safety', () => {
  it('refuses a stale screen, an unknown relation, and a day to come, and writes nothing', () => {
    const before = registerDump()
    expect(refusal(() => act('changeHead', { familyId, version: 99, newHeadId: mother }))).toMatchObject({ code: 'CONFLICT' })
    expect(refusal(() => act('correctRelation', { ...seen(), personId: son, relation: 'Tetangga' }))).toMatchObject({
      field: 'relation',
    })
    expect(refusal(() => act('setNumber', { ...seen(), kkNumber: null, on: '2026-12-01' }))).toMatchObject({ field: 'on' })
    expect(refusal(() => act('correctRelation', { ...seen(), personId: father, relation: 'Anak' }))).toMatchObject({
      field: 'relation',
    })
    expect(registerDump()).toEqual(before)
    expect(office.db.sql('SELECT id FROM family_event')).toEqual([])
  })

  it('keeps users inside their area', () => {
    const mine = limited(village)
    expect(refusal(() => act('move', { ...seen(), to: { where: 'inside', regionCode: otherVillage } }, mine))).toMatchObject({
      field: 'regionCode',
    })
    expect(refusal(() => act('setNumber', { ...seen(), kkNumber: null }, limited(otherVillage)))).toMatchObject({
      code: 'NOT_FOUND',
    })
    office.db.sql('UPDATE person SET region_code = ? WHERE id = ?', otherVillage, son)
    const shown = family(familyId, mine)
    expect(shown).toMatchObject({ hidden: 1 })
    expect(shown.members.map(({ name }) => name)).not.toContain('Lalu Rizki')
    expect(refusal(() => act('move', { ...seen(), to: { where: 'outside', place: 'Bali' } }, mine))).toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('does not take back what was changed since', () => {
    const done = act('correctRelation', { ...seen(), personId: son, relation: 'Famili Lain' })
    office.db.sql("UPDATE family_member SET relation = 'Menantu' WHERE person_id = ?", son)
    expect(refusal(() => act('undo', { eventId: done.eventId }))).toMatchObject({ code: 'STATE' })
    expect(card()['Lalu Rizki']).toBe('Menantu')
  })

  it('merging and un-merging people carries their events', () => {
    act('moveMember', { ...one(son), to: { where: 'outside', place: 'Bali' } })
    const twin = register({ name: 'Lalu Rizky', sex: 'L', birthDate: '2004-07-09' })
    const version = (id: number): number => peopleHandlers.get(office.context, { id }).version
    const merged = office.db.raw.transaction(() =>
      mergePeople(
        office.context,
        duplicates.merge.input.parse({
          survivorId: twin,
          survivorVersion: version(twin),
          absorbedId: son,
          absorbedVersion: version(son),
          take: [],
        }),
      ),
    )()
    expect(family().events[0]?.people).toEqual([{ personId: twin, name: 'Lalu Rizky' }])
    undoMergeOf(office.context, merged.mergeId)
    expect(family().events[0]?.people).toEqual([{ personId: son, name: 'Lalu Rizki' }])
  })
})
