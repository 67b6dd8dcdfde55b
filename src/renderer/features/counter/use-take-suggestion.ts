import { useNavigate } from '@tanstack/react-router'
import type { ProgrammeSuggestion } from '../../../shared/contract/programmes.ts'
import { useCall } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { keptDraft, seedDraft } from '../../lib/use-draft.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { blankCounter, type CounterValues, freshNeed } from './counter-form.ts'

/**
 * Makes a suggestion a need with one click: the counter opens for this person with the programme chosen. What was already
 * half filled in for the person stays.
 */
export const useTakeSuggestion = (): ((personId: number, one: Pick<ProgrammeSuggestion, 'key' | 'name'>) => Promise<void>) => {
  const navigate = useNavigate()
  const { session } = useSession()
  const programmes = useCall('programmes.list', {})
  return async (personId, { key, name }) => {
    const draft = `case.new.${personId}`
    // Half filled in, so no schema fits it; the form takes it back in the same way.
    const values: CounterValues = { ...blankCounter, ...((await keptDraft(session.userId, draft)) ?? {}) }
    if (!values.needs.some((need) => need.programmeKey === key))
      await seedDraft(session.userId, draft, {
        ...values,
        needs: [...values.needs, freshNeed(programmes.data?.find((one) => one.key === key) ?? { key, lanes: [] })],
        summary: values.summary === '' ? words.askedFor(name) : values.summary,
      })
    void navigate({ to: '/loket', search: { warga: personId } })
  }
}
