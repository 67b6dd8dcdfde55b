import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { headRelation } from '../../../shared/domain/families.ts'
import { nameKey } from '../../../shared/domain/names.ts'
import { isTemporaryNumber } from '../../../shared/domain/nik.ts'
import type { CommandContext } from '../context.ts'
import { insertPerson, type PersonRecord } from '../people/people.repo.ts'
import { refuseNik } from '../people/person-input.ts'
import {
  Act,
  type Done,
  familyAt,
  homeOf,
  memberOf,
  personAt,
  presentMembers,
  refuseNumber,
  refuseRelation,
  visibleFamily,
  visiblePerson,
} from './act.ts'
import { checkedHome } from './events.ts'
import { insertFamilyCard } from './families.repo.ts'

/** Pecah KK: chosen members get a card of their own. */
export const splitFamily = (context: CommandContext, input: ParsedInputOf<'families.split'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  const members = presentMembers(context, family)
  const going = input.members.map(({ personId, relation }, index) => {
    refuseRelation(context, relation, `members.${index}.relation`)
    return { member: memberOf(members, personId, `members.${index}.personId`), relation }
  })
  const ids = new Set(going.map(({ member }) => member.id))
  if (ids.size !== going.length)
    throw new AppError('VALIDATION', 'Ada orang yang dipilih dua kali.', {
      field: 'members',
      hint: 'Pilih setiap orang sekali saja.',
    })
  if (ids.size === members.length)
    throw new AppError('VALIDATION', 'Semua anggota dipilih, jadi kartu ini tidak terpecah.', {
      field: 'members',
      hint: 'Sisakan paling sedikit satu orang. Bila hanya nomornya yang baru, pilih "Nomor KK baru".',
    })
  if (going.filter(({ relation }) => relation === headRelation).length !== 1)
    throw new AppError('VALIDATION', 'Kartu yang baru harus punya tepat satu kepala keluarga.', {
      field: 'members',
      hint: `Pilih "${headRelation}" untuk satu orang di antara yang pindah ke kartu baru.`,
    })
  refuseNumber(context, input.kkNumber, null)
  const home = input.address === null ? homeOf(family) : checkedHome(context, input.address, 'address.regionCode')
  const act = new Act(
    context,
    'split',
    input,
    going.map(({ member }) => member),
  )
  const staying = members.filter(({ id }) => !ids.has(id))
  for (const { member } of going) act.end(member)
  act.succeed(family, members, staying, input)
  const newId = insertFamilyCard(context.db, { ...home, kk_number: input.kkNumber }, act.by)
  act.ledger.made('family', newId)
  for (const { member, relation } of going) {
    act.part(member.person_id, 'split')
    act.begin({ id: newId, kk_number: input.kkNumber }, member.person_id, relation, family)
    if (input.address !== null) act.settle(member.person_id, home)
  }
  return act.finish({ familyId: family.id, otherFamilyId: newId })
}

/** KK baru for somebody who stands on no card. */
export const openFamily = (context: CommandContext, input: ParsedInputOf<'families.open'>): Done => {
  const { person, member } = personAt(context, input.personId, input.version)
  if (member !== null)
    throw new AppError('STATE', `${person.name} masih anggota sebuah kartu keluarga.`, {
      hint: 'Buka keluarganya, lalu pilih "Pecah KK".',
    })
  refuseGone(person)
  refuseNumber(context, input.kkNumber, null)
  const act = new Act(context, 'open', input, [])
  const id = insertFamilyCard(context.db, { ...homeOf(person), kk_number: input.kkNumber }, act.by)
  act.ledger.made('family', id)
  act.begin({ id, kk_number: input.kkNumber }, person.id, headRelation, null)
  act.part(person.id, 'head')
  return act.finish({ familyId: id, personId: person.id })
}

