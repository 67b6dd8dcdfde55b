import { Alert, Checkbox, Group, Radio, SegmentedControl, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FamilyDetail } from '../../../shared/contract/families.ts'
import { headRelation } from '../../../shared/domain/families.ts'
import { useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import { familyTexts } from '../../texts/families.ts'
import { EventDialog } from './event-dialog.tsx'
import styles from './families.module.css'
import { FamilyPicker } from './family-picker.tsx'
import { blankHome, DestinationFields, HomeFields, readyHome, useDestination } from './home-fields.tsx'
import { RelationSelect, SuccessionFields, useSuccession } from './relations.tsx'

interface Props {
  family: FamilyDetail
  onClose(): void
}

const recorded = (onClose: () => void) => ({
  onSuccess: (): void => {
    onClose()
    toast.done(familyTexts.event.done)
  },
})

/** 16 digits, or nothing. */
export const KkInput = (props: {
  label: string
  hint?: string
  value: string
  onChange(value: string): void
  error?: string | undefined
}) => (
  <TextInput
    label={props.label}
    description={props.hint}
    inputMode="numeric"
    maxLength={16}
    autoComplete="off"
    className="numeric"
    value={props.value}
    error={props.error ?? (props.value !== '' && props.value.length < 16 ? `${props.value.length} dari 16 digit` : undefined)}
    onChange={(event) => props.onChange(event.currentTarget.value.replace(/\D/g, ''))}
  />
)
export const kkReady = (value: string): boolean => value === '' || value.length === 16

export const HeadDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.changeHead')
  const of = useSuccession(family.members, [], true)
  const [kk, setKk] = useState('')
  return (
    <EventDialog
      title={familyTexts.actions.head}
      ready={of.ready && of.newHeadId !== null && kkReady(kk)}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        of.newHeadId === null
          ? undefined
          : command.mutate(
              {
                familyId: family.id,
                version: family.version,
                newHeadId: of.newHeadId,
                relations: of.relations,
                kkNumber: kk === '' ? null : kk,
                ...fields,
              },
              recorded(onClose),
            )
      }
    >
      <SuccessionFields of={of} />
      <KkInput label={familyTexts.split.number} hint={familyTexts.split.numberHint} value={kk} onChange={setKk} />
    </EventDialog>
  )
}

export const MoveDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.move')
  const of = useDestination()
  return (
    <EventDialog
      title={familyTexts.actions.move}
      ready={of.to !== null}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        of.to === null
          ? undefined
          : command.mutate({ familyId: family.id, version: family.version, to: of.to, ...fields }, recorded(onClose))
      }
    >
      <Text size="sm">
        {family.state === 'moved' ? familyTexts.move.back : familyTexts.move.all(family.members.length + family.hidden)}
      </Text>
      <DestinationFields of={of} />
    </EventDialog>
  )
}

export const SplitDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.split')
  const [chosen, setChosen] = useState<Record<number, string>>({})
  const [kk, setKk] = useState('')
  const [elsewhere, setElsewhere] = useState(false)
  const [home, setHome] = useState(blankHome)
  const ids = Object.keys(chosen).map(Number)
  const of = useSuccession(family.members, ids)
  const address = elsewhere ? readyHome(home) : null
  const one = Object.values(chosen).filter((relation) => relation === headRelation).length === 1
  const complete = Object.values(chosen).every((relation) => relation !== '')
  const toggle = (personId: number, checked: boolean): void => {
    const { [personId]: _left, ...rest } = chosen
    // The first one chosen heads the new card.
    setChosen(checked ? { ...rest, [personId]: Object.keys(rest).length === 0 ? headRelation : '' } : rest)
  }
  return (
    <EventDialog
      title={familyTexts.actions.split}
      ready={
        ids.length > 0 &&
        ids.length < family.members.length + family.hidden &&
        one &&
        complete &&
        of.ready &&
        kkReady(kk) &&
        (!elsewhere || address !== null)
      }
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        command.mutate(
          {
            familyId: family.id,
            version: family.version,
            members: ids.map((personId) => ({ personId, relation: chosen[personId] ?? '' })),
            kkNumber: kk === '' ? null : kk,
            address,
            newHeadId: of.newHeadId,
            relations: of.relations,
            ...fields,
          },
          recorded(onClose),
        )
      }
    >
      <fieldset className={styles.group}>
        <legend>{familyTexts.split.who}</legend>
        {family.members.map((member) => (
          <div key={member.personId} className={styles.pair}>
            <Checkbox
              label={`${member.name} (${member.relation})`}
              checked={member.personId in chosen}
              onChange={(event) => toggle(member.personId, event.currentTarget.checked)}
            />
            {member.personId in chosen ? (
              <RelationSelect
                label={familyTexts.split.relation(member.name)}
                hideLabel
                value={chosen[member.personId] ?? ''}
                onChange={(relation) => setChosen({ ...chosen, [member.personId]: relation })}
              />
            ) : null}
          </div>
        ))}
      </fieldset>
      {ids.length === 0 ? null : <SuccessionFields of={of} />}
      <KkInput label={familyTexts.split.number} hint={familyTexts.split.numberHint} value={kk} onChange={setKk} />
      <Switch
        label={familyTexts.split.otherHome}
        checked={elsewhere}
        onChange={(event) => setElsewhere(event.currentTarget.checked)}
      />
      {elsewhere ? <HomeFields value={home} onChange={setHome} /> : null}
    </EventDialog>
  )
}

