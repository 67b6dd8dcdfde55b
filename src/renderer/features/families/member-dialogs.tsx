import { Alert, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { FamilyDetail } from '../../../shared/contract/families.ts'
import { headRelation } from '../../../shared/domain/families.ts'
import { Loading } from '../../components/loading.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { familyTexts } from '../../texts/families.ts'
import { EventDialog } from './event-dialog.tsx'
import { KkInput, kkReady } from './family-dialogs.tsx'
import { FamilyPicker } from './family-picker.tsx'
import { DestinationFields, useDestination } from './home-fields.tsx'
import { RelationSelect, SuccessionFields, useSuccession } from './relations.tsx'

/** The person an event is about; `version` is the family's, or without one the person's. */
export interface Subject {
  personId: number
  name: string
  version: number
  family: FamilyDetail | null
  openCases: number
}
interface Props {
  of: Subject
  onClose(): void
}

const recorded = (onClose: () => void) => ({
  onSuccess: (): void => {
    onClose()
    toast.done(familyTexts.event.done)
  },
})

export const DeathDialog = ({ of, onClose }: Props) => {
  const command = useCommand('families.death')
  const next = useSuccession(of.family?.members ?? [], [of.personId])
  return (
    <EventDialog
      title={familyTexts.actions.death}
      dayLabel={familyTexts.event.onDeath}
      askDay
      ready={next.ready}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        command.mutate(
          { personId: of.personId, version: of.version, newHeadId: next.newHeadId, relations: next.relations, ...fields },
          recorded(onClose),
        )
      }
    >
      <Text fw={600}>{of.name}</Text>
      {of.openCases === 0 ? null : (
        <Alert variant="outline" color="yellow.9" bg="var(--tone-warning-tint)" py={6}>
          {familyTexts.death.cases(of.name, of.openCases)}
        </Alert>
      )}
      {of.family === null ? null : <SuccessionFields of={next} />}
    </EventDialog>
  )
}

export const MoveMemberDialog = ({ of, onClose }: Props) => {
  const command = useCommand('families.moveMember')
  const [keepCard, setKeepCard] = useState(false)
  const destination = useDestination()
  const next = useSuccession(of.family?.members ?? [], keepCard ? [] : [of.personId])
  return (
    <EventDialog
      title={familyTexts.actions['member-move']}
      ready={destination.to !== null && next.ready}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        destination.to === null
          ? undefined
          : command.mutate(
              {
                personId: of.personId,
                version: of.version,
                to: destination.to,
                keepCard,
                newHeadId: next.newHeadId,
                relations: next.relations,
                ...fields,
              },
              recorded(onClose),
            )
      }
    >
      <Text fw={600}>{of.name}</Text>
      <DestinationFields of={destination} />
      {of.family === null ? null : (
        <>
          <Switch
            label={familyTexts.move.keepCard}
            checked={keepCard}
            onChange={(event) => setKeepCard(event.currentTarget.checked)}
          />
          <SuccessionFields of={next} />
        </>
      )}
    </EventDialog>
  )
}

/** `to` = the family is known already (somebody is added from its page). */
export const JoinDialog = ({ of, to, onClose }: Props & { to?: FamilyDetail }) => {
  const command = useCommand('families.join')
  const [target, setTarget] = useState<number | null>(to?.id ?? null)
  const [relation, setRelation] = useState('')
  const [takeAddress, setTakeAddress] = useState(true)
  const next = useSuccession(of.family?.members ?? [], [of.personId])
  return (
    <EventDialog
      title={to === undefined ? familyTexts.actions.join : familyTexts.actions.add}
      ready={target !== null && relation !== '' && next.ready}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        target === null
          ? undefined
          : command.mutate(
              {
                personId: of.personId,
                version: of.version,
                toFamilyId: target,
                relation,
                takeAddress,
                newHeadId: next.newHeadId,
                relations: next.relations,
                ...fields,
              },
              recorded(onClose),
            )
      }
    >
      <Text fw={600}>{of.name}</Text>
      {to === undefined ? (
        <FamilyPicker
          label={familyTexts.join.family}
          value={target}
          onChange={setTarget}
          {...(of.family === null ? {} : { not: of.family.id })}
        />
      ) : null}
      <RelationSelect
        label={familyTexts.join.relation}
        value={relation}
        onChange={setRelation}
        without={to?.members.some((member) => member.relation === headRelation) === true ? [headRelation] : []}
      />
      <Switch
        label={familyTexts.join.takeAddress}
        checked={takeAddress}
        onChange={(event) => setTakeAddress(event.currentTarget.checked)}
      />
      {of.family === null ? null : <SuccessionFields of={next} />}
    </EventDialog>
  )
}

export const OpenDialog = ({ of, onClose }: Props) => {
  const command = useCommand('families.open')
  const [kk, setKk] = useState('')
  return (
    <EventDialog
      title={familyTexts.actions.open}
      ready={kkReady(kk)}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        command.mutate(
          { personId: of.personId, version: of.version, kkNumber: kk === '' ? null : kk, ...fields },
          recorded(onClose),
        )
      }
    >
      <Text fw={600}>{of.name}</Text>
      <KkInput label={familyTexts.split.number} hint={familyTexts.split.numberHint} value={kk} onChange={setKk} />
    </EventDialog>
  )
}

/** Adds somebody to a family: first who, then what the person becomes there. */
export const AddMemberDialog = (props: { family: FamilyDetail; onClose(): void }) => {
  const [personId, setPersonId] = useState<number | null>(null)
  const person = useCall('people.get', { id: personId ?? 0 }, { enabled: personId !== null })
  const familyId = person.data?.memberships.find(({ toDate }) => toDate === null)?.familyId ?? null
  const from = useCall('families.get', { id: familyId ?? 0 }, { enabled: familyId !== null })
  if (personId === null)
    return (
      <EventDialog
        title={familyTexts.actions.add}
        ready={false}
        saving={false}
        error={null}
        onClose={props.onClose}
        onSave={() => {}}
      >
        <PersonPicker label={familyTexts.join.person} autoFocus onPick={({ id }) => setPersonId(id)} />
        <Text size="xs" c="dimmed">
          {familyTexts.join.personHint}
        </Text>
      </EventDialog>
    )
  if (person.error !== null || from.error !== null)
    return (
      <EventDialog
        title={familyTexts.actions.add}
        ready={false}
        saving={false}
        error={person.error ?? from.error}
        onClose={props.onClose}
        onSave={() => {}}
      >
        {null}
      </EventDialog>
    )
  if (person.data === undefined || (familyId !== null && from.data === undefined)) return <Loading />
  const family = familyId === null ? null : (from.data ?? null)
  return (
    <JoinDialog
      of={{ personId, name: person.data.name, version: (family ?? person.data).version, family, openCases: 0 }}
      to={props.family}
      onClose={props.onClose}
    />
  )
}
