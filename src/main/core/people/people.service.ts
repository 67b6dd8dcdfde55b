import type { PersonFields } from '../../../shared/contract/people.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { isTemporaryNumber } from '../../../shared/domain/nik.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import type { CommandContext, Handlers, QueryContext } from '../context.ts'
import { packCursor, page, unpackCursor } from '../paging.ts'
import { fieldLabel } from './history.ts'
import {
  countPeople,
  findFamily,
  findPerson,
  insertChange,
  insertFamily,
  insertMember,
  insertPerson,
  listedPeople,
  type NamePosition,
  type PersonRecord,
  peopleByName,
  presentKk,
  updatePerson,
} from './people.repo.ts'
import { countFiltered, filterCondition, filteredByName } from './people-filter.sqlite.ts'
import { refuseBirthDate, refuseKk, refuseNik, refuseRegion, toColumns } from './person-input.ts'
import { changesOf } from './person-record.repo.ts'
import { toPersonDetail, toPersonRow } from './person-view.ts'
import { scopeOf } from './scope.sqlite.ts'
import { searchPeople } from './search.ts'
import { toHits } from './search-hits.ts'

/** The person, if the user may see that area; otherwise it looks as if there were none. */
const visiblePerson = (context: QueryContext, id: number): PersonRecord => {
  const person = findPerson(context.db, id)
  if (person === undefined || person.merged_into !== null || !inArea(context.actor, person.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { hint: 'Cari warga itu sekali lagi.' })
  return person
}

/** A column as the contract names it; the history of imports uses the same names. */
const fieldName = (column: string): string => column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())

const by = (context: CommandContext) => ({ userId: context.actor.userId, now: context.now() })

const readPosition = (cursor: string | null): NamePosition | null => {
  if (cursor === null) return null
  const [key, id] = unpackCursor(cursor)
  if (typeof key === 'string' && typeof id === 'number') return { key, id }
  throw new AppError('VALIDATION', 'Penanda halaman tidak dikenal.', { field: 'cursor', hint: 'Muat ulang daftar.' })
}

/** The refusal of a change that was begun before somebody else's: it says who saved last, and what. */
const overtaken = ({ db }: QueryContext, person: PersonRecord): AppError => {
  const last = changesOf(db, person.id).filter(({ at }) => at === person.updated_at)
  const who = last[0]?.display_name ?? 'orang lain'
  const fields = [...new Set(last.map(({ field }) => fieldLabel(field, new Map())))]
  return new AppError(
    'CONFLICT',
    `Data warga ini baru saja diubah ${who}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}.`,
    {
      field: 'version',
      hint: 'Lihat perubahannya, lalu pilih isian mana yang dipakai.',
    },
  )
}

/** Puts a new person on a family card; a card that is not known yet opens a family at the person's address. */
const joinFamily = (context: CommandContext, personId: number, kkNumber: string, relation: string, input: PersonFields): void => {
  const known = findFamily(context.db, kkNumber)
  if (known !== undefined && known.region_code !== null && !inArea(context.actor, known.region_code))
    throw new AppError('CONFLICT', 'Kartu keluarga ini tercatat di luar wilayah tugas Anda.', {
      field: 'kkNumber',
      hint: 'Periksa nomornya, atau hubungi petugas kabupaten/kota.',
    })
  const address = { address: input.address, hamlet: input.hamlet, rt: input.rt, rw: input.rw, region_code: input.regionCode }
  const familyId = known?.id ?? insertFamily(context.db, { kk_number: kkNumber, ...address }, by(context))
  insertMember(context.db, { family_id: familyId, person_id: personId, relation, from_date: context.today() }, by(context))
}

