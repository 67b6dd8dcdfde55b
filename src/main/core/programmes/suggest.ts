import type { ProgrammeSuggestion } from '../../../shared/contract/programmes.ts'
import {
  inForce,
  type KnownDecile,
  type KnownFamily,
  type KnownPerson,
  type Received,
  suggest,
} from '../../../shared/domain/eligibility.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { closedStates } from '../../../shared/domain/need-states.ts'
import { paperText } from '../../../shared/domain/papers.ts'
import { inArea, may } from '../../../shared/domain/permissions.ts'
import { isNoDisability, welfareText } from '../../../shared/domain/person-facts.ts'
import type { QueryContext } from '../context.ts'
import type { Definition } from '../definitions/definitions.repo.ts'
import { factsOf, type ListedFact } from '../person-facts/person-facts.repo.ts'
import { familyIdOf, membersForSuggestion, openNeedsOfPeople, waitingCounts } from './suggest.repo.ts'

type Member = ReturnType<typeof membersForSuggestion>[number]

const holds = (fact: ListedFact, today: string): boolean => fact.to_date === null || fact.to_date > today

const receivedOf = (facts: readonly ListedFact[], today: string): Received[] =>
  facts
    .filter(({ kind, key }) => kind === 'programme' && key !== '')
    .map((fact) => ({
      programmeKey: fact.key,
      status: !holds(fact, today) ? 'ended' : fact.status === 'suspended' || fact.status === 'waiting' ? fact.status : 'active',
    }))

const toKnown = (member: Member, facts: readonly ListedFact[], today: string): KnownPerson => {
  const disabilities = facts.filter((fact) => fact.kind === 'disability' && holds(fact, today))
  const word = disabilities[0]?.label ?? member.disability
  const pregnancies = facts.filter(({ kind }) => kind === 'pregnancy')
  return {
    id: member.id,
    name: member.name,
    birthDate: member.birth_date,
    // A man is not pregnant; a woman of whom nothing was said may be, which is told only where it decides.
    pregnant: pregnancies.some((fact) => holds(fact, today))
      ? true
      : member.sex === 'P' && pregnancies.length === 0
        ? null
        : false,
    disability: word === '' ? null : isNoDisability(word) ? '' : word,
    received: receivedOf(facts, today),
  }
}

/** The newest decile among the people of a family; a percentile counts where no decile is known. */
const decileOf = (facts: readonly ListedFact[]): KnownDecile | null => {
  const newest =
    facts.find(({ kind, key }) => kind === 'decile' && key === 'decile') ?? facts.find(({ kind }) => kind === 'decile')
  if (newest === undefined) return null
  const value = Number(newest.value)
  return {
    value: newest.key === 'percentile' ? Math.ceil(value / 10) : value,
    asOf: newest.as_of,
    words: welfareText(newest.key, newest.value),
  }
}

const suggestFor = (
  context: QueryContext,
  programmes: readonly Definition<'programme'>[],
  members: readonly Member[],
  focusId: number | null,
): ProgrammeSuggestion[] => {
  const { db } = context
  const today = context.today()
  const visible = members.filter(({ region_code }) => inArea(context.actor, region_code))
  if (visible.length === 0) return []
  const ids = visible.map(({ id }) => id)
  const facts = factsOf(db, ids)
  const family: KnownFamily = {
    people: visible.map((member) =>
      toKnown(
        member,
        facts.filter(({ person_id }) => person_id === member.id),
        today,
      ),
    ),
    decile: decileOf(facts),
  }
  const active = programmes.filter(({ body }) => body.active)
  const known = new Map(active.map((one) => [one.key, one]))
  const found = suggest(
    family,
    active.map(({ key, body }) => ({ key, receivedBy: body.receivedBy, criteria: body.criteria, openings: body.openings })),
    today,
    focusId,
  )
  const open = may(context.actor, 'cases.read')
    ? openNeedsOfPeople(db, context.actor, ids).filter(({ state }) => !closedStates.has(state as never))
    : []
  const waiting = waitingCounts(db)
  return found.flatMap((one) => {
    const programme = known.get(one.key)
    if (programme === undefined) return []
    const already = open.find(
      (need) => need.programme_key === one.key && (one.personId === null || need.client_id === one.personId),
    )
    return [
      {
        ...one,
        verdict: one.verdict === 'yes' ? ('yes' as const) : ('unknown' as const),
        name: programme.name,
        sectorLabel: programme.body.sectorLabel,
        personName: visible.find(({ id }) => id === one.personId)?.name ?? '',
        papers: programme.body.requirements.map(paperText),
        source: inForce(programme.body.criteria, today)
          .map(({ source }) => source)
          .filter((source, index, all) => source !== '' && all.indexOf(source) === index)
          .join(' · '),
        openCase: already === undefined ? null : { id: already.case_id, number: already.number, since: already.opened_at },
        waiting: waiting.get(one.key) ?? 0,
      },
    ]
  })
}

/** Programmes a person (with their family) may be entitled to. */
export const suggestForPerson = (
  context: QueryContext,
  programmes: readonly Definition<'programme'>[],
  id: number,
): ProgrammeSuggestion[] => {
  const alone = membersForSuggestion(context.db, { personId: id })
  const person = alone[0]
  if (person === undefined || !inArea(context.actor, person.region_code))
    throw new AppError('NOT_FOUND', 'Warga tidak ditemukan.', { hint: 'Cari warga itu sekali lagi.' })
  const familyId = familyIdOf(context.db, id)
  const members = familyId === null ? alone : membersForSuggestion(context.db, { familyId })
  return suggestFor(context, programmes, members, id)
}

/** Programmes anybody of a family may be entitled to. */
export const suggestForFamily = (
  context: QueryContext,
  programmes: readonly Definition<'programme'>[],
  familyId: number,
): ProgrammeSuggestion[] => {
  const members = membersForSuggestion(context.db, { familyId })
  if (!members.some(({ region_code }) => inArea(context.actor, region_code)))
    throw new AppError('NOT_FOUND', 'Keluarga tidak ditemukan.', { hint: 'Muat ulang daftar keluarga.' })
  return suggestFor(context, programmes, members, null)
}
