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
import { peopleTexts } from '../../texts/people.ts'
import { NikHints } from './nik-hints.tsx'
import { blankPerson, PersonForm, type PersonFormValues } from './person-form.tsx'

const words = peopleTexts.form

/** Changes a person's data. The NIK is not shown and stays as it is unless a new one is typed. */
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
  return (
    <PersonForm
      title={`${words.editTitle}: ${begun.name}`}
      draftKey={`people.${begun.id}`}
      initial={fromDetail(begun)}
      ownId={begun.id}
      nikField={nikField}
      saving={update.isPending}
      error={update.error}
      onCancel={back}
      onSave={(values, refused, saved) => {
        if (changing && nik !== '' && nik.length !== 16) {
          setNikError(`NIK harus 16 digit; ini ${nik.length} digit.`)
          return
        }
        const { kkNumber: _kk, relation: _relation, nik: _nik, ...fields } = values
        update.mutate(
          { id: begun.id, version: begun.version, ...fields, ...(changing ? { nik: nik === '' ? null : nik } : {}) },
          {
            onError: (error) => {
              if (error instanceof AppError && error.data.field === 'nik' && changing) setNikError(error.data.message)
              else refused(error)
            },
            onSuccess: () => {
              saved()
              toast.done(words.saved)
              back()
            },
          },
        )
      }}
    />
  )
}
