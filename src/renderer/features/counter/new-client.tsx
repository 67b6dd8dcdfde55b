import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { checkNik } from '../../../shared/domain/nik.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormText } from '../../components/form-fields.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import { duplicateTexts } from '../../texts/duplicates.ts'
import { KnownPeopleNote } from '../duplicates/known-people.tsx'
import { useKnownPeople } from '../duplicates/use-known-people.ts'

const schema = z.object({
  name: z.string().trim().min(1, words.nameMissing).max(300),
  birthDate: z.string().nullable(),
  regionCode: z.string().nullable(),
  address: z.string().trim().max(300),
  nik: z
    .string()
    .nullable()
    .superRefine((nik, context) => {
      if (nik !== null && nik.length !== 16) context.addIssue({ code: 'custom', message: words.nikLength(nik.length) })
    }),
})

/** A few fields for somebody who is not in the register; a NIK is welcome, not asked for. The village decides which field worker may visit. */
export const NewClient = (props: { typed: string; onCreated(id: number): void; onCancel(): void }) => {
  const { today } = useOfficeTime()
  const create = useCommand('people.create')
  const digits = /^[\d\s.-]+$/.test(props.typed) ? props.typed.replace(/\D/g, '') : ''
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: digits === '' ? props.typed : '',
      birthDate: null,
      regionCode: null,
      address: '',
      nik: digits === '' ? null : digits.slice(0, 16),
    },
    // Not on blur: an error that comes or goes while the button is pressed moves the button away from under the pointer.
  })
  const draft = useDraft('case.person', form)
  const nik = form.watch('nik')
  const birthDate = form.watch('birthDate')
  const findings = nik !== null && nik.length === 16 ? checkNik(nik, { birthDate, sex: null, today }) : []
  const name = form.watch('name')
  const known = useKnownPeople({ name: name.trim(), birthDate, nik })
  const save = form.handleSubmit(async (values) => {
    if (!(await known.confirmed())) return
    create.mutate(values, {
      onSuccess: ({ id }) => {
        draft.clear()
        toast.done(words.registered)
        props.onCreated(id)
      },
      onError: (error) => void showOnField(form, error),
    })
  })
  return (
    <Stack gap="xs">
      <Title order={3}>{words.registerTitle}</Title>
      <DraftNote draft={draft} />
      <FormText control={form.control} name="name" label={words.name} required autoFocus />
      <FormDate control={form.control} name="birthDate" label={words.birthDate} maxDate={today} />
      <FormText
        control={form.control}
        name="nik"
        label={words.nik}
        description={nik === null || nik.length === 16 ? words.nikHint : words.nikCount(nik.length)}
        numeric
        emptyAsNull
        maxLength={16}
      />
      {findings.map((finding) => (
        <Text key={finding.code} size="xs" c="var(--tone-warning-text)" aria-live="polite">
          {finding.message}
        </Text>
      ))}
      <Controller
        control={form.control}
        name="regionCode"
        render={({ field, fieldState }) => (
          <RegionPicker
            label={words.village}
            description={words.villageHint}
            villageOnly
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <FormText control={form.control} name="address" label={words.address} maxLength={300} />
      {create.error !== null && Object.keys(form.formState.errors).length === 0 ? <ErrorBox error={create.error} /> : null}
      <Group gap="xs">
        <Button onClick={() => void save()} loading={create.isPending}>
          {known.candidates.length > 0 ? duplicateTexts.known.notThem : nik === null ? words.registerNoNik : words.register}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {words.back}
        </Button>
      </Group>
      {/* Below the buttons: what appears while typing must not push another button under the pointer. */}
      <KnownPeopleNote
        known={known}
        choice="take"
        onChoose={(id) => {
          draft.clear()
          props.onCreated(id)
        }}
      />
    </Stack>
  )
}
