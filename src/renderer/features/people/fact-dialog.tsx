import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type Control, type FieldErrors, useForm } from 'react-hook-form'
import type { PersonFact } from '../../../shared/contract/person-facts.ts'
import {
  dtsenStatuses,
  factSourceLabels,
  factSources,
  membershipStatuses,
  membershipStatusLabels,
  numberTypeLabels,
  numberTypes,
} from '../../../shared/domain/person-facts.ts'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormDate, FormRadio, FormSelect, FormText } from '../../components/form-fields.tsx'
import { useCall, useCommand } from '../../lib/query.ts'
import { useOfficeTime } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { toAppError } from '../../lib/transport.ts'
import { common } from '../../texts/common.ts'
import { disabilityDegrees, disabilityTypes, factTexts, welfareChoices } from '../../texts/person-facts.ts'
import { emptyForm, type FactCard, type FactForm, formErrors, otherProgramme, toRawFact } from './fact-form.ts'
import styles from './people.module.css'

const words = factTexts.form
const choice = (value: string) => ({ value, label: value })
const withOwn = (list: readonly string[], own: string) => (own === '' || list.includes(own) ? list : [...list, own]).map(choice)

type Part = { control: Control<FactForm>; form: FactForm; fact: PersonFact | null }

const ProgrammeFields = ({ control, form, fact }: Part) => {
  const programmes = useCall('programmes.list', {})
  const listed = (programmes.data ?? []).map(({ key, name }) => ({ value: key, label: name }))
  const own = fact !== null && fact.key !== '' && !listed.some(({ value }) => value === fact.key)
  return (
    <>
      <div className={styles.all}>
        <FormSelect
          control={control}
          name="programmeKey"
          label={words.programme}
          required
          searchable
          options={[
            ...listed,
            ...(own ? [{ value: fact.key, label: fact.label }] : []),
            { value: otherProgramme, label: words.otherProgramme },
          ]}
        />
      </div>
      {form.programmeKey === otherProgramme ? (
        <div className={styles.all}>
          <FormText control={control} name="name" label={words.programmeName} required maxLength={300} />
        </div>
      ) : null}
      <NumberField control={control} form={form} fact={fact} label={words.number} />
      <div className={styles.two}>
        <FormSelect
          control={control}
          name="status"
          label={words.status}
          options={membershipStatuses.map((value) => ({ value, label: membershipStatusLabels[value] }))}
        />
      </div>
      <Days control={control} from={words.from} to={words.to} />
    </>
  )
}

const NumberField = ({ control, fact, label, required }: Part & { label: string; required?: boolean }) => (
  <div className={styles.two}>
    <FormText
      control={control}
      name="number"
      label={label}
      required={required === true && fact === null}
      maxLength={60}
      {...(fact === null || fact.value === '' ? {} : { placeholder: words.numberKept(fact.value) })}
    />
  </div>
)

const Days = (props: { control: Control<FactForm>; from: string; to: string }) => (
  <>
    <div className={styles.two}>
      <FormDate control={props.control} name="from" label={props.from} />
    </div>
    <div className={styles.two}>
      <FormDate control={props.control} name="to" label={props.to} />
    </div>
  </>
)

const WelfareFields = ({ control, form, fact }: Part) => (
  <>
    {fact === null ? (
      <div className={styles.all}>
        <FormRadio control={control} name="what" label={words.what} options={welfareChoices} />
      </div>
    ) : null}
    <div className={styles.all}>
      {form.what === 'dtsen-status' ? (
        <FormSelect control={control} name="value" label={words.dtsenStatus} required options={dtsenStatuses.map(choice)} />
      ) : form.what === 'dtks-id' ? (
        <FormText control={control} name="value" label={words.dtksId} required maxLength={60} />
      ) : (
        <FormText
          control={control}
          name="value"
          label={form.what === 'decile' ? words.decile : words.percentile}
          required
          numeric
          maxLength={3}
        />
      )}
    </div>
  </>
)

