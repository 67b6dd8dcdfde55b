import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { headRelation } from '../../../shared/domain/families.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { type By, findPerson, type PersonRecord } from '../people/people.repo.ts'
import { refuseKk } from '../people/person-input.ts'
import {
  completeEvent,
  type FamilyRecord,
  familyByNumber,
  findFamilyById,
  insertEvent,
  insertEventPerson,
  insertMembership,
  type MemberRecord,
  membershipOf,
  membersOf,
} from './families.repo.ts'
import { Ledger, touchFamily } from './ledger.sqlite.ts'

/** When, by which paper, and the note of an event. */
export interface EventInput {
  on: string
  documentNumber: string
  note: string
}
/** Who follows a head who goes. */
export interface Succession {
  newHeadId: number | null
  relations: readonly { personId: number; relation: string }[]
}
/** An address in columns. */
export interface Home {
  address: string
  hamlet: string
  rt: string
  rw: string
  region_code: string | null
}
/** What every event answers. */
export interface Done {
  eventId: number
  familyId: number | null
  version: number
  personId: number | null
}

const stale = (): AppError =>
  new AppError('CONFLICT', 'Data keluarga ini baru saja diubah orang lain.', {
    field: 'version',
    hint: 'Muat ulang, lalu ulangi perubahan Anda.',
  })

/** The family, if the user may see that area; otherwise it looks as if there were none. @throws AppError NOT_FOUND */
export const visibleFamily = (context: QueryContext, id: number, field = 'familyId'): FamilyRecord => {
  const family = findFamilyById(context.db, id)
  if (family === undefined || !inArea(context.actor, family.region_code))
    throw new AppError('NOT_FOUND', 'Keluarga tidak ditemukan.', { field, hint: 'Cari keluarga itu sekali lagi.' })
  return family
}

/** The family as the screen saw it. @throws AppError NOT_FOUND, CONFLICT */
export const familyAt = (context: QueryContext, id: number, version: number): FamilyRecord => {
  const family = visibleFamily(context, id)
  if (family.version !== version) throw stale()
  return family
}

