import { Select, Stack, Text } from '@mantine/core'
import { createContext, useContext, useState } from 'react'
import type { FamilyMemberView } from '../../../shared/contract/families.ts'
import { headRelation, proposeHead, proposeRelation } from '../../../shared/domain/families.ts'
import { useCall } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { familyTexts } from '../../texts/families.ts'
import styles from './families.module.css'

const words = familyTexts.succession

/** Relations that may be chosen; asked for once per dialog. */
export const RelationsContext = createContext<readonly string[]>([])
export const useRelationList = (): readonly string[] => useCall('families.relations', {}).data ?? []

/** One relation, from the value lists. `without` leaves some out. */
export const RelationSelect = (props: {
  label: string
  hideLabel?: boolean
  value: string
  onChange(value: string): void
  without?: readonly string[]
}) => {
  const known = useContext(RelationsContext)
  const shown = known.filter((relation) => props.without?.includes(relation) !== true)
  return (
    <Select
      label={props.hideLabel === true ? undefined : props.label}
      aria-label={props.hideLabel === true ? props.label : undefined}
      data={props.value === '' || shown.includes(props.value) ? shown : [props.value, ...shown]}
      value={props.value === '' ? null : props.value}
      onChange={(value) => props.onChange(value ?? '')}
      placeholder="Pilih"
      searchable
      allowDeselect={false}
    />
  )
}

/** Who heads the family after an event, and what the others are to the new head. */
export interface Succession {
  /** Whether a head must be chosen. */
  needed: boolean
  newHeadId: number | null
  relations: { personId: number; relation: string }[]
  ready: boolean
  staying: FamilyMemberView[]
  candidates: FamilyMemberView[]
  relationOf(member: FamilyMemberView): string
  chooseHead(id: number | null): void
  setRelation(personId: number, relation: string): void
}

/**
 * State of the choice, filled in with what the relations of before tell.
 * @param leaving people who leave the card by the event; the present head among them makes the choice needed
 * @param always the event is the change of head itself
 */
export const useSuccession = (members: readonly FamilyMemberView[], leaving: readonly number[], always = false): Succession => {
  const { today } = useOfficeTime()
  const [chosen, setChosen] = useState<number | null>(null)
  const [own, setOwn] = useState<Record<number, string>>({})
  const staying = members.filter(({ personId }) => !leaving.includes(personId))
  const heads = members.filter(({ relation }) => relation === headRelation)
  const needed = staying.length > 0 && (always || heads.some(({ personId }) => leaving.includes(personId)))
  const candidates = staying.filter(
    ({ personId, lifeStatus }) => lifeStatus !== 'dead' && !(always && heads.length === 1 && heads[0]?.personId === personId),
  )
  const proposed = needed ? (proposeHead(candidates, today)?.personId ?? null) : null
  const newHeadId = !needed ? null : chosen !== null && candidates.some(({ personId }) => personId === chosen) ? chosen : proposed
  const newHead = staying.find(({ personId }) => personId === newHeadId)
  const relationOf = (member: FamilyMemberView): string =>
    own[member.personId] ??
    proposeRelation(
      member.relation,
      newHead === undefined || newHead.relation === '' ? headRelation : newHead.relation,
      member.sex,
    )
  const others = needed ? staying.filter(({ personId }) => personId !== newHeadId) : []
  return {
    needed,
    newHeadId,
    staying,
    candidates,
    relations: others
      .map((member) => ({ personId: member.personId, relation: relationOf(member) }))
      .filter(({ relation }) => relation !== ''),
    ready: !needed || (newHeadId !== null && others.every((member) => ![headRelation].includes(relationOf(member)))),
    relationOf,
    chooseHead: (id) => {
      setChosen(id)
      setOwn({})
    },
    setRelation: (personId, relation) => setOwn((before) => ({ ...before, [personId]: relation })),
  }
}

/** Fields of the choice; nothing when the head stays. */
export const SuccessionFields = ({ of }: { of: Succession }) => {
  if (of.staying.length === 0) return <Text size="sm">{words.last}</Text>
  if (!of.needed) return null
  const others = of.staying.filter(({ personId }) => personId !== of.newHeadId)
  return (
    <Stack gap="xs">
      <Select
        label={words.head}
        withAsterisk
        data={of.candidates.map(({ personId, name, relation }) => ({ value: String(personId), label: `${name} (${relation})` }))}
        value={of.newHeadId === null ? null : String(of.newHeadId)}
        onChange={(value) => of.chooseHead(value === null ? null : Number(value))}
        allowDeselect={false}
      />
      {others.length === 0 ? null : (
        <fieldset className={styles.group}>
          <legend>{words.relations}</legend>
          {others.map((member) => (
            <div key={member.personId} className={styles.pair}>
              <span>{member.name}</span>
              <RelationSelect
                label={`Hubungan ${member.name}`}
                hideLabel
                value={of.relationOf(member)}
                onChange={(relation) => of.setRelation(member.personId, relation)}
                without={[headRelation]}
              />
            </div>
          ))}
          <Text size="xs" c="dimmed">
            {words.hint}
          </Text>
        </fieldset>
      )}
    </Stack>
  )
}
