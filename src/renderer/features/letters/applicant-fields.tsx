import { Button, Group, Stack, Text } from '@mantine/core'
import type { UseFormReturn } from 'react-hook-form'
import { FormRadio, FormText } from '../../components/form-fields.tsx'
import { PersonPicker } from '../../components/person-picker.tsx'
import { letterKindTexts } from '../../texts/letter-kinds.ts'
import type { DraftForm } from './draft-form.ts'

const words = letterKindTexts.applicant

/** Who came for the letter: the resident, somebody of the register, or somebody who is only named. */
export const ApplicantFields = ({ form }: { form: UseFormReturn<DraftForm> }) => {
  const kind = form.watch('applicantKind')
  const applicant = form.watch('applicant')
  const set = (personId: number | null, name: string): void =>
    form.setValue('applicant', { ...form.getValues('applicant'), personId, name }, { shouldDirty: true })
  return (
    <Stack gap={6}>
      <FormRadio
        control={form.control}
        name="applicantKind"
        label={words.title}
        options={[
          { value: 'self', label: words.self },
          { value: 'other', label: words.other },
        ]}
      />
      {kind === 'self' ? null : (
        <>
          {applicant.personId === null ? (
            <>
              <FormText control={form.control} name="applicant.name" label={words.name} />
              <PersonPicker label={words.find} hideLabel placeholder={words.find} onPick={({ id, name }) => set(id, name)} />
            </>
          ) : (
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600} truncate>
                {applicant.name}
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => set(null, '')}>
                {words.clear}
              </Button>
            </Group>
          )}
          <FormText
            control={form.control}
            name="applicant.relation"
            label={words.relation}
            placeholder={words.relationHint}
            required
          />
          <FormText control={form.control} name="applicant.phone" label={words.phone} />
        </>
      )}
    </Stack>
  )
}
