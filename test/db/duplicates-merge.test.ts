import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { casesHandlers } from '../../src/main/core/cases/cases.service.ts'
import { duplicatesHandlers } from '../../src/main/core/duplicates/duplicates.service.ts'
import { personReferences } from '../../src/main/core/duplicates/merge-log.ts'
import { Comparison } from '../../src/main/core/imports/compare.ts'
import { FactComparison } from '../../src/main/core/imports/compare-facts.ts'
import { peopleHandlers } from '../../src/main/core/people/people.service.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { duplicates as contract } from '../../src/shared/contract/duplicates.ts'
import { contract as everything } from '../../src/shared/contract/index.ts'
import { people } from '../../src/shared/contract/people.ts'
import { AppError } from '../../src/shared/domain/errors.ts'
import { addPerson, furnishOffice } from '../harness/case-world.ts'
import { dump } from '../harness/duplicates.ts'
import { type Inline, openInline } from '../harness/inline.ts'

let office: Inline
let survivor: number
let absorbed: number
const nikA = '5201096212850001'
const nikB = '5201096212850017'
const kkA = '5201090101100001'
const kkB = '5201090101100002'

beforeEach(() => {
  office = openInline()
  furnishOffice(office)
  survivor = addPerson(office, { name: 'SITI AMINAH', nik: nikA, birthDate: '1985-12-22', sex: 'P', kk: kkA, relation: 'Istri' })
  absorbed = addPerson(office, {
    name: 'ST. AMINAH',
    nik: nikB,
    birthDate: '1985-12-22',
    sex: 'P',
    kk: kkB,
    relation: 'Kepala Keluarga',
  })
  office.db.sql('UPDATE person SET phone = \'081012345678\', extra = \'{"kks":"1234"}\' WHERE id = ?', absorbed)
})
afterEach(() => office.close())

const version = (id: number): number =>
  office.db.sql<{ version: number }>('SELECT version FROM person WHERE id = ?', id)[0]?.version ?? 0
const merge = (take: string[] = [], one = survivor, other = absorbed, context = office.context) =>
  office.db.raw.transaction(() =>
    duplicatesHandlers.merge(
      context,
      contract.merge.input.parse({
        survivorId: one,
        survivorVersion: version(one),
        absorbedId: other,
        absorbedVersion: version(other),
        take,
      }),
    ),
  )()
const undo = (mergeId: number, context = office.context) =>
  office.db.raw.transaction(() => duplicatesHandlers.undoMerge(context, { mergeId }))()
const detail = (id: number) => people.get.output.parse(peopleHandlers.get(office.context, { id }))
const refusal = (run: () => unknown): AppError['data'] => {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error.data
    throw error
  }
  throw new Error('was not refused')
}
const openCase = (clientId: number, summary = 'Uji'): number =>
  casesHandlers.create(
    office.context,
    everything.cases.create.input.parse({
      clientId,
      reporter: { kind: 'self' },
      summary,
      needs: [{ programmeKey: 'reaktivasi-pbi-jk', category: 'kepesertaan', description: '' }],
    }),
  ).id
const addLetter = (personId: number): void => {
  const { db } = office
  const by = { updated_at: office.context.now(), updated_by: 1 }
  const signatory = db.run(
    db.q.insertInto('signatory').values({ name: 'A', rank: '', nip: '', position: '', on_behalf_of: '', ...by }),
  ).id
  db.run(
    db.q.insertInto('letter').values({
      uid: newUid(),
      kind: 'x',
      template_version: 1,
      person_id: personId,
      state: 'draft',
      letter_date: '2026-11-22',
      paper: 'F4',
      signatory_id: signatory,
      fields: '{}',
      copies_to: '[]',
      created_at: by.updated_at,
      created_by: 1,
      ...by,
    }),
  )
}
const addBatch = (state: string, ...personIds: number[]): void => {
  const { db } = office
  const at = office.context.now()
  const id = db.run(
    db.q.insertInto('submission').values({
      uid: newUid(),
      label: 'Usulan November',
      period: '2026-11',
      profile_key: 'x',
      profile_version: 1,
      state,
      created_at: at,
      created_by: 1,
      updated_at: at,
      updated_by: 1,
    }),
  ).id
  for (const person_id of personIds) db.run(db.q.insertInto('submission_item').values({ submission_id: id, person_id }))
}

