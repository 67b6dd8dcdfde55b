import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Control, Controller, type FieldPath, useForm } from 'react-hook-form'
import { z } from 'zod'
import { line, sixteenDigits } from '../../../shared/contract/common.ts'
import { personFields } from '../../../shared/contract/people.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormRadio, FormSelect, FormText } from '../../components/form-fields.tsx'
import { Page, Section } from '../../components/page.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { type Begun, type BegunFrom, useDraft } from '../../lib/use-draft.ts'
import { common } from '../../texts/common.ts'
import { peopleTexts } from '../../texts/people.ts'
import { KnownPeopleNote } from '../duplicates/known-people.tsx'
import { useKnownPeople } from '../duplicates/use-known-people.ts'
import { NikHints } from './nik-hints.tsx'
import styles from './people.module.css'
import { useValueOptions } from './value-options.ts'

const words = peopleTexts.form

/** A new person's fields; the edit form leaves family card and relation out. */
export const personFormSchema = z.object({
  ...personFields.shape,
  kkNumber: sixteenDigits.nullable().default(null),
  relation: line.default(''),
})
export type PersonFormInput = z.input<typeof personFormSchema>
export type PersonFormValues = z.output<typeof personFormSchema>
type FormControl = Control<PersonFormInput, unknown, PersonFormValues>

/** An empty form. */
export const blankPerson: PersonFormValues = {
  name: '',
  nik: null,
  birthPlace: '',
  birthDate: null,
  sex: null,
  religion: '',
  maritalStatus: '',
  education: '',
  occupation: '',
  disability: '',
  motherName: '',
  fatherName: '',
  phone: '',
  address: '',
  hamlet: '',
  rt: '',
  rw: '',
  regionCode: null,
  kkNumber: null,
  relation: '',
}

const CodedField = (props: {
  control: FormControl
  name: FieldPath<PersonFormInput> & Parameters<typeof useValueOptions>[0]
  label: string
  current: string
}) => {
  const options = useValueOptions(props.name, props.current)
  return options.length === 0 ? (
    <FormText control={props.control} name={props.name} label={props.label} />
  ) : (
    <FormSelect control={props.control} name={props.name} label={props.label} options={options} clearable emptyValue="" />
  )
}

