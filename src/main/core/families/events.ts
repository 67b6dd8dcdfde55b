import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { headRelation } from '../../../shared/domain/families.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { regionExists } from '../people/people.repo.ts'
import { refuseRegion } from '../people/person-input.ts'
import { Act, type Done, familyAt, type Home, memberOf, personAt, presentMembers, refuseNumber, refuseRelation } from './act.ts'

type Destination = ParsedInputOf<'families.move'>['to']

/** Refuses an address whose village is not in the list of this office or outside the user's area; answers it in columns. */
export const checkedHome = (
  context: QueryContext,
  to: { address: string; hamlet: string; rt: string; rw: string; regionCode: string },
  field: string,
): Home => {
  if (to.regionCode.length !== 13 || !regionExists(context.db, to.regionCode))
    throw new AppError('VALIDATION', 'Desa/kelurahan tujuan tidak ada di daftar wilayah.', {
      field,
      hint: 'Pilih desa/kelurahan dari daftar. Bila tujuannya di luar kabupaten/kota, pilih "Keluar kabupaten/kota".',
    })
  refuseRegion(context, to.regionCode)
  return { address: to.address, hamlet: to.hamlet, rt: to.rt, rw: to.rw, region_code: to.regionCode }
}

const placeOf = (to: Destination): { where: string; place: string } =>
  to.where === 'inside' ? { where: 'inside', place: to.regionCode } : { where: 'outside', place: to.place }

/** Ganti kepala keluarga. */
export const changeHead = (context: CommandContext, input: ParsedInputOf<'families.changeHead'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  const members = presentMembers(context, family)
  const next = memberOf(members, input.newHeadId, 'newHeadId')
  if (next.relation === headRelation && members.filter(({ relation }) => relation === headRelation).length === 1)
    throw new AppError('VALIDATION', `${next.name} sudah kepala keluarga ini.`, {
      field: 'newHeadId',
      hint: 'Pilih anggota lain.',
    })
  refuseNumber(context, input.kkNumber, family.id)
  const act = new Act(context, 'head', input, members)
  for (const member of members) if (member.relation === headRelation) act.part(member.person_id, 'former-head')
  act.succeed(family, members, members, input)
  if (input.kkNumber !== null) act.ledger.update('family', family.id, { kk_number: input.kkNumber })
  return act.finish({ familyId: family.id, detail: { newCard: input.kkNumber !== null && input.kkNumber !== family.kk_number } })
}

/** Pindah satu keluarga, or its return into the district. */
export const moveFamily = (context: CommandContext, input: ParsedInputOf<'families.move'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  const members = presentMembers(context, family)
  if (members.length === 0)
    throw new AppError('STATE', 'Keluarga ini sudah tidak punya anggota.', { hint: 'Buka keluarga yang masih punya anggota.' })
  if (family.state === 'moved' && input.to.where === 'outside')
    throw new AppError('STATE', 'Keluarga ini sudah tercatat pindah ke luar.', {
      hint: 'Bila tempatnya salah, kembalikan dahulu peristiwa pindah yang terakhir.',
    })
  const home = input.to.where === 'inside' ? checkedHome(context, input.to, 'to.regionCode') : null
  const act = new Act(context, 'move', input, members)
  for (const member of members) {
    act.part(member.person_id, 'moved')
    const gone = home === null
    const life = gone
      ? member.life_status === 'alive'
        ? 'moved'
        : member.life_status
      : member.life_status === 'moved'
        ? 'alive'
        : member.life_status
    act.ledger.update('person', member.person_id, { ...(home ?? {}), life_status: life })
  }
  act.ledger.update(
    'family',
    family.id,
    home === null ? { state: 'moved', ended_on: input.on } : { ...home, state: 'active', ended_on: null },
  )
  return act.finish({ familyId: family.id, detail: { ...placeOf(input.to), returned: family.state === 'moved' } })
}