describe('merging two records', () => {
  it('knows every table that refers to people', () => {
    const tables = office.db.sql<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => name)
    const found = tables.flatMap((table) =>
      office.db
        .sql<{ table: string; from: string }>(`SELECT "table", "from" FROM pragma_foreign_key_list('${table}')`)
        .filter((key) => key.table === 'person')
        .map((key) => `${table}.${key.from}`),
    )
    // Their own bookkeeping: pairs and merges say which record is meant, so they never move.
    // Findings of a scan are about the values of one record; the next scan looks at the survivor.
    const own = [
      'check_finding.person_id',
      'duplicate_pair.a_id',
      'duplicate_pair.b_id',
      'person_merge.survivor_id',
      'person_merge.absorbed_id',
    ]
    expect(found.sort()).toEqual([...personReferences.map(({ table, column }) => `${table}.${column}`), ...own].sort())
  })

  it('moves cases, letters, batches and the family, takes the chosen values, and tells both histories', () => {
    openCase(absorbed)
    addLetter(absorbed)
    addBatch('draft', absorbed)
    peopleHandlers.update(office.context, {
      ...people.update.input.parse({
        id: absorbed,
        version: 1,
        name: 'ST. AMINAH',
        birthDate: '1985-12-22',
        sex: 'P',
        phone: '081012345678',
        religion: 'Islam',
        regionCode: '52.01.01.1001',
      }),
    })
    const { version: saved } = merge(['phone', 'family'])
    expect(saved).toBe(version(survivor))
    const after = detail(survivor)
    expect(after).toMatchObject({ name: 'SITI AMINAH', phone: '081012345678', kkMasked: '520109••••••0002' })
    expect([after.cases.length, after.letters.length, after.submissions.length]).toEqual([1, 1, 1])
    expect(after.memberships.map(({ relation, toDate }) => [relation, toDate])).toEqual([
      ['Kepala Keluarga', null],
      ['Istri', '2026-11-22'],
    ])
    const said = after.history.map(({ field, before, after: value }) => `${field}: ${before} → ${value}`)
    expect(said).toContain('Telepon:  → 081012345678')
    expect(said).toContain('No. KK: 520109••••••0001 → 520109••••••0002')
    expect(said).toContain('Digabungkan dari data ganda:  → ST. AMINAH')
    // What the absorbed record went through before.
    expect(said).toContain('Agama:  → Islam')
    expect(office.audited.at(-1)).toMatchObject({ entity: 'person', entityId: survivor })
    expect(JSON.stringify(office.audited.at(-1))).not.toContain('AMINAH')
  })

  it('hides the absorbed record from every list and search, and its NIK leads to the survivor', () => {
    const search = (text: string) => peopleHandlers.search(office.context, { text, limit: 20 }).items.map(({ id }) => id)
    expect(search('aminah').sort()).toEqual([survivor, absorbed].sort())
    merge()
    expect(search('aminah')).toEqual([survivor])
    expect(search('siti amina')).toEqual([survivor])
    expect(search(nikB)).toEqual([survivor])
    expect(search(nikA)).toEqual([survivor])
    expect(search(nikB.slice(-6))).not.toContain(absorbed)
    const limited = { ...office.context, actor: { ...office.context.actor, areas: ['52.01.01'] } }
    expect(peopleHandlers.search(limited, { text: nikB, limit: 20 }).items.map(({ id }) => id)).toEqual([survivor])
    expect(peopleHandlers.search(limited, { text: 'aminah', limit: 20 }).items.map(({ id }) => id)).toEqual([survivor])
    expect(peopleHandlers.list(office.context, people.list.input.parse({})).items.map(({ id }) => id)).toEqual([survivor])
    expect(peopleHandlers.list(limited, people.list.input.parse({})).items.map(({ id }) => id)).toEqual([survivor])
    expect(peopleHandlers.count(office.context, { region: null }).people).toBe(1)
    expect(refusal(() => detail(absorbed)).code).toBe('NOT_FOUND')
    expect(refusal(() => openCase(absorbed)).code).toBe('NOT_FOUND')
    expect(refusal(() => peopleHandlers.create(office.context, people.create.input.parse({ name: 'X', nik: nikB }))).code).toBe(
      'CONFLICT',
    )
    expect(
      refusal(() =>
        peopleHandlers.update(
          office.context,
          people.update.input.parse({
            id: survivor,
            version: version(survivor),
            name: 'SITI AMINAH',
            nik: nikB,
            regionCode: '52.01.01.1001',
          }),
        ),
      ),
    ).toMatchObject({ code: 'CONFLICT', field: 'nik' })
  })

  it('makes an import with the absorbed NIK change the survivor, and asks when a file holds both numbers', () => {
    merge()
    const row = (nik: string, number: number) => ({
      sheet: 'S',
      row: number,
      data: { nik, fields: { name: 'SITI AMINAH', phone: '0810999' } },
      problems: [],
    })
    const comparison = () => new Comparison(office.db, null, new FactComparison(office.db, [], '2026-11-22', (key) => key))
    expect(comparison().compare([row(nikB, 2)])).toMatchObject([{ bucket: 'changed', personId: survivor }])
    expect(comparison().compare([row(nikB, 2), row(nikA, 3)])).toMatchObject([
      { bucket: 'changed', personId: survivor },
      { bucket: 'doubtful', personId: survivor },
    ])
  })

  it('lets the two exchange their NIK when the absorbed one is right', () => {
    merge(['nik'])
    expect(office.db.sql('SELECT id, nik FROM person ORDER BY id')).toEqual([
      { id: survivor, nik: nikB },
      { id: absorbed, nik: nikA },
    ])
    expect(peopleHandlers.search(office.context, { text: nikA, limit: 5 }).items.map(({ id }) => id)).toEqual([survivor])
  })

  it('is refused for one record twice, stale versions, people said to differ, and both in an open batch', () => {
    expect(refusal(() => merge([], survivor, survivor)).code).toBe('VALIDATION')
    const input = { survivorId: survivor, survivorVersion: 1, absorbedId: absorbed, absorbedVersion: 9, take: [] }
    expect(refusal(() => duplicatesHandlers.merge(office.context, input)).code).toBe('CONFLICT')
    addBatch('draft', survivor, absorbed)
    expect(refusal(() => merge())).toMatchObject({ code: 'STATE', message: expect.stringContaining('Usulan November') })
    office.db.sql("UPDATE submission SET state = 'exported'")
    duplicatesHandlers.markDifferent(office.context, { personId: absorbed, otherId: survivor })
    expect(refusal(() => merge()).message).toContain('orang yang berbeda')
    duplicatesHandlers.reopen(office.context, { personId: survivor, otherId: absorbed })
    merge()
    // The exported file named both; each keeps its line, and the survivor shows the two.
    expect(detail(survivor).submissions).toHaveLength(2)
  })

  it('is refused for people outside the area, as if they were not there', () => {
    const context = { ...office.context, actor: { ...office.context.actor, areas: ['52.01.14'] } }
    expect(refusal(() => merge([], survivor, absorbed, context)).code).toBe('NOT_FOUND')
    const { mergeId } = merge()
    expect(refusal(() => undo(mergeId, context)).code).toBe('NOT_FOUND')
    expect(duplicatesHandlers.list(context, contract.list.input.parse({ state: 'merged' })).items).toEqual([])
  })

  it('carries over who was said to be somebody else', () => {
    const third = addPerson(office, { name: 'SITI AMINAH', birthDate: '1985-12-22', sex: 'P' })
    duplicatesHandlers.markDifferent(office.context, { personId: absorbed, otherId: third })
    const { mergeId } = merge()
    expect(duplicatesHandlers.summary(office.context, {})).toMatchObject({ different: 1, merged: 1 })
    expect(refusal(() => merge([], survivor, third)).code).toBe('STATE')
    undo(mergeId)
    expect(duplicatesHandlers.summary(office.context, {})).toMatchObject({ different: 1, merged: 0 })
  })
})

