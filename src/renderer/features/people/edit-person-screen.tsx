import { Button, Group, Text, TextInput } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonDetail } from '../../../shared/contract/people.ts'
import { AppError } from '../../../shared/domain/errors.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { toast } from '../../lib/toast.ts'
import type { Begun } from '../../lib/use-draft.ts'
import { peopleTexts } from '../../texts/people.ts'
import { NikHints } from './nik-hints.tsx'
import {
  type EditedPerson,
  editedOf,
  formOvertaken,
  lookAtPerson,
  PersonConflict,
  type PersonConflictState,
  type PersonStart,
} from './person-conflict.tsx'
import { blankPerson, PersonForm, type PersonFormValues } from './person-form.tsx'

const words = peopleTexts.form

/**
 * Changes a person's data. The NIK is not shown and stays as it is unless a new one is typed. When a colleague saved meanwhile,
 * nothing is overwritten: what differs is put before the second, who chooses field by field.
 */
export const EditPersonScreen = () => {
  const { id } = useParams({ from: '/warga/$id/ubah' })
  const person = useCall('people.get', { id: Number(id) })
  if (person.error !== null)
    return (
      <Page title={words.editTitle}>
        <ErrorBox error={person.error} onRetry={() => void person.refetch()} />
      </Page>
    )
  if (person.data === undefined) return <Loading />
  return <EditForm key={person.data.id} person={person.data} />
}

const fromDetail = (person: PersonDetail): PersonFormValues => {
  const initial = { ...blankPerson }
  for (const name of Object.keys(blankPerson) as (keyof PersonFormValues)[])
    if (name in person) Object.assign(initial, { [name]: person[name as keyof PersonDetail] })
  return initial
}

const EditForm = (props: { person: PersonDetail }) => {
  // The version the form began with: when a colleague saved in between, the core refuses instead of overwriting.
  const [begun] = useState(props.person)
  const navigate = useNavigate()
  const update = useCommand('people.update')
  const [changing, setChanging] = useState(false)
  const [nik, setNik] = useState('')
  const [nikError, setNikError] = useState<string | null>(null)
  const [conflict, setConflict] = useState<(PersonConflictState & After) | null>(null)
  const back = (): void => void navigate({ to: '/warga/$id', params: { id: String(begun.id) }, replace: true })
  const nikField = changing ? (
    <div>
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          label="NIK baru"
          flex={1}
          inputMode="numeric"
          maxLength={16}
          autoFocus
          value={nik}
          error={nikError}
          onChange={(event) => {
            setNik(event.currentTarget.value.replace(/\D/g, ''))
            setNikError(null)
          }}
        />
        <Button
          variant="default"
          onClick={() => {
            setChanging(false)
            setNik('')
          }}
        >
          {words.nikKeep}
        </Button>
      </Group>
      <NikHints nik={nik} birthDate={begun.birthDate} sex={begun.sex} ownId={begun.id} onUse={() => {}} />
    </div>
  ) : (
    <div>
      <Text size="sm" fw={600} mb={4}>
        NIK
      </Text>
      <Group gap="xs">
        <Text size="sm" className="numeric">
          {words.nikKept(begun.nikMasked)}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
          {words.nikChange}
        </Button>
      </Group>
    </div>
  )
  const send = (values: EditedPerson, over: { version: number; nikMasked: string }, start: PersonStart, after: After): void => {
    const { nik: typed, ...fields } = values
    update.mutate(
      {
        id: begun.id,
        version: over.version,
        ...fields,
        ...(typed === over.nikMasked ? {} : { nik: typed === '' ? null : typed }),
      },
      {
        onError: (error) => {
          if (error instanceof AppError && error.data.code === 'CONFLICT' && error.data.field === 'version') {
            void overtake(values, over.nikMasked, start, after).catch(toast.error)
            return
          }
          setConflict(null)
          if (error instanceof AppError && error.data.field === 'nik' && changing) setNikError(error.data.message)
          else after.refused(error)
        },
        onSuccess: () => {
          after.saved()
          toast.done(words.saved)
          back()
        },
      },
    )
  }
  const overtake = async (values: EditedPerson, mask: string, start: PersonStart, after: After): Promise<void> => {
    const mine = { ...values, nik: values.nik === mask ? start.values.nik : values.nik }
    const state = await lookAtPerson(begun.id, start, mine)
    // Something else about this person was saved (family, checks); nothing of this form is in the way.
    if (formOvertaken(state)) setConflict({ ...state, ...after })
    else send(mine, state.now, start, after)
  }
  const overtaken = update.error?.data.field === 'version'
  return (
    <>
      <PersonForm
        title={`${words.editTitle}: ${begun.name}`}
        draftKey={`people.${begun.id}`}
        initial={fromDetail(begun)}
        ownId={begun.id}
        nikField={nikField}
        saving={update.isPending}
        error={overtaken ? null : update.error}
        onCancel={back}
        begun={{ version: begun.version, at: begun.updatedAt }}
        onSave={(values, refused, saved, older) => {
          if (changing && nik !== '' && nik.length !== 16) {
            setNikError(`NIK harus 16 digit; ini ${nik.length} digit.`)
            return
          }
          const { kkNumber: _kk, relation: _relation, nik: _nik, ...fields } = values
          const start = startOf(begun, older)
          const over = { version: start.version, nikMasked: begun.nikMasked }
          send({ ...fields, nik: changing ? nik : begun.nikMasked }, over, start, { refused, saved })
        }}
      />
      {conflict === null ? null : (
        <PersonConflict
          state={conflict}
          saving={update.isPending}
          onSave={(values) => send(values, conflict.now, conflict.start, conflict)}
          onClose={() => setConflict(null)}
        />
      )}
    </>
  )
}

/** What the form was begun from; a draft that was typed over a former state of the record is saved over that one. */
const startOf = (begun: PersonDetail, older: Begun | null): PersonStart => ({
  version: older?.version ?? begun.version,
  at: older?.at ?? begun.updatedAt,
  values: { ...editedOf(begun), ...(older?.values as Partial<EditedPerson> | undefined) },
})

/** What the form wants to hear after a save. */
interface After {
  refused(error: unknown): void
  saved(): void
}
