import { Autocomplete, Group, Text } from '@mantine/core'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { FormRadio, FormText } from '../../components/form-fields.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { useMay } from '../../lib/session.ts'
import { counterTexts as words } from '../../texts/counter.ts'
import styles from './counter.module.css'
import type { CounterValues } from './counter-form.ts'

/** Who reports: the person, or somebody else, taken from the register or typed. */
export const ReporterFields = (props: { form: UseFormReturn<CounterValues>; relations: readonly string[] }) => {
  const { form } = props
  const may = useMay()
  const known = form.watch('reporterPersonId') !== null
  return (
    <>
      <FormRadio
        control={form.control}
        name="reporterKind"
        label={words.reporter}
        options={[
          { value: 'self', label: words.reporterSelf },
          { value: 'other', label: words.reporterOther },
        ]}
      />
      {form.watch('reporterKind') === 'other' ? (
        <div>
          <div className={styles.reporter}>
            <FormText
              control={form.control}
              name="reporterName"
              label={words.reporterName}
              maxLength={300}
              required
              inputProps={known ? { readOnly: true } : {}}
            />
            <Controller
              control={form.control}
              name="reporterRelation"
              render={({ field }) => (
                <Autocomplete
                  label={words.reporterRelation}
                  placeholder={words.reporterRelationHint}
                  data={[...props.relations]}
                  maxLength={300}
                  value={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  ref={field.ref}
                />
              )}
            />
            <FormText control={form.control} name="reporterPhone" label={words.reporterPhone} maxLength={30} />
          </div>
          {known ? (
            <Group gap="xs" mt={4}>
              <Text size="sm">{words.reporterKnown}</Text>
              <button
                type="button"
                className={styles.linkButton}
                onClick={() => form.setValue('reporterPersonId', null, { shouldDirty: true })}
              >
                {words.reporterForget}
              </button>
            </Group>
          ) : may('people.read') ? (
            <PersonPicker
              label={words.reporterFind}
              onPick={(person) => {
                form.setValue('reporterPersonId', person.id, { shouldDirty: true })
                form.setValue('reporterName', person.name, { shouldDirty: true, shouldValidate: true })
              }}
            />
          ) : null}
        </div>
      ) : null}
    </>
  )
}