describe('taking a merge back', () => {
  const chosen = [[], ['nik', 'name', 'phone', 'family', 'lifeStatus'], ['birthDate', 'regionCode', 'address', 'motherName']]

  it.each(chosen)('restores the register exactly (%#)', async (...take) => {
    openCase(absorbed)
    openCase(survivor)
    office.db.sql("UPDATE case_file SET reporter_kind = 'other', reporter_person_id = ? WHERE client_id = ?", absorbed, survivor)
    addLetter(absorbed)
    addBatch('draft', absorbed)
    addBatch('exported', survivor, absorbed)
    office.db.sql(
      "UPDATE person SET birth_date = '1985-02-22', address = 'Jl. Lain 7', region_code = '52.01.14.2001', mother_name = 'SARI' WHERE id = ?",
      absorbed,
    )
    const third = addPerson(office, { name: 'SITI AMINAH', birthDate: '1985-12-22', sex: 'P' })
    await duplicatesHandlers.scan(office.context, {})
    duplicatesHandlers.markDifferent(office.context, { personId: absorbed, otherId: third })
    const before = dump(office.db)
    const { mergeId } = merge(take)
    expect(dump(office.db)).not.toEqual(before)
    expect(undo(mergeId)).toEqual({ survivorId: survivor, absorbedId: absorbed })
    expect(dump(office.db)).toEqual(before)
    expect(office.db.sql("INSERT INTO person_fts (person_fts) VALUES ('integrity-check')")).toEqual([])
    expect(peopleHandlers.search(office.context, { text: nikB, limit: 5 }).items.map(({ id }) => id)).toEqual([absorbed])
    expect(detail(survivor).history[0]).toMatchObject({ field: 'Digabungkan dari data ganda', after: '' })
    expect(refusal(() => undo(mergeId))).toMatchObject({ code: 'STATE', message: 'Penggabungan ini sudah dibatalkan.' })
    expect(refusal(() => undo(mergeId + 100)).code).toBe('NOT_FOUND')
  })

  it('restores two people of one family card', () => {
    const twin = addPerson(office, { name: 'SITI AMINAH', kk: kkA, relation: 'Anak' })
    const before = dump(office.db)
    const { mergeId } = merge(['family'], survivor, twin)
    expect(detail(survivor).family.map(({ personId }) => personId)).toEqual([survivor])
    undo(mergeId)
    expect(dump(office.db)).toEqual(before)
  })

  it('leaves to the survivor what came after the merge', () => {
    const { mergeId } = merge()
    const later = openCase(survivor)
    peopleHandlers.update(
      office.context,
      people.update.input.parse({
        id: survivor,
        version: version(survivor),
        name: 'SITI AMINAH',
        birthDate: '1985-12-22',
        sex: 'P',
        occupation: 'Pedagang',
        regionCode: '52.01.01.1001',
      }),
    )
    undo(mergeId)
    expect(detail(survivor)).toMatchObject({ occupation: 'Pedagang', cases: [{ id: later }] })
    expect(detail(absorbed)).toMatchObject({ occupation: '', cases: [] })
  })

  it('is refused where later changes stand in the way, naming them', () => {
    const { mergeId } = merge(['phone', 'family'])
    peopleHandlers.update(
      office.context,
      people.update.input.parse({
        id: survivor,
        version: version(survivor),
        name: 'SITI AMINAH',
        birthDate: '1985-12-22',
        sex: 'P',
        phone: '0810',
        regionCode: '52.01.01.1001',
      }),
    )
    expect(refusal(() => undo(mergeId))).toMatchObject({
      code: 'STATE',
      message: 'Penggabungan tidak dapat dibatalkan: Telepon sudah diubah lagi.',
    })
    office.db.sql("UPDATE family_member SET to_date = '2026-12-01' WHERE person_id = ? AND to_date IS NULL", survivor)
    expect(refusal(() => undo(mergeId)).message).toContain('keluarganya sudah diubah lagi')
  })

  it('is refused when a batch lost the line that moved', () => {
    addBatch('draft', absorbed)
    const { mergeId } = merge()
    office.db.sql('DELETE FROM submission_item')
    expect(refusal(() => undo(mergeId)).message).toContain('1 baris usulan sudah dipindahkan atau dihapus')
  })

  it('goes backwards through a chain of merges', () => {
    const third = addPerson(office, { name: 'AMINAH', birthDate: '1985-12-22', sex: 'P' })
    const before = dump(office.db)
    const first = merge([], survivor, absorbed)
    const second = merge(['name'], third, survivor)
    expect(peopleHandlers.search(office.context, { text: nikB, limit: 5 }).items.map(({ id }) => id)).toEqual([third])
    expect(refusal(() => undo(first.mergeId))).toMatchObject({ code: 'STATE', hint: expect.stringContaining('lebih baru') })
    undo(second.mergeId)
    undo(first.mergeId)
    expect(dump(office.db)).toEqual(before)
  })
})
