import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LetterKind } from '../../../shared/contract/letters.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { api } from '../../lib/api.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import { letterTexts } from '../../texts/letters.ts'

const words = letterKindTexts.create

interface Person {
  id: number
  name: string
}

/**
 * Begins a letter that hangs on no case: kind, resident or village, purpose. A letter of the same kind and purpose that still holds is
 * shown first.
 * @param person already known, on a resident's page
 */
export const NewLetterDialog = (props: { opened: boolean; onClose(): void; person?: Person }) =>
  props.opened ? <Dialog {...props} /> : null

const Dialog = (props: { onClose(): void; person?: Person }) => {
  const navigate = useNavigate()
  const { today } = useOfficeTime()
  const kinds = useCall('letters.kinds', {})
  const draft = useCommand('letters.draft')
  const [key, setKey] = useState<string | null>(null)
  const [person, setPerson] = useState<Person | null>(props.person ?? null)
  const [region, setRegion] = useState<string | null>(null)
  const [purpose, setPurpose] = useState<string | null>(null)
  const [refused, setRefused] = useState<unknown>(null)
  const fitting = (kinds.data ?? []).filter(
    ({ about }) => about === 'person' || (about === 'village' && props.person === undefined),
  )
  const kind = fitting.find((one) => one.key === key)
  const earlier = useCall(
    'letters.earlier',
    { personId: person?.id ?? 0, kind: kind?.key ?? '-', purpose: purpose ?? '' },
    { enabled: kind?.about === 'person' && person !== null && (kind.purposes.length === 0 || purpose !== null) },
  )
  const found = kind?.about === 'person' && person !== null ? (earlier.data ?? []) : []
  const open = (id: number): void => {
    props.onClose()
    void navigate({ to: '/surat/$id', params: { id: String(id) } })
  }
  const make = async (chosen: LetterKind): Promise<void> => {
    setRefused(null)
    try {
      const signatory = (await api.office.signatories({})).find((one) => one.active)
      if (signatory === undefined) throw new AppError('STATE', letterTexts.noSignatory, { hint: letterTexts.noSignatoryHint })
      const made = await draft.mutateAsync({
        caseId: null,
        personId: chosen.about === 'person' ? (person?.id ?? null) : null,
        regionCode: chosen.about === 'village' ? region : null,
        kind: chosen.key,
        signatoryId: signatory.id,
        letterDate: today,
        paper: chosen.paper,
        fields: Object.fromEntries(chosen.fields.map((field) => [field.name, field.initial])),
        copiesTo: chosen.copiesTo,
        purpose: purpose ?? '',
      })
      open(made.id)
    } catch (error) {
      setRefused(error)
    }
  }
  return (
    <Modal opened onClose={props.onClose} title={words.title} size="lg">
      <Stack gap="sm">
        <ErrorBox error={kinds.error} />
        <Select
          label={words.kind}
          data={fitting.map(({ key: value, name }) => ({ value, label: name }))}
          value={key}
          searchable
          data-autofocus
          nothingFoundMessage={words.noKinds}
          onChange={(value) => {
            setKey(value)
            setPurpose(null)
          }}
        />
        {kind === undefined ? null : (
          <Text size="xs" c="dimmed">
            {kind.description}
          </Text>
        )}
        {kind?.about === 'person' ? (
          person === null ? (
            <PersonPicker label={words.person} onPick={({ id, name }) => setPerson({ id, name })} />
          ) : (
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600}>
                {person.name}
              </Text>
              {props.person === undefined ? (
                <Button size="compact-sm" variant="default" onClick={() => setPerson(null)}>
                  {words.personChange}
                </Button>
              ) : null}
            </Group>
          )
        ) : null}
        {kind?.about === 'village' ? (
          <RegionPicker label={words.region} description={words.regionHint} value={region} onChange={setRegion} />
        ) : null}
        {kind === undefined || kind.purposes.length === 0 ? null : (
          <Select
            label={letterKindTexts.field.purpose}
            data={kind.purposes.map(({ key: value, label, maxDecile }) => ({
              value,
              label: letterKindTexts.field.maxDecile(label, maxDecile),
            }))}
            value={purpose}
            onChange={setPurpose}
          />
        )}
        {found.length === 0 ? null : (
          <Alert variant="outline" color="orange.9" bg="var(--tone-warning-tint)" title={words.earlier} p="xs">
            <Stack gap={6}>
              {found.map((letter) => (
                <Group key={letter.id} justify="space-between" wrap="nowrap">
                  <Text size="sm" className="numeric">
                    {words.earlierRow(
                      letter.number ?? letterTexts.openNumber,
                      letter.validUntil === null ? null : longDate(letter.validUntil),
                    )}
                  </Text>
                  <Button size="compact-md" onClick={() => open(letter.id)}>
                    {words.openEarlier}
                  </Button>
                </Group>
              ))}
            </Stack>
          </Alert>
        )}
        <ErrorBox error={refused ?? earlier.error} />
        <Group justify="end">
          <Button
            variant={found.length === 0 ? 'filled' : 'default'}
            disabled={
              kind === undefined || (kind.about === 'person' && person === null) || (kind.purposes.length > 0 && purpose === null)
            }
            loading={draft.isPending}
            onClick={() => (kind === undefined ? undefined : void make(kind))}
          >
            {found.length === 0 ? words.make : words.makeAnyway}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
