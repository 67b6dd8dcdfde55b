import type { SubmissionCandidate } from '../../../shared/contract/submissions.ts'
import { stateLabel } from '../../../shared/domain/need-flow.ts'
import type { NeedState } from '../../../shared/domain/need-states.ts'
import { maskNumber } from '../../../shared/domain/nik.ts'
import { insertCaseEvent } from '../cases/cases.repo.ts'
import { flowReader } from '../cases/flows.ts'
import type { CommandContext, QueryContext } from '../context.ts'
import { currentDefinitions } from '../definitions/definitions.repo.ts'
import { programmeNamer } from '../programmes/programmes.service.ts'
import { candidateNeeds, needsOfPeople, otherBatches } from './candidates.repo.ts'
import { profileOf, submissionOf } from './submission-access.ts'
import type { SubmissionBatch } from './submissions.repo.ts'

const shown = 200

/** Who is next for a batch: people whose open case asks for one of its profile's services. */
export const candidatesOf = (context: QueryContext, id: number | null): { items: SubmissionCandidate[]; more: boolean } => {
  const programmes =
    id === null
      ? [...new Set(currentDefinitions(context.db, 'submission-profile').flatMap(({ body }) => body.programmes))]
      : profileOf(context, submissionOf(context, id)).programmes
  if (programmes.length === 0) return { items: [], more: false }
  const rows = candidateNeeds(context.db, context.actor, id, programmes, shown)
  const elsewhere = otherBatches(
    context.db,
    id,
    rows.map((row) => row.person_id),
  )
  const programmeName = programmeNamer(context.db)
  const flow = flowReader(context.db)
  return {
    items: rows.slice(0, shown).map((row) => ({
      id: row.id,
      personId: row.person_id,
      name: row.name,
      nikMasked: maskNumber(row.nik),
      village: row.village ?? '',
      caseId: row.case_id,
      caseNumber: row.number,
      programmeName: programmeName(row.programme_key, row.programme_version),
      stateLabel: stateLabel(flow(row.register), row.state as NeedState),
      visitedOn: row.visited_on ?? '',
      visitResult: row.result ?? '',
      verified: row.verified_at !== null,
      otherBatch: elsewhere.get(row.person_id) ?? '',
    })),
    more: rows.length > shown,
  }
}

/** Writes onto the open needs of these people what happens to them in a batch. */
export const tellCases = (
  context: CommandContext,
  batch: SubmissionBatch,
  people: ReadonlyMap<number, { text: string; note: string }>,
): void => {
  const { programmes } = profileOf(context, batch)
  const by = { userId: context.actor.userId, now: context.now() }
  for (const need of needsOfPeople(context.db, [...people.keys()], programmes)) {
    const said = people.get(need.client_id)
    if (said === undefined) continue
    insertCaseEvent(context.db, { caseId: need.case_id, needId: need.id, kind: 'note', text: said.text, note: said.note }, by)
  }
}
