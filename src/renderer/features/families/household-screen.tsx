import { Alert, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import type { HouseholdDetail, HouseholdMember } from '../../../shared/contract/families.ts'
import { addressLine } from '../../../shared/domain/address.ts'
import { ageOn } from '../../../shared/domain/dates.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, Section } from '../../components/page.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { ValueList } from '../../components/value-list.tsx'
import { shortDate } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { familyTexts } from '../../texts/families.ts'
import { AssessmentsPanel } from '../assessments/assessments-panel.tsx'
import people from '../people/people.module.css'
import styles from './families.module.css'

const words = familyTexts.householdPage
type HouseholdFamily = HouseholdDetail['families'][number]

/** A household (rumah tangga): the families under one roof, everybody in them, and what holds of them today. */
export const HouseholdScreen = () => {
  const { id: idText } = useParams({ from: '/rumah-tangga/$id' })
  const may = useMay()
  const found = useCall('families.household', { id: Number(idText) })
  if (found.error !== null)
    return (
      <Page title={words.title('')}>
        <ErrorBox error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    )
  if (found.data === undefined) return <Loading />
  const { families, hidden, number } = found.data
  const present = families.filter(({ toDate }) => toDate === null)
  const former = families.filter(({ toDate }) => toDate !== null)
  const addresses = new Set(present.map((one) => `${addressLine(one)} ${one.village}`.toLowerCase()))
  return (
    <Page
      title={words.title(present[0]?.head ?? '')}
      beside={
        <Text size="sm" c="dimmed" className="numeric">
          {number === '' ? words.noNumber : `${familyTexts.page.householdNumber}: ${number}`}
        </Text>
      }
    >
      <Stack gap="xs">
        {addresses.size > 1 ? (
          <Alert
            variant="outline"
            color="yellow.9"
            bg="var(--tone-warning-tint)"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            py={6}
          >
            {words.addressesDiffer}
          </Alert>
        ) : null}
        {hidden.families + hidden.people === 0 ? null : (
          <Text size="sm" c="dimmed">
            {words.hidden(hidden.families, hidden.people)}
          </Text>
        )}
        <div className={styles.columns}>
          <Stack gap="xs">
            {present.length === 0 ? <EmptyState title={words.emptyTitle} text={words.emptyText} /> : null}
            {present.map((family) => (
              <FamilySection key={family.familyId} family={family} />
            ))}
          </Stack>
          <Stack gap="xs">
            <Section title={words.summary}>
              <ValueList items={summaryOf(present)} />
            </Section>
            {may('cases.read')
              ? present.map((family) => (
                  <Section key={family.familyId} title={words.visits(family.head)}>
                    <AssessmentsPanel filter={{ familyId: family.familyId }} personId={family.people[0]?.personId ?? null} />
                  </Section>
                ))
              : null}
            {former.length === 0 ? null : (
              <Section title={words.former}>
                <table className={people.list} aria-label={words.former}>
                  <tbody>
                    {former.map((one) => (
                      <tr key={`${one.familyId} ${one.fromDate}`}>
                        <td>
                          <FamilyLink family={one} />
                        </td>
                        <td className="numeric">{`${shortDate(one.fromDate)}–${shortDate(one.toDate)}`}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Section>
            )}
          </Stack>
        </div>
      </Stack>
    </Page>
  )
}

const FamilyLink = ({ family }: { family: HouseholdFamily }) => (
  <Link to="/keluarga/$id" params={{ id: String(family.familyId) }}>
    {familyTexts.page.title(family.head)}
  </Link>
)

/** What a clerk is asked about a household: how many, where, what they already receive. */
const summaryOf = (families: readonly HouseholdFamily[]) => {
  const all = families.flatMap((family) => family.people)
  const programmes = new Map<string, number>()
  for (const name of all.flatMap((one) => one.programmes)) programmes.set(name, (programmes.get(name) ?? 0) + 1)
  const conditions = all.flatMap((one) => one.conditions.map((condition) => `${one.name}: ${condition}`))
  const deciles = all.filter(({ decile }) => decile !== '')
  return [
    { label: words.families, value: String(families.length) },
    { label: words.people, value: String(all.length) },
    {
      label: words.address,
      value: [...new Set(families.map((one) => [addressLine(one), one.village].filter((part) => part !== '').join(', ')))].join(
        '; ',
      ),
    },
    {
      label: words.deciles,
      value: deciles.map((one) => `${one.name}: ${one.decile} (${shortDate(one.decileOn)})`).join('; ') || words.none,
    },
    {
      label: words.programmes,
      value: [...programmes].map(([name, count]) => (count === 1 ? name : words.times(name, count))).join('; ') || words.none,
    },
    { label: words.conditions, value: conditions.join('; ') || words.none },
  ]
}

const FamilySection = ({ family }: { family: HouseholdFamily }) => (
  <Section title={familyTexts.page.title(family.head)}>
    <Group gap="md" mb={4} justify="space-between">
      <Text size="sm" c="dimmed">
        <span className="numeric">{family.kkMasked === '' ? familyTexts.page.noNumber : family.kkMasked}</span>
        {[
          '',
          words.since(shortDate(family.fromDate)),
          [addressLine(family), family.village].filter((part) => part !== '').join(', '),
        ]
          .filter((part, index) => index === 0 || part !== '')
          .join(' · ')}
      </Text>
      <Group gap="xs">
        {family.state === 'active' ? null : <StatusBadge tone="neutral">{familyTexts.states[family.state]}</StatusBadge>}
        <Link to="/keluarga/$id" params={{ id: String(family.familyId) }} aria-label={words.openFamily(family.head)}>
          {familyTexts.person.open}
        </Link>
      </Group>
    </Group>
    {family.people.length === 0 ? (
      <Text size="sm" c="dimmed">
        {words.nobody}
      </Text>
    ) : (
      <table className={people.list} aria-label={familyTexts.page.title(family.head)}>
        <thead>
          <tr>
            {words.columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {family.people.map((person) => (
            <PersonRow key={person.personId} person={person} />
          ))}
        </tbody>
      </table>
    )}
  </Section>
)

const PersonRow = ({ person }: { person: HouseholdMember }) => {
  const { today } = useOfficeTime()
  return (
    <tr>
      <td>
        <Link to="/warga/$id" params={{ id: String(person.personId) }}>
          {person.name}
        </Link>
        {person.openCases === 0 ? null : (
          <Text size="xs" c="dimmed">
            {familyTexts.page.openCases(person.openCases)}
          </Text>
        )}
      </td>
      <td>{person.relation}</td>
      <td>{person.sex ?? ''}</td>
      <td className="numeric">
        {shortDate(person.birthDate)}
        {person.birthDate === null ? '' : ` (${ageOn(person.birthDate, today)})`}
      </td>
      <td className="numeric">{person.nikMasked === '' ? person.internalNumber : person.nikMasked}</td>
      <td>{person.decile}</td>
      <td>{[...person.programmes, ...person.conditions].join('; ')}</td>
    </tr>
  )
}
