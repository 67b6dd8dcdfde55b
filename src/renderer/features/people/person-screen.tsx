import { Button, Stack } from '@mantine/core'
import { IconPencil, IconUserCheck } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Decile } from '../../components/decile.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Findings } from '../../components/findings.tsx'
import { Loading } from '../../components/loading.tsx'
import { MaskedNumber } from '../../components/masked-number.tsx'
import { Page, Section } from '../../components/page.tsx'
import { useCall } from '../../lib/query.ts'
import { neighbours } from '../../lib/record-list.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { assessmentTexts } from '../../texts/assessments.ts'
import { peopleTexts } from '../../texts/people.ts'
import { AssessmentsPanel } from '../assessments/assessments-panel.tsx'
import { useTakeSuggestion } from '../counter/use-take-suggestion.ts'
import { NewLetterButton } from '../letters/new-letter-button.tsx'
import { PersonSuggestions } from '../services/suggestions.tsx'
import styles from './people.module.css'
import { FactSection } from './person-facts.tsx'
import { AddressSection, IdentitySection } from './person-identity.tsx'
import { FamilySection, HistorySection, LinksSection } from './person-links.tsx'
import { PersonMore } from './person-more.tsx'

const words = peopleTexts.detail

/** One person: who, with whom, what happened. */
export const PersonScreen = () => {
  const { id: idText } = useParams({ from: '/warga/$id' })
  const id = Number(idText)
  const navigate = useNavigate()
  const may = useMay()
  const person = useCall('people.get', { id })
  const facts = useCall('personFacts.list', { id })
  const near = neighbours('people', id)
  const take = useTakeSuggestion()
  const open = (other: number | null): void => {
    if (other !== null) void navigate({ to: '/warga/$id', params: { id: String(other) }, replace: true })
  }
  useShortcuts({ next: () => open(near.next), previous: () => open(near.previous) })
  if (person.error !== null)
    return (
      <Page title={peopleTexts.list.title}>
        <ErrorBox error={person.error} onRetry={() => void person.refetch()} />
      </Page>
    )
  if (person.data === undefined) return <Loading />
  const data = person.data
  const items = facts.data?.items ?? []
  return (
    <Page
      title={data.name}
      beside={<MaskedNumber key={id} personId={id} field="nik" masked={data.nikMasked} />}
      action={
        <>
          {may('people.write') ? (
            <Button
              variant="default"
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => void navigate({ to: '/warga/$id/ubah', params: { id: idText } })}
            >
              {words.edit}
            </Button>
          ) : null}
          <NewLetterButton person={{ id, name: data.name }} />
          {may('cases.intake') ? (
            <Button
              leftSection={<IconUserCheck size={18} aria-hidden />}
              onClick={() => void navigate({ to: '/loket', search: { warga: id } })}
            >
              {words.serve}
            </Button>
          ) : null}
        </>
      }
    >
      <Stack gap="xs">
        <Findings personId={id} />
        {facts.data === undefined ? null : (
          <div>
            <Decile decile={facts.data.decile} />
          </div>
        )}
        <ErrorBox error={facts.error} onRetry={() => void facts.refetch()} />
        <div className={styles.columns}>
          <Stack gap="xs">
            <IdentitySection person={data} />
            <AddressSection person={data} />
            {facts.data === undefined ? null : (
              <>
                <FactSection personId={id} card="disability" facts={items} />
                {data.sex === 'L' && !items.some(({ kind }) => kind === 'pregnancy') ? null : (
                  <FactSection personId={id} card="pregnancy" facts={items} />
                )}
                <FactSection personId={id} card="number" facts={items} />
              </>
            )}
          </Stack>
          <Stack gap="xs">
            <FamilySection person={data} />
            {facts.data === undefined ? null : (
              <>
                <FactSection personId={id} card="welfare" facts={items} />
                <FactSection personId={id} card="programme" facts={items} />
              </>
            )}
            {data.lifeStatus === 'dead' ? null : (
              <div className="card">
                <PersonSuggestions
                  order={2}
                  personId={id}
                  chosen={[]}
                  onTake={may('cases.intake') ? (one) => void take(id, one) : null}
                />
              </div>
            )}
            {may('cases.read') ? (
              <Section title={assessmentTexts.panel.title}>
                <AssessmentsPanel filter={{ personId: id }} personId={id} />
              </Section>
            ) : null}
            <LinksSection person={data} />
          </Stack>
        </div>
        <HistorySection person={data} />
        <PersonMore id={id} />
      </Stack>
    </Page>
  )
}
