import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { headRelation } from '../../../shared/domain/families.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, Section } from '../../components/page.tsx'
import { useCall } from '../../lib/query.ts'
import { neighbours } from '../../lib/record-list.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { assessmentTexts } from '../../texts/assessments.ts'
import { familyTexts } from '../../texts/families.ts'
import { AssessmentsPanel } from '../assessments/assessments-panel.tsx'
import { useTakeSuggestion } from '../counter/use-take-suggestion.ts'
import { FamilySuggestions } from '../services/suggestions.tsx'
import styles from './families.module.css'
import { FamilyDialogs, FamilyMenu, type Opened } from './family-actions.tsx'
import { CardNumber, FormerSection, HomeSections, MembersSection, StateBadge, TimelineSection } from './family-sections.tsx'

/** One family card: who, where, with whom, what happened. */
export const FamilyScreen = () => {
  const { id: idText } = useParams({ from: '/keluarga/$id' })
  const id = Number(idText)
  const navigate = useNavigate()
  const may = useMay()
  const family = useCall('families.get', { id })
  const [opened, setOpened] = useState<Opened>(null)
  const near = neighbours('families', id)
  const take = useTakeSuggestion()
  const open = (other: number | null): void => {
    if (other !== null) void navigate({ to: '/keluarga/$id', params: { id: String(other) }, replace: true })
  }
  useShortcuts({ next: () => open(near.next), previous: () => open(near.previous) })
  if (family.error !== null)
    return (
      <Page title={familyTexts.list.title}>
        <ErrorBox error={family.error} onRetry={() => void family.refetch()} />
      </Page>
    )
  if (family.data === undefined) return <Loading />
  const data = family.data
  const head = data.members.find(({ relation }) => relation === headRelation)
  // What is for the whole family is asked for by its head.
  const asker = head ?? data.members[0]
  return (
    <Page
      title={familyTexts.page.title(head?.name ?? '')}
      beside={
        <>
          <CardNumber key={id} family={data} />
          <StateBadge family={data} />
        </>
      }
      action={may('people.write') ? <FamilyMenu family={data} onOpen={setOpened} /> : undefined}
    >
      <Stack gap="xs">
        {data.warnings.map((warning) => (
          <Alert
            key={warning.code}
            variant="outline"
            color="yellow.9"
            bg="var(--tone-warning-tint)"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            py={6}
          >
            {warning.message}
          </Alert>
        ))}
        <div className={styles.columns}>
          <Stack gap="xs">
            <MembersSection family={data} onOpen={setOpened} />
            <FormerSection family={data} />
            <TimelineSection family={data} />
          </Stack>
          <Stack gap="xs">
            {asker === undefined ? null : (
              <div className="card">
                <FamilySuggestions
                  order={2}
                  familyId={data.id}
                  chosen={[]}
                  onTake={may('cases.intake') ? (one) => void take(one.personId ?? asker.personId, one) : null}
                />
              </div>
            )}
            <HomeSections family={data} />
            {may('cases.read') ? (
              <Section title={assessmentTexts.panel.title}>
                <AssessmentsPanel filter={{ familyId: data.id }} personId={data.members[0]?.personId ?? null} />
              </Section>
            ) : null}
          </Stack>
        </div>
      </Stack>
      <FamilyDialogs family={data} opened={opened} onClose={() => setOpened(null)} />
    </Page>
  )
}