const DisabilityFields = ({ control, form }: Part) => (
  <>
    <div className={styles.two}>
      <FormSelect control={control} name="type" label={words.type} required options={withOwn(disabilityTypes, form.type)} />
    </div>
    <div className={styles.two}>
      <FormSelect
        control={control}
        name="degree"
        label={words.degree}
        clearable
        emptyValue=""
        options={withOwn(disabilityDegrees, form.degree)}
      />
    </div>
    <Days control={control} from={words.from} to={words.to} />
  </>
)

const NumberFields = ({ control, form, fact }: Part) => (
  <>
    <div className={styles.two}>
      <FormSelect
        control={control}
        name="type"
        label={words.numberType}
        required
        options={numberTypes.map((value) => ({ value, label: numberTypeLabels[value] }))}
      />
    </div>
    <NumberField control={control} form={form} fact={fact} label={words.numberValue} required />
    {form.type === 'lain' ? (
      <div className={styles.all}>
        <FormText control={control} name="name" label={words.numberName} required maxLength={300} />
      </div>
    ) : null}
    <Days control={control} from={words.validFrom} to={words.validTo} />
  </>
)

const PregnancyFields = ({ control }: Part) => (
  <>
    <div className={styles.two}>
      <FormDate control={control} name="from" label={words.from} />
    </div>
    <div className={styles.two}>
      <FormDate control={control} name="expected" label={words.expected} />
    </div>
  </>
)

const parts = {
  programme: ProgrammeFields,
  welfare: WelfareFields,
  pregnancy: PregnancyFields,
  disability: DisabilityFields,
  number: NumberFields,
}

/** Writes a statement down, or mends one. */
export const FactDialog = (props: { personId: number; card: FactCard; fact: PersonFact | null; onClose(): void }) => {
  const { card, fact, personId } = props
  const { today } = useOfficeTime()
  const add = useCommand('personFacts.add')
  const update = useCommand('personFacts.update')
  const form = useForm<FactForm>({
    defaultValues: emptyForm(card, fact, today),
    resolver: (values) => {
      const errors: FieldErrors<FactForm> = {}
      for (const [field, message] of Object.entries(formErrors(values, fact !== null)))
        errors[field as keyof FactForm] = { type: 'local', message }
      return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors }
    },
  })
  const done = {
    onSuccess: () => {
      props.onClose()
      toast.done(factTexts.saved)
    },
    onError: (error: unknown) => {
      const { field, message, hint } = toAppError(error).data
      const name = field?.replace(/^fact\./, '') as keyof FactForm | undefined
      if (name !== undefined && name in form.getValues())
        form.setError(
          name,
          { type: 'server', message: hint === undefined ? message : `${message} ${hint}` },
          { shouldFocus: true },
        )
    },
  }
  const save = form.handleSubmit((values) => {
    const raw = toRawFact(values, fact !== null)
    if (fact === null) add.mutate({ personId, fact: raw }, done)
    else update.mutate({ id: fact.id, version: fact.version, fact: raw }, done)
  })
  useShortcuts({ save: () => void save() }, { insideDialog: true })
  const Part = parts[card]
  const pending = add.isPending || update.isPending
  return (
    <Modal opened onClose={props.onClose} title={fact === null ? factTexts.add[card] : factTexts.editTitle} size="lg">
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          {fact === null ? null : (
            <Text size="sm" c="dimmed">
              {factTexts.editHint}
            </Text>
          )}
          <div className={styles.form}>
            <Part control={form.control} form={form.watch()} fact={fact} />
            <div className={styles.two}>
              <FormSelect
                control={form.control}
                name="source"
                label={words.source}
                description={words.sourceHint}
                options={factSources.flatMap((value) => (value === 'file' ? [] : [{ value, label: factSourceLabels[value] }]))}
              />
            </div>
            <div className={styles.two}>
              <FormDate
                control={form.control}
                name="asOf"
                label={words.asOf}
                description={words.asOfHint}
                required
                maxDate={today}
              />
            </div>
            <div className={styles.all}>
              <FormText control={form.control} name="note" label={words.note} maxLength={300} />
            </div>
          </div>
          <ErrorBox error={add.error ?? update.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
