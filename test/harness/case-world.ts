import { currentDefinitions } from '../../src/main/core/definitions/definitions.repo.ts'
import type { StoredOffice } from '../../src/main/core/office/office.repo.ts'
import { writeSetting } from '../../src/main/core/settings.repo.ts'
import { newUid } from '../../src/main/core/uid.ts'
import { nameKey } from '../../src/shared/domain/names.ts'
import type { Actor } from '../../src/shared/domain/permissions.ts'
import type { Inline } from './inline.ts'

/** Puts an office and a few regions of one district into a fresh database; all names are made up but for the places. */
export const furnishOffice = ({ db, context }: Inline, more: Partial<StoredOffice> = {}): void => {
  const office: StoredOffice = {
    name: 'Dinas Sosial Kabupaten Lombok Barat',
    governmentName: 'PEMERINTAH KABUPATEN LOMBOK BARAT',
    unitName: 'Sekretariat SLRT',
    districtCode: '52.01',
    districtName: 'Kabupaten Lombok Barat',
    provinceName: 'Nusa Tenggara Barat',
    address: 'Jl. Contoh No. 1',
    phone: '',
    email: '',
    website: '',
    city: 'Gerung',
    unitCode: 'SLRT',
    timeZone: 'Asia/Makassar',
    paper: 'F4',
    practice: false,
    logoSha256: null,
    ...more,
  }
  writeSetting(db, 'office', office, { userId: 0, now: context.now() })
  for (const [code, level, name] of [
    ['52', 1, 'Nusa Tenggara Barat'],
    ['52.01', 2, 'Kabupaten Lombok Barat'],
    ['52.01.01', 3, 'Gerung'],
    ['52.01.01.1001', 4, 'Gerung Utara'],
    ['52.01.01.2001', 4, 'Beleka'],
    ['52.01.14', 3, 'Gunungsari'],
    ['52.01.14.2001', 4, 'Kekeri'],
  ] as const)
    db.run(
      db.q.insertInto('region').values({
        code,
        parent_code: code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null,
        level,
        name,
        name_key: nameKey(name),
      }),
    )
}

/** A person straight into the table. */
export const addPerson = (
  { db, context }: Inline,
  person: {
    name: string
    nik?: string | null
    region?: string | null
    birthDate?: string | null
    sex?: 'L' | 'P' | null
    kk?: string
    relation?: string
    lifeStatus?: string
    motherName?: string
    address?: string
  },
): number => {
  const by = { updated_at: context.now(), updated_by: 1 }
  const id = db.run(
    db.q.insertInto('person').values({
      uid: newUid(),
      nik: person.nik ?? null,
      name: person.name,
      name_key: nameKey(person.name),
      birth_place: 'Gerung',
      birth_date: person.birthDate ?? null,
      sex: person.sex ?? null,
      mother_name: person.motherName ?? 'INAQ SARI',
      address: person.address ?? 'Jl. Contoh 5',
      rt: '001',
      rw: '002',
      region_code: person.region === undefined ? '52.01.01.1001' : person.region,
      life_status: person.lifeStatus ?? 'alive',
      ...by,
    }),
  ).id
  if (person.kk !== undefined) {
    const family =
      db.first(db.q.selectFrom('family').select('id').where('kk_number', '=', person.kk))?.id ??
      db.run(
        db.q
          .insertInto('family')
          .values({ uid: newUid(), kk_number: person.kk, region_code: person.region ?? '52.01.01.1001', ...by }),
      ).id
    db.run(db.q.insertInto('family_member').values({ family_id: family, person_id: id, relation: person.relation ?? '', ...by }))
  }
  return id
}

/** Another user of the office with a role of their own; returns the context that this user's calls would get. */
export const asUser = (
  inline: Inline,
  user: { name: string; permissions?: Actor['permissions']; areas?: string[] },
): Inline['context'] => {
  const { db, context } = inline
  const id = db.run(
    db.q.insertInto('user').values({
      username: user.name.toLowerCase(),
      display_name: user.name,
      password_hash: '-',
      updated_at: context.now(),
      updated_by: 0,
    }),
  ).id
  const rights = user.permissions ?? context.actor.permissions
  const role = `uji-${user.name.toLowerCase()}`
  const body = JSON.stringify({ name: role, description: '', permissions: rights })
  const made = { origin: 'office', created_at: context.now(), created_by: 0, hash: role }
  db.run(db.q.insertInto('definition').values({ kind: 'role', key: role, version: 1, name: role, body, ...made }))
  db.run(db.q.insertInto('user_role').values({ user_id: id, role_key: role }))
  for (const region of user.areas ?? []) db.run(db.q.insertInto('user_area').values({ user_id: id, region_code: region }))
  return {
    ...context,
    actor: {
      ...context.actor,
      userId: id,
      username: user.name.toLowerCase(),
      displayName: user.name,
      permissions: rights,
      areas: user.areas ?? [],
    },
  }
}

/** Runs a command as the writer would: in one transaction that a refusal rolls back. */
export const inTransaction = <T>({ db }: Inline, run: () => T): T => db.raw.transaction(run)()

/** The code of the refusal that a call answers with, or 'none'. */
export const refusal = (run: () => unknown): string => {
  try {
    run()
    return 'none'
  } catch (error) {
    return (error as { data?: { code?: string } }).data?.code ?? `other: ${String(error)}`
  }
}

/** The same for a job. */
export const refusalOf = async (run: () => Promise<unknown>): Promise<{ code: string; message: string }> => {
  try {
    await run()
    return { code: 'none', message: '' }
  } catch (error) {
    const data = (error as { data?: { code: string; message: string } }).data
    return data === undefined ? { code: `other: ${String(error)}`, message: '' } : { code: data.code, message: data.message }
  }
}

/** Every paper that a programme asks for, as seen at the counter: the file of the need is complete. */
export const allPapers = ({ db }: Inline, programmeKey: string): { key: string; state: 'have'; note: string }[] =>
  currentDefinitions(db, 'programme')
    .filter(({ key }) => key === programmeKey)
    .flatMap(({ body }) => body.requirements.map(({ key }) => ({ key, state: 'have' as const, note: '' })))
