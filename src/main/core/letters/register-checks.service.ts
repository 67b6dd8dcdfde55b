import type { LetterTemplateBody } from '../../../shared/contract/letter-body.ts'
import type { RegisterSource, RegisterStanding } from '../../../shared/contract/letters.ts'
import { dayIn } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { may } from '../../../shared/domain/permissions.ts'
import type { Handlers } from '../context.ts'
import { readOffice } from '../office/office.repo.ts'
import { personFactsHandlers } from '../person-facts/person-facts.service.ts'
import { mustMay } from '../rights.ts'
import { visiblePerson } from './drafts.ts'
import { insertRegisterCheck } from './register-checks.repo.ts'

/**
 * Writes down a look into the national system. What was found becomes a statement about the resident with that day and source, so
 * that it is seen wherever deciles are; "not found" stays with the look alone and changes nothing about the resident.
 */
export const recordCheck: Handlers<'letters'>['recordCheck'] = (context, input) => {
  if (!may(context.actor, 'people.write')) mustMay(context, 'letters.write')
  const person = visiblePerson(context, input.personId)
  const now = context.now()
  const at = input.at ?? now
  if (at > now)
    throw new AppError('VALIDATION', 'Waktu pemeriksaan ada di masa depan.', { field: 'at', hint: 'Periksa tanggal dan jamnya.' })
  if (!input.found && (input.decile !== null || input.status !== null))
    throw new AppError('VALIDATION', 'Warga yang tidak ditemukan tidak mempunyai desil atau status.', {
      field: 'found',
      hint: 'Pilih "ditemukan", atau kosongkan desil dan statusnya.',
    })
  const day = dayIn(at, readOffice(context.db).timeZone)
  const origin = { asOf: day, source: 'siks-ng' as const, note: input.note }
  if (input.decile !== null)
    personFactsHandlers.add(context, {
      personId: person.id,
      fact: { kind: 'decile', scale: 'decile', value: input.decile, ...origin },
    })
  if (input.status !== null)
    personFactsHandlers.add(context, { personId: person.id, fact: { kind: 'dtsen-status', value: input.status, ...origin } })
  const id = insertRegisterCheck(context.db, {
    person_id: person.id,
    system: input.system,
    checked_at: at,
    checked_by: input.by === '' ? context.actor.displayName : input.by,
    found: input.found ? 1 : 0,
    decile: input.decile,
    status: input.status ?? '',
    note: input.note,
    created_at: now,
    created_by: context.actor.userId,
  })
  context.audit({ entity: 'person', entityId: person.id, detail: { registerCheck: id, found: input.found } })
  return { id }
}

/** What a printed letter stands on, as it was kept with it; null when it states nothing. */
export const shownStanding = (stored: string | null, template: LetterTemplateBody): RegisterStanding | null => {
  if (stored === null) return null
  const source = JSON.parse(stored) as RegisterSource
  return {
    state: 'ready',
    source,
    listDate: source.kind === 'list' ? source.on : '',
    maxAgeDays: template.register?.maxAgeDays ?? 0,
  }
}
