import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormText } from '../../components/form-fields.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { arrivalTexts } from '../../texts/arrival.ts'
import { common } from '../../texts/common.ts'

const words = arrivalTexts.consultations
const schema = z.object({
  personId: z.int().nullable(),
  who: z.string().max(300),
  subject: z.string().trim().min(1, 'Tulis tentang apa').max(300),
  answer: z.string().trim().min(1, 'Tulis jawabannya').max(300),
})

/** Button and dialog for a question that was answered at once; `begin`: the dialog is open from the start. */
export const ConsultationButton = (props: { personId: number | null; begin?: boolean; primary?: boolean }) => {
  const may = useMay()
  const [opened, setOpened] = useState(props.begin === true)
  if (!may('cases.write')) return null
  return (
    <>
      <Button variant={props.primary === true ? 'filled' : 'default'} onClick={() => setOpened(true)}>
        {words.add}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={words.add}>
        <ConsultationForm key={props.personId ?? 0} personId={props.personId} onDone={() => setOpened(false)} />
      </Modal>
    </>
  )
}

const ConsultationForm = (props: { personId: number | null; onDone(): void }) => {
  const may = useMay()
  const add = useCommand('arrival.addConsultation')
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { personId: props.personId, who: '', subject: '', answer: '' },
  })
  // Each person has a draft of their own: nobody's question slips into another one's history.
  const draft = useDraft(`consultation.${props.personId ?? 0}`, form, { omit: ['personId'] })
  const personId = form.watch('personId')
  const save = form.handleSubmit((values) =>
    add.mutate(values, {
      onSuccess: () => {
        draft.clear()
        toast.done(words.saved)
        props.onDone()
      },
    }),
  )
  return (
    <form noValidate onSubmit={save}>
      <Stack gap="xs">
        <Text size="sm">{words.intro}</Text>
        <DraftNote draft={draft} />
        <FormText
          control={form.control}
          name="subject"
          label={words.subject}
          placeholder={words.subjectHint}
          required
          autoFocus
        />
        <FormText control={form.control} name="answer" label={words.answer} placeholder={words.answerHint} required />
        {props.personId !== null && personId !== null ? null : personId !== null ? (
          <TextInput label={words.who} value={form.watch('who')} readOnly />
        ) : (
          <>
            <FormText control={form.control} name="who" label={words.who} placeholder={words.whoHint} />
            {may('people.read') ? (
              <PersonPicker
                label={words.person}
                onPick={(person) => {
                  form.setValue('personId', person.id)
                  form.setValue('who', person.name)
                }}
              />
            ) : null}
          </>
        )}
        <ErrorBox error={add.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={props.onDone}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