/** Masuk ke keluarga lain, from another card or from none. */
export const joinFamily = (context: CommandContext, input: ParsedInputOf<'families.join'>): Done => {
  const { person, member, family } = personAt(context, input.personId, input.version)
  const target = visibleFamily(context, input.toFamilyId, 'toFamilyId')
  if (target.id === family?.id)
    throw new AppError('VALIDATION', `${person.name} sudah anggota keluarga itu.`, {
      field: 'toFamilyId',
      hint: 'Pilih keluarga lain.',
    })
  if (target.state === 'moved')
    throw new AppError('STATE', 'Keluarga tujuan sudah pindah ke luar kabupaten/kota.', {
      field: 'toFamilyId',
      hint: 'Catat dahulu kepulangan keluarga itu, atau pilih keluarga lain.',
    })
  refuseGone(person)
  refuseRelation(context, input.relation, 'relation')
  const there = presentMembers(context, target)
  const isHead = input.relation === headRelation
  if (isHead && there.some(({ relation }) => relation === headRelation))
    throw new AppError('VALIDATION', 'Keluarga tujuan sudah punya kepala keluarga.', {
      field: 'relation',
      hint: 'Pilih hubungan yang lain. Bila kepalanya memang berganti, catat "Ganti kepala keluarga" sesudah ini.',
    })
  if (!isHead && there.length === 0)
    throw new AppError('VALIDATION', 'Keluarga tujuan tidak punya anggota, jadi orang pertama menjadi kepala keluarga.', {
      field: 'relation',
      hint: `Pilih "${headRelation}".`,
    })
  const members = presentMembers(context, family)
  const act = new Act(context, 'join', input, member === null ? [] : [member])
  act.part(person.id, 'joined')
  if (member !== null && family !== null) {
    act.end(member)
    act.succeed(
      family,
      members,
      members.filter(({ id }) => id !== member.id),
      input,
    )
  }
  if (target.state === 'ended') act.ledger.update('family', target.id, { state: 'active', ended_on: null })
  act.begin(target, person.id, input.relation, family)
  if (input.takeAddress && target.region_code !== null) act.settle(person.id, homeOf(target))
  return act.finish({
    familyId: target.id,
    otherFamilyId: family?.id ?? null,
    personId: person.id,
    detail: { relation: input.relation },
  })
}

const refuseGone = (person: PersonRecord): void => {
  if (person.life_status === 'dead')
    throw new AppError('STATE', `${person.name} tercatat meninggal.`, {
      hint: 'Bila keliru, kembalikan dahulu peristiwa meninggalnya.',
    })
}

/** Lahir: a new person on the card; without a NIK the child is known by the office's own number. */
export const recordBirth = (context: CommandContext, input: ParsedInputOf<'families.birth'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  const members = presentMembers(context, family)
  if (family.state !== 'active' || members.length === 0)
    throw new AppError('STATE', 'Keluarga ini tidak aktif, jadi kelahiran tidak dapat dicatat di sini.', {
      hint: 'Buka keluarga tempat anak itu tinggal.',
    })
  refuseRelation(context, input.relation, 'relation')
  if (input.relation === headRelation)
    throw new AppError('VALIDATION', 'Anak yang baru lahir tidak dapat menjadi kepala keluarga.', {
      field: 'relation',
      hint: 'Pilih hubungan anak itu dengan kepala keluarga, misalnya "Anak" atau "Cucu".',
    })
  const temporary = input.nik !== null && isTemporaryNumber(input.nik)
  if (input.nik !== null && !temporary) refuseNik(context, input.nik, null)
  const mother = input.motherId === null ? null : visiblePerson(context, input.motherId, 'motherId')
  const father = input.fatherId === null ? null : visiblePerson(context, input.fatherId, 'fatherId')
  if (mother !== null && mother.id === father?.id)
    throw new AppError('VALIDATION', 'Ibu dan ayah tidak mungkin orang yang sama.', {
      field: 'fatherId',
      hint: 'Pilih lagi ibu dan ayahnya.',
    })
  for (const [parent, field] of [
    [mother, 'motherId'],
    [father, 'fatherId'],
  ] as const)
    if (parent !== null && parent.birth_date !== null && parent.birth_date >= input.on)
      throw new AppError('VALIDATION', `${parent.name} lahir sesudah anak ini.`, {
        field,
        hint: 'Periksa tanggal lahir anak atau orang tuanya.',
      })
  const act = new Act(context, 'birth', input, [])
  const name = input.name.replace(/\s+/g, ' ')
  const childId = insertPerson(
    context.db,
    {
      name,
      name_key: nameKey(name),
      nik: temporary ? null : input.nik,
      original_number: temporary ? (input.nik ?? '') : '',
      sex: input.sex,
      birth_date: input.on,
      birth_place: input.birthPlace,
      mother_name: mother?.name ?? '',
      father_name: father?.name ?? '',
      ...homeOf(family),
    },
    act.by,
  )
  act.ledger.made('person', childId)
  act.begin(family, childId, input.relation, null)
  act.part(childId, 'child')
  if (mother !== null) act.part(mother.id, 'mother')
  if (father !== null) act.part(father.id, 'father')
  return act.finish({ familyId: family.id, personId: childId, detail: { withNik: input.nik !== null && !temporary } })
}