/** Pindah satu orang. */
export const moveMember = (context: CommandContext, input: ParsedInputOf<'families.moveMember'>): Done => {
  const { person, member, family } = personAt(context, input.personId, input.version)
  const members = presentMembers(context, family)
  const leaves = member !== null && !input.keepCard
  const home = input.to.where === 'inside' ? checkedHome(context, input.to, 'to.regionCode') : null
  const act = new Act(context, 'member-move', input, member === null ? [] : [member])
  act.part(person.id, 'moved')
  if (home !== null)
    act.ledger.update('person', person.id, { ...home, ...(person.life_status === 'alive' ? {} : { life_status: 'alive' }) })
  // Somebody who works elsewhere but stays on the card is away; who left the card has moved.
  else act.ledger.update('person', person.id, { life_status: leaves || member === null ? 'moved' : 'away' })
  if (leaves && family !== null) {
    act.end(member)
    act.succeed(
      family,
      members,
      members.filter(({ id }) => id !== member.id),
      input,
    )
  }
  return act.finish({
    familyId: family?.id ?? null,
    personId: person.id,
    detail: { ...placeOf(input.to), keepCard: input.keepCard },
  })
}

/** Meninggal. */
export const recordDeath = (context: CommandContext, input: ParsedInputOf<'families.death'>): Done => {
  const { person, member, family } = personAt(context, input.personId, input.version)
  if (person.life_status === 'dead' && member === null)
    throw new AppError('STATE', `${person.name} sudah tercatat meninggal.`, { hint: 'Muat ulang halaman ini.' })
  if (person.birth_date !== null && input.on < person.birth_date)
    throw new AppError('VALIDATION', `Tanggal ini sebelum ${person.name} lahir.`, {
      field: 'on',
      hint: 'Periksa tanggalnya, atau betulkan dahulu tanggal lahirnya.',
    })
  const members = presentMembers(context, family)
  const act = new Act(context, 'death', input, member === null ? [] : [member])
  act.part(person.id, 'dead')
  act.ledger.update('person', person.id, { life_status: 'dead' })
  if (member !== null && family !== null) {
    act.end(member)
    act.succeed(
      family,
      members,
      members.filter(({ id }) => id !== member.id),
      input,
    )
  }
  return act.finish({ familyId: family?.id ?? null, personId: person.id })
}

/** Betulkan hubungan dengan kepala keluarga. */
export const correctRelation = (context: CommandContext, input: ParsedInputOf<'families.correctRelation'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  const members = presentMembers(context, family)
  const member = memberOf(members, input.personId, 'personId')
  refuseRelation(context, input.relation, 'relation')
  if (member.relation === input.relation)
    throw new AppError('VALIDATION', `${member.name} sudah tercatat sebagai ${input.relation}.`, {
      field: 'relation',
      hint: 'Pilih hubungan yang benar menurut kartu keluarga.',
    })
  if (member.relation === headRelation && members.filter(({ relation }) => relation === headRelation).length === 1)
    throw new AppError('VALIDATION', `${member.name} satu-satunya kepala keluarga di kartu ini.`, {
      field: 'relation',
      hint: 'Pilih "Ganti kepala keluarga"; hubungan orang ini diisi di sana.',
    })
  const act = new Act(context, 'relation', input, [member])
  act.part(member.person_id, 'member')
  act.succeed(family, members, members, {
    newHeadId: null,
    relations: [{ personId: member.person_id, relation: input.relation }],
  })
  return act.finish({ familyId: family.id, detail: { before: member.relation, after: input.relation } })
}

/** Nomor KK baru atau dibetulkan. */
export const setNumber = (context: CommandContext, input: ParsedInputOf<'families.setNumber'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  refuseNumber(context, input.kkNumber, family.id)
  if (input.kkNumber === family.kk_number)
    throw new AppError('VALIDATION', 'Nomor KK ini sudah tercatat untuk keluarga ini.', {
      field: 'kkNumber',
      hint: 'Ketik nomor dari kartu yang baru.',
    })
  const act = new Act(context, 'number', input, [])
  act.ledger.update('family', family.id, { kk_number: input.kkNumber })
  return act.finish({ familyId: family.id, detail: { first: family.kk_number === null, emptied: input.kkNumber === null } })
}