export const BirthDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.birth')
  const parents = (sex: 'L' | 'P') => family.members.filter((member) => member.sex === sex)
  const proposed = (sex: 'L' | 'P'): string | null => {
    const parent = parents(sex).find(
      ({ relation }) => relation === headRelation || ['Istri', 'Suami', 'Istri/Suami'].includes(relation),
    )
    return parent === undefined ? null : String(parent.personId)
  }
  const [name, setName] = useState('')
  const [sex, setSex] = useState<string>('')
  const [place, setPlace] = useState('')
  const [nik, setNik] = useState('')
  const [mother, setMother] = useState(() => proposed('P'))
  const [father, setFather] = useState(() => proposed('L'))
  const [relation, setRelation] = useState('Anak')
  const parent = (label: string, one: 'L' | 'P', value: string | null, onChange: (value: string | null) => void) => (
    <Select
      label={label}
      data={parents(one).map((member) => ({ value: String(member.personId), label: member.name }))}
      value={value}
      onChange={onChange}
      placeholder={familyTexts.birth.unknown}
      clearable
      clearButtonProps={{ 'aria-label': `Kosongkan ${label}` }}
    />
  )
  return (
    <EventDialog
      title={familyTexts.actions.birth}
      dayLabel={familyTexts.event.onBirth}
      askDay
      ready={name.trim() !== '' && (sex === 'L' || sex === 'P') && relation !== '' && kkReady(nik)}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        command.mutate(
          {
            familyId: family.id,
            version: family.version,
            name: name.trim(),
            sex: sex === 'L' ? 'L' : 'P',
            birthPlace: place.trim(),
            nik: nik === '' ? null : nik,
            motherId: mother === null ? null : Number(mother),
            fatherId: father === null ? null : Number(father),
            relation,
            ...fields,
          },
          recorded(onClose),
        )
      }
    >
      <TextInput
        label={familyTexts.birth.name}
        withAsterisk
        data-autofocus
        maxLength={300}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group label={familyTexts.birth.sex} withAsterisk value={sex} onChange={setSex}>
        <Group gap="md" mih={36}>
          <Radio value="L" label="Laki-laki" />
          <Radio value="P" label="Perempuan" />
        </Group>
      </Radio.Group>
      <Group grow align="start">
        {parent(familyTexts.birth.mother, 'P', mother, setMother)}
        {parent(familyTexts.birth.father, 'L', father, setFather)}
      </Group>
      <Group grow align="start">
        <RelationSelect label={familyTexts.birth.relation} value={relation} onChange={setRelation} without={[headRelation]} />
        <TextInput
          label={familyTexts.birth.place}
          maxLength={300}
          autoComplete="off"
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
      </Group>
      <KkInput label={familyTexts.birth.nik} hint={familyTexts.birth.nikHint} value={nik} onChange={setNik} />
    </EventDialog>
  )
}

export const NumberDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.setNumber')
  const [kk, setKk] = useState('')
  return (
    <EventDialog
      title={familyTexts.actions.number}
      ready={kk.length === 16}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        command.mutate({ familyId: family.id, version: family.version, kkNumber: kk, ...fields }, recorded(onClose))
      }
    >
      <KkInput label={familyTexts.number.kk} hint={familyTexts.number.hint} value={kk} onChange={setKk} />
    </EventDialog>
  )
}

export const RelationDialog = ({ family, personId, onClose }: Props & { personId: number }) => {
  const command = useCommand('families.correctRelation')
  const member = family.members.find((one) => one.personId === personId)
  const [relation, setRelation] = useState('')
  return (
    <EventDialog
      title={familyTexts.actions.relation}
      ready={relation !== ''}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        command.mutate({ familyId: family.id, version: family.version, personId, relation, ...fields }, recorded(onClose))
      }
    >
      <Alert variant="outline" py={6}>
        {`${familyTexts.relation.member(member?.name ?? '')}: ${member?.relation === '' ? 'belum diisi' : (member?.relation ?? '')}`}
      </Alert>
      <RelationSelect label={familyTexts.relation.relation} value={relation} onChange={setRelation} />
    </EventDialog>
  )
}

export const HouseholdDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.linkHousehold')
  const [by, setBy] = useState('number')
  const [number, setNumber] = useState('')
  const [other, setOther] = useState<number | null>(null)
  const to =
    by === 'number'
      ? number.trim() === ''
        ? null
        : { by: 'number' as const, number: number.trim() }
      : other === null
        ? null
        : { by: 'family' as const, familyId: other }
  return (
    <EventDialog
      title={familyTexts.actions.household}
      ready={to !== null}
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) =>
        to === null
          ? undefined
          : command.mutate({ familyId: family.id, version: family.version, to, ...fields }, recorded(onClose))
      }
    >
      <Stack gap="xs">
        <Text size="sm">{familyTexts.household.hint}</Text>
        <SegmentedControl
          aria-label={familyTexts.household.by}
          value={by}
          onChange={setBy}
          data={[
            { value: 'number', label: familyTexts.household.byNumber },
            { value: 'family', label: familyTexts.household.byFamily },
          ]}
        />
        {by === 'number' ? (
          <TextInput
            label={familyTexts.household.number}
            withAsterisk
            maxLength={300}
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
        ) : (
          <FamilyPicker label={familyTexts.household.byFamily} value={other} onChange={setOther} not={family.id} />
        )}
      </Stack>
    </EventDialog>
  )
}

export const LeaveHouseholdDialog = ({ family, onClose }: Props) => {
  const command = useCommand('families.unlinkHousehold')
  return (
    <EventDialog
      title={familyTexts.actions['household-left']}
      ready
      saving={command.isPending}
      error={command.error}
      onClose={onClose}
      onSave={(fields) => command.mutate({ familyId: family.id, version: family.version, ...fields }, recorded(onClose))}
    >
      <Text size="sm">{family.household?.number ?? ''}</Text>
    </EventDialog>
  )
}
