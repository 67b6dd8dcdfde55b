import { AppError } from '../../../shared/domain/errors.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { packCursor, unpackCursor } from '../paging.ts'
import type { NamePosition } from '../people/people.repo.ts'
import { scopeOf } from '../people/scope.sqlite.ts'
import { searchPeople } from '../people/search.ts'
import { startTellsNothing } from '../people/search-numbers.ts'
import { knownRelations, visibleFamily } from './act.ts'
import { joinFamily, openFamily, recordBirth, splitFamily } from './cards.ts'
import { changeHead, correctRelation, moveFamily, moveMember, recordDeath, setNumber } from './events.ts'
import { familiesByNumber, familiesOfPeople, headsByName, listedFamilies } from './families.repo.ts'
import { toFamilyDetail, toFamilyRow } from './family-view.ts'
import { toHouseholdDetail } from './household-view.ts'
import { familiesOfHousehold, householdByNumber } from './households.repo.ts'
import { linkHousehold, unlinkHousehold } from './households.ts'
import { undoEvent } from './undo.ts'

const readPosition = (cursor: string | null): NamePosition | null => {
  if (cursor === null) return null
  const [key, id] = unpackCursor(cursor)
  if (typeof key === 'string' && typeof id === 'number') return { key, id }
  throw new AppError('VALIDATION', 'Penanda halaman tidak dikenal.', { field: 'cursor', hint: 'Muat ulang daftar.' })
}

/** Families by id in the given order, without those outside the user's area. */
const rowsOf = ({ db, actor }: QueryContext, ids: readonly number[]) => {
  const rows = new Map(listedFamilies(db, ids).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row === undefined || !inArea(actor, row.region_code) ? [] : [toFamilyRow(row)]
  })
}

const searchFamilies = (context: QueryContext, text: string, region: string | null, limit: number) => {
  const { db, actor } = context
  const digits = text.replace(/[\s.-]/g, '')
  const revealed = may(actor, 'people.reveal')
  const byNumber = /^\d{4,16}$/.test(digits) && (revealed || startTellsNothing(digits)) ? familiesByNumber(db, digits) : []
  const household = householdByNumber(db, text)
  const underOneRoof =
    household === undefined ? [] : familiesOfHousehold(db, household.id).filter(({ to_date }) => to_date === null)
  const scope = scopeOf(db, actor.areas, region)
  const people = searchPeople(db, text, { scope, enough: limit, revealed, today: context.today() }).found.map(({ id }) => id)
  const ids = [
    ...new Set([...byNumber, ...underOneRoof.map(({ family_id }) => family_id), ...familiesOfPeople(db, people.slice(0, 300))]),
  ]
  return rowsOf(context, ids)
    .filter((row) => region === null || row.regionCode === region || row.regionCode?.startsWith(`${region}.`) === true)
    .slice(0, limit)
}

/** Use cases of family cards and households. */
export const familiesHandlers: Handlers<'families'> = {
  get: (context, { id }) => toFamilyDetail(context, visibleFamily(context, id, 'id')),
  list: (context, { text, region, cursor, limit }) => {
    if (text.trim() !== '') return { items: searchFamilies(context, text.trim(), region, limit), next: null }
    const { db, actor } = context
    const heads = headsByName(db, scopeOf(db, actor.areas, region), readPosition(cursor), limit + 1)
    const shown = heads.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: rowsOf(context, [...new Set(shown.map(({ family_id }) => family_id))]),
      next: heads.length > limit && last !== undefined ? packCursor(last.key, last.id) : null,
    }
  },
  relations: (context) => knownRelations(context),
  reveal: (context, { id }) => {
    const { kk_number: value } = visibleFamily(context, id, 'id')
    if (value === null)
      throw new AppError('NOT_FOUND', 'Keluarga ini belum punya nomor KK.', {
        hint: 'Catat nomornya bila kartunya sudah terbit.',
      })
    context.audit({ entity: 'family', entityId: id, detail: { field: 'kk' } })
    return { value }
  },
  household: toHouseholdDetail,
  changeHead,
  move: moveFamily,
  moveMember,
  split: splitFamily,
  open: openFamily,
  join: joinFamily,
  death: recordDeath,
  birth: recordBirth,
  correctRelation,
  setNumber,
  linkHousehold,
  unlinkHousehold,
  undo: (context, { eventId }) => undoEvent(context, eventId),
}
