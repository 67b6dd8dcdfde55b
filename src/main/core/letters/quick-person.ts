import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { RegisterStanding } from '../../../shared/contract/letters.ts'
import type { QuickMember, QuickObstacle } from '../../../shared/contract/quick-letters.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { inArea } from '../../../shared/domain/permissions.ts'
import type { Handlers, QueryContext } from '../context.ts'
import { definition } from '../definitions/definitions.repo.ts'
import { membershipOf, membersOf } from '../families/families.repo.ts'
import type { PersonRecord } from '../people/people.repo.ts'
import { regionNames } from '../regions/regions.repo.ts'
import { visiblePerson } from './drafts.ts'
import { draftStanding } from './letter-access.ts'
import { validLetters } from './letters.repo.ts'
import { toRow } from './letters.service.ts'
import { standingRefusal } from './print-checks.ts'

type Listed = Pick<PersonRecord, 'name' | 'nik' | 'sex' | 'birth_date' | 'life_status' | 'region_code'> & {
  person_id: number
  relation: string
}

/** The present family of a person, the head first, as far as the user may see it; the person alone without one. */
const familyOf = (context: QueryContext, person: PersonRecord): Listed[] => {
  const own = membershipOf(context.db, person.id)
  if (own === undefined) return [{ ...person, person_id: person.id, relation: '' }]
  return membersOf(context.db, own.family_id).filter(
    (member) => member.person_id === person.id || inArea(context.actor, member.region_code),
  )
}

/** The one prepared next step where the register keeps a letter from being printed. */
const obstacleOf = (standing: RegisterStanding | null, template: LetterTemplateBody, purpose: string): QuickObstacle | null => {
  const refused = standing === null ? null : standingRefusal(standing, template, purpose)
  if (refused === null) return null
  const { message, hint = '' } = refused.error.data
  if (refused.step === 'check') return { step: 'check', message, hint, purpose: '', fields: {} }
  const open = template.purposes.find(({ maxDecile }) => maxDecile === null)
  if (open === undefined) return { step: 'update', message, hint, purpose: '', fields: {} }
  const asked = template.purposes.find(({ key }) => key === purpose)
  const note = `Keterangan ini menerangkan keadaan data dan dapat dipakai sebagai dasar permohonan pemutakhiran data; ${asked?.label ?? 'keperluan yang dimohon'} hanya untuk desil 1 sampai dengan ${asked?.maxDecile ?? 10}.`
  const fields: Record<string, string> = template.fields.some(({ name }) => name === 'note') ? { note } : {}
  return { step: 'statement', message, hint, purpose: open.key, fields }
}

/** Who stands at the desk, with the family, and whether a letter may be printed for each of them. */
export const quickPerson: Handlers<'quickLetters'>['person'] = (context, { id, kind, purpose }) => {
  const { body } = definition(context.db, 'letter-template', kind)
  const members = familyOf(context, visiblePerson(context, id))
  const villages = regionNames(
    context.db,
    members.flatMap(({ region_code }) => region_code ?? []),
  )
  return {
    members: members.map((member): QuickMember => {
      const standing = draftStanding(context, body, member.person_id)
      return {
        personId: member.person_id,
        name: member.name,
        nikMasked: maskNumber(member.nik),
        sex: member.sex === 'L' || member.sex === 'P' ? member.sex : null,
        birthDate: member.birth_date,
        relation: member.relation,
        lifeStatus: member.life_status,
        village: villages.get(member.region_code ?? '') ?? '',
        standing,
        obstacle: obstacleOf(standing, body, purpose),
        earlier: validLetters(context.db, context.actor, {
          personId: member.person_id,
          kind,
          purpose,
          today: context.today(),
        }).map(toRow),
      }
    }),
  }
}
