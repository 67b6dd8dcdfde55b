import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Group, Stack, Tabs } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { type Agency, agencyKindLabels, agencyKinds } from '../../../shared/contract/directory.ts'
import { DraftNote } from '../../components/draft-note.tsx'
import { ErrorBox } from '../../components/error-box.tsx'
import { FormNumber, FormSelect, FormSwitch, FormText, FormTextarea } from '../../components/form-fields.tsx'
import { RecordConflict } from '../../components/record-conflict.tsx'
import { api } from '../../lib/api.ts'
import { showOnField } from '../../lib/form-errors.ts'
import { useCall, useCommand } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { toast } from '../../lib/toast.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { levelLabels } from '../../texts/cases.ts'
import { common } from '../../texts/common.ts'
import { directoryTexts as words } from '../../texts/directory.ts'
import { agencyColumns } from './agency-conflict.ts'
import { CodesPart, ContactsPart, OffersPart, PlacesPart, SchedulePart } from './agency-parts.tsx'
import {
  type AgencyOutput,
  type AgencyTab,
  type AgencyValues,
  agencyForm,
  agencyTabs,
  tabWithError,
  toValues,
} from './agency-values.ts'

/** Adds or changes an agency: everything that the workbook holds, in six tabs. */
export const AgencyForm = (props: { agency: Agency | null; sectors: { value: string; label: string }[]; onClose(): void }) => {
  // the agency as it was when the form opened: what a colleague saves meanwhile must not slip under it
  const [agency] = useState(props.agency)
  const may = useMay()
  const [tab, setTab] = useState<AgencyTab>('about')
  const save = useCommand('directory.save')
  const programmes = useCall('programmes.list', {}, { enabled: may('cases.read') })
  const form = useForm<AgencyValues, unknown, AgencyOutput>({
    resolver: zodResolver(agencyForm),
    defaultValues: toValues(agency),
  })
  const [conflict, setConflict] = useState<Agency | null>(null)
  const draft = useDraft(`agency.${agency?.id ?? 'baru'}`, form, {
    onlyChanged: agency !== null,
    ...(agency === null ? {} : { begun: { version: agency.version } }),
  })
  // A draft that was typed over a former state of the agency is saved over that state.
  const from = {
    version: draft.older?.version ?? agency?.version ?? 0,
    values: { ...toValues(agency), ...(draft.older?.values as Partial<AgencyValues> | undefined) },
  }
  const send = (values: AgencyOutput, version: number): void =>
    save.mutate(
      { ...values, id: agency?.id ?? null, version },
      {
        onSuccess: () => {
          draft.clear()
          toast.done(words.saved)
          props.onClose()
        },
        onError: (error) => {
          if (error.data.code === 'CONFLICT' && agency !== null)
            void api.directory.get({ id: agency.id }).then(setConflict, toast.error)
          else {
            setConflict(null)
            if (showOnField(form, error)) setTab(tabWithError({ [error.data.field?.split('.')[0] ?? '']: true }))
          }
        },
      },
    )
  const submit = form.handleSubmit(
    (values) => send(values, from.version),
    (errors) => setTab(tabWithError(errors)),
  )
  useShortcuts(conflict === null ? { save: () => void submit() } : {}, { insideDialog: true })
  const { control } = form
  const [offers, contacts, schedule, locations, areas, codes] = useWatch({
    control,
    name: ['offers', 'contacts', 'schedule', 'locations', 'areas', 'codes'],
  })
  const count: Record<AgencyTab, number | null> = {
    about: null,
    offers: offers.length,
    contacts: contacts?.length ?? 0,
    schedule: schedule.length,
    places: (locations?.length ?? 0) + (areas?.length ?? 0),
    codes: codes?.length ?? 0,
  }
  const parts: Record<AgencyTab, ReactNode> = {
    about: <AboutPart control={control} sectors={props.sectors} />,
    offers: (
      <OffersPart
        control={control}
        sector={() => form.getValues('sector') ?? ''}
        sectors={props.sectors}
        programmes={(programmes.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
      />
    ),
    contacts: <ContactsPart control={control} />,
    schedule: <SchedulePart control={control} />,
    places: <PlacesPart control={control} />,
    codes: <CodesPart control={control} />,
  }
  return (
    <Stack gap="sm">
      <DraftNote draft={draft} />
      <Tabs value={tab} onChange={(next) => setTab((next ?? 'about') as AgencyTab)}>
        <Tabs.List>
          {agencyTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {count[one] === null ? words.tabs[one] : `${words.tabs[one]} (${count[one]})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {agencyTabs.map((one) => (
          <Tabs.Panel key={one} value={one} pt="sm" mih={330}>
            {parts[one]}
          </Tabs.Panel>
        ))}
      </Tabs>
      <ErrorBox error={save.error?.data.code === 'CONFLICT' ? null : save.error} />
      {conflict === null ? null : (
        <RecordConflict
          key={conflict.version}
          base={from.values}
          theirs={toValues(conflict)}
          mine={form.getValues()}
          columns={agencyColumns}
          changes={[]}
          saving={save.isPending}
          onSave={(values) => send(agencyForm.parse(values), conflict.version)}
          onClose={() => setConflict(null)}
        />
      )}
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

/** Name, address and what decides how a referral goes there. */
const AboutPart = (props: {
  control: ReturnType<typeof useForm<AgencyValues, unknown, AgencyOutput>>['control']
  sectors: { value: string; label: string }[]
}) => {
  const { control } = props
  const { fields } = words
  return (
    <Stack gap="sm">
      <Group grow align="start">
        <FormText control={control} name="name" label={fields.name} required />
        <FormText control={control} name="addressee" label={fields.addressee} required />
      </Group>
      <Group grow align="start">
        <FormSelect
          control={control}
          name="kind"
          label={fields.kind}
          options={agencyKinds.filter((value) => value !== '').map((value) => ({ value, label: agencyKindLabels[value] }))}
          clearable
          emptyValue=""
          placeholder={agencyKindLabels['']}
        />
        <FormSelect
          control={control}
          name="level"
          label={fields.level}
          options={Object.entries(levelLabels).map(([value, label]) => ({ value, label }))}
        />
        <FormSelect control={control} name="sector" label={fields.sector} options={props.sectors} clearable emptyValue="" />
      </Group>
      <Group grow align="start">
        <FormText control={control} name="address" label={fields.address} />
        <FormText control={control} name="city" label={fields.city} />
        <FormText control={control} name="phone" label={fields.phone} />
      </Group>
      <Group grow align="start">
        <FormText control={control} name="email" label={fields.email} />
        <FormText control={control} name="website" label={fields.website} />
        <FormNumber control={control} name="answerDays" label={fields.answerDays} min={1} max={365} />
      </Group>
      <Group>
        <FormSwitch control={control} name="government" label={fields.government} />
        <FormSwitch control={control} name="active" label={fields.active} />
      </Group>
      <Group grow align="start">
        <FormTextarea control={control} name="services" label={fields.services} rows={2} />
        <FormTextarea control={control} name="note" label={fields.note} rows={2} />
      </Group>
    </Stack>
  )
}
