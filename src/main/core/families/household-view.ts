import type { HouseholdDetail } from '../../../shared/contract/families.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { QueryContext } from '../context.ts'
import { regionLabel } from '../people/person-record.repo.ts'
import { factSummaries, presentConditions } from '../person-facts/summaries.ts'
import { findFamilyById, membersOf } from './families.repo.ts'
import { stateOf, toMember } from './family-view.ts'
import { familiesOfHousehold } from './households.repo.ts'
import { householdView } from './households.ts'

/**
 * A household with its families, everybody in them and what holds of them today; who is outside the user's area is counted only.
 * @throws AppError NOT_FOUND, also when all its families are outside the area
 */
export const toHouseholdDetail = (context: QueryContext, { id }: { id: number }): HouseholdDetail => {
  const { db, actor } = context
  const shown = householdView(context, id)
  const links = familiesOfHousehold(db, id).filter(({ to_date }) => to_date === null)
  const hidden = { families: links.length - shown.families.filter(({ toDate }) => toDate === null).length, people: 0 }
  const families = shown.families.flatMap((one) => {
    const family = findFamilyById(db, one.familyId)
    if (family === undefined) return []
    const all = one.toDate === null ? membersOf(db, family.id) : []
    const members = all.filter(({ region_code }) => inArea(actor, region_code))
    hidden.people += all.length - members.length
    return [{ one, family, members }]
  })
  const ids = families.flatMap(({ members }) => members.map(({ person_id }) => person_id))
  const facts = factSummaries(db, ids, context.today())
  const conditions = presentConditions(db, ids, context.today())
  return {
    id,
    number: shown.number,
    families: families.map(({ one, family, members }) => ({
      ...one,
      state: stateOf(family.state),
      address: family.address,
      hamlet: family.hamlet,
      rt: family.rt,
      rw: family.rw,
      village: family.region_code === null ? '' : regionLabel(db, family.region_code),
      people: members.map((row) => {
        const known = facts.get(row.person_id)
        return {
          ...toMember(context, row),
          decile: known?.decile ?? '',
          decileOn: known?.decileOn ?? null,
          dtsenStatus: known?.dtsenStatus ?? '',
          programmes: known?.programmes ?? [],
          conditions: conditions.get(row.person_id) ?? [],
        }
      }),
    })),
    hidden,
  }
}
