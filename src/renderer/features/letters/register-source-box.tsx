import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { RegisterStanding } from '../../../shared/contract/letters.ts'
import { longDate } from '../../../shared/domain/dates.ts'
import { dtsenStatuses } from '../../../shared/domain/person-facts.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { instantText } from '../../lib/format.ts'
import { useCommand } from '../../lib/query.ts'
import { useMay, useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { letterKindTexts } from '../../texts/letter-kinds.ts'

const words = letterKindTexts.register

/** What a statement on DTSEN stands on; without a fresh list or look, the one next step. */
export const RegisterSourceBox = (props: {
  standing: RegisterStanding
  personId: number | null
  name: string
  draft: boolean
  onRecorded(): void
}) => {
  const { standing } = props
  const may = useMay()
  const { timeZone } = useOfficeTime()
  const [opened, setOpened] = useState(false)
  const { source } = standing
  const record = props.draft && props.personId !== null && (may('letters.write') || may('people.write'))
  return (
    <section className="card" aria-labelledby="sumber-dtsen">
      <Title order={2} id="sumber-dtsen" mb={4}>
        {words.title}
      </Title>
      {source === null ? (
        <Alert variant="outline" color="orange.9" bg="var(--tone-warning-tint)" p="xs">
          <Text size="sm">
            {standing.state === 'missing' ? words.missing : words.old(longDate(standing.listDate), standing.maxAgeDays)}
          </Text>
        </Alert>
      ) : (
        <Stack gap={2}>
          <Text size="sm">
            {source.kind === 'list'
              ? words.list(longDate(source.on), source.label)
              : words.check(source.label, source.at === null ? longDate(source.on) : instantText(source.at, timeZone), source.by)}
          </Text>
          <Text size="sm" fw={600}>
            {source.found ? words.decile(source.decile) : words.notFound}
            {source.of === '' ? '' : `, ${words.of(source.of)}`}
          </Text>
        </Stack>
      )}
      {record ? (
        <Button mt="xs" size="compact-md" variant={source === null ? 'filled' : 'default'} onClick={() => setOpened(true)}>
          {source === null ? words.record : words.again}
        </Button>
      ) : null}
      {opened && props.personId !== null ? (
        <RecordCheckDialog
          personId={props.personId}
          name={props.name}
          onClose={() => setOpened(false)}
          onRecorded={props.onRecorded}
        />
      ) : null}
    </section>
  )
}

/** The result of a look into SIKS-NG: found or not, decile, status. */
export const RecordCheckDialog = (props: { personId: number; name: string; onClose(): void; onRecorded(): void }) => {
  const save = useCommand('letters.recordCheck')
  // Nothing is chosen beforehand: a result that nobody looked up must not be one Enter away.
  const [found, setFound] = useState<boolean | null>(null)
  const [tried, setTried] = useState(false)
  const [decile, setDecile] = useState<string | null>(null)
  const [status, setStatus] = useState<string | null>(null)
  const [by, setBy] = useState('')
  const [note, setNote] = useState('')
  const submit = (): void => {
    setTried(true)
    if (found === null || save.isPending) return
    save.mutate(
      {
        personId: props.personId,
        found,
        decile: found && decile !== null ? Number(decile) : null,
        status: found ? (dtsenStatuses.find((one) => one === status) ?? null) : null,
        by,
        note,
      },
      {
        onSuccess: () => {
          toast.done(words.saved)
          props.onRecorded()
          props.onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={props.onClose} title={words.dialog}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {props.name}
          </Text>
          <Select
            label={words.found}
            withAsterisk
            placeholder={words.foundHint}
            error={tried && found === null ? words.foundMissing : undefined}
            data={[
              { value: 'ya', label: words.foundYes },
              { value: 'tidak', label: words.foundNo },
            ]}
            value={found === null ? null : found ? 'ya' : 'tidak'}
            allowDeselect={false}
            data-autofocus
            onChange={(value) => setFound(value === 'ya')}
          />
          {found === false ? null : (
            <>
              <Select
                label={words.decileField}
                placeholder={words.decileUnknown}
                clearable
                clearButtonProps={{ 'aria-label': words.decileUnknown }}
                data={Array.from({ length: 10 }, (_unused, index) => String(index + 1))}
                value={decile}
                onChange={(value) => {
                  setDecile(value)
                  if (value !== null) setFound(true)
                }}
              />
              <Select
                label="Status"
                clearable
                clearButtonProps={{ 'aria-label': 'Kosongkan status' }}
                data={[...dtsenStatuses]}
                value={status}
                onChange={setStatus}
              />
            </>
          )}
          <TextInput
            label={words.by}
            description={words.byHint}
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
          <TextInput label={words.note} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <ErrorBox error={save.error} />
          <Group justify="end">
            <Button type="submit" loading={save.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