/** Use cases of the people register. */
export const peopleHandlers: Handlers<'people'> = {
  search: ({ db, actor, today }, { text, limit, region, filter }) => {
    const { found, capped, note } = searchPeople(db, text, {
      scope: scopeOf(db, actor.areas, region ?? null),
      filter: filterCondition(filter, today()),
      enough: limit,
      revealed: may(actor, 'people.reveal'),
      today: today(),
    })
    return { ...toHits(db, found.slice(0, limit)), total: found.length, more: capped || found.length > limit, note }
  },
  list: ({ db, actor, today }, { region, filter, cursor, limit }) => {
    const scope = scopeOf(db, actor.areas, region)
    const condition = filterCondition(filter, today())
    const toCursor = (row: { name_key: string; id: number }): string => packCursor(row.name_key, row.id)
    if (condition === null) return page(peopleByName(db, scope, readPosition(cursor), limit + 1), limit, toPersonRow, toCursor)
    const ids = filteredByName(db, { scope, filter: condition }, readPosition(cursor), limit + 1)
    const rows = new Map(ids.length === 0 ? [] : listedPeople(db, ids).map((row) => [row.id, row]))
    return page(
      ids.flatMap((id) => rows.get(id) ?? []),
      limit,
      toPersonRow,
      toCursor,
    )
  },
  count: ({ db, actor, today }, { region, filter }) => {
    const scope = scopeOf(db, actor.areas, region)
    const condition = filterCondition(filter, today())
    return condition === null ? countPeople(db, scope) : { people: countFiltered(db, { scope, filter: condition }), families: 0 }
  },
  get: (context, { id }) => {
    const person = visiblePerson(context, id)
    const [row] = listedPeople(context.db, [id])
    if (row === undefined) throw new Error('person vanished inside one read')
    return toPersonDetail(context, person, row)
  },
  reveal: (context, { id, field }) => {
    const person = visiblePerson(context, id)
    const value = field === 'nik' ? person.nik : presentKk(context.db, id)
    if (value === null)
      throw new AppError(
        'NOT_FOUND',
        field === 'nik' ? 'Warga ini belum punya NIK.' : 'Warga ini belum tercatat di kartu keluarga.',
        {
          hint: 'Lengkapi datanya bila nomornya sudah ada.',
        },
      )
    context.audit({ entity: 'person', entityId: id, detail: { field } })
    return { value }
  },
  create: (context, { kkNumber, relation, ...input }) => {
    refuseRegion(context, input.regionCode)
    refuseBirthDate(context, input.birthDate)
    // A number given to somebody without a NIK is kept as the number of origin; the office's own number stands for the person.
    const temporary = input.nik !== null && isTemporaryNumber(input.nik)
    if (input.nik !== null && !temporary) refuseNik(context, input.nik, null)
    if (kkNumber !== null) refuseKk(kkNumber)
    const numbers = temporary ? { nik: null, original_number: input.nik ?? '' } : { nik: input.nik }
    const id = insertPerson(context.db, { ...toColumns(input), ...numbers }, by(context))
    if (kkNumber !== null) joinFamily(context, id, kkNumber, relation, input)
    context.audit({
      entity: 'person',
      entityId: id,
      detail: { withNik: input.nik !== null && !temporary, withKk: kkNumber !== null },
    })
    return { id, version: 1 }
  },
  update: (context, { id, version, nik, ...input }) => {
    const person = visiblePerson(context, id)
    if (person.version !== version) throw overtaken(context, person)
    if (input.regionCode !== person.region_code) refuseRegion(context, input.regionCode)
    if (input.birthDate !== person.birth_date) refuseBirthDate(context, input.birthDate)
    if (nik !== undefined && nik !== null && nik !== person.nik) refuseNik(context, nik, id)
    const wanted = nik === undefined ? toColumns(input) : { ...toColumns(input), nik }
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((field) => (wanted[field] ?? null) !== person[field])
    const fields = changed.filter((field) => field !== 'name_key')
    context.audit({ entity: 'person', entityId: id, detail: { fields: fields.map(fieldName) } })
    if (changed.length === 0) return { id, version }
    const saved = updatePerson(
      context.db,
      id,
      version,
      Object.fromEntries(changed.map((field) => [field, wanted[field]])),
      by(context),
    )
    if (saved === undefined) throw overtaken(context, person)
    for (const field of fields)
      insertChange(
        context.db,
        {
          personId: id,
          field: fieldName(field),
          before: person[field] as string | null,
          after: (wanted[field] ?? null) as string | null,
        },
        by(context),
      )
    return { id, version: saved }
  },
}