/** The person, if the user may see that area. @throws AppError NOT_FOUND */
export const visiblePerson = (context: QueryContext, id: number, field = 'personId'): PersonRecord => {
  const person = findPerson(context.db, id)
  if (person === undefined || person.merged_into !== null || !inArea(context.actor, person.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { field, hint: 'Cari warga itu sekali lagi.' })
  return person
}

/** A person with the present family, which must be as the screen saw it; without a family the person must be. */
export const personAt = (
  context: QueryContext,
  id: number,
  version: number,
): { person: PersonRecord; member: MemberRecord | null; family: FamilyRecord | null } => {
  const person = visiblePerson(context, id)
  const member = membershipOf(context.db, id) ?? null
  const family = member === null ? null : visibleFamily(context, member.family_id)
  if ((family ?? person).version !== version) throw stale()
  return { person, member, family }
}

/** The present member of a family. @throws AppError VALIDATION */
export const memberOf = (members: readonly MemberRecord[], personId: number, field: string): MemberRecord => {
  const member = members.find(({ person_id }) => person_id === personId)
  if (member === undefined)
    throw new AppError('VALIDATION', 'Orang ini bukan anggota keluarga ini sekarang.', {
      field,
      hint: 'Muat ulang halaman keluarga, lalu pilih dari daftar anggota.',
    })
  return member
}

/** Refuses a relation that no value list knows. @throws AppError VALIDATION */
export const refuseRelation = (context: QueryContext, relation: string, field: string): void => {
  if (knownRelations(context).includes(relation)) return
  throw new AppError('VALIDATION', 'Hubungan keluarga ini tidak ada di daftar.', {
    field,
    hint: 'Pilih dari daftar hubungan keluarga.',
  })
}

/** Relations of all value lists, those of the civil registry (OpenSID's codes) first. */
export const knownRelations = (context: QueryContext): string[] => {
  const lists = currentDefinitions(context.db, 'value-list').filter(({ body }) => body.field === 'relation')
  const first = lists.filter(({ key }) => key === 'opensid-relation')
  return [
    ...new Set(
      [...first, ...lists.filter((list) => !first.includes(list))].flatMap(({ body }) =>
        body.values.map((one) => one.store || one.label),
      ),
    ),
  ]
}

/** Refuses a card number that cannot be one or that another family has. @throws AppError VALIDATION, CONFLICT */
export const refuseNumber = (context: QueryContext, kkNumber: string | null, ownId: number | null): void => {
  if (kkNumber === null) return
  refuseKk(kkNumber)
  const holder = familyByNumber(context.db, kkNumber)
  if (holder !== undefined && holder.id !== ownId)
    throw new AppError('CONFLICT', 'Nomor KK ini sudah dipakai keluarga lain di data kantor.', {
      field: 'kkNumber',
      hint: 'Cocokkan dengan kartu keluarga. Bila orangnya memang masuk kartu itu, pilih "Masuk keluarga lain".',
    })
}

/** The address of a family or person in columns. */
export const homeOf = (from: Home): Home => ({
  address: from.address,
  hamlet: from.hamlet,
  rt: from.rt,
  rw: from.rw,
  region_code: from.region_code,
})

/** One event of a family under way: checks its day, writes through the ledger, and closes with the event's record. */
export class Act {
  readonly context: CommandContext
  readonly by: By
  readonly ledger: Ledger
  readonly eventId: number
  readonly on: string
  readonly #kind: string
  readonly #people = new Map<number, string>()

  /**
   * @param members memberships the event is about: it cannot lie before they began
   * @throws AppError VALIDATION when the day is in the future or before a membership or a birth
   */
  constructor(context: CommandContext, kind: string, input: EventInput, members: readonly MemberRecord[]) {
    this.context = context
    this.by = { userId: context.actor.userId, now: context.now() }
    this.#kind = kind
    this.on = input.on
    const refuse = (message: string, hint: string): never => {
      throw new AppError('VALIDATION', message, { field: 'on', hint })
    }
    if (input.on > context.today())
      refuse('Tanggal peristiwa ada di masa depan.', 'Isi tanggal terjadinya, paling lambat hari ini.')
    for (const member of members) {
      if (!inArea(context.actor, member.region_code))
        throw new AppError('FORBIDDEN', 'Ada anggota keluarga ini yang tercatat di luar wilayah tugas Anda.', {
          hint: 'Minta petugas kabupaten/kota mencatat peristiwa ini.',
        })
      if (member.from_event_id !== null && member.from_date !== null && input.on < member.from_date)
        refuse(
          `Tanggal ini sebelum ${member.name} menjadi anggota keluarga (${longDate(member.from_date)}).`,
          'Periksa tanggalnya, atau kembalikan dahulu peristiwa yang membawa orang itu ke keluarga ini.',
        )
      if (member.birth_date !== null && input.on < member.birth_date)
        refuse(
          `Tanggal ini sebelum ${member.name} lahir (${longDate(member.birth_date)}).`,
          'Periksa tanggalnya, atau betulkan dahulu tanggal lahirnya.',
        )
    }
    this.ledger = new Ledger(context.db, this.by)
    this.eventId = insertEvent(
      context.db,
      { family_id: null, kind, on_date: input.on, document_number: input.documentNumber, note: input.note },
      this.by,
    )
  }

  /** Says that somebody had a part in the event. */
  part(personId: number, part: string): void {
    this.#people.set(personId, part)
  }

  /** Ends a membership on the day of the event. One that was only recorded later than that day loses its unreal first day. */
  end(member: MemberRecord): void {
    const unreal = member.from_date !== null && member.from_date > this.on
    this.ledger.update('family_member', member.id, { to_date: this.on, ...(unreal ? { from_date: null } : {}) })
  }

  /** Puts a person on a card from the day of the event on. `from` = the family left for it. */
  begin(family: { id: number; kk_number: string | null }, personId: number, relation: string, from: FamilyRecord | null): void {
    const id = insertMembership(
      this.context.db,
      { family_id: family.id, person_id: personId, relation, from_date: this.on, from_event_id: this.eventId },
      this.by,
    )
    this.ledger.made('family_member', id, { personId, before: from?.kk_number ?? null, after: family.kk_number })
  }

  /** Changes a person's address. */
  settle(personId: number, home: Home): void {
    this.ledger.update('person', personId, { ...home })
  }

  /**
   * Puts the members who stay in order: the new head, and what the others are to him. A card without members ends.
   * @param before present members before the event
   * @param staying those of them who stay
   * @throws AppError VALIDATION when the family would be left without exactly one head although it had one
   */
  succeed(family: FamilyRecord, before: readonly MemberRecord[], staying: readonly MemberRecord[], input: Succession): void {
    if (staying.length === 0) {
      if (input.newHeadId !== null) memberOf(staying, input.newHeadId, 'newHeadId')
      this.ledger.update('family', family.id, { state: 'ended', ended_on: this.on })
      return
    }
    const wanted = new Map(staying.map((member) => [member.person_id, member.relation]))
    for (const [index, { personId, relation }] of input.relations.entries()) {
      memberOf(staying, personId, `relations.${index}.personId`)
      refuseRelation(this.context, relation, `relations.${index}.relation`)
      wanted.set(personId, relation)
    }
    if (input.newHeadId !== null) {
      const head = memberOf(staying, input.newHeadId, 'newHeadId')
      if (head.life_status === 'dead')
        throw new AppError('VALIDATION', `${head.name} tercatat meninggal dan tidak dapat menjadi kepala keluarga.`, {
          field: 'newHeadId',
          hint: 'Pilih anggota lain.',
        })
      wanted.set(head.person_id, headRelation)
      this.part(head.person_id, 'head')
    }
    const heads = (relations: Iterable<string>): number => [...relations].filter((relation) => relation === headRelation).length
    const [had, has] = [heads(before.map(({ relation }) => relation)), heads(wanted.values())]
    if (has === 0 && had === 1)
      throw new AppError('VALIDATION', 'Keluarga ini akan tanpa kepala keluarga.', {
        field: 'newHeadId',
        hint: 'Pilih siapa yang menjadi kepala keluarga sesudah ini.',
      })
    if (has > Math.max(1, had) || (input.newHeadId !== null && has > 1))
      throw new AppError('VALIDATION', 'Satu keluarga hanya boleh punya satu kepala keluarga.', {
        field: 'relations',
        hint: 'Pilih hubungan yang baru untuk kepala keluarga yang lama.',
      })
    for (const member of staying)
      this.ledger.update('family_member', member.id, { relation: wanted.get(member.person_id) ?? member.relation })
  }

  /** Closes the event: its record, its people, the audit trail. Answers what the screen gets. */
  finish(of: { familyId: number | null; otherFamilyId?: number | null; personId?: number | null; detail?: object }): Done {
    const { db } = this.context
    const otherFamilyId = of.otherFamilyId ?? null
    const version =
      of.familyId === null ? (findPerson(db, of.personId ?? 0)?.version ?? 0) : touchFamily(db, of.familyId, this.by)
    if (otherFamilyId !== null) touchFamily(db, otherFamilyId, this.by)
    completeEvent(db, this.eventId, {
      family_id: of.familyId,
      other_family_id: otherFamilyId,
      detail: JSON.stringify(of.detail ?? {}),
      log: JSON.stringify(this.ledger.close()),
    })
    for (const [personId, part] of this.#people) insertEventPerson(db, this.eventId, personId, part)
    this.context.audit({
      entity: 'family',
      entityId: of.familyId,
      detail: { event: this.#kind, eventId: this.eventId, people: this.#people.size },
    })
    return { eventId: this.eventId, familyId: of.familyId, version, personId: of.personId ?? null }
  }
}

/** Present members of a family. */
export const presentMembers = (context: QueryContext, family: FamilyRecord | null): MemberRecord[] =>
  family === null ? [] : membersOf(context.db, family.id)
