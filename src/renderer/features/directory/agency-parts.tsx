import { Button, Chip, Group, Input, MultiSelect, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Control, Controller, useFieldArray } from 'react-hook-form'
import { weekdays } from '../../../shared/contract/directory.ts'
import { FormSelect, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { RegionPicker } from '../../components/region-picker.tsx'
import { RegionSet } from '../../components/region-set.tsx'
import { directoryTexts as words } from '../../texts/directory.ts'
import type { AgencyOutput, AgencyValues } from './agency-values.ts'
import styles from './directory.module.css'

type FormControl = Control<AgencyValues, unknown, AgencyOutput>
type Choices = { value: string; label: string }[]
type ListName = 'offers' | 'contacts' | 'schedule' | 'locations' | 'codes'

/** A list of the form: a card for each entry, a sentence while there are none, a button for one more. */
const PartList = <N extends ListName>(props: {
  control: FormControl
  name: N
  of: (typeof words.parts)[N]
  blank(): AgencyValues[N] extends (infer T)[] | undefined ? T : never
  children(index: number): ReactNode
}) => {
  const list = useFieldArray({ control: props.control, name: props.name as ListName })
  const { of } = props
  return (
    <Stack gap="xs">
      {list.fields.length === 0 ? (
        <Text size="sm" c="dimmed">
          {of.empty}
        </Text>
      ) : null}
      {list.fields.map((field, index) => (
        <fieldset key={field.id} className={styles.part} aria-label={`${of.one} ${index + 1}`}>
          <Stack gap="xs" style={{ flex: 1, minWidth: 0 }}>
            {props.children(index)}
          </Stack>
          <Button
            variant="subtle"
            c="var(--tone-danger-text)"
            size="compact-md"
            mt={24}
            leftSection={<IconTrash size={16} aria-hidden />}
            aria-label={`${words.remove} ${of.one} ${index + 1}`}
            onClick={() => list.remove(index)}
          >
            {words.remove}
          </Button>
        </fieldset>
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => list.append(props.blank() as Parameters<typeof list.append>[0])}
        >
          {of.add}
        </Button>
      </Group>
    </Stack>
  )
}

/** Services, each with the papers it asks for and the programmes it is for. */
export const OffersPart = (props: { control: FormControl; sector(): string; sectors: Choices; programmes: Choices }) => {
  const { control } = props
  return (
    <PartList
      control={control}
      name="offers"
      of={words.parts.offers}
      blank={() => ({ name: '', sector: props.sector(), description: '', documents: '', programmes: [] })}
    >
      {(index) => (
        <>
          <Group grow align="start">
            <FormText control={control} name={`offers.${index}.name`} label={words.offerName} required />
            <FormSelect
              control={control}
              name={`offers.${index}.sector`}
              label={words.fields.sector}
              options={props.sectors}
              clearable
              emptyValue=""
            />
          </Group>
          <Group grow align="start">
            <FormTextarea control={control} name={`offers.${index}.documents`} label={words.documents} rows={3} />
            <FormTextarea control={control} name={`offers.${index}.description`} label={words.description} rows={3} />
          </Group>
          <Controller
            control={control}
            name={`offers.${index}.programmes`}
            render={({ field }) => (
              <MultiSelect
                label={words.programmes}
                description={words.programmesHint}
                data={withUnknown(props.programmes, field.value ?? [])}
                value={field.value ?? []}
                onChange={field.onChange}
                searchable
                clearable
                clearButtonProps={{ 'aria-label': `Kosongkan ${words.programmes}` }}
              />
            )}
          />
        </>
      )}
    </PartList>
  )
}

/** A programme that was switched off keeps its place in the box. */
const withUnknown = (choices: Choices, chosen: readonly string[]): Choices => [
  ...choices,
  ...chosen.filter((key) => !choices.some(({ value }) => value === key)).map((key) => ({ value: key, label: key })),
]

/** Whom to ask for. */
export const ContactsPart = ({ control }: { control: FormControl }) => (
  <PartList
    control={control}
    name="contacts"
    of={words.parts.contacts}
    blank={() => ({ name: '', title: '', phone: '', email: '' })}
  >
    {(index) => (
      <>
        <Group grow align="start">
          <FormText control={control} name={`contacts.${index}.name`} label={words.contactName} />
          <FormText control={control} name={`contacts.${index}.title`} label={words.contactTitle} />
        </Group>
        <Group grow align="start">
          <FormText control={control} name={`contacts.${index}.phone`} label={words.fields.phone} />
          <FormText control={control} name={`contacts.${index}.email`} label={words.fields.email} />
        </Group>
      </>
    )}
  </PartList>
)

/** When it is open. */
export const SchedulePart = ({ control }: { control: FormControl }) => (
  <PartList
    control={control}
    name="schedule"
    of={words.parts.schedule}
    blank={() => ({ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:00', note: '' })}
  >
    {(index) => (
      <>
        <Controller
          control={control}
          name={`schedule.${index}.days`}
          render={({ field, fieldState }) => (
            <Input.Wrapper label={words.days} error={fieldState.error?.message} withAsterisk>
              <Chip.Group
                multiple
                value={field.value.map(String)}
                onChange={(days) => field.onChange(days.map(Number).toSorted((one, other) => one - other))}
              >
                <Group gap={6} role="group" aria-label={words.days}>
                  {weekdays.map((day, at) => (
                    <Chip key={day} value={String(at + 1)} size="md" variant="light">
                      {day}
                    </Chip>
                  ))}
                </Group>
              </Chip.Group>
            </Input.Wrapper>
          )}
        />
        <Group grow align="start">
          <FormText control={control} name={`schedule.${index}.opens`} label={words.opens} placeholder="08:00" />
          <FormText control={control} name={`schedule.${index}.closes`} label={words.closes} placeholder="15:00" />
          <FormText control={control} name={`schedule.${index}.note`} label={words.hoursNote} />
        </Group>
      </>
    )}
  </PartList>
)

/** Where it serves, and whom: places with their address, and the regions it is for. */
export const PlacesPart = ({ control }: { control: FormControl }) => (
  <Stack gap="md">
    <Controller
      control={control}
      name="areas"
      render={({ field }) => (
        <RegionSet
          label={words.fields.areas}
          description={words.areasHint}
          placeholder={words.addArea}
          value={field.value ?? []}
          onChange={field.onChange}
          empty={words.everywhere}
          wide
        />
      )}
    />
    <PartList
      control={control}
      name="locations"
      of={words.parts.locations}
      blank={() => ({ name: '', address: '', region: null, phone: '' })}
    >
      {(index) => (
        <>
          <Group grow align="start">
            <FormText control={control} name={`locations.${index}.name`} label={words.placeName} />
            <FormText control={control} name={`locations.${index}.phone`} label={words.fields.phone} />
          </Group>
          <Group grow align="start">
            <FormText control={control} name={`locations.${index}.address`} label={words.fields.address} />
            <Controller
              control={control}
              name={`locations.${index}.region`}
              render={({ field, fieldState }) => (
                <RegionPicker
                  label={words.placeRegion}
                  value={field.value ?? null}
                  onChange={field.onChange}
                  error={fieldState.error?.message}
                  wide
                />
              )}
            />
          </Group>
        </>
      )}
    </PartList>
  </Stack>
)

/** Its number in other systems. */
export const CodesPart = ({ control }: { control: FormControl }) => (
  <PartList control={control} name="codes" of={words.parts.codes} blank={() => ({ system: '', code: '' })}>
    {(index) => (
      <Group grow align="start">
        <FormText
          control={control}
          name={`codes.${index}.system`}
          label={words.codeSystem}
          placeholder="SIKS-NG, SILANI, NPSN"
          required
        />
        <FormText control={control} name={`codes.${index}.code`} label={words.codeNumber} required />
      </Group>
    )}
  </PartList>
)
