import type { FamilyDetail } from '../../../shared/contract/families.ts'
import type { ParsedInputOf } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { Act, type Done, familyAt, visibleFamily } from './act.ts'
import { listedFamilies } from './families.repo.ts'
import {
  familiesOfHousehold,
  findHousehold,
  householdByNumber,
  householdLinkOf,
  insertHousehold,
  insertHouseholdFamily,
} from './households.repo.ts'

/** A household with its families, those outside the user's area left out. @throws AppError NOT_FOUND */
export const householdView = (context: QueryContext, id: number): NonNullable<FamilyDetail['household']> => {
  const { db, actor } = context
  const household = findHousehold(db, id)
  const links = household === undefined ? [] : familiesOfHousehold(db, id)
  const rows = new Map(
    listedFamilies(
      db,
      links.map(({ family_id }) => family_id),
    )
      .filter(({ region_code }) => inArea(actor, region_code))
      .map((row) => [row.id, row]),
  )
  if (household === undefined || rows.size === 0)
    throw new AppError('NOT_FOUND', 'Rumah tangga tidak ditemukan.', { field: 'id', hint: 'Buka dari halaman keluarganya.' })
  return {
    id,
    number: household.number,
    families: links.flatMap((link) => {
      const row = rows.get(link.family_id)
      return row === undefined
        ? []
        : [
            {
              familyId: row.id,
              kkMasked: maskNumber(row.kk_number),
              head: row.head ?? '',
              members: row.members,
              fromDate: link.from_date,
              toDate: link.to_date,
            },
          ]
    }),
  }
}

/** Puts a family into a household; one that the other family or the number does not have yet is made. */
export const linkHousehold = (context: CommandContext, input: ParsedInputOf<'families.linkHousehold'>): Done => {
  const { db } = context
  const family = familyAt(context, input.familyId, input.version)
  const other = input.to.by === 'family' ? visibleFamily(context, input.to.familyId, 'to.familyId') : null
  if (other?.id === family.id)
    throw new AppError('VALIDATION', 'Pilih keluarga lain yang serumah.', {
      field: 'to.familyId',
      hint: 'Cari dengan nama kepala keluarganya.',
    })
  const present = householdLinkOf(db, family.id)
  const otherLink = other === null ? undefined : householdLinkOf(db, other.id)
  const known = input.to.by === 'number' ? householdByNumber(db, input.to.number)?.id : otherLink?.household_id
  if (present !== undefined && present.household_id === known)
    throw new AppError('VALIDATION', 'Keluarga ini sudah tercatat di rumah tangga itu.', {
      field: 'to',
      hint: 'Periksa nomor rumah tangganya.',
    })
  if (present !== undefined)
    throw new AppError('STATE', 'Keluarga ini masih tercatat di rumah tangga lain.', {
      hint: 'Keluarkan dahulu dari rumah tangga yang lama.',
    })
  const act = new Act(context, 'household', input, [])
  let householdId = known
  if (householdId === undefined) {
    householdId = insertHousehold(db, input.to.by === 'number' ? input.to.number : '', family.region_code, act.by)
    act.ledger.made('household', householdId)
  }
  const enter = (familyId: number): void =>
    act.ledger.made(
      'household_family',
      insertHouseholdFamily(db, { household_id: householdId as number, family_id: familyId, from_date: input.on }, act.by),
    )
  if (other !== null && otherLink === undefined) enter(other.id)
  enter(family.id)
  return act.finish({
    familyId: family.id,
    otherFamilyId: other?.id ?? null,
    detail: { householdId, number: findHousehold(db, householdId)?.number ?? '' },
  })
}

/** Takes a family out of its household. */
export const unlinkHousehold = (context: CommandContext, input: ParsedInputOf<'families.unlinkHousehold'>): Done => {
  const family = familyAt(context, input.familyId, input.version)
  const link = householdLinkOf(context.db, family.id)
  if (link === undefined)
    throw new AppError('STATE', 'Keluarga ini tidak tercatat di rumah tangga mana pun.', { hint: 'Muat ulang halaman keluarga.' })
  if (input.on < link.from_date)
    throw new AppError('VALIDATION', 'Tanggal ini sebelum keluarga tercatat di rumah tangga itu.', {
      field: 'on',
      hint: 'Periksa tanggalnya, atau kembalikan peristiwa yang memasukkannya.',
    })
  const act = new Act(context, 'household-left', input, [])
  act.ledger.update('household_family', link.id, { to_date: input.on })
  return act.finish({
    familyId: family.id,
    detail: { householdId: link.household_id, number: findHousehold(context.db, link.household_id)?.number ?? '' },
  })
}
