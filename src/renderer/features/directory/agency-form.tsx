import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useFieldArray, useForm } from 'react-hook-form'
import { z } from 'zod'
import { type Agency, agencyKindLabels, agencyKinds } from '../../../shared/contract/directory.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormNumber, FormSelect, FormSwitch, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { showOnField } from '../../lib/form-errors.ts'
import { useCommand } from '../../lib/query.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { directoryTexts as words } from '../../texts/directory.ts'

const line = z.string().trim().max(300)
const schema = z.object({
  name: line.min(1, words.nameMissing),
  addressee: line.min(1, words.addresseeMissing),
  kind: z.enum(agencyKinds),
  government: z.boolean(),
  level: z.enum(['desa', 'kecamatan', 'kabupaten', 'provinsi', 'pusat']),
  sector: line,
  city: line,
  address: line,
  phone: line,
  email: line,
  services: z.string().trim().max(4000),
  note: z.string().trim().max(4000),
  answerDays: z.number().int().min(1).max(365),
  active: z.boolean(),
  offers: z.array(
    z.object({
      name: line.min(1, words.offerName),
      sector: z.string(),
      description: z.string(),
      documents: z.string(),
      programmes: z.array(z.string()),
    }),
  ),
})
type Values = z.infer<typeof schema>

const blank: Omit<Agency, 'id' | 'version'> = {
  name: '',
  addressee: '',
  city: '',
  sector: '',
  level: 'kabupaten',
  kind: '',
  government: true,
  address: '',
  phone: '',
  email: '',
  website: '',
  services: '',
  note: '',
  answerDays: 14,
  active: true,
  offers: [],
  locations: [],
  contacts: [],
  schedule: [],
  areas: [],
  codes: [],
}

/** Adds or changes an agency; what has no field here (contacts, hours, places) stays as it is. */
export const AgencyForm = (props: { agency: Agency | null; sectors: { value: string; label: string }[]; onClose(): void }) => {
  const { id, version, ...before } = props.agency ?? { id: null, version: 0, ...blank }
  const save = useCommand('directory.save')
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { ...before, offers: before.offers.map((one) => ({ ...one, documents: one.documents.join('\n') })) },
  })
  const offers = useFieldArray({ control: form.control, name: 'offers' })
  const draft = useDraft(`agency.${id ?? 'baru'}`, form)
  const submit = form.handleSubmit((values) =>
    save.mutate(
      {
        ...before,
        ...values,
        id,
        version,
        offers: values.offers.map((one) => ({
          ...one,
          documents: one.documents
            .split('\n')
            .map((text) => text.trim())
            .filter((text) => text !== ''),
        })),
      },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
          props.onClose()
        },
        onError: (error) => void showOnField(form, error),
      },
    ),
  )
  useShortcuts({ save: () => void submit() }, { insideDialog: true })
  const { fields } = words
  const { control } = form
  return (
    <Stack gap="sm">
      <DraftNote draft={draft} />
      <Group grow align="start">
        <FormText control={control} name="name" label={fields.name} required />
        <FormText control={control} name="addressee" label={fields.addressee} required />
      </Group>
      <Group grow align="start">
        <FormSelect
          control={control}
          name="kind"
          label={fields.kind}
          options={agencyKinds.map((value) => ({ value, label: agencyKindLabels[value] }))}
        />
        <FormSelect
          control={control}
          name="level"
          label={fields.level}
          options={Object.entries(levelLabels).map(([value, label]) => ({ value, label }))}
        />
        <FormSelect control={control} name="sector" label={fields.sector} options={props.sectors} />
      </Group>
      <Group grow align="start">
        <FormText control={control} name="address" label={fields.address} />
        <FormText control={control} name="city" label={fields.city} />
      </Group>
      <Group grow align="start">
        <FormText control={control} name="phone" label={fields.phone} />
        <FormText control={control} name="email" label={fields.email} />
        <FormNumber control={control} name="answerDays" label={fields.answerDays} min={1} max={365} />
      </Group>
      <Group>
        <FormSwitch control={control} name="government" label={fields.government} />
        <FormSwitch control={control} name="active" label={fields.active} />
      </Group>
      <Title order={3}>{words.offers}</Title>
      {offers.fields.map((field, index) => (
        <Group key={field.id} align="start" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <FormText control={control} name={`offers.${index}.name`} label={words.offerName} />
          </div>
          <div style={{ flex: 1 }}>
            <FormTextarea control={control} name={`offers.${index}.documents`} label={words.documents} rows={3} />
          </div>
          <Button variant="default" mt={24} onClick={() => offers.remove(index)}>
            {words.remove}
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() =>
            offers.append({ name: '', sector: form.getValues('sector'), description: '', documents: '', programmes: [] })
          }
        >
          {words.addOffer}
        </Button>
      </Group>
      <FormTextarea control={control} name="services" label={fields.services} rows={2} />
      <FormTextarea control={control} name="note" label={fields.note} rows={2} />
      <Text size="sm" c="dimmed">
        {words.excelHint}
      </Text>
      <ErrorBox error={save.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onClose}>
          {common.cancel}
        </Button>
        <Button onClick={() => void submit()} loading={save.isPending}>
          {words.save}
        </Button>
      </Group>
    </Stack>
  )
}
