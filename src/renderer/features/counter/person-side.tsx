import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonDetail } from '../../../shared/contract/people.ts'
import { ageOn } from '../../../shared/domain/dates.ts'
import { Decile } from '../../components/decile.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { MaskedNumber } from '../../components/masked-number.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { instantDay, sexText, shortDate } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { PersonFamily } from '../families/person-family.tsx'
import { filterToAddress } from '../people/filter-address.ts'
import styles from './counter.module.css'
import { NewClient } from './new-client.tsx'

/** Left column: search, the found person, or three fields for somebody who is not in the register. */
export const PersonSide = (props: { clientId: number | null; onPick(id: number): void; onChange(): void }) => {
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [registering, setRegistering] = useState<string | null>(null)
  return (
    <section className="card" aria-labelledby="loket-warga">
      <Title order={2} id="loket-warga" mb="xs">
        {words.steps.person}
      </Title>
      {props.clientId !== null ? (
        <Client id={props.clientId} onChange={props.onChange} />
      ) : registering !== null ? (
        <NewClient typed={registering} onCreated={props.onPick} onCancel={() => setRegistering(null)} />
      ) : (
        <Stack gap="xs">
          <PersonPicker
            label={words.search}
            placeholder={words.searchHint}
            autoFocus
            size="md"
            onTyped={setTyped}
            onPick={(person) => props.onPick(person.id)}
            // The open list lies over the button below: whoever finds nobody goes on from the list itself.
            notFound={(sought, clear) =>
              may('people.write') ? (
                <Button
                  size="compact-md"
                  variant="default"
                  leftSection={<IconUserPlus size={18} aria-hidden />}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => {
                    clear()
                    setRegistering(sought)
                  }}
                >
                  {words.registerNew}
                </Button>
              ) : null
            }
          />
          {may('people.write') ? (
            <Button
              variant="default"
              leftSection={<IconUserPlus size={18} aria-hidden />}
              onClick={() => setRegistering(typed.trim())}
            >
              {words.notInList}
            </Button>
          ) : null}
          <Link to="/warga" search={filterToAddress({ withoutNik: true })}>
            {words.toComplete}
          </Link>
        </Stack>
      )}
    </section>
  )
}

const Client = (props: { id: number; onChange(): void }) => {
  const person = useCall('people.get', { id: props.id })
  if (person.error !== null)
    return (
      <Stack gap="xs">
        <ErrorBox error={person.error} onRetry={() => void person.refetch()} />
        <Button variant="default" onClick={props.onChange}>
          {words.change}
        </Button>
      </Stack>
    )
  if (person.data === undefined) return <Loading />
  return <ClientCard person={person.data} onChange={props.onChange} />
}

const ClientCard = ({ person, onChange }: { person: PersonDetail; onChange(): void }) => {
  const { timeZone, today } = useOfficeTime()
  const facts = useCall('personFacts.list', { id: person.id })
  const programmes = facts.data?.items.filter(({ kind, current }) => kind === 'programme' && current) ?? []
  const open = person.cases.filter((one) => one.open)
  return (
    <Stack gap="xs">
      <div>
        <Text fw={700} size="lg">
          {person.name}
        </Text>
        <Text size="sm" component="div">
          {person.nikMasked === '' ? words.noNik : <MaskedNumber personId={person.id} field="nik" masked={person.nikMasked} />}
        </Text>
        <Text size="sm">
          {[
            sexText(person.sex),
            person.birthDate === null ? '' : `${shortDate(person.birthDate)} (${words.age(ageOn(person.birthDate, today))})`,
          ]
            .filter((part) => part !== '')
            .join(', ')}
        </Text>
        <Text size="sm">{[person.address, person.village].filter((part) => part !== '').join(', ')}</Text>
        {facts.data === undefined ? (
          <ErrorBox error={facts.error} onRetry={() => void facts.refetch()} />
        ) : (
          <div>
            <Decile decile={facts.data.decile} />
            {programmes.length === 0 ? null : (
              <Text size="sm">
                {words.programmes}: {programmes.map(({ label }) => label).join(', ')}
              </Text>
            )}
          </div>
        )}
        <Group gap="xs" mt={4}>
          <Button size="compact-sm" variant="default" onClick={onChange}>
            {words.change}
          </Button>
          <Link to="/warga/$id" params={{ id: String(person.id) }}>
            {words.person}
          </Link>
        </Group>
      </div>
      {open.length === 0 ? null : (
        <Alert
          variant="outline"
          color="yellow.9"
          bg="var(--tone-warning-tint)"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          p="xs"
        >
          <Text size="sm">{words.openWarning(open.length)}</Text>
          <List size="sm" mt={4} listStyleType="none">
            {open.slice(0, 4).map((one) => (
              <List.Item key={one.id}>
                <Link to="/kasus/$id" params={{ id: String(one.id) }}>
                  {one.number}
                </Link>{' '}
                {one.summary}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {person.warnings.map((warning) => (
        <Text key={warning.code} size="sm" c="var(--tone-warning-text)">
          {warning.message}
        </Text>
      ))}
      <div>
        <Group justify="space-between" wrap="nowrap">
          <Title order={3}>{words.family}</Title>
          <PersonFamily person={person} />
        </Group>
        {person.family.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.familyNone}
          </Text>
        ) : (
          <table className={styles.family} aria-label={words.family}>
            <tbody>
              {person.family.map((member) => (
                <tr key={member.personId}>
                  <th scope="row">{member.name}</th>
                  <td>{member.relation}</td>
                  <td className="numeric">{member.birthDate === null ? '' : words.age(ageOn(member.birthDate, today))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div>
        <Title order={3}>{words.letters}</Title>
        {person.letters.length === 0 ? (
          <Text size="sm" c="dimmed">
            {words.lettersNone}
          </Text>
        ) : (
          <List size="sm" listStyleType="none">
            {person.letters.slice(0, 3).map((letter) => (
              <List.Item key={letter.id}>
                <Link to="/surat/$id" params={{ id: String(letter.id) }}>
                  {letter.number ?? letter.title}
                </Link>{' '}
                {shortDate(letter.letterDate)}
              </List.Item>
            ))}
          </List>
        )}
        {person.cases.length > open.length ? (
          <Text size="xs" c="dimmed" mt={4}>
            Kasus terakhir yang sudah ditutup: {instantDay(person.cases.find((one) => !one.open)?.openedAt ?? null, timeZone)}
          </Text>
        ) : null}
      </div>
    </Stack>
  )
}