/** The form for a new or known person. Ctrl+S saves; what is typed is kept until then. */
export const PersonForm = (props: {
  title: string
  draftKey: string
  initial: PersonFormValues
  /** null = a new person. */
  ownId: number | null
  /** Replaces the NIK field (edit: the number stays as it is unless asked for). */
  nikField?: ReactNode
  saving: boolean
  error: unknown
  /** The record this form was begun from; a draft typed over a former state of it is handed to `onSave` as `older`. */
  begun?: BegunFrom
  onCancel(): void
  /** A new person who is registered already: opens that record, `found` forgets the draft. Without it nobody is looked for. */
  known?: { choice: 'take' | 'open'; onChoose(id: number, found: () => void): void }
  onSave(values: PersonFormValues, refused: (error: unknown) => void, saved: () => void, older: Begun | null): void
}) => {
  const { today } = useOfficeTime()
  const form = useForm<PersonFormInput, unknown, PersonFormValues>({
    resolver: zodResolver(personFormSchema),
    defaultValues: props.initial,
    mode: 'onTouched',
  })
  const draft = useDraft(props.draftKey, form, {
    onlyChanged: props.ownId !== null,
    ...(props.begun === undefined ? {} : { begun: props.begun }),
  })
  const control = form.control
  const values = form.watch()
  const known = useKnownPeople(
    props.known === undefined
      ? {}
      : {
          name: values.name.trim(),
          nik: values.nik ?? null,
          birthDate: values.birthDate ?? null,
          sex: values.sex ?? null,
          motherName: values.motherName ?? '',
          birthPlace: values.birthPlace ?? '',
          phone: values.phone ?? '',
          address: values.address ?? '',
          hamlet: values.hamlet ?? '',
          rt: values.rt ?? '',
          rw: values.rw ?? '',
          regionCode: values.regionCode ?? null,
          kkNumber: values.kkNumber ?? null,
        },
  )
  const submit = form.handleSubmit(async (ready) => {
    if (!(await known.confirmed())) return
    props.onSave(ready, (error) => void showOnField(form, error), draft.clear, draft.older)
  })
  useShortcuts({ save: () => void submit() })
  const coded = (name: 'religion' | 'maritalStatus' | 'education' | 'occupation' | 'disability' | 'relation', label: string) => (
    <CodedField control={control} name={name} label={label} current={values[name] ?? ''} />
  )
  return (
    <Page
      title={props.title}
      action={
        <>
          <Button variant="default" onClick={props.onCancel}>
            {common.cancel}
          </Button>
          <Button onClick={() => void submit()} loading={props.saving}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DraftNote draft={draft} />
        <Stack gap="xs">
          <ErrorBox error={props.error} />
          <Section title={words.identity}>
            <div className={styles.form}>
              <div className={styles.two}>
                <FormText control={control} name="name" label={words.fields.name} required autoFocus />
              </div>
              <div className={styles.two}>
                {props.nikField ?? (
                  <FormText control={control} name="nik" label={words.fields.nik} numeric emptyAsNull maxLength={16} />
                )}
                {props.nikField === undefined ? (
                  <NikHints
                    nik={values.nik ?? null}
                    birthDate={values.birthDate ?? null}
                    sex={values.sex ?? null}
                    ownId={props.ownId}
                    onUse={(parts) => {
                      form.setValue('birthDate', parts.birthDate, { shouldDirty: true })
                      if (parts.sex !== null) form.setValue('sex', parts.sex, { shouldDirty: true })
                      // The button goes away with what it offered; the keyboard goes on at the next field.
                      form.setFocus('birthPlace')
                    }}
                  />
                ) : null}
              </div>
              <FormText control={control} name="birthPlace" label={words.fields.birthPlace} />
              <FormDate control={control} name="birthDate" label={words.fields.birthDate} maxDate={today} />
              <div className={styles.two}>
                <FormRadio
                  control={control}
                  name="sex"
                  label={words.fields.sex}
                  options={[
                    { value: 'L', label: 'Laki-laki' },
                    { value: 'P', label: 'Perempuan' },
                  ]}
                />
              </div>
            </div>
          </Section>
          {props.known === undefined ? null : (
            <KnownPeopleNote
              known={known}
              choice={props.known.choice}
              onChoose={(id) => props.known?.onChoose(id, draft.clear)}
              wide
            />
          )}
          <Section title={words.contact}>
            <div className={styles.form}>
              <div className={styles.two}>
                <FormText control={control} name="address" label={words.fields.address} />
              </div>
              <FormText control={control} name="hamlet" label={words.fields.hamlet} />
              <FormText control={control} name="phone" label={words.fields.phone} />
              <FormText control={control} name="rt" label={words.fields.rt} numeric maxLength={3} />
              <FormText control={control} name="rw" label={words.fields.rw} numeric maxLength={3} />
              <div className={styles.two}>
                <Controller
                  control={control}
                  name="regionCode"
                  render={({ field, fieldState }) => (
                    <RegionPicker
                      label={words.fields.regionCode}
                      villageOnly
                      value={field.value ?? null}
                      onChange={field.onChange}
                      error={fieldState.error?.message}
                    />
                  )}
                />
              </div>
            </div>
          </Section>
          {props.ownId === null ? (
            <Section title={words.family}>
              <div className={styles.form}>
                <div className={styles.two}>
                  <FormText
                    control={control}
                    name="kkNumber"
                    label="No. KK"
                    description="KK yang sudah terdata dipakai; yang belum dibuatkan."
                    numeric
                    emptyAsNull
                    maxLength={16}
                  />
                </div>
                <div className={styles.two}>{coded('relation', 'Hubungan dengan kepala keluarga')}</div>
              </div>
            </Section>
          ) : null}
          <Section title={words.more}>
            <div className={styles.form}>
              {coded('religion', words.fields.religion)}
              {coded('maritalStatus', words.fields.maritalStatus)}
              {coded('education', words.fields.education)}
              {coded('occupation', words.fields.occupation)}
              {coded('disability', words.fields.disability)}
              <FormText control={control} name="motherName" label={words.fields.motherName} />
              <FormText control={control} name="fatherName" label={words.fields.fatherName} />
            </div>
          </Section>
          <Group justify="flex-end">
            <Button type="submit" loading={props.saving}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}
